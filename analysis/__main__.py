"""The door: the `briefbook` command."""

import datetime as dt
import signal
import sys
from json import dumps
from pathlib import Path
from typing import Annotated

import typer

from analysis.batches import batch
from analysis.console import err, out, shown, steps
from analysis.data import data_app
from analysis.intake.value import InputError

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)
app.add_typer(data_app, name="data")


@app.callback()
def door() -> None:
    """Turns a news article about a security incident, plus event data, into a sourced briefing."""


@app.command()
def run(
    case: Annotated[str, typer.Argument(help="A name under data/cases/, or a folder with a case.yml.")],
    as_of: Annotated[str, typer.Option(help="Speak from this day (YYYY-MM-DD); default: where the data end.")] = "",
    p: Annotated[list[str] | None, typer.Option("-p", metavar="NAME=VALUE", help="Set a notebook parameter.")] = None,
    to: Annotated[str, typer.Option(help="What to make of html, pdf, stix, json, joined by commas.")] = "html,pdf",
    out_dir: Annotated[
        Path | None, typer.Option("--out", help="Put the edition under this folder instead of reports/<case>/.")
    ] = None,
    engine: Annotated[str, typer.Option(help="fork (fast; Linux) or kernel (an ordinary Jupyter kernel).")] = "fork",
    force: Annotated[
        bool, typer.Option("--force", help="Run even where nothing has changed since the edition.")
    ] = False,
) -> None:
    """Run the five notebooks on a case and publish HTML, PDF, JSON and a manifest."""
    from analysis.publishing.parameters import split_assignments
    from analysis.publishing.preload import prepare_process
    from analysis.publishing.workbook import OUTPUTS

    prepare_process()
    given = split_assignments(list(p or []))
    if as_of and "as_of" in given:
        raise InputError(f"as_of is given twice, as --as-of {as_of} and -p as_of={given['as_of']}. Give it once.")
    if as_of:
        given["as_of"] = as_of
    formats = tuple(kind.strip() for kind in to.split(","))
    if not force and (fresh := find_unchanged(case, given, out_dir, formats)):
        show_files({kind: fresh / name for kind, name in OUTPUTS.items() if (fresh / name).is_file()})
        err.print("Nothing has changed since this edition was made. To make it again: --force", markup=False)
        return
    from analysis.publishing.briefing import run_briefing
    from analysis.publishing.forks import fork_from_here

    fork_from_here()
    with steps() as progress:
        briefing = run_briefing(case, given, out_dir, formats, progress, engine)
    show_files(briefing.files)
    if briefing.note:
        err.print(briefing.note, markup=False)
    if briefing.warning:
        err.print(briefing.warning, style="yellow", markup=False)
        raise typer.Exit(1)


def show_files(files: dict[str, Path]) -> None:
    """A line for each file of an edition."""
    for kind, path in files.items():
        out.print(f"{kind.upper():5}{shown(path)}", markup=False)


def find_unchanged(case: str, given: dict[str, str], out_dir: Path | None, formats: tuple[str, ...]) -> Path | None:
    """The edition that a run would make anew without any change; None where there is none, or the run is at fault."""
    from analysis.publishing.freshness import find_fresh
    from analysis.publishing.workbook import OUTPUTS, ROOT

    shelf = (out_dir or ROOT / "reports") / Path(case).name
    return find_fresh(ROOT, shelf, case, given, formats) if set(formats) <= set(OUTPUTS) else None


app.command()(batch)


@app.command()
def read(
    article: Annotated[Path, typer.Argument(help="A .txt, .md or .html file.")],
    date: Annotated[str, typer.Option(help="When it was published (YYYY-MM-DD), where the article doesn't say.")] = "",
    case: Annotated[str, typer.Option(help="A case whose own names (names: in its case.yml) are known too.")] = "",
    json: Annotated[bool, typer.Option("--json", help="One JSON object with evidence offsets.")] = False,
) -> None:
    """Read one article and print its dossier."""
    from analysis.intake.article import read_article
    from analysis.intake.case_file import read_case_file
    from analysis.reading.read import build_reading, read_dossier
    from analysis.reading.summary import describe_dossier

    read_in = read_article(article, published=parse_date(date))
    dossier = read_dossier(read_in, read_case_file(case).names if case else ())
    if json:
        typer.echo(dumps(build_reading(read_in, dossier), ensure_ascii=False, indent=1))
    else:
        out.print(describe_dossier(read_in, dossier), markup=False)


