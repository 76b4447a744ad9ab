"""Sensitivity as a table: the title says whether the verdict hangs on the choice."""

import datetime as dt
from dataclasses import replace

from analysis.exhibits.rate_tables import sensitivity_table
from analysis.findings.rates import compare_rates, count_quiet_spell
from analysis.findings.record import Record
from analysis.findings.sensitivity import Choice

from .conftest import PLEDGE


def choices_of(record: Record, *days: dt.date) -> list[Choice]:
    compared = [(compare_rates(record, day, 3), count_quiet_spell(record, day, 3)) for day in days]
    return [Choice("baseline", "3 years before", rates, quiet) for rates, quiet in compared]


def test_when_all_choices_agree_the_title_says_so(record: Record) -> None:
    exhibit = sensitivity_table(choices_of(record, PLEDGE, PLEDGE), record)
    verdict = compare_rates(record, PLEDGE, 3).verdict
    assert exhibit.title == f"Every choice of baseline and scope gives the same verdict: {verdict}"
    assert "Known gap: half is missed" in exhibit.note


def test_when_they_differ_it_says_how_many_say_what(record: Record) -> None:
    first, second = choices_of(record, PLEDGE, PLEDGE)
    other = replace(second, comparison=replace(second.comparison, verdict="rose"))
    assert first.comparison.verdict != "rose"
    exhibit = sensitivity_table([first, first, other], record)
    assert exhibit.title == (
        f"The verdict hangs on the choice: of 3, “{first.comparison.verdict}” in 2 and “rose” in 1"
    )


def test_each_row_shows_both_rates_with_what_they_rest_on(record: Record) -> None:
    (choice,) = choices_of(record, PLEDGE)
    body = sensitivity_table([choice], record).body
    before, after = choice.comparison.before, choice.comparison.after
    assert f"{before.count} in 3.0 years: {before.mean:.1f} [{before.low:.1f}–{before.high:.1f}]" in body
    assert f"{after.count} in {after.days} days: {after.mean:.1f} [" in body
    assert f"{choice.quiet.days} days: " in body


def test_a_case_without_a_comparison_has_words_in_its_place(record: Record) -> None:
    assert sensitivity_table((), record).title == "There is no comparison of baselines to show"
    assert sensitivity_table((), None).kind == "text"
