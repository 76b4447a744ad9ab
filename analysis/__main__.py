"""The door: the `briefbook` command."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from analysis.intake.value import InputError

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)
out, err = Console(highlight=False, soft_wrap=True), Console(stderr=True, highlight=False, soft_wrap=True)


@app.callback()
def door() -> None:
    """Turns a news article about a security incident, plus event data, into a sourced briefing."""


@app.command()
def run(
    case: Annotated[str, typer.Argument(help="A name under data/cases/, or a folder with a case.yml.")],
    as_of: Annotated[str, typer.Option(help="Speak from this day (YYYY-MM-DD); default: where the data end.")] = "",
    p: Annotated[list[str] | None, typer.Option("-p", metavar="NAME=VALUE", help="Set a notebook parameter.")] = None,
    to: Annotated[str, typer.Option(help="What to make, joined by commas.")] = "html,pdf",
    out_dir: Annotated[
        Path | None, typer.Option("--out", help="Put the edition under this folder instead of reports/<case>/.")
    ] = None,
) -> None:
    """Run the five notebooks on a case and publish HTML, PDF, JSON and a manifest."""
    from analysis.publishing.briefing import run_briefing
    from analysis.publishing.parameters import split_assignments

    given = split_assignments(list(p or []))
    if as_of and "as_of" in given:
        raise InputError(f"as_of is given twice, as --as-of {as_of} and -p as_of={given['as_of']}. Give it once.")
    if as_of:
        given["as_of"] = as_of
    with err.status("reading the case") as status:
        briefing = run_briefing(
            case, given, out_dir, tuple(to.split(",")), lambda step: status.update(f"running {step}")
        )
    for kind in ("html", "pdf", "json"):
        if kind in briefing.files:
            out.print(f"{kind.upper():5}{shown(briefing.files[kind])}", markup=False)
    if briefing.warning:
        err.print(briefing.warning, style="yellow", markup=False)
        raise typer.Exit(1)


def shown(path: Path) -> str:
    """A path from here where it lies below, whole elsewhere."""
    path = path.resolve()
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def main() -> None:
    """Runs the command; what the user can mend is said in plain words, with exit status 2."""
    try:
        app()
    except InputError as error:
        err.print(str(error), style="red", markup=False)
        sys.exit(2)


if __name__ == "__main__":
    main()
