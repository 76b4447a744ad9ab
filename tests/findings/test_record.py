"""The record: who is in scope, and which days count."""

import datetime as dt

import pytest

from analysis.findings.record import select_record
from analysis.intake.case import Case
from analysis.intake.scope import Scope
from analysis.intake.value import InputError
from tests.conftest import Workbook


def test_a_scope_keeps_what_meets_every_condition(ford: Case) -> None:
    assert list(select_record(ford).frame["event_id"]) == ["R1", "R2", "R3", "R4", "R5", "R6"]
    assert list(select_record(ford, "killed").frame["event_id"]) == ["R1", "R4", "R5"]


def test_exposure_ends_where_coverage_ends(workbook: Workbook) -> None:
    record = select_record(workbook.read("2025-01-01"))
    assert (record.start, record.end) == (dt.date(2014, 12, 31), dt.date(2020, 11, 30))
    assert record.between(dt.date(2010, 1, 1), dt.date(2030, 1, 1)).days == record.days


def test_an_earlier_as_of_hides_what_came_later(workbook: Workbook) -> None:
    assert list(select_record(workbook.read("2020-06-25")).frame["event_id"]) == ["R1", "R2", "R3", "R4"]


def test_a_period_is_open_at_its_start_and_closed_at_its_end(ford: Case) -> None:
    record = select_record(ford)
    assert list(record.between(dt.date(2020, 6, 20), dt.date(2020, 6, 28)).frame["event_id"]) == ["R5"]


def test_a_period_outside_coverage_is_empty_and_has_no_days(ford: Case) -> None:
    after = select_record(ford).between(dt.date(2021, 1, 1), dt.date(2021, 6, 1))
    assert (after.count, after.days) == (0, 0)


@pytest.mark.parametrize(
    ("fatal", "expected"),
    [("any", ["R1", "R3", "R4", "R5", "R6"]), ("victims", ["R1", "R3", "R4", "R5"]), ("target", ["R1", "R4", "R5"])],
)
def test_fatal_says_whose_deaths_count(workbook: Workbook, fatal: str, expected: list[str]) -> None:
    workbook.write_case("border_segment: XAA-XBB}", f"border_segment: XAA-XBB, fatal: {fatal}}}")
    assert list(select_record(workbook.read()).frame["event_id"]) == expected


def test_an_exclusion_takes_one_row_out_and_one_that_fits_nothing_is_an_error(workbook: Workbook) -> None:
    workbook.write_case("border_segment: XAA-XBB}", "border_segment: XAA-XBB, exclude: {R6: raiders only}}")
    assert "R6" not in list(select_record(workbook.read()).frame["event_id"])
    workbook.write_case("border_segment: XAA-XBB}", "border_segment: XAA-XBB, exclude: {R66: gone}}")
    with pytest.raises(InputError, match="excludes R66, which the data don't hold"):
        select_record(workbook.read())


def test_days_that_a_scope_leaves_out_are_no_exposure(ford: Case) -> None:
    scope = ford.file.scopes["ford"].narrowed(since=dt.date(2018, 1, 1), until=dt.date(2020, 6, 30))
    record = select_record(ford, scope)
    assert list(record.frame["event_id"]) == ["R3", "R4", "R5"]
    assert (record.start, record.end) == (dt.date(2017, 12, 31), dt.date(2020, 6, 30))
    assert record.scope.title == "armed raids across the ford from 2018 to 30 June 2020"


def test_known_gaps_go_where_the_numbers_go(ford: Case) -> None:
    line = "The Gazette: skirmishes 1, coverage to 30 November 2020; 1 known gap, listed with the coverage"
    assert select_record(ford).source == line


def test_a_scope_can_not_reach_beyond_the_data(ford: Case) -> None:
    record = select_record(ford, Scope(since=dt.date(1990, 1, 1), until=dt.date(2030, 1, 1)))
    assert (record.start, record.end) == (dt.date(2014, 12, 31), dt.date(2020, 11, 30))


def test_an_unknown_scope_and_a_case_without_data_are_said(workbook: Workbook) -> None:
    with pytest.raises(InputError, match=r"no scope 'bridge'. Its scopes: ford, killed"):
        select_record(workbook.read(), "bridge")
    workbook.write_case("events: skirmishes\n", "")
    with pytest.raises(InputError, match=r"has no event data. Name a data set under 'events:'"):
        select_record(workbook.read())
