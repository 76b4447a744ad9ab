"""The lock that keeps two runs out of one folder. A run that died leaves none behind: the system drops it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from analysis.intake.value import InputError


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Within the block no other run of Briefbook writes to `folder`, which must exist; no file is made for it.

    Raises InputError at once where another run holds it. Where the file system has no locks (some network ones), and
    on Windows, there is none.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl
    import os

    number = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        with suppress(OSError):  # no locks here; a lock that another one holds is a BlockingIOError
            try:
                fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise InputError(
                    f"another run is writing to '{folder}'. Wait until it has ended, or choose another with --out."
                ) from error
        yield
    finally:
        os.close(number)
