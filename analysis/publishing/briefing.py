"""One briefing: check everything, run the notebooks, bind them, publish the edition whole or not at all."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import nbformat

from analysis.intake.case import Case, read_case
from analysis.intake.case_folder import find_data
from analysis.intake.forecasts import write_forecasts
from analysis.intake.value import InputError
from analysis.publishing.bind import Chapter, collect_exhibits, collect_findings
from analysis.publishing.editions import build_edition, find_previous, is_edition
from analysis.publishing.freshness import count_key, hash_code, today
from analysis.publishing.holding import hold_case
from analysis.publishing.limits import Limits
from analysis.publishing.manifest import build_record, describe_file, name_file, write_json
from analysis.publishing.notebooks import Job, NotebookFailedError, run_notebooks
from analysis.publishing.parameters import Scalar, fill_parameters, read_shared
from analysis.publishing.pdf import PdfUnavailableError, write_pdf
from analysis.publishing.render import render_briefing
from analysis.publishing.workbook import FORMATS, NOTEBOOKS, OUTPUTS, ROOT, check_engine, check_formats

__all__ = ["NOTEBOOKS", "ROOT", "Briefing", "NotebookFailedError", "run_briefing"]

SCHEMA = 1  # of briefing.json; raised when a field changes its meaning

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Briefing:
    """Where an edition lies. `warning`: what was asked for and could not be made; `note`: what was left out."""

    folder: Path
    files: dict[str, Path]
    warning: str | None = None
    note: str | None = None
    used: dict[str, set[str]] = field(default_factory=dict)  # modules and caches, for whoever forks the next


def run_briefing(
    case: str,
    given: dict[str, str],
    out: Path | None = None,
    formats: tuple[str, ...] = FORMATS,
    progress: Progress = lambda step: None,
    engine: str = "fork",
    limits: Limits | None = None,
    at_once: int = 0,
    shelf: str | None = None,
) -> Briefing:
    """Runs the five notebooks on a case and publishes `reports/<case>/<as_of>/`, or `reports/<shelf>/<as_of>/`.

    `given`: parameters as text, checked before anything runs. `at_once`: how many notebooks run side by side; 0: one
    on each core. Raises InputError for what the user can mend, NotebookFailedError where a cell fails.

    Without `out`, what the edition forecasts is added to the case's forecast ledger once it is published.
    """
    check_formats(formats)
    check_engine(engine)
    parameters = fill_parameters(given, read_shared([ROOT / "notebooks" / f"{name}.ipynb" for name in NOTEBOOKS]))
    the_case = read_case(case, str(parameters["as_of"]), with_sites=bool(parameters["with_sites"]))
    target = (out or ROOT / "reports").resolve() / (shelf or the_case.slug) / the_case.as_of.isoformat()
    previous = choose_previous(str(parameters["previous"]), target.parent, the_case)
    parameters |= {"case": show_path(the_case.folder), "as_of": the_case.as_of.isoformat(), "previous": previous}
    shown = {name: show_outside(value) for name, value in parameters.items()}
    with build_edition(target) as folder:
        made_from = describe_making(the_case, given, target.parent)
        job = Job(ROOT, folder, target, parameters, shown, engine, limits or Limits())
        with hold_case(the_case, parameters["case"], parameters["as_of"], with_sites=parameters["with_sites"]):
            used = run_notebooks(NOTEBOOKS, job, at_once or os.cpu_count() or 1, progress)
        chapters = [Chapter(name, nbformat.read(folder / f"{name}.ipynb", as_version=4)) for name in NOTEBOOKS]
        if made_from != describe_making(the_case, given, target.parent):
            made_from["key"] = ""  # something changed while the notebooks ran: the next run can't rely on it
        warning = write_edition(folder, the_case, chapters, shown, formats, progress, made_from)
    if out is None:  # published: what stands in reports/; an edition elsewhere is for looking at and leaves no trace
        write_forecasts(the_case.folder, collect_findings(chapters).get("forecasts", []))
    files = {kind: target / name for kind, name in OUTPUTS.items()}
    made = {kind: path for kind, path in files.items() if path.is_file()}
    return Briefing(target, made, warning, describe_left_out(the_case), used)


def describe_making(case: Case, given: dict[str, str], shelf: Path) -> dict[str, str | None]:
    """What an edition is made from, as a key by which a later run knows whether anything has changed.

    `dated`: the present day, where nothing in the case or given says from which day to speak.
    """
    hash_code.cache_clear()  # this process may have made another edition since
    names = [name_file(ROOT, path, find_home(case)) for path in list_sources(case)]
    is_dated = not given.get("as_of") and not case.events and case.as_of.isoformat() == today()
    key = count_key(ROOT, case.folder, names, given, case.as_of, shelf)
    return {"key": key, "dated": today() if is_dated else None}


def list_sources(case: Case) -> list[Path]:
    """Every file that a briefing of this case is made from, notebooks included."""
    return [*case.inputs, *(ROOT / "notebooks" / f"{name}.ipynb" for name in NOTEBOOKS)]


def find_home(case: Case) -> Path:
    """The folder that holds the case's `data`."""
    return find_data(case.folder).parent


def describe_left_out(case: Case) -> str | None:
    """What the case has and the briefing has not, for the one who runs it; the briefing itself doesn't say so."""
    if not case.has_withheld_sites:
        return None
    return "The case's own sites are left out, because of their marking. To show them: -p with_sites=true"


def choose_previous(given: str, shelf: Path, case: Case) -> str:
    """The edition to compare with: the given file, else the newest earlier one on the shelf, else none ("").

    Raises InputError for a given file that is no edition.
    """
    if given and not is_edition(Path(given)):
        raise InputError(f"previous '{given}' can't be read as an earlier edition's briefing.json.")
    found = Path(given).resolve() if given else find_previous(shelf, case.as_of)
    return show_path(found) if found else ""


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
    made_from: dict[str, str | None],
) -> str | None:
    """Writes HTML, PDF, JSON and manifest into the folder; returns what could not be made, in words."""
    record = build_record(ROOT, list_sources(case), parameters, find_home(case))
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
    if "stix" in formats:
        from analysis.publishing.stix import build_bundle  # here: its library takes a third of a second to load

        (folder / OUTPUTS["stix"]).write_text(build_bundle(twin), encoding="utf-8")
    outputs = [describe_file(folder, path) for path in sorted(folder.iterdir())]
    write_json(folder / "manifest.json", {**record, "made_from": made_from, "outputs": outputs})
    return warning
