"""One briefing: check everything, run the notebooks, bind them, publish the edition whole or not at all."""

import logging
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from analysis.intake.case import Case, read_case
from analysis.intake.forecasts import write_forecasts
from analysis.intake.value import InputError
from analysis.publishing.bind import Chapter, collect_exhibits, collect_findings
from analysis.publishing.editions import build_edition, find_previous, is_edition
from analysis.publishing.manifest import build_record, describe_file, write_json
from analysis.publishing.parameters import Scalar, check_parameters, read_parameters
from analysis.publishing.pdf import PdfUnavailableError, write_pdf
from analysis.publishing.render import render_briefing

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


class NotebookFailedError(InputError):
    """A cell failed; the half-run notebook was kept, everything else was left as it was."""


def run_briefing(
    case: str,
    given: dict[str, str],
    out: Path | None = None,
    formats: tuple[str, ...] = FORMATS,
    progress: Progress = lambda step: None,
) -> Briefing:
    """Runs the five notebooks on a case and publishes `reports/<case>/<as_of>/`.

    `given`: parameters as text, checked before anything runs. Raises InputError for what the user can mend,
    NotebookFailedError where a cell fails.

    Without `out`, what the edition forecasts is added to the case's forecast ledger once it is published.
    """
    unknown = sorted(set(formats) - set(FORMATS))
    if unknown or not formats:
        raise InputError(f"--to '{','.join(unknown)}': expected one or more of {', '.join(FORMATS)}, joined by commas.")
    parameters = check_given(given)
    the_case = read_case(case, str(parameters["as_of"]), with_sites=bool(parameters["with_sites"]))
    target = (out or ROOT / "reports").resolve() / the_case.slug / the_case.as_of.isoformat()
    previous = choose_previous(str(parameters["previous"]), target.parent, the_case)
    parameters |= {"case": show_path(the_case.folder), "as_of": the_case.as_of.isoformat(), "previous": previous}
    shown = {name: show_outside(value) for name, value in parameters.items()}
    with build_edition(target) as folder:
        chapters = [run_notebook(name, parameters, shown, folder, target, progress) for name in NOTEBOOKS]
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


def run_notebook(
    name: str,
    parameters: dict[str, Scalar],
    shown: dict[str, Scalar],
    folder: Path,
    target: Path,
    progress: Progress,
) -> Chapter:
    """One executed notebook, saved in `folder`. Raises NotebookFailedError, keeping the half-run notebook."""
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill import execute_notebook  # here: importing papermill takes a second that a refused run needn't wait
    from papermill.exceptions import PapermillExecutionError

    progress(f"{name}.ipynb")
    logging.getLogger("papermill").setLevel(logging.ERROR)
    path = folder / f"{name}.ipynb"
    files = [unformatted(ROOT / "notebooks" / path.name), unformatted(path)]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # papermill's own
            executed = execute_notebook(*files, parameters, engine_name="briefbook", progress_bar=False, cwd=ROOT)
    except (PapermillExecutionError, DeadKernelError, CellTimeoutError) as error:
        raise NotebookFailedError(keep_failed(path, target, shown, error)) from error
    tidy_notebook(executed, name, shown)
    nbformat.write(executed, path)
    return Chapter(name, executed)


def unformatted(path: Path) -> str:
    """A path that papermill takes as it is: it fills in parameters between braces."""
    return str(path).replace("{", "{{").replace("}", "}}")


def keep_failed(path: Path, target: Path, shown: dict[str, Scalar], error: Exception) -> str:
    """Moves the half-run notebook to where it can be looked at; returns the message that names it."""
    kept = target.parent / "failed" / path.name
    kept.parent.mkdir(exist_ok=True)
    notebook = nbformat.read(path, as_version=4)
    tidy_notebook(notebook, path.stem, shown)
    nbformat.write(notebook, kept)
    what, anchor = describe_failure(error)
    return (
        f"{path.name}{what}\nThe notebook up to that cell: {show_path(kept)}{anchor}\n"
        "No briefing was written or changed."
    )


def describe_failure(error: Exception) -> tuple[str, str]:
    """Which cell failed with what, and the anchor that papermill set above it; a kernel that died sets none."""
    if hasattr(error, "exec_count"):
        return f", cell In [{error.exec_count}] failed: {error.ename}: {error.evalue}", "#papermill-error-cell"  # type: ignore[attr-defined]
    words = str(error).strip().splitlines() or [type(error).__name__]
    return f" stopped: {type(error).__name__}: {words[0]}", ""


def tidy_notebook(notebook: NotebookNode, name: str, shown: dict[str, Scalar]) -> None:
    """Removes paths of this machine from a notebook, in place: papermill records where it ran and with what."""
    record = notebook.metadata.get("papermill", {})
    record["input_path"], record["output_path"] = f"notebooks/{name}.ipynb", f"{name}.ipynb"
    given = dict(record.get("parameters", {}))
    record["parameters"] = {key: shown.get(key, value) for key, value in given.items()}
    for cell in notebook.cells:
        if "injected-parameters" in cell.metadata.get("tags", []):
            for key, value in given.items():
                cell.source = cell.source.replace(repr(value), repr(shown.get(key, value))).replace(
                    f'"{value}"', f'"{shown.get(key, value)}"'
                )


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
