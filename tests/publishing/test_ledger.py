"""Publishing enters what the notebooks say they forecast in the case's ledger: once, and only for what is published."""

import json
from pathlib import Path

import pytest

from analysis.intake.forecasts import read_forecasts
from analysis.publishing.briefing import NotebookFailedError, run_briefing
from tests.conftest import Workbook
from tests.intake.test_forecasts import LATER, ROW
from tests.publishing.conftest import write_notebook

FORETELL = """\
from IPython.display import display
said = {{"findings": {{"forecasts": {rows}}}}}
display({{"text/plain": "forecasts", "application/vnd.briefbook+json": said}}, raw=True)
"""


def foretell(desk: Workbook, *rows: dict[str, object]) -> None:
    """A notebook that says it forecasts this."""
    write_notebook(desk.root, "4_analysis", FORETELL.format(rows=json.dumps(rows)))


def list_files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_published_edition_enters_its_forecasts_once(desk: Workbook) -> None:
    foretell(desk, ROW)
    run_briefing("ford", {}, formats=("html",))
    assert [each.scope for each in read_forecasts(desk.case_folder)] == ["ford"]
    before = list_files(desk.case_folder)
    run_briefing("ford", {}, formats=("html",))
    assert list_files(desk.case_folder) == before
    foretell(desk, LATER)
    run_briefing("ford", {}, formats=("html",))
    assert len(read_forecasts(desk.case_folder)) == 2


def test_an_edition_elsewhere_leaves_the_case_as_it_was(desk: Workbook) -> None:
    foretell(desk, ROW)
    before = list_files(desk.case_folder)
    run_briefing("ford", {}, out=desk.root / "elsewhere", formats=("html",))
    assert list_files(desk.case_folder) == before


def test_a_run_that_fails_enters_nothing(desk: Workbook) -> None:
    foretell(desk, ROW)
    write_notebook(desk.root, "3_implications", "raise ValueError('no')")
    with pytest.raises(NotebookFailedError):
        run_briefing("ford", {}, formats=("html",))
    assert read_forecasts(desk.case_folder) == ()
