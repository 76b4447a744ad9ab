"""The bottom line: sentences whose every number is computed and that claim no more than the record."""

import pytest

from analysis.findings.bottom_line import describe_tests, draw_bottom_line, draw_key_figures
from analysis.findings.corroboration import match_incidents
from analysis.findings.pledges import build_ledger
from analysis.reading.dossier import Dossier
from tests.conftest import Workbook
from tests.findings.test_corroboration import count, incident


def bottom_line(workbook: Workbook, as_of: str | None = None) -> str:
    case = workbook.read(as_of)
    return " ".join(draw_bottom_line(case, Dossier(article="a", incidents=(incident(),)), build_ledger(case), 5))


def test_it_answers_first_where_the_pledge_stands(workbook: Workbook) -> None:
    assert bottom_line(workbook).startswith("The pledge of 1 July 2020 is strained, not broken: its test says so.")
    assert bottom_line(workbook, "2020-07-20").startswith("The pledge of 1 July 2020 is holding so far")


def test_it_says_what_did_not_happen_and_what_that_is_worth(workbook: Workbook) -> None:
    assert (
        "No raids that killed millers are reported since the pledge of 1 July 2020, but the chance of a quiet spell "
        "this long (152 days) was 82 % even if nothing had changed from the 5 years before."
    ) in bottom_line(workbook)


def test_it_says_how_many_there_were_with_the_interval_and_does_not_overclaim(workbook: Workbook) -> None:
    text = bottom_line(workbook)
    assert (
        "One armed raid across the ford was reported in 152 days, an estimated 3.6 (0.4–9.4) a year, against 0.9"
        in text
    )
    assert text.endswith("Of 2 tests of promises by all sides, 1 strained, 1 holding.")


def test_it_says_so_when_the_data_end_before_the_pledge(workbook: Workbook) -> None:
    assert "cover no day after 1 July 2020" in bottom_line(workbook, "2020-06-30")


def test_without_data_it_tells_what_the_article_says_and_how_to_add_them(workbook: Workbook) -> None:
    workbook.write_case("events: skirmishes\n", "")
    text = bottom_line(workbook)
    assert text.startswith("The article reports: drone attack (3; 2). No event data are attached")
    assert "name a data set under 'events:'" in text


def test_without_a_pledge_it_gives_the_rate_and_says_what_is_missing(workbook: Workbook) -> None:
    workbook.write_case("pledge: {date: 2020-07-01, commitment: P1}\n", "")
    text = bottom_line(workbook)
    assert "Six armed raids across the ford were reported in 6 years (1.1 a year)." in text
    assert text.endswith("there is no before and after: add 'pledge:' to case.yml.")


def test_the_key_figures_show_the_disputed_one(workbook: Workbook) -> None:
    case = workbook.read()
    told = (incident(injured=count(5)),)
    dossier = Dossier(article="article", incidents=told)
    figures = draw_key_figures(case, dossier, match_incidents(case, told))
    assert [figure.value for figure in figures] == ["3", "5 or 2", "1", "152"]
    assert figures[0].label == "millers killed in the two attacks"
    assert figures[0].source == "s1"


def test_a_pledge_after_the_data_is_not_said_to_have_moved_their_end(workbook: Workbook) -> None:
    workbook.write_case("pledge: {date: 2020-07-01", "pledge: {date: 2020-12-24")
    figures = draw_key_figures(workbook.read("2020-12-31"), Dossier(article="a"), ())
    assert figures[-1].label.endswith("data end 30 Nov 2020")


def test_a_pledge_before_coverage_leaves_the_quiet_spell_out(workbook: Workbook) -> None:
    workbook.write_case("pledge: {date: 2020-07-01", "pledge: {date: 2010-07-01")
    assert "quiet spell" not in bottom_line(workbook)


@pytest.mark.parametrize(
    ("count", "total", "words"),
    [(1, 1, "its test says"), (2, 2, "both its tests say"), (3, 3, "all its three tests say"),
     (1, 3, "one of its three tests says"), (2, 3, "two of its three tests say")],
)  # fmt: skip
def test_tests_are_counted_in_plain_words(count: int, total: int, words: str) -> None:
    assert describe_tests(count, total) == words