@app.command()
def new(
    article: Annotated[Path, typer.Argument(help="A .txt, .md or .html file.")],
    slug: Annotated[str | None, typer.Option(help="The case's name; default: from the title.")] = None,
    date: Annotated[str, typer.Option(help="When it was published (YYYY-MM-DD), where the article doesn't say.")] = "",
) -> None:
    """Start a case folder under data/cases/ from an article."""
    from analysis.reading.draft import build_case

    folder = build_case(article, Path("data") / "cases", slug, parse_date(date))
    out.print(f"{folder}/: check case.yml and review.yml, then: briefbook run {folder.name}", markup=False)


@app.command()
def check(
    case: Annotated[str, typer.Argument(help="A name under data/cases/, or a folder with a case.yml.")],
) -> None:
    """Check a case against the nine analytic standards (ICD 203) and list what is missing, and where to add it."""
    from analysis.findings.gate import check_standards, count_missing
    from analysis.intake.case import read_case

    standards = check_standards(read_case(case))
    for standard in standards:
        out.print(f"{standard.number}. {standard.title}", markup=False, style="bold")
        for has in standard.has:
            out.print(f"   + {has}", markup=False)
        for gap in standard.missing:
            out.print(f"   - {gap.what}  → {gap.where}", markup=False, style="yellow")
    if lacking := count_missing(standards):
        out.print(f"{lacking} missing: briefings of this case carry a draft mark.", markup=False)
        raise typer.Exit(1)
    out.print("Nothing is missing, as far as structure can show.", markup=False)


@app.command()
def diff(
    before: Annotated[str, typer.Argument(help="An edition's folder, or its briefing.json.")],
    after: Annotated[str, typer.Argument(help="The edition to compare it with.")],
) -> None:
    """What changed from one edition to another: statuses, likelihoods, incidents, actors, each with its reason."""
    from analysis.findings.changes import compare_findings, read_edition

    paths = [Path(each) / "briefing.json" if Path(each).is_dir() else Path(each) for each in (before, after)]
    old, new = (read_edition(str(path)) for path in paths)
    changes = compare_findings(old["findings"], new["findings"]) if old and new else ()
    for change in changes:
        out.print(
            f"{change.direction} {change.what}: {change.before} → {change.after}  ({change.reason})", markup=False
        )
    out.print(f"{len(changes)} changes" if changes else "Nothing changed.", markup=False)


Reports = Annotated[Path, typer.Option(help="The folder that holds the editions.")]


@app.command()
def index(reports: Reports = Path("reports")) -> None:
    """Write reports/index.html: every case and edition on one page, searchable offline."""
    from analysis.publishing.shelf import write_index

    out.print(shown(write_index(reports)), markup=False)


@app.command()
def clean(
    keep: Annotated[int, typer.Option(help="How many editions of each case stay.")],
    reports: Reports = Path("reports"),
) -> None:
    """Remove all but the newest editions of each case, and half-run notebooks."""
    from analysis.publishing.shelf import thin_out

    gone = thin_out(reports, keep)
    for folder in gone:
        out.print(f"removed {shown(folder)}", markup=False)
    if not gone:
        out.print("Nothing to remove.", markup=False)


def parse_date(text: str) -> dt.date | None:
    """A day, or None for an empty text. Raises InputError."""
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InputError(f"--date '{text}' is no date. Expected YYYY-MM-DD, like 2026-04-17.") from error


def main() -> None:
    """Runs the command; what the user can mend is said in plain words, with exit status 2."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was half built is removed
    try:
        app()
    except InputError as error:
        err.print(str(error), style="red", markup=False)
        sys.exit(2)


if __name__ == "__main__":
    main()
