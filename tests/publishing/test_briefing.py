"""One briefing: everything is checked first, published whole, and a failure leaves what helps and nothing else."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from weasyprint.urls import FatalURLFetchingError

from analysis.intake.value import InputError
from analysis.publishing import briefing, pdf
from analysis.publishing.briefing import NotebookFailedError, run_briefing
from tests.conftest import Workbook
from tests.publishing.conftest import PARAMETERS, write_notebook


@pytest.fixture
def published(desk: Workbook) -> Path:
    return run_briefing("ford", {"horizon_days": "30"}).folder


def test_a_stix_bundle_is_made_on_asking_and_listed_in_the_manifest(desk: Workbook) -> None:
    made = run_briefing("ford", {}, formats=("stix",))
    assert set(made.files) == {"stix", "json"}
    bundle = json.loads(made.files["stix"].read_text(encoding="utf-8"))
    assert {each["type"] for each in bundle["objects"]} >= {"report", "identity", "marking-definition"}
    listed = json.loads((made.folder / "manifest.json").read_text(encoding="utf-8"))["outputs"]
    assert "briefing.stix.json" in {each["path"] for each in listed}


def test_an_edition_is_whole(published: Path) -> None:
    assert published.name == "2020-11-30"
    names = {path.name for path in published.iterdir()}
    assert names == {f"{name}.ipynb" for name in briefing.NOTEBOOKS} | {
        "briefing.html", "briefing.pdf", "briefing.json", "manifest.json",
    }  # fmt: skip
    assert not [path for path in published.parent.iterdir() if path.name.startswith(".")]
    assert published.joinpath("briefing.pdf").read_bytes().startswith(b"%PDF-")


def test_the_twin_holds_what_the_notebooks_displayed(published: Path) -> None:
    twin = json.loads((published / "briefing.json").read_text())
    assert twin["findings"]["4_analysis"] == "sentence"
    assert twin["parameters"]["horizon_days"] == 30
    assert [exhibit["exhibit"] for exhibit in twin["exhibits"]] == list(briefing.NOTEBOOKS)
    assert twin["exhibits"][0]["data"] == [{"n": 30}]


def test_the_manifest_names_inputs_versions_and_outputs_without_local_paths(desk: Workbook, published: Path) -> None:
    manifest = json.loads((published / "manifest.json").read_text())
    paths = [file["path"] for file in manifest["inputs"]]
    assert "data/events/skirmishes.csv" in paths
    assert "notebooks/1_article.ipynb" in paths
    assert {"python", "pandas", "weasyprint"} <= set(manifest["versions"])
    assert {file["path"] for file in manifest["outputs"]} >= {"briefing.html", "briefing.pdf", "briefing.json"}
    for path in published.iterdir():
        assert str(desk.root).encode() not in path.read_bytes(), path.name


def test_the_next_edition_is_told_of_the_one_before(desk: Workbook) -> None:
    run_briefing("ford", {"as_of": "2020-08-01"}, formats=("html",))
    later = run_briefing("ford", {"as_of": "2020-09-01"}, formats=("html",))
    parameters = json.loads((later.folder / "manifest.json").read_text())["parameters"]
    assert parameters["previous"] == "reports/ford/2020-08-01/briefing.json"
    first = json.loads((desk.root / "reports/ford/2020-08-01/manifest.json").read_text())["parameters"]
    assert first["previous"] == ""


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"horizn_days": "30"}, "there is no parameter 'horizn_days'"),
        ({"horizon_days": "soon"}, "expected int"),
        ({"as_of": "2999-01-01"}, "lies in the future"),
        ({"as_of": "2001-01-01"}, "lies before the event data"),
        ({"case": "bridge"}, "the case is given by name"),
    ],
)
def test_a_wrong_parameter_is_refused_before_anything_runs(desk: Workbook, given: dict[str, str], message: str) -> None:
    with pytest.raises(InputError, match=message):
        run_briefing("ford", given)
    assert not (desk.root / "reports").exists()


def test_an_unknown_format_is_refused(desk: Workbook) -> None:
    with pytest.raises(InputError, match=r"--to 'docx': expected one or more of html, pdf"):
        run_briefing("ford", {}, formats=("html", "docx"))


def test_notebooks_that_disagree_on_parameters_are_refused(desk: Workbook) -> None:
    write_notebook(desk.root, "2_actors", parameters=PARAMETERS.replace("90", "91"))
    with pytest.raises(InputError, match="parameters cells differ"):
        run_briefing("ford", {})


def test_a_failing_cell_keeps_the_half_run_notebook_and_the_old_edition(desk: Workbook) -> None:
    old = run_briefing("ford", {}, formats=("html",)).folder
    before = {path.name: path.read_bytes() for path in old.iterdir()}
    write_notebook(desk.root, "2_actors", "done = 'so far'\ndone", "raise ValueError('the actors are <missing>')")
    with pytest.raises(NotebookFailedError) as failed:
        run_briefing("ford", {}, formats=("html",))
    assert str(failed.value).splitlines() == [
        "2_actors.ipynb, cell In [4] failed: ValueError: the actors are <missing>",
        "The notebook up to that cell: reports/ford/failed/2_actors.ipynb#papermill-error-cell",
        "No briefing was written or changed.",
    ]
    kept = nbformat.read(desk.root / "reports/ford/failed/2_actors.ipynb", as_version=4)
    assert any("so far" in str(cell.get("outputs")) for cell in kept.cells)
    assert any("papermill-error-cell" in cell.source for cell in kept.cells)
    assert {path.name: path.read_bytes() for path in old.iterdir()} == before
    assert sorted(path.name for path in old.parent.iterdir()) == ["2020-11-30", "failed"]


def test_a_notebook_that_asks_for_input_fails_instead_of_waiting(desk: Workbook) -> None:
    write_notebook(desk.root, "1_article", "input('who goes there?')")
    with pytest.raises(NotebookFailedError, match="StdinNotImplementedError"):
        run_briefing("ford", {}, formats=("html",))


def test_an_unwritable_folder_is_refused(desk: Workbook) -> None:
    (desk.root / "taken").write_text("a file, not a folder")
    with pytest.raises(InputError, match=r"can't write to '.*taken/ford' .*Choose another folder with --out"):
        run_briefing("ford", {}, out=desk.root / "taken")


def test_without_the_pdf_library_the_html_is_made_and_the_remedy_is_said(
    desk: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", BrokenLibrary("weasyprint"))
    made = run_briefing("ford", {}, formats=("pdf",))
    assert set(made.files) == {"html", "json"}
    assert made.warning is not None
    assert "apt-get install libpango-1.0-0" in made.warning
    assert "libpango is missing" in made.warning


class BrokenLibrary(type(sys)):  # type: ignore[misc]
    """Stands for a WeasyPrint whose system library can't be loaded."""

    def __getattr__(self, name: str) -> object:
        raise OSError("libpango is missing")


