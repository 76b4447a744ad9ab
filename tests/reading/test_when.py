"""Dates as written, resolved against Wednesday 6 March 2024."""

from datetime import date

import pytest

from analysis.reading.when import find_dates

PUBLISHED = date(2024, 3, 6)


@pytest.mark.parametrize(
    ("text", "iso", "precision"),
    [
        ("on March 4, 2024", "2024-03-04", "day"),
        ("on 4 March", "2024-03-04", "day"),
        ("on 2024-03-04", "2024-03-04", "day"),
        ("on Monday", "2024-03-04", "day"),
        ("on Wednesday", "2024-03-06", "day"),
        ("on Thursday", "2024-02-29", "day"),
        ("yesterday", "2024-03-05", "day"),
        ("three days ago", "2024-03-03", "day"),
        ("in January", "2024-01", "month"),
        ("last August", "2023-08", "month"),
        ("in March last year", "2023-03", "month"),
        ("in June 2019", "2019-06", "month"),
        ("in 2013", "2013", "year"),
        ("Sept. 2", "2023-09-02", "day"),
        ("last year", "2023", "year"),
        ("on the night of 3-4 March", "2024-03-03", "day"),
        ("between 3 and 5 February", "2024-02-03", "day"),
        ("on February 3-5, 2024", "2024-02-03", "day"),
        ("on August 5 last year", "2023-08-05", "day"),
        ("in late January", "2024-01", "month"),
        ("since early January", "2024-01", "month"),
        ("in February this year", "2024-02", "month"),
        ("last month", "2024-02", "month"),
        ("this month", "2024-03", "month"),
        ("this week", "2024-03", "month"),
        ("last Wednesday", "2024-02-28", "day"),
        ("overnight", "2024-03-05", "day"),
        ("last night", "2024-03-05", "day"),
        ("this morning", "2024-03-06", "day"),
        ("a year ago", "2023", "year"),
        ("six weeks ago", "2024-01", "month"),
        ("in the spring of 2019", "2019", "year"),
    ],
)
def test_dates_resolve_as_precisely_as_they_are_told(text: str, iso: str, precision: str) -> None:
    when = find_dates(text, 0, len(text), PUBLISHED)[0]
    assert (when.iso, when.precision) == (iso, precision)


@pytest.mark.parametrize("text", ["next Friday", "31 February", "12 people", "last week", "in May"])
def test_what_names_no_past_day_gives_no_wrong_one(text: str) -> None:
    assert all(
        when.precision == "month" and when.iso == "2023-05" for when in find_dates(text, 0, len(text), PUBLISHED)
    )


def test_a_weekday_without_a_day_of_publication_gives_none() -> None:
    assert find_dates("on Monday", 0, 9, None) == []


def test_later_counts_from_the_event_and_a_day_after_counts_back() -> None:
    text = "two days later"
    assert find_dates(text, 0, len(text), PUBLISHED, date(2024, 3, 1))[0].iso == "2024-03-03"
    text = "left on Tuesday, a day after the raid"
    assert [when.iso for when in find_dates(text, 0, len(text), PUBLISHED)] == ["2024-03-05", "2024-03-04"]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("two days earlier", "2024-02-28"),
        ("the previous day", "2024-02-29"),
        ("the day before", "2024-02-29"),
        ("the same evening", "2024-03-01"),
        ("that night", "2024-03-01"),
        ("the following morning", "2024-03-02"),
        ("The attack came two days after gunmen struck", "2024-02-28"),
        ("The raid came five weeks after gunmen struck", "2024-01"),
        ("It left two days after the strike", "2024-03-03"),
    ],
)
def test_days_are_counted_from_the_event_just_told(text: str, iso: str) -> None:
    assert find_dates(text, 0, len(text), PUBLISHED, date(2024, 3, 1))[0].iso == iso


def test_several_days_later_is_no_day() -> None:
    assert find_dates("several days later", 0, 18, PUBLISHED, date(2024, 3, 1)) == []
