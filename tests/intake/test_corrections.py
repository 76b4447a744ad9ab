"""Corrections: made on reading by a written decision, and loud where they no longer fit."""

import datetime as dt
from typing import Any

import duckdb
import pandas as pd
import pytest

from analysis.intake.case import Case
from analysis.intake.corrections import Correction, build_corrected, correct_frame
from analysis.intake.value import InputError
from tests.conftest import Workbook, write_passport

MENDED = """\
corrections:
  - dataset: skirmishes
    row: R3
    column: killed_best
    old: 2
    new: 3
    reason: the Gazette corrected its count
    source: https://gazette.example/3b
    date: 2020-12-01
    expect: one more dead in 2018
  - {dataset: skirmishes, row: R5, column: place, old: Lower mill, new: "Miller's lane", reason: a slip, source: map,
     date: 2020-12-01, expect: nothing}
  - {dataset: other, row: X, column: place, old: a, new: b, reason: a slip, source: map, date: 2020-12-01, expect: none}
"""


def read_mended(workbook: Workbook, old: str = "", new: str = "") -> Case:
    assert old in MENDED
    workbook.write(workbook.root / "data" / "reference" / "corrections.yml", MENDED.replace(old, new, 1))
    return workbook.read()


def test_a_correction_is_made_on_reading_and_listed(workbook: Workbook) -> None:
    case = read_mended(workbook)
    assert case.events is not None
    rows = case.events.frame.set_index("event_id")
    assert (rows.loc["R3", "killed_best"], rows.loc["R5", "place"]) == (3, "Miller's lane")
    assert [each.row for each in case.corrections] == ["R3", "R5"]  # not those of another data set
    assert "corrections.yml" in {path.name for path in case.inputs}
    assert "2,1,3" in workbook.events.read_text()  # the file stays as it was published


def test_without_a_file_nothing_is_corrected(ford: Case) -> None:
    assert ford.corrections == ()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("old: 2", "old: 4", r"row R3, column killed_best: expected '4.0', found '2.0'. The producer may have mended"),
        ("old: 2", "old: null", r"expected nothing, found '2.0'"),
        ("row: R3", "row: R33", "the usable rows hold no such id"),
        ("column: killed_best", "column: killed", "there is no such column. The events table has: date"),
        ("new: 3", "new: several", "'several' is no number. Write a number, or null"),
        ("new: 3", "new: 30", "after the corrections row R3 can't be right any more: killed_best exceeds killed_high"),
        ("new: 3", "new: 2", r"old and new are the same \(2\)"),
        ("column: killed_best", "column: event_id", "can't change event_id: by it the row is found"),
        ("    reason: the Gazette corrected its count\n", "", "'corrections.0.reason' is missing. Add it"),
        ("row: R5, column: place", "row: R3, column: killed_best", "corrected more than once: skirmishes R3"),
    ],
)  # fmt: skip
def test_a_correction_that_does_not_fit_is_loud(workbook: Workbook, old: str, new: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_mended(workbook, old, new)


def test_a_date_can_be_corrected_and_moves_its_row(workbook: Workbook) -> None:
    day = "column: date, old: 2020-06-28, new: 2015-01-02"
    case = read_mended(workbook, 'column: place, old: Lower mill, new: "Miller\'s lane"', day)
    assert case.events is not None
    assert case.events.frame["event_id"].iloc[0] == "R5"
    with pytest.raises(InputError, match=r"row R5 can't be right any more: date: lies outside the coverage"):
        read_mended(workbook, 'column: place, old: Lower mill, new: "Miller\'s lane"', day.replace("2015", "1915"))


def test_corrections_that_were_changed_in_passing_are_not_made(workbook: Workbook) -> None:
    path = workbook.root / "data" / "reference" / "corrections.yml"
    path.parent.mkdir()
    path.write_text(MENDED)
    write_passport(path)
    path.write_text(MENDED.replace("new: 3", "new: 4"))
    with pytest.raises(InputError, match="is not the file that its passport describes"):
        workbook.read()


def correction(column: str, old: Any, new: Any, row: str = "E1") -> Correction:
    return Correction(
        dataset="d", row=row, column=column, old=old, new=new, reason="r", source="s", date="2020-01-01", expect="e"
    )


def test_a_frame_and_a_file_are_corrected_alike() -> None:
    frame = pd.DataFrame(
        {
            "event_id": ["E1", "E2"],
            "date": pd.to_datetime(["2020-01-02", "2020-01-01"]),
            "place": ["a", "b"],
            "killed_best": [1.0, None],
            "is_armed": [True, False],
        }
    )
    corrections = [
        correction("place", "a", "O'Hara; DROP TABLE x"),
        correction("killed_best", 1, None),
        correction("killed_best", None, 4, row="E2"),
        correction("is_armed", False, True, row="E2"),
        correction("date", dt.date(2020, 1, 1), dt.date(2020, 3, 1), row="E2"),
    ]
    mended = correct_frame(frame, corrections)
    with duckdb.connect() as connection:
        connection.register("events", frame)
        stored = connection.sql(f"FROM {build_corrected('events', corrections)} ORDER BY date").df()
    pd.testing.assert_frame_equal(stored[mended.columns], mended, check_dtype=False)
    assert list(mended["place"]) == ["O'Hara; DROP TABLE x", "b"]
    assert list(frame["killed_best"].fillna(-1)) == [1, -1]
    assert build_corrected("events", []) == "events"
