"""`briefbook data`: files go in by one command, what became of them is told, and a case answers from the store."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from analysis.__main__ import app
from analysis.intake.value import InputError
from tests.conftest import Workbook
from tests.intake.invented import write_ged


@pytest.fixture(autouse=True)
def _in_a_store_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFBOOK_STORE", str(tmp_path / "store"))


def call(*given: object) -> str:
    done = CliRunner().invoke(app, ["data", *map(str, given)])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.output


def test_a_file_is_added_listed_checked_and_removed(tmp_path: Path) -> None:
    path = write_ged(tmp_path / "ged201.csv", [{}, {"id": "2", "low": "9"}])
    told = call("add", path)
    assert "ged201.csv: ucdp-ged (49 columns" in told
    assert "1 of 2 rows are in 'ucdp-ged-20.1'; 1 rejected. Covers 1989-01-01 to 2019-12-31." in told
    assert "1 × killed_low exceeds killed_best" in told
    assert "is in 'ucdp-ged-20.1' already; nothing to do." in call("add", path)
    assert "ucdp-ged-20.1: 1 rows, 1989-01-01 to 2019-12-31" in call("list")
    assert "'ucdp-ged-20.1' is whole." in call("check", "ucdp-ged-20.1")
    assert "is removed" in call("remove", "ucdp-ged-20.1", "--yes")
    assert "is empty. Add a file: briefbook data add FILE" in call("list")


def test_nothing_is_removed_without_a_yes(tmp_path: Path) -> None:
    call("add", write_ged(tmp_path / "ged201.csv", [{}]), "--name", "ged")
    CliRunner().invoke(app, ["data", "remove", "ged"], input="n\n")
    assert "ged: 1 rows" in call("list")


def test_version_mapping_and_a_cases_names_can_be_given(tmp_path: Path, workbook: Workbook) -> None:
    call("add", write_ged(tmp_path / "mine.csv", [{}]), "--version", "25.1")
    assert "ucdp-ged-25.1: 1 rows, 1989-01-01 to 2024-12-31" in call("list")
    own, mapping = tmp_path / "own.csv", tmp_path / "own.yml"
    own.write_text("nr,day,land\n1,2020-03-04,Avery\n")
    mapping.write_text(
        "dataset: own\ncolumns: {event_id: nr, date: day, country_iso3: {columns: land, known_as: country}}\n"
    )
    with pytest.raises(InputError, match="unknown country: 'Avery'"):
        call("add", own, "--mapping", mapping)
    workbook.write_case("scopes:", "names: [{name: Averia, aliases: [Avery], kind: state, iso3: XAA}]\nscopes:")
    assert "1 of 1 rows are in 'own'" in call("add", own, "--mapping", mapping, "--case", workbook.case_folder)
    with pytest.raises(InputError, match="--mapping and --format say the same thing"):
        call("add", own, "--mapping", mapping, "--format", "acled")


def test_a_case_reads_its_scopes_from_the_store(tmp_path: Path, workbook: Workbook) -> None:
    rows = [
        {"id": str(at), "date_start": f"2019-{at:02}-01", "date_end": f"2019-{at:02}-01", "type_of_violence": "3"}
        for at in range(1, 7)
    ]
    far = {"id": "9", "country": "Mali", "latitude": "12.65", "longitude": "-8.0"}
    call("add", write_ged(tmp_path / "ged211.csv", [*rows, far]), "--name", "raids")
    case = workbook.write_case("events: skirmishes", "events: {store: raids}")
    case.write_text(case.read_text().replace("border_segment: XAA-XBB", "countries: [TJK]").replace("XBB", "TJK"))
    (workbook.case_folder / "review.yml").unlink()
    case.write_text(case.read_text().split("  killed:")[0])
    read = workbook.read()
    assert read.events is not None
    assert list(read.events.frame["event_id"]) == [f"ucdp-{at}" for at in range(1, 7)]
    assert set(read.events.frame["perpetrator"]) == {"Government of Tajikistan"}
    assert str(read.coverage_end) == "2020-12-31"
    assert read.events.quality.rows_in == 7
    assert "dataset.json" in {path.name for path in read.inputs}
