"""A case's events from the store: only what its scopes speak of, and slips told from true zeros."""

import datetime as dt
from pathlib import Path

import pytest

from analysis.findings.record import select_record
from analysis.intake.case import Case
from analysis.intake.store import find_store
from analysis.intake.store_add import Plan, build_parts
from analysis.intake.value import InputError
from tests.conftest import Workbook
from tests.intake.invented import write_ged

ROWS = [
    {"id": "1"},
    {"id": "2", "side_b": "IS", "latitude": "37.49", "longitude": "71.55", "where_coordinates": "Khorog"},
    {"id": "3", "type_of_violence": "3"},
    {"id": "4", "country": "Afghanistan", "country_id": "700", "latitude": "34.53", "longitude": "69.17"},
    {"id": "5", "low": "9"},
]
CORRECTED = """\
corrections:
  - {dataset: raids, row: ucdp-2, column: killed_best, old: 2, new: 3, reason: r, source: s, expect: e,
     date: 2020-12-01}
"""


@pytest.fixture
def stored(workbook: Workbook, tmp_path: Path) -> Workbook:
    """The invented case on a stored data set instead of its own table."""
    store = find_store(home=workbook.root / "data")
    build_parts(store, write_ged(tmp_path / "ged211.csv", ROWS), Plan(dataset="raids"))
    return workbook


def read(book: Workbook, scope: str) -> Case:
    """The case with one scope."""
    (book.case_folder / "review.yml").unlink(missing_ok=True)
    path = book.write_case("events: skirmishes\n", "events: {store: raids}\n")
    text = path.read_text()
    path.write_text(text[: text.index("main_scope")] + f"main_scope: ford\nscopes:\n  ford: {scope}\n")
    return book.read()


def kept(case: Case) -> list[str]:
    assert case.events is not None
    return list(case.events.frame["event_id"])


@pytest.mark.parametrize(
    ("scope", "rows"),
    [
        ("{countries: [TJK]}", ["ucdp-1", "ucdp-2", "ucdp-3"]),
        ("{near: {km: 30, place: Khorog}}", ["ucdp-2"]),
        ("{near: {km: 30, border: [AFG, TJK]}, since: 2020-01-01}", ["ucdp-2"]),
        ("{countries: [TJK], actors: [Islamic State]}", ["ucdp-2"]),
        ("{countries: [TJK], exclude: {ucdp-1: a quarrel, ucdp-5: a slip}}", ["ucdp-2", "ucdp-3"]),
    ],
)
def test_only_rows_in_scope_are_read_and_the_record_is_the_same(stored: Workbook, scope: str, rows: list[str]) -> None:
    case = read(stored, scope)
    assert kept(case) == rows
    assert list(select_record(case).frame["event_id"]) == rows


@pytest.mark.parametrize(
    ("scope", "message"),
    [
        ("{countries: [TKJ]}", "countries: no row of the event data has TKJ. It has: AFG, TJK"),
        ("{countries: [TJK], event_types: [raid]}", "event_types: no row of the event data has raid"),
        ("{countries: [TJK], perpetrators: [ISS]}", "no row of the event data names 'ISS'"),
        ("{countries: [TJK], exclude: {ucdp-77: gone}}", "excludes ucdp-77, which the data don't hold"),
    ],
)
def test_a_slip_is_told_even_where_no_row_is_left(stored: Workbook, scope: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read(stored, scope)


def test_a_true_zero_is_no_slip(stored: Workbook) -> None:
    """What occurs elsewhere in the data, but not here, is a finding, also where nothing else is in scope."""
    nowhere = "{countries: [AFG], actors: [Islamic State]}"
    assert select_record(read(stored, f"{{countries: [TJK]}}\n  none: {nowhere}"), "none").count == 0
    record = select_record(read(stored, nowhere))
    assert (record.count, record.end) == (0, dt.date(2020, 12, 31))


def test_corrections_are_made_in_stored_data_too(stored: Workbook) -> None:
    stored.write(stored.root / "data" / "reference" / "corrections.yml", CORRECTED)
    case = read(stored, "{countries: [TJK]}")
    assert case.events is not None
    assert case.events.frame.set_index("event_id").loc["ucdp-2", "killed_best"] == 3
    assert [each.row for each in case.corrections] == ["ucdp-2"]
    stored.write(stored.root / "data" / "reference" / "corrections.yml", CORRECTED.replace("old: 2", "old: 4"))
    with pytest.raises(InputError, match=r"expected '4.0', found '2.0'"):
        read(stored, "{countries: [TJK]}")
