"""Judgments: likelihood with its band, confidence apart, every ground resolved."""

from analysis.findings.judgments import draw_judgments
from analysis.findings.likelihood import SCALES
from analysis.intake.case import Case
from tests.conftest import Workbook


def test_a_model_judgment_is_computed_and_says_so(ford: Case) -> None:
    computed, ranged = draw_judgments(ford, 90, "icd203")
    assert computed.text == "At least one more armed raid is reported within 90 days"
    assert computed.basis.startswith("computed: ")
    assert ranged.likelihood.text == "very unlikely (5–20 %)"
    assert ranged.basis == "the analyst's range, 5 % to 20 %"


def test_a_longer_horizon_never_makes_it_less_likely(ford: Case) -> None:
    short, long = (draw_judgments(ford, days, "icd203")[0].likelihood.probability for days in (30, 365))
    assert long > short


def test_confidence_and_likelihood_never_share_a_sentence(ford: Case) -> None:
    words = [word for scale in SCALES.values() for word, _, _ in scale]
    for judgment in draw_judgments(ford, 90, "icd203"):
        assert "onfidence" not in judgment.text + judgment.likelihood.text + judgment.basis
        assert not any(word in judgment.confidence_sentence for word in words)


def test_grounds_say_what_kind_of_thing_they_are(ford: Case) -> None:
    kinds = [ground.kind for ground in draw_judgments(ford, 90, "icd203")[0].grounds]
    assert kinds == ["reported", "fact", "commitment", "assumption"]


def test_all_computed_judgments_share_the_forgetting_of_the_main_scope(workbook: Workbook) -> None:
    workbook.write_case("scope: ford}\n    confidence", "scope: killed}\n    confidence", name="review.yml")
    part = draw_judgments(workbook.read(), 90, "icd203")[0].likelihood.probability
    workbook.write_case(name="review.yml")
    whole = draw_judgments(workbook.read(), 90, "icd203")[0].likelihood.probability
    assert part < whole
