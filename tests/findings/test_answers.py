"""What a case's record can answer, and None where it can't."""

import pytest

from analysis.findings.answers import find_comparison, find_official, find_outlook, find_record
from analysis.intake.value import InputError
from tests.conftest import Workbook

CONTEXT = """\
year,country,indicator,value,unit,source,url
2019,Belmar,raids counted by the ministry,4,raids,Gazette,https://gazette.example/c
2019,Belmar,grain harvested,900,tonnes,Gazette,https://gazette.example/d
"""


def with_context(workbook: Workbook, indicator: str) -> Workbook:
    workbook.write(workbook.root / "data" / "context" / "figures.csv", CONTEXT)
    workbook.write_case(
        "commitments: promises", f"commitments: promises\ncontext: figures\nofficial_counts: [{indicator}]"
    )
    return workbook


def test_only_the_counts_that_the_case_names_stand_beside_its_own(workbook: Workbook) -> None:
    official = find_official(with_context(workbook, "raids counted by the ministry").read())
    assert official is not None
    assert list(official["value"]) == ["4"]


def test_an_indicator_that_is_not_in_the_table_is_refused(workbook: Workbook) -> None:
    with pytest.raises(InputError, match="the context table has no indicator 'raids'"):
        find_official(with_context(workbook, "raids").read())


def test_a_case_without_data_answers_nothing_and_says_so_by_none(workbook: Workbook) -> None:
    workbook.write_case("events: skirmishes\n", "")
    case = workbook.read()
    assert find_record(case) is find_comparison(case, 5) is find_outlook(case, 90) is find_official(case) is None


@pytest.mark.parametrize("day", ["2010-01-01", "2020-11-30", "2025-01-01"])
def test_a_pledge_outside_the_covered_days_has_no_comparison(workbook: Workbook, day: str) -> None:
    workbook.write_case("pledge: {date: 2020-07-01", f"pledge: {{date: {day}")
    assert find_comparison(workbook.read(), 5) is None


def test_a_pledge_inside_them_has_one(workbook: Workbook) -> None:
    case = workbook.read()
    comparison = find_comparison(case, 5)
    assert comparison is not None
    assert (comparison.before.count, comparison.after.count) == (4, 1)
