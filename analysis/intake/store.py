"""The store: event data sets as Parquet, each part with its passport and its rejects, queried where they lie.

    <store>/<name>/dataset.json            what the data set consists of; the one file whose replacing counts
    <store>/<name>/<part>.parquet          kept rows, oldest first      (and <part>.parquet.source.yml, its passport)
    <store>/<name>/<part>.rejects.parquet  rows left out, with reasons

A store is a folder, `data/store` by default, or an address of object storage (s3://bucket/folder) that fsspec opens.
A part's files are named after their content and never change: who reads sees a data set before or after an addition.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import fsspec
from fsspec.implementations.local import LocalFileSystem
from pydantic import ValidationError

from analysis.intake.arrival import count_hash
from analysis.intake.case_folder import dataset as check_name
from analysis.intake.expressions import value
from analysis.intake.passport import Passport
from analysis.intake.quality import Quality
from analysis.intake.value import InputError, Value

VARIABLE = "BRIEFBOOK_STORE"
MANIFEST = "dataset.json"
MEMORY = "1GB"  # for a query; beyond it DuckDB works on disk


class Part(Value):
    """What one source file became."""

    file: str  # of the kept rows, in the data set's folder
    rejects: str
    rejects_sha256: str
    format: str  # a known format, or "mapping"
    evidence: tuple[str, ...]
    reader: str  # of format and mapping: the same source under the same reader is not read again
    rank: tuple[int, ...]  # of two parts with the same id, the one that comes first in order keeps the row
    passport: Passport
    quality: Quality


class Dataset(Value):
    """A named data set in the store."""

    name: str
    parts: tuple[Part, ...]

    @property
    def kept(self) -> int:
        return sum(part.quality.kept for part in self.parts)


@dataclass(frozen=True)
class Store:
    """Where data sets lie: a folder, or an address that fsspec knows."""

    root: str
    files: Any = field(repr=False)  # the fsspec file system

    @property
    def is_local(self) -> bool:
        return isinstance(self.files, LocalFileSystem)

    @cached_property
    def folder(self) -> str:
        return str(self.files._strip_protocol(self.root))

    def path(self, *parts: str) -> str:
        return "/".join([self.folder, *parts])

    def address(self, *parts: str) -> str:
        """A path as DuckDB is told it."""
        return self.path(*parts) if self.is_local else self.files.unstrip_protocol(self.path(*parts))


def find_store(given: str | None = None, home: Path | None = None) -> Store:
    """The store that is given, else that of BRIEFBOOK_STORE, else `store` in the data folder `home`, or in the nearest.

    Raises InputError where the address is of a kind that fsspec does not know.
    """
    root = given or os.environ.get(VARIABLE) or str(home / "store" if home else find_default())
    try:
        files, _ = fsspec.core.url_to_fs(root)
    except (ValueError, ImportError) as error:
        raise InputError(f"the store '{root}' can't be opened: {error}") from error
    return Store(str(Path(root).absolute()) if isinstance(files, LocalFileSystem) else root, files)


def find_default() -> Path:
    """`data/store` here or in the folder above that has cases, else here."""
    homes = [Path.cwd(), *Path.cwd().parents]
    data = next((home / "data" for home in homes if (home / "data" / "cases").is_dir()), Path.cwd() / "data")
    return data / "store"


def read_datasets(store: Store) -> tuple[Dataset, ...]:
    """Every data set in a store, by name. Raises InputError for one whose manifest is broken."""
    found = sorted(store.files.glob(store.path("*", MANIFEST)))
    return tuple(read_dataset(store, Path(each).parent.name) for each in found)


def read_dataset(store: Store, name: str) -> Dataset:
    """A data set by name. Raises InputError where there is none, with those there are, or where it is broken."""
    path = store.path(check_name(name), MANIFEST)
    try:
        content = store.files.cat_file(path)
    except FileNotFoundError:
        known = ", ".join(each.name for each in read_datasets(store)) or "none"
        raise InputError(
            f"the store {store.root} has no data set '{name}'. It has: {known}. "
            f"Add one: briefbook data add FILE --name {name}"
        ) from None
    try:
        return Dataset.model_validate_json(content)
    except ValidationError as error:
        raise InputError(
            f"'{path}' is broken ({error.error_count()} faults). Remove the data set and add its files again: "
            f"briefbook data remove {name}"
        ) from error


def check_dataset(store: Store, found: Dataset) -> None:
    """Raises InputError where a file of a data set is missing or is not the one that its passport describes."""
    for part in found.parts:
        for name, wanted in ((part.file, part.passport.sha256), (part.rejects, part.rejects_sha256)):
            path = store.path(found.name, name)
            if not store.files.exists(path):
                raise InputError(f"data set '{found.name}': '{name}' is missing. {mend(found)}")
            if hash_of(store, path) != wanted:
                raise InputError(f"data set '{found.name}': '{name}' is not what its passport describes. {mend(found)}")


def find_files(store: Store, name: str) -> list[Path]:
    """The files of a data set, for a manifest of what was read; none where the store is no folder."""
    if not store.is_local:
        return []
    parts = read_dataset(store, name).parts
    return [Path(store.path(name, each)) for each in (MANIFEST, *(part.file for part in parts))]


def mend(found: Dataset) -> str:
    sources = " ".join(part.passport.made_from[0].name for part in found.parts)
    return f"Remove it and add its files again: briefbook data remove {found.name}; briefbook data add {sources}"


def hash_of(store: Store, path: str) -> str:
    if store.is_local:
        return count_hash(Path(path))
    with store.files.open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def open_store(store: Store) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that reads a store's files where they lie; it writes nothing."""
    with duckdb.connect(
        config={
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "memory_limit": MEMORY,
        }
    ) as connection:
        if not store.is_local:
            connection.register_filesystem(store.files)
        yield connection


def build_relation(store: Store, found: Dataset) -> str:
    """What stands after FROM for all kept rows of a data set."""
    files = ", ".join(value(store.address(found.name, part.file)) for part in found.parts)
    return f"read_parquet([{files}])"
