"""The events table: every row is kept as it is or rejected with its reasons; none is mended, none vanishes."""

import pandas as pd
import pytest

from analysis.intake.columns import COLUMNS, FRAME_TYPES, NAMES
from analysis.intake.events import read_events
from analysis.intake.value import InputError
from tests.conftest import COLUMNS as COLUMNS_LINE
from tests.conftest import EVENTS, MAPPING, Workbook

ROW = "{id},{date},{precision},XBB,Mill,{lat},{lon},XAA-XBB,clash,,r,g,{best},{low},{high},,{injured},false,,G,u\n"
RIGHT = {
    "id": "R9", "date": "2020-01-02", "precision": "day", "lat": "50", "lon": "20",
    "best": "2", "low": "1", "high": "3", "injured": "0",
}  # fmt: skip


def test_every_row_is_kept_or_rejected(workbook: Workbook) -> None:
    events = read_events(workbook.events)
    assert len(events.frame) + len(events.rejects) == len(EVENTS.splitlines())
    assert list(events.frame.columns) == list(NAMES)
    assert {name: str(kind) for name, kind in events.frame.dtypes.items()} == {
        column.name: FRAME_TYPES[column.kind] for column in COLUMNS
    }
    assert (events.quality.rows_in, events.quality.kept) == (8, 8)


def test_rows_are_in_order_of_date_and_months_stand_on_their_first_day(workbook: Workbook) -> None:
    frame = read_events(workbook.events).frame
    assert frame["date"].is_monotonic_increasing
    assert frame.set_index("event_id").loc["R2", "date"] == pd.Timestamp("2016-05-01")


def test_attackers_are_not_counted_among_the_killed(workbook: Workbook) -> None:
    row = read_events(workbook.events).frame.set_index("event_id").loc["R6"]
    assert (row["killed_best"], row["attackers_killed"]) == (0, 3)


def test_a_brawl_is_marked_unarmed_and_a_target_rule_gives_the_nationality(workbook: Workbook) -> None:
    frame = read_events(workbook.events).frame.set_index("event_id")
    assert not frame.loc["R7", "is_armed"]
    assert frame.loc["R4", "target_iso3"] == "XBB"
    assert pd.isna(frame.loc["R3", "target_iso3"])


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"date": "2020-02-30"}, "date: '2020-02-30' is not a valid date (expected YYYY-MM-DD"),
        ({"date": "soon"}, "date: 'soon' is not a valid date"),
        ({"date": ""}, "date: is missing"),
        ({"lat": "95.0"}, "latitude: 95.0 must lie in -90 … 90"),
        ({"lon": "-181"}, "longitude: -181 must lie in -180 … 180"),
        ({"lat": "north"}, "latitude: 'north' is not a valid number"),
        ({"low": "3"}, "killed_low exceeds killed_best"),
        ({"high": "1"}, "killed_best exceeds killed_high"),
        ({"injured": "-1"}, "injured: -1 must not be negative"),
        ({"date": "1500-01-01"}, "date: '1500-01-01' is not a valid date"),
        ({"date": "2020-12-25"}, "date: lies outside the coverage that the passport states, 2015-01-01 to 2020-11-30"),
        ({"date": "2014-12-31"}, "date: lies outside the coverage"),
        ({"precision": "weekish"}, "date_precision: 'weekish' is none of day, days, week, month, year"),
        ({"best": "many"}, "killed_total: 'many' is not a valid number"),
        ({"best": "1.5"}, "killed_best: 1.5 must be a whole number"),
        ({"best": "inf", "high": "inf"}, "killed_high: 'inf' is not a valid number"),
        ({"best": "", "low": "5", "high": "1"}, "killed_low exceeds killed_high"),
        ({"id": "R1"}, "event_id: 'R1' stands in an earlier row too"),
    ],
)
def test_an_impossible_row_is_rejected_with_its_reason_and_line(
    workbook: Workbook, change: dict[str, str], reason: str
) -> None:
    workbook.write_events(EVENTS + ROW.format(**{**RIGHT, **change}))
    rejects = read_events(workbook.events).rejects
    assert len(rejects) == 1
    assert rejects["row"].iloc[0] == len(EVENTS.splitlines()) + 2
    assert reason in rejects["reason"].iloc[0]


