"""The pledge ledger: statuses are computed, move with `as_of`, and say by which rule."""

import pytest

from analysis.findings.pledges import build_ledger
from analysis.intake.value import InputError
from analysis.reading.dossier import Commitment, Dossier
from tests.conftest import Workbook
from tests.findings.test_corroboration import EVIDENCE


def status(workbook: Workbook, indicator: str, as_of: str | None = None) -> str:
    return next(entry.status for entry in build_ledger(workbook.read(as_of)) if entry.indicator == indicator)


@pytest.mark.parametrize(("as_of", "expected"), [("2020-07-15", "holding"), ("2020-08-20", "strained")])
def test_a_later_day_moves_the_status(workbook: Workbook, as_of: str, expected: str) -> None:
    assert status(workbook, "I1", as_of) == expected


def test_a_promise_known_to_the_month_is_charged_from_its_end_and_watched_from_its_start(workbook: Workbook) -> None:
    workbook.write_case("date: 2020-08-20", "date: 2020-07-02", name="review.yml")
    assert status(workbook, "I2", "2020-07-15") == "holding"  # an observation early in the month of the promise counts
    workbook.write_case("commitment: P1", "commitment: P2", name="review.yml")
    assert status(workbook, "I1", "2020-07-31") == "not testable"
    assert status(workbook, "I1", "2020-08-01") == "holding"


def test_the_entry_names_the_sentence_in_which_the_article_makes_the_promise(workbook: Workbook) -> None:
    workbook.write_case("id: I1", "id: I1\n    article_says: guard the ford against raids", name="review.yml")
    case = workbook.read()
    said = Commitment(id="c1", evidence=EVIDENCE, actor="Averia", text="would guard the ford against more raids")
    dossier = Dossier(article="article", commitments=(said,))
    assert build_ledger(case, dossier)[0].sentence == "s1"
    assert build_ledger(case, Dossier(article="article"))[0].sentence is None


def test_what_must_not_happen_breaks_the_promise(workbook: Workbook) -> None:
    workbook.write_case("broken_scope: killed", "broken_scope: ford", name="review.yml")
    assert status(workbook, "I1") == "broken"


def test_a_promise_is_kept_after_enough_days_without_an_incident(workbook: Workbook) -> None:
    workbook.write_case("strained_scope: ford", "strained_scope: killed", name="review.yml")
    assert status(workbook, "I1") == "holding"
    workbook.write_case(
        "strained_scope: ford, strained_at: 1, broken_scope: killed, kept_after_days: 180",
        "strained_scope: killed, strained_at: 1, kept_after_days: 100",
        name="review.yml",
    )
    assert status(workbook, "I1") == "kept"


def test_without_a_covered_day_nothing_can_be_tested(workbook: Workbook) -> None:
    assert status(workbook, "I1", "2020-07-01") == "not testable"


def test_a_promise_not_yet_made_is_not_in_the_ledger(workbook: Workbook) -> None:
    assert build_ledger(workbook.read("2020-06-01")) == ()


def test_an_observation_counts_from_its_day_on(workbook: Workbook) -> None:
    assert status(workbook, "I2", "2020-08-19") == "not testable"
    assert status(workbook, "I2", "2020-08-20") == "holding"


def test_a_missed_deadline_breaks_and_a_decisive_sign_keeps(workbook: Workbook) -> None:
    assert status(workbook, "I2", "2021-01-02") == "broken"
    workbook.write_case("shows: for, text", "shows: for, decisive: true, text", name="review.yml")
    assert status(workbook, "I2", "2021-01-02") == "kept"


def test_a_newer_sign_against_strains(workbook: Workbook) -> None:
    workbook.write_case("shows: for", "shows: against", name="review.yml")
    assert status(workbook, "I2") == "strained"


def test_the_entry_carries_rule_evidence_and_what_is_unknown(workbook: Workbook) -> None:
    entry = build_ledger(workbook.read())[0]
    assert entry.rule == (
        "strained from 1 of: armed raids across the ford; broken from 1 of: raids that killed millers; "
        "kept after 180 days without"
    )
    assert [item.text for item in entry.evidence_against] == ["R6: Old ford"]
    assert entry.reason == "1 armed raid across the ford since"
    assert (entry.promiser, entry.days, entry.unknown) == ("Averia", 152, "raids that nobody reported")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("commitment: P1", "commitment: P9", "indicator 'I1' tests commitment 'P9', which is not in"),
        ("strained_scope: ford", "strained_scope: moat", "no scope 'moat'. Its scopes: ford, killed"),
    ],
)
def test_an_indicator_that_points_nowhere_is_refused(workbook: Workbook, old: str, new: str, message: str) -> None:
    workbook.write_case(old, new, name="review.yml")
    with pytest.raises(InputError, match=message):
        build_ledger(workbook.read())
