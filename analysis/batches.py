"""The door to many briefings: the `briefbook batch` command."""

from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table

from analysis.console import err, out, shown
from analysis.intake.value import InputError

if TYPE_CHECKING:
    from analysis.publishing.batch import Outcome
    from analysis.publishing.plan import Plan

STYLES = {"made": "green", "unchanged": "dim", "warned": "yellow", "failed": "red"}
LISTED = 50  # unchanged and made briefings that the table shows; failed ones are all shown


def batch(
    what: Annotated[list[str], typer.Argument(metavar="PLAN.yml|CASES…", help="A plan, or cases.")],
    jobs: Annotated[int, typer.Option(min=0, help="How many briefings side by side; 0: one on each core.")] = 0,
    matrix: Annotated[
        list[str] | None, typer.Option("--matrix", metavar="NAME=A,B", help="One briefing for each value.")
    ] = None,
    p: Annotated[list[str] | None, typer.Option("-p", metavar="NAME=VALUE", help="Set a parameter for all.")] = None,
    to: Annotated[str, typer.Option(help="What to make, joined by commas; default: the plan's, else html,pdf.")] = "",
    out_dir: Annotated[Path | None, typer.Option("--out", help="Put editions here instead of under reports/.")] = None,
    engine: Annotated[str, typer.Option(help="fork (fast; Linux) or kernel (an ordinary Jupyter kernel).")] = "fork",
    force: Annotated[bool, typer.Option("--force", help="Also make again what has not changed.")] = False,
) -> None:
    """Make many briefings; what is there already and unchanged is left. Run it again to resume."""
    from analysis.publishing.batch import Order, run_batch
    from analysis.publishing.parameters import read_shared
    from analysis.publishing.plan import list_entries
    from analysis.publishing.workbook import NOTEBOOKS, ROOT, check_formats

    plan, name = choose_plan(what, matrix or [], p or [])
    formats = tuple(kind.strip() for kind in to.split(",")) if to else plan.to
    check_formats(formats)
    declared = read_shared([ROOT / "notebooks" / f"{notebook}.ipynb" for notebook in NOTEBOOKS])
    entries = list_entries(plan, name, declared)
    folder = out_dir or (Path(plan.out) if plan.out else None)
    order = Order(
        out=folder, formats=formats, engine=engine, limits=plan.limits, jobs=jobs, is_forced=force
    )  # fmt: skip
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with ExitStack() as stack:
        bar = stack.enter_context(
            Progress(*columns, TextColumn("left"), TimeRemainingColumn(), console=err, transient=True)
        )
        task = bar.add_task("briefings", total=len(entries))
        outcomes = run_batch(entries, order, lambda outcome: bar.advance(task))
    print_outcomes(outcomes)
    if any(outcome.status in ("failed", "warned") for outcome in outcomes):
        raise typer.Exit(1)


def choose_plan(what: list[str], matrix: list[str], assignments: list[str]) -> "tuple[Plan, str]":
    """The plan in the file that was named, or of the cases that were; and what messages call it."""
    from analysis.publishing.parameters import split_assignments
    from analysis.publishing.plan import Plan, Row, read_plan, split_matrix

    given = split_assignments(assignments)
    if len(what) == 1 and what[0].endswith((".yml", ".yaml")):
        if matrix:
            raise InputError("--matrix goes with cases. In a plan write it under the briefings: 'matrix:'.")
        plan = read_plan(Path(what[0]))
        return plan.model_copy(update={"parameters": {**plan.parameters, **given}}), what[0]
    row = Row(case=tuple(what), matrix={key: tuple(values) for key, values in split_matrix(matrix).items()})
    return Plan(briefings=(row,), parameters=given), "the command"


def print_outcomes(outcomes: "list[Outcome]") -> None:
    """A table of what became of each briefing, the failed ones with their reason, and the sums."""
    table = Table(box=None, pad_edge=False)
    for heading in ("briefing", "as of", "", "where, or why not"):
        table.add_column(heading, overflow="fold")
    good = [outcome for outcome in outcomes if outcome.status not in ("failed", "warned")]
    bad = [outcome for outcome in outcomes if outcome.status in ("failed", "warned")]
    for outcome in [*good[:LISTED], *bad]:
        style, folder = STYLES[outcome.status], outcome.folder
        text = outcome.message if outcome.status in ("failed", "warned") or folder is None else shown(folder)
        day = folder.name if folder else outcome.entry.given.get("as_of", "")
        table.add_row(outcome.entry.shelf, day, f"[{style}]{outcome.status}[/]", text.replace("[", r"\["))
    out.print(table)
    if len(good) > LISTED:
        out.print(f"… and {len(good) - LISTED} more")
    counts = Counter(outcome.status for outcome in outcomes)
    out.print(", ".join(f"{count} {status}" for status, count in sorted(counts.items())), markup=False)
