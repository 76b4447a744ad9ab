"""One briefing: check everything, run the notebooks, bind them, publish the edition whole or not at all."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import nbformat

from analysis.intake.case import Case, read_case
from analysis.intake.forecasts import write_forecasts
from analysis.intake.value import InputError
from analysis.publishing.bind import Chapter, collect_exhibits, collect_findings
from analysis.publishing.editions import build_edition, find_previous, is_edition
from analysis.publishing.holding import hold_case
from analysis.publishing.limits import Limits
from analysis.publishing.manifest import build_record, describe_file, write_json
from analysis.publishing.notebooks import ENGINES, Job, NotebookFailedError, run_notebooks
from analysis.publishing.parameters import Scalar, check_parameters, read_parameters
from analysis.publishing.pdf import PdfUnavailableError, write_pdf
from analysis.publishing.render import render_briefing

__all__ = ["Briefing", "NotebookFailedError", "run_briefing"]

ROOT = Path(__file__).parents[2]
NOTEBOOKS = ("briefing", "1_article", "2_actors", "3_implications", "4_analysis")
FORMATS = ("html", "pdf")
SCHEMA = 1  # of briefing.json; raised when a field changes its meaning

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Briefing:
    """Where an edition lies. `warning`: what was asked for and could not be made; `note`: what was left out."""

    folder: Path
    files: dict[str, Path]
    warning: str | None = None
    note: str | None = None


def run_briefing(
    case: str,
    given: dict[str, str],
    out: Path | None = None,
    formats: tuple[str, ...] = FORMATS,
    progress: Progress = lambda step: None,
    engine: str = "fork",
    limits: Limits | None = None,
    at_once: int = 0,
) -> Briefing:
    """Runs the five notebooks on a case and publishes `reports/<case>/<as_of>/`.

    `given`: parameters as text, checked before anything runs. `at_once`: how many notebooks run side by side; 0: one
    on each core. Raises InputError for what the user can mend, NotebookFailedError where a cell fails.

    Without `out`, what the edition forecasts is added to the case's forecast ledger once it is published.
    """
    check_formats(formats)
    check_engine(engine)
    parameters = check_given(given)
    the_case = read_case(case, str(parameters["as_of"]), with_sites=bool(parameters["with_sites"]))
    target = (out or ROOT / "reports").resolve() / the_case.slug / the_case.as_of.isoformat()
    previous = choose_previous(str(parameters["previous"]), target.parent, the_case)
    parameters |= {"case": show_path(the_case.folder), "as_of": the_case.as_of.isoformat(), "previous": previous}
    shown = {name: show_outside(value) for name, value in parameters.items()}
    with build_edition(target) as folder:
        job = Job(ROOT, folder, target, parameters, shown, engine, limits or Limits())
        with hold_case(the_case, parameters["case"], parameters["as_of"], with_sites=parameters["with_sites"]):
            run_notebooks(NOTEBOOKS, job, at_once or os.cpu_count() or 1, progress)
        chapters = [Chapter(name, nbformat.read(folder / f"{name}.ipynb", as_version=4)) for name in NOTEBOOKS]
        warning = write_edition(folder, the_case, chapters, shown, formats, progress)
    if out is None:  # published: what stands in reports/; an edition elsewhere is for looking at and leaves no trace
        write_forecasts(the_case.folder, collect_findings(chapters).get("forecasts", []))
    files = {kind: target / f"briefing.{kind}" for kind in (*FORMATS, "json")}
    made = {kind: path for kind, path in files.items() if path.is_file()}
    return Briefing(target, made, warning, describe_left_out(the_case))


def describe_left_out(case: Case) -> str | None:
    """What the case has and the briefing has not, for the one who runs it; the briefing itself doesn't say so."""
    if not case.has_withheld_sites:
        return None
    return "The case's own sites are left out, because of their marking. To show them: -p with_sites=true"


def check_formats(formats: tuple[str, ...]) -> None:
    """Raises InputError for a format that is not made here, and for none."""
    unknown = sorted(set(formats) - set(FORMATS))
    if unknown or not formats:
        raise InputError(f"--to '{','.join(unknown)}': expected one or more of {', '.join(FORMATS)}, joined by commas.")


def check_engine(engine: str) -> None:
    """Raises InputError for an engine that is not there."""
    if engine not in ENGINES:
        raise InputError(f"--engine '{engine}': expected one of {', '.join(ENGINES)}.")


def choose_previous(given: str, shelf: Path, case: Case) -> str:
    """The edition to compare with: the given file, else the newest earlier one on the shelf, else none ("").

    Raises InputError for a given file that is no edition.
    """
    if given and not is_edition(Path(given)):
        raise InputError(f"previous '{given}' can't be read as an earlier edition's briefing.json.")
    found = Path(given).resolve() if given else find_previous(shelf, case.as_of)
    return show_path(found) if found else ""


def check_given(given: dict[str, str]) -> dict[str, Scalar]:
    """All parameters, the given ones under their types and the rest at their defaults. Raises InputError.

    The notebooks must all declare the same ones.
    """
    declared = [read_parameters(ROOT / "notebooks" / f"{name}.ipynb") for name in NOTEBOOKS]
    if any(each != declared[0] for each in declared):
        raise InputError("the notebooks' parameters cells differ from each other. Make them the same.")
    if "case" in given:
        raise InputError("the case is given by name: briefbook run CASE, not with -p.")
    return {**{each.name: each.default for each in declared[0]}, **check_parameters(given, declared[0])}


def show_path(path: Path) -> str:
    """A path as the notebooks are given it: relative to the workbook where it lies inside, whole elsewhere."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)


def show_outside(value: Scalar) -> Scalar:
    """A parameter as outputs show it: of a path outside the workbook only the last two parts."""
    path = Path(str(value))
    return "…/" + "/".join(path.parts[-2:]) if isinstance(value, str) and path.is_absolute() else value


def write_edition(
    folder: Path,
    case: Case,
    chapters: list[Chapter],
    parameters: dict[str, Scalar],
    formats: tuple[str, ...],
    progress: Progress,
) -> str | None:
    """Writes HTML, PDF, JSON and manifest into the folder; returns what could not be made, in words."""
    sources = [ROOT / "notebooks" / f"{name}.ipynb" for name in NOTEBOOKS]
    record = build_record(ROOT, [*case.inputs, *sources], parameters)
    page, warning = render_briefing(chapters, record), None
    if "html" in formats:
        (folder / "briefing.html").write_text(page, encoding="utf-8")
    if "pdf" in formats:
        progress("briefing.pdf")
        try:
            write_pdf(page, folder / "briefing.pdf")
        except PdfUnavailableError as error:
            warning = str(error)
            (folder / "briefing.html").write_text(page, encoding="utf-8")
    twin = {"briefbook": SCHEMA, "parameters": parameters, "findings": collect_findings(chapters)}
    write_json(folder / "briefing.json", {**twin, "exhibits": collect_exhibits(chapters)})
    outputs = [describe_file(folder, path) for path in sorted(folder.iterdir())]
    write_json(folder / "manifest.json", {**record, "outputs": outputs})
    return warning
