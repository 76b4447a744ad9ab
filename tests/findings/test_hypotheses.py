"""Competing hypotheses: the arithmetic by hand, and what flips the order."""

import pytest

from analysis.findings.hypotheses import weigh_hypotheses
from analysis.intake.case import Case
from analysis.intake.review import Review


def test_only_inconsistency_counts_and_it_is_weighted(ford: Case) -> None:
    order = weigh_hypotheses(ford.review).order.set_index("hypothesis")["inconsistency"]
    assert order["H1"] == pytest.approx(2 * 0.8 * 0.6)  # E3 II; source B 0.8, information 3 0.6
    assert order["H2"] == pytest.approx(1 * 0.8 * 0.8)  # E1 I; source B 0.8, information 2 0.8


def test_the_least_inconsistent_leads(ford: Case) -> None:
    assert weigh_hypotheses(ford.review).leaders == ("H2",)


def test_evidence_that_fits_all_alike_is_worth_nothing(ford: Case) -> None:
    matrix = weigh_hypotheses(ford.review).matrix.set_index("evidence")
    assert matrix.loc["E2", "diagnosticity"] == 0
    assert matrix.loc["E3", "diagnosticity"] == 1.5


def test_the_item_and_the_assumption_that_carry_the_order_are_named(ford: Case) -> None:
    flips = {flip.dropped: flip.leader for flip in weigh_hypotheses(ford.review).flips}
    assert flips == {"E3": ("H1",), "A1": ("H1",)}


def test_equal_sums_share_the_lead(ford: Case) -> None:
    review = ford.review.model_copy(update={"evidence": ()})
    assert weigh_hypotheses(review).leaders == ("H1", "H2")


def test_an_empty_review_weighs_nothing() -> None:
    weighing = weigh_hypotheses(Review())
    assert weighing.leaders == ()
    assert weighing.matrix.empty
    assert weighing.flips == ()
