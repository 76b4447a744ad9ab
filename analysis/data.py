"""The door to the event store: the `briefbook data` commands."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeElapsedColumn, TransferSpeedColumn

from analysis.console import err, out, shown
from analysis.intake.value import InputError

if TYPE_CHECKING:  # these bring DuckDB and pandas along, which no other command waits for
    from analysis.intake.own_names import OwnName
    from analysis.intake.store import Dataset
    from analysis.intake.store_add import Added, Plan

data_app = typer.Typer(no_args_is_help=True)
StoreOption = Annotated[
    str | None, typer.Option("--store", help="A folder or an address like s3://bucket/events; default: data/store.")
]
NameArgument = Annotated[str, typer.Argument(help="A data set of the store.")]


@data_app.callback()
def door() -> None:
    """Event data: fetch published files, add files to the store, list, check, remove."""


@data_app.command()
def add(
    files: Annotated[list[Path], typer.Argument(help="Tables: csv, xlsx, parquet, or a .zip or .gz of them.")],
    name: Annotated[str, typer.Option(help="The data set that they join; default: from format and version.")] = "",
    format: Annotated[str, typer.Option(help="Read them in this format, whatever they look like.")] = "",
    mapping: Annotated[Path | None, typer.Option(help="A YAML file that says which column is what.")] = None,
    version: Annotated[str, typer.Option(help="The release, like 26.1, where the file's name doesn't say.")] = "",
    case: Annotated[str, typer.Option(help="Know the names that this case adds under 'names:'.")] = "",
    store: StoreOption = None,
) -> None:
    """Convert event files to the events table and put them into the store, checked, with their passports."""
    from analysis.intake.store import find_store
    from analysis.intake.store_add import STEPS, build_parts

    if mapping and format:
        raise InputError("--mapping and --format say the same thing in two ways. Give one of them.")
    opened, plan = find_store(store), build_plan(name, format, mapping, version, case)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True) as progress:
        for file in files:
            task = progress.add_task(file.name, total=len(STEPS))

            def step(name: str, task: object = task, file: Path = file) -> None:
                progress.update(task, description=f"{file.name}: {name}", completed=STEPS.index(name))  # type: ignore[arg-type]  # rich's TaskID is an int

            for added in build_parts(opened, file, plan, step):
                progress.console.print(describe_added(added), markup=False)
            progress.remove_task(task)


def build_plan(name: str, format: str, mapping: Path | None, version: str, case: str) -> "Plan":
    """How the files are to be read, from the options."""
    from analysis.intake.formats import read_mapping
    from analysis.intake.store_add import Plan

    return Plan(name, format, version, read_mapping(mapping) if mapping else None, read_names(case))


def read_names(case: str) -> "tuple[OwnName, ...]":
    from analysis.intake.case_file import read_case_file

    return read_case_file(case).names if case else ()


def describe_added(added: "Added") -> str:
    """What became of a file, in a few lines."""
    part, quality = added.part, added.part.quality
    if not added.is_new:
        return f"{part.passport.made_from[0].name}: is in '{added.dataset}' already; nothing to do."
    left_out = ", ".join(
        f"{count:,} {word}" for word, count in (("rejected", quality.rejected), ("repeated", quality.duplicates),
        ("superseded", quality.superseded), ("collapsed into incidents", quality.collapsed)) if count
    )  # fmt: skip
    return "\n".join(
        [
            f"{part.passport.made_from[0].name}: {part.format} ({'; '.join(part.evidence)})",
            f"  {quality.kept:,} of {quality.rows_in:,} rows are in '{added.dataset}'"
            f"{f'; {left_out}' if left_out else ''}. Covers {quality.coverage_start} to {quality.coverage_end}.",
            *(f"  {reason.rows:,} × {reason.name}" for reason in quality.reasons[:5]),
            f"  Licence: {part.passport.licence}",
        ]
    )


@data_app.command("list")
def show(store: StoreOption = None) -> None:
    """List the data sets in the store."""
    from analysis.intake.store import find_store, read_datasets

    opened = find_store(store)
    found = read_datasets(opened)
    for each in found:
        out.print(describe_dataset(each), markup=False)
    if not found:
        out.print(f"The store {opened.root} is empty. Add a file: briefbook data add FILE", markup=False)


def describe_dataset(found: "Dataset") -> str:
    """One line for a data set, and one for each of its parts."""
    starts, ends = ([getattr(p.quality, f"coverage_{end}") for p in found.parts] for end in ("start", "end"))
    size = sum(part.passport.bytes for part in found.parts) / 1e6
    head = f"{found.name}: {found.kept:,} rows, {min(starts)} to {max(ends)}, {size:.1f} MB"
    return "\n".join([head, *(f"  {p.passport.made_from[0].name}: {p.passport.source_line()}" for p in found.parts)])


@data_app.command()
def check(name: NameArgument, store: StoreOption = None) -> None:
    """Check every file of a data set against its passport, and show what was left out and why."""
    from analysis.intake.store import check_dataset, find_store, read_dataset

    opened = find_store(store)
    found = read_dataset(opened, name)
    check_dataset(opened, found)
    for part in found.parts:
        quality = part.quality
        out.print(
            f"{part.passport.made_from[0].name}: {quality.kept:,} kept of {quality.rows_in:,}; {quality.rejected:,} "
            f"rejected, {quality.duplicates:,} repeated, {quality.superseded:,} superseded, {quality.collapsed:,} "
            f"collapsed",
            markup=False,
        )
        for reason in quality.reasons:
            out.print(f"  {reason.rows:,} × {reason.name}", markup=False)
        out.print(f"  every row left out, with its reasons: {opened.address(name, part.rejects)}", markup=False)
    out.print(f"'{name}' is whole.", markup=False)


@data_app.command()
def remove(
    name: NameArgument,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask.")] = False,
    store: StoreOption = None,
) -> None:
    """Remove a data set from the store. The files that it was made from stay where they are."""
    from analysis.intake.store import find_store, read_dataset
    from analysis.intake.store_add import remove_dataset

    opened = find_store(store)
    found = read_dataset(opened, name)
    if yes or typer.confirm(f"Remove '{name}' ({found.kept:,} rows) from {opened.root}?"):
        remove_dataset(opened, name)
        out.print(f"'{name}' is removed.", markup=False)


@data_app.command()
def fetch(
    name: Annotated[str, typer.Argument(help="A published data set, like ucdp-ged-26.1.")],
    to: Annotated[Path, typer.Option(help="The folder to put it into.")] = Path("data/downloads"),
) -> None:
    """Download a published data set, checked by size and hash. No other command touches the network."""
    from analysis.intake.download import write_release
    from analysis.intake.published import describe_release, find_release, read_releases

    release = find_release(name, read_releases())
    out.print(describe_release(release), markup=False)
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, console=err, transient=True) as progress:
        task = progress.add_task(release.file, total=release.bytes)
        fetched = write_release(release, to, lambda count: progress.update(task, completed=count))
    state = "is there already" if fetched.was_there else "is there"
    out.print(
        f"{shown(fetched.path)} {state}, whole and as published. Next: briefbook data add {shown(fetched.path)}",
        markup=False,
    )
