"""A file arrives: looked at with suspicion, unpacked under limits, and watched for changes while it is read.

Refused are symbolic links, what is no regular file, archives whose members would lie outside their folder, archives
that unpack to far more than they hold, and files that change between the first and the last look at them.
"""

import gzip
import hashlib
import os
import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import IO

from analysis.intake.value import InputError

TABLES = (".csv", ".tsv", ".tab", ".txt", ".xlsx", ".parquet")
# GED 26.1 unpacks to 7 times its size, tables of repeated words to 30 times; deflate can reach 1,032 times.
MOST_RATIO = 200
RATIO_FREE = 50_000_000  # bytes that anything may unpack to: a small file of blanks is no bomb
MOST_BYTES = 50_000_000_000  # a hundred times GED
CHUNK = 1 << 20
Stamp = tuple[int, int, int, int]


@dataclass(frozen=True)
class Watched:
    """A file as it was when it was first looked at; the hash is counted beside the reading."""

    path: Path
    stamp: Stamp
    first: Future[str] = field(repr=False)
    pool: ThreadPoolExecutor = field(repr=False)

    @property
    def sha256(self) -> str:
        return self.first.result()

    def check_again(self) -> "Future[str]":
        """Starts the second count, once the reading is done."""
        return self.pool.submit(count_hash, self.path)

    def check_unchanged(self, second: "Future[str]") -> None:
        """Raises InputError where size, time, place on disk or content differ from the first look."""
        if stamp_of(self.path) != self.stamp or second.result() != self.sha256:
            raise InputError(
                f"'{self.path}' changed while it was read. Nothing was added. Wait until whatever writes it is done, "
                f"then add it again."
            )


@contextmanager
def watch(path: Path) -> Iterator[Watched]:
    """A regular file under watch. Raises InputError where it is missing, a link, or no file."""
    check_regular(path)
    with ThreadPoolExecutor(1) as pool:
        yield Watched(path, stamp_of(path), pool.submit(count_hash, path), pool)


def check_regular(path: Path) -> None:
    """Raises InputError unless the path is a regular file itself, not a link to one."""
    if path.is_symlink():
        raise InputError(f"'{path}' is a symbolic link. Give the file that it points to.")
    if not path.exists():
        raise InputError(f"'{path}' was not found. Check the name.")
    if not stat.S_ISREG(path.stat().st_mode):
        raise InputError(f"'{path}' is no regular file. Expected a table: {', '.join(TABLES)}, or .zip or .gz of one.")
    if not path.stat().st_size:
        raise InputError(f"'{path}' is empty.")


def stamp_of(path: Path) -> Stamp:
    try:
        found = path.lstat()
    except OSError:
        return (0, 0, 0, 0)  # gone: unlike any file
    return (found.st_size, found.st_mtime_ns, found.st_ino, found.st_dev)


def count_hash(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_members(path: Path, folder: Path) -> list[Path]:
    """The tables in a file: itself, or what its archive holds, unpacked into `folder`. Raises InputError."""
    with path.open("rb") as file:
        magic = file.read(4)
    if magic[:2] == b"\x1f\x8b":
        return [unpack_gzip(path, folder)]
    if magic[:2] == b"PK" and path.suffix.lower() not in (".xlsx", ".xlsm"):
        return unpack_zip(path, folder)
    return [path]


def unpack_gzip(path: Path, folder: Path) -> Path:
    """The one file in a gzip archive."""
    target = folder / (path.stem if path.suffix.lower() == ".gz" else f"{path.name}.csv")
    try:
        with gzip.open(path) as packed:
            write_limited(packed, target, path, path.stat().st_size)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"'{path}' can't be unpacked: {error}. It may be cut short; fetch it again.") from error
    return target


def unpack_zip(path: Path, folder: Path) -> list[Path]:
    """The tables in a zip archive; anything else in it is left packed, but one bad name refuses all of it."""
    try:
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                check_member(path, member)
            check_sizes(path, archive)
            tables = [m for m in archive.infolist() if PurePosixPath(m.filename).suffix.lower() in TABLES]
            if not tables:
                names = ", ".join(m.filename for m in archive.infolist()[:5]) or "nothing"
                raise InputError(f"'{path}' holds no table. Expected {', '.join(TABLES)}; it holds {names}.")
            return [unpack_member(path, archive, m, folder / f"{at}") for at, m in enumerate(tables)]
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise InputError(f"'{path}' can't be unpacked: {error}. It may be cut short; fetch it again.") from error


def check_member(path: Path, member: zipfile.ZipInfo) -> None:
    """Raises InputError for a member that would lie outside the folder, is a link, or needs a password."""
    name = member.filename
    parts = {*PurePosixPath(name).parts, *PureWindowsPath(name).parts}
    if name.startswith(("/", "\\")) or PureWindowsPath(name).drive or ".." in parts:
        raise InputError(f"'{path}' is refused: its member '{name}' points outside the archive.")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise InputError(f"'{path}' is refused: its member '{name}' is a symbolic link.")
    if member.flag_bits & 1:
        raise InputError(f"'{path}' is refused: its member '{name}' needs a password. Unpack it first.")


def check_sizes(path: Path, archive: zipfile.ZipFile) -> None:
    """Raises InputError where the members say that they unpack to too much."""
    check_size(path, sum(member.file_size for member in archive.infolist()), path.stat().st_size)


def check_size(path: Path, unpacked: int, packed: int) -> None:
    if unpacked > MOST_BYTES or unpacked > max(RATIO_FREE, MOST_RATIO * packed):
        raise InputError(
            f"'{path}' is refused: {packed:,} bytes unpack to {unpacked:,} or more. Allowed are {MOST_RATIO} times the "
            f"packed size and {MOST_BYTES:,} bytes. If it is no hoax, unpack it yourself and add the table."
        )


def unpack_member(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path) -> Path:
    """One member, in a folder of its own, under its own last name."""
    folder.mkdir(parents=True)
    target = folder / PurePosixPath(member.filename).name
    with archive.open(member) as packed:
        write_limited(packed, target, path, path.stat().st_size)
    return target


def write_limited(packed: IO[bytes] | gzip.GzipFile, target: Path, path: Path, size: int) -> None:
    """Copies what is unpacked, and stops where it grows beyond the limits, whatever the archive says of itself."""
    written = 0
    room = shutil.disk_usage(target.parent).free
    with target.open("wb") as file:
        while chunk := packed.read(CHUNK):
            written += len(chunk)
            check_size(path, written, size)
            if written > room:
                raise InputError(f"'{path}' needs more than the {room:,} bytes that are free beside the store.")
            file.write(chunk)
    os.utime(target)
