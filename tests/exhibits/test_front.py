"""The front page: the answer first, likelihood with its band, confidence in a sentence of its own."""

import re
from datetime import date
from pathlib import Path

import pytest

from analysis.exhibits import charts, front
from analysis.exhibits.scenarios import scenario_bars
from analysis.findings.bottom_line import KeyFigure
from analysis.findings.changes import Change
from analysis.findings.hypotheses import weigh_hypotheses
from analysis.findings.judgments import Ground, KeyJudgment, WeighedImplication
from analysis.findings.likelihood import match_likelihood
from analysis.intake.article import Article
from analysis.intake.case import Case
from analysis.intake.case_file import CaseFile
from analysis.intake.review import EvidencePiece, Hypothesis, Review, Scenario, Signpost, Source

from .conftest import HOSTILE

GROUNDS = (
    Ground("A1", "assumption", "Reports are complete"),
    Ground("E-001", "fact", "Two died", "https://example.org/1"),
    Ground("X", "unknown", HOSTILE, "javascript:alert(1)"),
)
JUDGMENT = KeyJudgment(
    id="J1", text="One more clash within 90 days.", likelihood=match_likelihood((0.6, 0.7), "icd203"),
    basis="the analyst's range, 60 % to 70 %", confidence="low", confidence_sentence="Confidence is low: few reports.",
    grounds=GROUNDS, would_change="A quiet year.",
)  # fmt: skip


def case() -> Case:
    file = CaseFile(title="Is it <b>kept</b>?", question=HOSTILE, articles=("a.md",))
    article = Article(id="mir", text="x", sha256="0" * 64)
    return Case("mir", Path("mir"), file, (article,), Review(), date(2024, 12, 31))


def test_the_bottom_line_answers_first_and_says_from_which_day() -> None:
    exhibit = front.bottom_line(("No clash was reported.", "Data are thin."), case())
    assert exhibit.title == "Is it <b>kept</b>?"
    assert exhibit.body.index("No clash was reported.") < exhibit.body.index("Data are thin.")
    assert "As of 31 December 2024." in exhibit.body and "<script" not in exhibit.html()
    assert exhibit.findings["bottom_line"]["sentences"] == ("No clash was reported.", "Data are thin.")  # type: ignore[index]


def test_key_figures_link_to_the_sentence_or_the_record() -> None:
    body = front.key_figures((KeyFigure("5", "killed", "s3"), KeyFigure("4", "since", "record"))).body
    assert 'href="#s3"' in body and 'href="#record"' in body


def test_a_likelihood_word_never_stands_without_its_band() -> None:
    body = front.key_judgments((JUDGMENT,)).body
    assert "Likely (55–80 %)" in body
    assert 'aria-label="55 to 80 percent on a scale from 0 to 100"' in body


def test_confidence_never_shares_a_sentence_with_likelihood() -> None:
    words = re.sub(r"<[^>]+>", "\n", front.key_judgments((JUDGMENT,)).body)
    assert not any("onfidence" in line and "ikely" in line for line in words.splitlines())


def test_what_a_judgment_rests_on_is_typed_facts_first() -> None:
    html = front.key_judgments((JUDGMENT,)).html()
    assert html.index(">Fact<") < html.index(">Assumption<") < html.index(">Unknown<")
    assert "<b>facts</b> E-001; <b>assumptions</b> A1" in html
    assert "<script" not in html and 'href="javascript' not in html


def test_the_findings_hold_what_the_next_edition_compares() -> None:
    (found,) = front.key_judgments((JUDGMENT,)).findings["judgments"]  # type: ignore[misc]
    assert (found["id"], found["probability"], found["words"]) == ("J1", [0.6, 0.7], "likely")


@pytest.mark.parametrize(
    ("given", "title"),
    [
        (None, "This is the first edition"),
        ((), "Nothing changed since the last edition"),
        ((Change("Guard the river", "▼", "holding", "strained", "1 clash"),), "1 change since the last edition"),
    ],
)
def test_changes_say_plainly_what_there_is(given: tuple[Change, ...] | None, title: str) -> None:
    exhibit = front.changes(given)
    assert exhibit.title == title
    assert ("down" in exhibit.body) == bool(given)


def test_hypotheses_are_ordered_and_worthless_evidence_is_marked() -> None:
    review = Review(
        sources=(Source(id="S", name="Mir", reliability="B", reason="x"),),
        hypotheses=(Hypothesis(id="H1", title=HOSTILE, text="x"), Hypothesis(id="H2", title="Bandits", text="x")),
        evidence=(
            EvidencePiece(id="E1", text="No claim", source="S", credibility=2, ratings={"H1": "II", "H2": "C"}),
            EvidencePiece(id="E2", text="It rained", source="S", credibility=2, ratings={"H1": "C", "H2": "C"}),
        ),
    )
    exhibit = charts.hypotheses_matrix(weigh_hypotheses(review))
    assert exhibit.title.startswith("“Bandits” has least against it; one item, dropped, would change that")
    assert exhibit.body.index("No claim") < exhibit.body.index("It rained")
    assert exhibit.body.count("worthless for the choice") == 1
    assert "<script" not in exhibit.html()
    assert "Weighted inconsistency, least first: Bandits 0.00" in exhibit.alt


def test_no_hypotheses_are_said_to_be_none() -> None:
    assert charts.hypotheses_matrix(weigh_hypotheses(Review())).title == "No hypotheses are weighed"


def test_implications_stand_in_the_row_of_their_impact_with_their_band() -> None:
    items = tuple(
        WeighedImplication(
            f"I{i}", "company", HOSTILE, None, match_likelihood(p, "icd203"), "x", impact, 90, GROUNDS, None
        )
        for i, (p, impact) in enumerate([(0.6, "severe"), (0.65, "severe"), (0.02, "minor")])
    )
    exhibit = charts.implication_matrix(items)
    assert exhibit.title == "2 severe implications, 2 of them more likely than not"
    assert exhibit.body.count("I0 · company</text>") == 4  # label and its halo, for a page and for a phone
    assert "I2 (company): minor, almost no chance (1–5 %)" in exhibit.alt
    assert charts.implication_matrix(()).title == "There is no implication to show"


def test_scenarios_stand_likeliest_first_with_what_is_to_watch() -> None:
    sign = (Signpost(text=HOSTILE),)
    scenarios = (
        Scenario(id="a", title="War", text="x", probability=0.3, signposts=sign),
        Scenario(id="b", title="Calm", text="y", probability=0.7, signposts=sign),
    )
    exhibit = scenario_bars(scenarios)
    assert exhibit.title == "Calm: the likeliest future, at 70 %"
    assert exhibit.body.index("Calm") < exhibit.body.index("War")
    assert "to watch" in exhibit.body and "<script" not in exhibit.body
