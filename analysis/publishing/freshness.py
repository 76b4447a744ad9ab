"""Freshness: whether an edition is what a run would make now, found from its manifest without running or importing it.

An edition's key is a hash of the code, the notebooks, the installed packages, the parameters as given, and the content
of every input. Which files were inputs stands in the edition's own manifest, so the case need not be read for it; a
file that has come to stand beside them since is noticed by its name.
"""

import csv
import hashlib
import json
import platform
import sysconfig
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from analysis.intake.case_folder import find_case, find_data
from analysis.publishing.editions import find_previous
from analysis.publishing.workbook import OUTPUTS

CODE = Path(__file__).parents[1]
LEDGER = "forecasts.csv"  # added to by publishing itself: of it only rows from before an edition's day count


def count_key(root: Path, case: Path, inputs: Iterable[str], given: dict[str, str], as_of: date, shelf: Path) -> str:
    """The key of an edition that speaks from `as_of`, if it were made now. `inputs`: paths as manifests name them."""
    files = [find_input(root, case, name) for name in sorted(inputs)]
    parts: list[Any] = [hash_code(root), hash_packages(), sorted(item for item in given.items() if item[1])]
    parts += [[path.name, hash_content(path)] for path in files]
    parts += [list_around(path) for path in files if path.parent != case]
    parts += [sorted(path.name for path in case.iterdir() if not path.name.startswith((".", LEDGER)))]
    parts += [hash_folder(find_data(case) / "reference"), read_ledger(case / LEDGER, as_of)]
    previous = Path(given["previous"]) if given.get("previous") else find_previous(shelf, as_of)
    parts += [[previous.parent.name, hash_content(previous)] if previous else None]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def find_fresh(root: Path, shelf: Path, case: str, given: dict[str, str], formats: Iterable[str]) -> Path | None:
    """The edition on a shelf that need not be made again; None where there is none."""
    folder = find_case(case)
    for path in sorted(shelf.glob("*/manifest.json"), reverse=True):
        try:
            manifest = json.loads(path.read_text(encoding="utf-8"))
            made, dated = manifest["made_from"], manifest["made_from"]["dated"]
            as_of = date.fromisoformat(manifest["parameters"]["as_of"])
        except (OSError, ValueError, KeyError, TypeError):
            continue
        if given.get("as_of") and given["as_of"] != str(as_of):
            continue
        is_whole = all(has_size(path.parent / each["path"], each["bytes"]) for each in manifest["outputs"])
        has_all = {OUTPUTS[kind] for kind in formats} <= {each["path"] for each in manifest["outputs"]}
        if not is_whole or not has_all or (dated and dated != today()):
            continue
        names = [each["path"] for each in manifest["inputs"]]
        if made["key"] == count_key(root, folder, names, given, as_of, shelf):
            return path.parent
    return None


def today() -> str:
    """The present day in UTC, from which a case without any date speaks."""
    return datetime.now(UTC).date().isoformat()


def has_size(path: Path, size: int) -> bool:
    """Whether a file is there, as large as it was made."""
    try:
        return path.stat().st_size == size
    except OSError:
        return False


def find_input(root: Path, case: Path, name: str) -> Path:
    """The file that a manifest names, in the workbook or in the case's own home."""
    inside = root / name
    return inside if inside.is_file() else find_data(case).parent / name


def list_around(path: Path) -> list[str]:
    """The names beside a file that start as its own does: its passport, its mapping."""
    stem = path.name.split(".")[0]
    return sorted(each.name for each in path.parent.glob(f"{stem}*")) if path.parent.is_dir() else []


def read_ledger(path: Path, as_of: date) -> list[list[str]]:
    """The forecasts that editions of earlier days entered."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.reader(lines) if row and row[0] < as_of.isoformat()]


def hash_content(path: Path) -> str:
    """A file's SHA-256, computed once for a state of it; "missing" where it is not there."""
    try:
        state = path.stat()
    except OSError:
        return "missing"
    return _hash(path, state.st_mtime_ns, state.st_ctime_ns, state.st_size)


@cache
def _hash(path: Path, *_: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def hash_folder(folder: Path) -> str:
    """All files under a folder, by name and content, compiled ones left out."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    listed = [[path.relative_to(folder).as_posix(), hash_content(path)] for path in files]
    return hashlib.sha256(json.dumps(listed).encode()).hexdigest()


@cache
def hash_code(root: Path) -> str:
    """The code and the notebooks; kept, as a batch asks for every briefing: `hash_code.cache_clear()` looks again."""
    return hash_folder(CODE) + hash_folder(root / "notebooks")


@cache
def hash_packages() -> str:
    """Python and every installed package with its version, from the names of their metadata folders."""
    names = sorted(path.name for path in Path(sysconfig.get_path("purelib")).glob("*.dist-info"))
    return hashlib.sha256("\n".join([platform.python_version(), platform.machine(), *names]).encode()).hexdigest()