def test_a_row_with_two_faults_gives_both_reasons(workbook: Workbook) -> None:
    workbook.write_events(EVENTS + ROW.format(**{**RIGHT, "lat": "95", "low": "3"}))
    reason = read_events(workbook.events).rejects["reason"].iloc[0]
    assert "latitude" in reason
    assert "killed_low exceeds killed_best" in reason


def test_a_right_row_is_not_rejected(workbook: Workbook) -> None:
    workbook.write_events(EVENTS + ROW.format(**RIGHT))
    assert read_events(workbook.events).rejects.empty


def test_a_table_with_no_usable_row_is_refused(workbook: Workbook) -> None:
    mapping = MAPPING.split("casualties:")[0]
    workbook.write_events(ROW.format(**{**RIGHT, "date": "soon"}), mapping)
    with pytest.raises(InputError, match=r"has no usable row \(1 rejected\)\. First reason: date: 'soon'"):
        read_events(workbook.events)


def test_a_missing_column_is_named_with_those_there_are(workbook: Workbook) -> None:
    mapping = MAPPING.replace("injured: injured", "injured: wounded")
    workbook.write_events(EVENTS, mapping)
    with pytest.raises(InputError, match=r"lacks the columns wounded\. It has: event_id, date"):
        read_events(workbook.events)


def test_a_judgment_on_a_row_that_is_gone_is_reported(workbook: Workbook) -> None:
    workbook.write_events(EVENTS, MAPPING.replace("unarmed: {R7", "unarmed: {R77"))
    with pytest.raises(InputError, match=r"no row of '.*skirmishes\.csv' has the id R77, which its mapping judges"):
        read_events(workbook.events)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ('R9,2020-01-02,"day\n', r"skirmishes\.csv' can't be read as a CSV table in UTF-8, line \d+: "),
        (ROW.format(**RIGHT).strip() + ",one too many\n", r"can't be read as a CSV table in UTF-8, line 10: "),
        ("R9,2020-01-02,day\n", r"can't be read as a CSV table in UTF-8, line 10: "),
    ],
)
def test_a_row_that_is_cut_or_too_long_refuses_the_file_with_its_line(
    workbook: Workbook, row: str, message: str
) -> None:
    workbook.write(workbook.events, f"{COLUMNS_LINE}\n{EVENTS}{row}")
    with pytest.raises(InputError, match=message):
        read_events(workbook.events)


def test_a_judged_row_with_an_impossible_date_is_rejected_all_the_same(workbook: Workbook) -> None:
    workbook.write_events(EVENTS.replace("R6,2020-08-15", "R6,2020-08-99"))
    rejects = read_events(workbook.events).rejects
    assert list(rejects["event_id"]) == ["R6"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("injured: injured", "injuries: injured", "columns: injuries not known. Known: "),
        ("event_id: event_id, ", "", "columns: event_id must be mapped"),
        ("column: millers", "column: bakers", "lacks the columns bakers"),
    ],
)
def test_a_faulty_mapping_is_refused(workbook: Workbook, old: str, new: str, message: str) -> None:
    workbook.write_events(EVENTS, MAPPING.replace(old, new))
    with pytest.raises(InputError, match=message):
        read_events(workbook.events)


def test_a_table_with_semicolons_is_read_as_it_is(workbook: Workbook) -> None:
    text = f"{COLUMNS_LINE}\n{EVENTS}".replace(";", "").replace(",", ";")
    workbook.write(workbook.events, text)
    assert len(read_events(workbook.events).frame) == len(EVENTS.splitlines())
