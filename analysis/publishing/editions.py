"""Editions: where briefings lie, which one came before, and how a new one appears at once or not at all."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from analysis.intake.value import InputError
from analysis.publishing.lock import locked


def find_previous(shelf: Path, as_of: date) -> Path | None:
    """The `briefing.json` of the newest edition on the shelf that speaks from an earlier day; None for the first."""
    editions = sorted(path for path in shelf.glob("*/briefing.json") if path.parent.name < as_of.isoformat())
    return next((path for path in reversed(editions) if is_edition(path)), None)


def is_edition(path: Path) -> bool:
    """Whether a file is a complete `briefing.json`."""
    try:
        return "findings" in json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False


@contextmanager
def build_edition(target: Path) -> Iterator[Path]:
    """A folder to build in, which becomes `target` when the block ends well and vanishes when it does not.

    An edition that stood at `target` stays until the new one is complete. Raises InputError where the place can't be
    written to, or holds something that is no edition and would be lost.
    """
    if target.exists() and not (target / "manifest.json").is_file():
        raise InputError(f"'{target}' is there and is no edition. Move it away, or choose another folder with --out.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise refuse_place(target, error) from error
    with locked(target.parent):
        try:
            restore_edition(target)
            build = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        except (OSError, ValueError) as error:
            raise refuse_place(target, error) from error
        try:
            yield build
            write_through(build)
            replace_folder(build, target)
        except OSError as error:
            raise refuse_place(target, error) from error
        finally:
            shutil.rmtree(build, ignore_errors=True)


def refuse_place(target: Path, error: Exception) -> InputError:
    """What to say where the system won't write: no right to, no room, no such name."""
    return InputError(
        f"can't write to '{target.parent}' ({getattr(error, 'strerror', None) or error}). "
        "Choose another folder with --out."
    )


def restore_edition(target: Path) -> None:
    """Removes what a run that was killed left beside `target`, and puts back the edition that it had moved aside."""
    for left in target.parent.glob(f".{target.name}-*"):
        if "-replaced-" in left.name and not target.exists():
            left.rename(target)
        else:
            shutil.rmtree(left, ignore_errors=True)


def write_through(folder: Path) -> None:
    """Has the system write all files of a folder to the disk, so that none is empty after a power cut."""
    for path in [*folder.iterdir(), folder]:
        number = os.open(path, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def replace_folder(build: Path, target: Path) -> None:
    """Puts `build` where `target` is; the old one is moved aside first and removed last."""
    build.chmod(0o755)
    aside = target.with_name(f".{target.name}-replaced-{os.getpid()}")
    if target.exists():
        target.rename(aside)
    try:
        build.rename(target)
    except BaseException:  # an interrupt here too: one of the two must stand
        if aside.exists():
            aside.rename(target)
        raise
    shutil.rmtree(aside, ignore_errors=True)
