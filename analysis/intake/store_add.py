"""Adding: a source file becomes a part of a data set in the store, all or nothing.

Everything is made in a folder of its own beside the store's data; the files are moved into place and then the manifest
is replaced, which is the moment that counts. A command that is killed leaves a folder that the next one clears, and
parts that are done are not done again.
"""

import hashlib
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import duckdb
from ruamel.yaml import YAML

from analysis.intake.arrival import Watched, count_hash, read_members, watch
from analysis.intake.columns import NAMES
from analysis.intake.conversion import Step, build_events
from analysis.intake.expressions import name as quoted
from analysis.intake.expressions import value
from analysis.intake.formats import Mapping
from analysis.intake.own_names import OwnName
from analysis.intake.parquet_file import write_parquet
from analysis.intake.passport import MadeFrom, find_passport, read_passport
from analysis.intake.precedence import build_passport, count_rank, drop_superseded, find_coverage
from analysis.intake.quality import Quality
from analysis.intake.quality_counts import count_quality
from analysis.intake.recognition import Recognised, fit, match_format
from analysis.intake.staging import open_stage
from analysis.intake.store import MANIFEST, Dataset, Part, Store, read_dataset
from analysis.intake.store_lock import hold_lock
from analysis.intake.table_file import TableFile, read_table_file
from analysis.intake.value import InputError

READER = 1  # raise it when the conversion changes, so that files are read anew
WORK = ".adding-"
STEPS = ("reading", "checking", "placing", "comparing", "writing")


@dataclass(frozen=True)
class Plan:
    """How a file is to be read: `dataset`, `format`, `version` override what the file shows; empty: as it shows."""

    dataset: str = ""
    format: str = ""
    version: str = ""
    mapping: Mapping | None = None
    own: tuple[OwnName, ...] = ()


@dataclass(frozen=True)
class Added:
    """A part that is now in a data set; `is_new` is False where it was there already."""

    dataset: str
    part: Part
    is_new: bool


def build_parts(store: Store, path: Path, plan: Plan, step: Step = lambda _: None) -> list[Added]:
    """Adds a file, or every table in an archive, to the store. Raises InputError, and then the store is as before."""
    with lock(store), work_in(store) as folder, watch(path) as watched:
        return [build_part(store, watched, each, plan, folder, step) for each in read_members(path, folder)]


def remove_dataset(store: Store, name: str) -> None:
    """Takes a data set out of the store: its manifest first, so that nobody finds half of it."""
    with lock(store):
        store.files.rm_file(store.path(name, MANIFEST))
        store.files.rm(store.path(name), recursive=True)


def lock(store: Store) -> AbstractContextManager[None]:
    """The lock of a store on disk. Object storage has none: there, let one command change a data set at a time."""
    return hold_lock(Path(store.folder)) if store.is_local else nullcontext()


@contextmanager
def work_in(store: Store) -> Iterator[Path]:
    """A folder for what is half made, beside the data so that moving it is renaming; what others left is cleared."""
    home = Path(store.folder) if store.is_local else None
    for left in home.glob(f"{WORK}*") if home else ():
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=WORK, dir=home) as folder:
        yield Path(folder)


