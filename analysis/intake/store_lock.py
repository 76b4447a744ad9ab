"""One at a time: whoever changes a store on disk holds its lock. The system lets go of it when the process ends."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis.intake.value import InputError

try:
    import fcntl
except ImportError:  # Windows: no lock there; the replacing of the manifest is still all or nothing
    fcntl = None  # type: ignore[assignment]  # there is no such module

LOCK = ".lock"


@contextmanager
def hold_lock(folder: Path) -> Iterator[None]:
    """The lock of a store's folder, which is made where it is missing. Raises InputError where another holds it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("w") as file:
        if fcntl is not None:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise InputError(
                    f"another command is changing the store {folder}. Wait until it is done, then try again."
                ) from None
        yield
