"""Sensitivity: which choices are made, and that none of them is made up."""

import pytest

from analysis.findings.sensitivity import compare_choices
from tests.conftest import Workbook


def test_baselines_first_then_parts_of_the_main_scope(workbook: Workbook) -> None:
    choices = compare_choices(workbook.read(), 3)
    assert [(each.kind, each.label) for each in choices] == [
        ("baseline", "1 year before"),
        ("baseline", "2 years before"),
        ("baseline", "5 years before"),
        ("baseline", "6 years before"),
        ("scope", "raids that killed millers"),
    ]
    assert [each.comparison.before.count for each in choices] == [2, 3, 4, 5, 2]
    assert choices[-1].comparison.before.years == pytest.approx(3, abs=0.01)
    assert (choices[-1].quiet.days, choices[0].quiet.days) == (152, 107)


def test_a_scope_that_leaves_incidents_out_is_shown_with_them(workbook: Workbook) -> None:
    workbook.write_case("border_segment: XAA-XBB}", "border_segment: XAA-XBB, exclude: {R6: raiders only}}")
    choices = {each.label: each.comparison.after.count for each in compare_choices(workbook.read(), 3)}
    assert choices["armed raids across the ford, none left out by name"] == 1
    assert choices["5 years before"] == 0


def test_a_scope_that_holds_other_incidents_is_no_choice(workbook: Workbook) -> None:
    workbook.write_case("main_scope: ford", "main_scope: killed")
    assert {each.kind for each in compare_choices(workbook.read(), 3)} == {"baseline"}


@pytest.mark.parametrize("day", ["2010-01-01", "2020-11-30", "2025-01-01"])
def test_a_pledge_outside_the_covered_days_leaves_no_choice(workbook: Workbook, day: str) -> None:
    workbook.write_case("pledge: {date: 2020-07-01", f"pledge: {{date: {day}")
    assert compare_choices(workbook.read(), 5) == ()


def test_a_case_without_data_has_no_choice_to_make(workbook: Workbook) -> None:
    workbook.write_case("events: skirmishes\n", "")
    assert compare_choices(workbook.read(), 5) == ()
