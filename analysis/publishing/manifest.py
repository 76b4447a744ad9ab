"""The manifest: what a briefing was made from, so that it can be made again and checked."""

import hashlib
import json
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path
from typing import Any

VERSIONED = (
    "briefbook",
    "jupyterlab",
    "matplotlib",
    "nbconvert",
    "numpy",
    "pandas",
    "papermill",
    "scipy",
    "weasyprint",
)


def build_record(
    root: Path, inputs: list[Path], parameters: dict[str, Any], home: Path | None = None
) -> dict[str, Any]:
    """The run record: parameters, inputs with SHA-256 and size, versions, commit.

    Paths are relative to `root`, or to the `home` of a case that lies elsewhere.
    """
    return {
        "parameters": parameters,
        "inputs": [describe_file(root, path, home) for path in sorted(set(inputs))],
        "versions": {"python": platform.python_version(), **{name: version(name) for name in VERSIONED}},
        "commit": find_commit(root),
        "ai_model": None,  # "no AI model was used": nothing in Briefbook calls one
    }


def describe_file(root: Path, path: Path, home: Path | None = None) -> dict[str, Any]:
    """A file's name without the machine it lies on, its hash and its size."""
    content = path.read_bytes()
    return {"path": name_file(root, path, home), "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}


def name_file(root: Path, path: Path, home: Path | None = None) -> str:
    """How a file is named in a manifest: from the root, else from its case's home, else by its name alone."""
    within = [folder for folder in (root, home) if folder and path.is_relative_to(folder)]
    return path.relative_to(within[0]).as_posix() if within else path.name


def find_commit(root: Path) -> str | None:
    """The commit that the workbook is at, "-dirty" where files were changed since; None outside a repository."""
    try:
        run = subprocess.run(  # noqa: S603 - a fixed command, no user input
            ["git", "-C", str(root), "describe", "--always", "--abbrev=40", "--dirty", "--exclude=*"],  # noqa: S607
            capture_output=True,
            text=True,
            check=True,
            timeout=20,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return run.stdout.strip()


def write_json(path: Path, content: dict[str, Any]) -> None:
    """Writes strict JSON, readable, keys in the order given."""
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False) + "\n", encoding="utf-8")