def build_part(store: Store, watched: Watched, member: Path, plan: Plan, folder: Path, step: Step) -> Added:
    """One table of a file, as a part of its data set."""
    source = watched.path.name if member == watched.path else f"{watched.path.name}!{member.name}"
    table = read_table_file(member, source, folder)
    table, mapping, found = choose_mapping(table, plan)
    given = read_passport(watched.path) if find_passport(watched.path).is_file() else None
    version = plan.version or (found.version if found else "") or (given.version if given else "")
    if version and found:
        mapping = mapping.model_copy(update={"dataset": f"{mapping.dataset}-{version}"})
    dataset = plan.dataset or slug(mapping.dataset if version or not found else f"{mapping.dataset}-{member.stem}")
    before = read_parts(store, dataset)
    reader = sign(mapping, plan.own)
    made_from = MadeFrom(name=source, sha256=watched.sha256, bytes=watched.path.stat().st_size)
    for part in before:
        if part.reader == reader and made_from in part.passport.made_from:
            return Added(dataset, part, is_new=False)
    rank = count_rank(found.format.rank if found else 0, version)
    covered = find_coverage(found.format if found else None, version, given)
    with open_stage(folder) as connection:
        rows = build_events(connection, table, mapping, plan.own, step=step)
        step("comparing")
        changed = drop_superseded(connection, store, dataset, before, rank, folder)
        step("writing")
        file, rejects = write_tables(connection, folder)
        connection.execute(f"CREATE OR REPLACE VIEW kept AS FROM read_parquet({value(str(file))})")  # fast to count
        quality = count_quality(connection, mapping.dataset, rows, covered, mapping.lag)
    if not quality.kept:
        raise InputError(
            f"'{source}' has no usable row ({rows} came in). Most frequent reason: {first_reason(quality)}."
        )
    watched.check_unchanged(watched.check_again())
    passport = build_passport(mapping, given, version, made_from, quality, file)
    part = Part(
        file=file.name,
        rejects=rejects.name,
        rejects_sha256=count_hash(rejects),
        format=found.name if found else "mapping",
        evidence=found.evidence if found else ("by the given mapping",),
        reader=reader,
        rank=rank,
        passport=passport,
        quality=quality,
    )
    commit(store, Dataset(name=dataset, parts=(*changed, part)), folder)
    return Added(dataset, part, is_new=True)


def choose_mapping(table: TableFile, plan: Plan) -> tuple[TableFile, Mapping, Recognised | None]:
    """The mapping for a table: the given one, or that of the format that it is in."""
    if plan.mapping:
        return table, plan.mapping, None
    found = match_format(table, plan.format or None)
    table = table if found.format.recognise.header else table.named(found.format.recognise.columns)
    return table, fit(found.format, table), found


def read_parts(store: Store, dataset: str) -> tuple[Part, ...]:
    return read_dataset(store, dataset).parts if store.files.exists(store.path(dataset, MANIFEST)) else ()


def sign(mapping: Mapping, own: Iterable[OwnName]) -> str:
    """What a source was read by: the same source read the same way need not be read again."""
    text = "\n".join([str(READER), mapping.model_dump_json(), *(each.model_dump_json() for each in own)])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def slug(text: str) -> str:
    """A name that can be a folder's."""
    return re.sub(r"[^a-z0-9.-]+", "-", text.lower()).strip("-.")


def write_tables(connection: duckdb.DuckDBPyConnection, folder: Path) -> tuple[Path, Path]:
    """The kept rows, oldest first, and the rejects, as Parquet named after their content."""
    columns = ", ".join(map(quoted, NAMES))
    kept = f"SELECT row, {columns} FROM kept ORDER BY date, event_id"  # noqa: S608 - our own names
    rejects = "SELECT * FROM rejects ORDER BY row"
    return write_parquet(connection, kept, folder), write_parquet(connection, rejects, folder, ".rejects")


def commit(store: Store, dataset: Dataset, folder: Path) -> None:
    """Moves new files into the data set and then replaces its manifest; files that it no longer names are removed."""
    for part in dataset.parts:
        passport = find_passport(folder / part.file)
        with passport.open("w", encoding="utf-8") as file:
            YAML(pure=True).dump(part.passport.model_dump(mode="json", exclude_none=True), file)
        for each in (folder / part.file, folder / part.rejects, passport):
            if each.is_file():
                put(store, each, store.path(dataset.name, each.name))
    manifest = folder / MANIFEST
    manifest.write_text(dataset.model_dump_json(indent=1), encoding="utf-8")
    put(store, manifest, store.path(dataset.name, MANIFEST))
    remove_unnamed(store, dataset)


def put(store: Store, path: Path, target: str) -> None:
    """One file into the store: there at once and whole, or not at all."""
    if store.is_local:
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)
    else:
        store.files.put_file(str(path), target)


def remove_unnamed(store: Store, dataset: Dataset) -> None:
    names = {name for part in dataset.parts for name in (part.file, part.rejects, find_passport(Path(part.file)).name)}
    for each in store.files.ls(store.path(dataset.name), detail=False):
        if Path(each).name not in {*names, MANIFEST}:
            store.files.rm_file(each)


def first_reason(quality: Quality) -> str:
    return quality.reasons[0].name if quality.reasons else "the file has no rows"