def test_the_pdf_writer_reads_nothing_outside_the_page(tmp_path: Path) -> None:
    (tmp_path / "secret.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    page = f"<html lang=en><title>t</title><body><p>x</p><img alt='' src='file://{tmp_path}/secret.svg'></body></html>"
    with pytest.raises(FatalURLFetchingError, match="Error fetching"):
        pdf.write_pdf(page, tmp_path / "out.pdf")


def test_the_command_prints_where_the_files_are_and_refuses_with_status_2(desk: Workbook) -> None:
    command = [sys.executable, "-m", "analysis", "run", "ford", "-p", "nonsense=1"]
    refused = subprocess.run(command, capture_output=True, text=True, cwd=desk.root)
    assert refused.returncode == 2
    assert "there is no parameter 'nonsense'" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_the_case_that_was_checked_is_the_one_that_is_published(
    desk: Workbook, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path_factory.mktemp("elsewhere")
    shutil.copytree(desk.root / "data", other / "data")
    monkeypatch.chdir(other)
    folder = run_briefing("ford", {}, formats=("html",)).folder
    parameters = nbformat.read(folder / "2_actors.ipynb", as_version=4).metadata.papermill.parameters
    assert parameters["case"] == "…/cases/ford"  # outside the workbook: the notebooks got all of it, readers two parts
    for path in folder.iterdir():
        assert str(other).encode() not in path.read_bytes(), path.name


def test_what_is_no_edition_is_never_overwritten(desk: Workbook) -> None:
    thesis = desk.root / "out" / "ford" / "2020-11-30" / "thesis.txt"
    thesis.parent.mkdir(parents=True)
    thesis.write_text("years of work")
    with pytest.raises(InputError, match=r"is there and is no edition\. Move it away"):
        run_briefing("ford", {}, out=desk.root / "out")
    assert thesis.read_text() == "years of work"


def test_braces_in_a_path_are_only_braces(desk: Workbook) -> None:
    made = run_briefing("ford", {}, out=desk.root / "o {case} {", formats=("html",))
    assert made.folder == desk.root / "o {case} {" / "ford" / "2020-11-30"
    assert made.files["html"].is_file()


def test_a_kernel_that_dies_is_reported_and_leaves_its_notebook(desk: Workbook) -> None:
    write_notebook(desk.root, "3_implications", "import os; os._exit(3)")
    with pytest.raises(NotebookFailedError, match=r"3_implications\.ipynb stopped: DeadKernelError"):
        run_briefing("ford", {}, formats=("html",), engine="kernel")
    assert (desk.root / "reports/ford/failed/3_implications.ipynb").is_file()


@pytest.mark.parametrize("content", ["no json", "[]", '{"other": 1}'])
def test_a_previous_that_is_no_edition_is_refused_before_anything_runs(desk: Workbook, content: str) -> None:
    (desk.root / "old.json").write_text(content)
    with pytest.raises(InputError, match=r"previous 'old\.json' can't be read as an earlier edition"):
        run_briefing("ford", {"previous": "old.json"})
