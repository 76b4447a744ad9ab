"""Files that appear whole or not at all."""

import os
import tempfile
from pathlib import Path

from analysis.intake.value import InputError


def write_whole(path: Path, content: str | bytes) -> Path:
    """Writes a file by way of a temporary one beside it, and returns its path; what stood there stays until then.

    The permissions of a file that is replaced are kept. Raises InputError where the place can't be written to.
    """
    data = content.encode() if isinstance(content, str) else content
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    except OSError as error:
        raise InputError(f"can't write '{path}' ({error.strerror}). Choose another folder, or make room.") from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        Path(name).replace(path)
    except OSError as error:
        raise InputError(f"can't write '{path}' ({error.strerror}). Nothing was changed.") from error
    finally:
        Path(name).unlink(missing_ok=True)
    return path
