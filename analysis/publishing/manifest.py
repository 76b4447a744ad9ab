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


def build_record(root: Path, inputs: list[Path], parameters: dict[str, Any]) -> dict[str, Any]:
    """The run record: parameters, inputs with SHA-256 and size, versions, commit. Paths are relative to `root`."""
    return {
        "parameters": parameters,
        "inputs": [describe_file(root, path) for path in sorted(set(inputs))],
        "versions": {"python": platform.python_version(), **{name: version(name) for name in VERSIONED}},
        "commit": find_commit(root),
        "ai_model": None,  # "no AI model was used": nothing in Briefbook calls one
    }


def describe_file(root: Path, path: Path) -> dict[str, Any]:
    """A file's name without the machine it lies on, its hash and its size."""
    content = path.read_bytes()
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    return {"path": name, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}


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
