"""The table of standards says what is missing and where to add it; a case that lacks something is marked a draft."""

from analysis.exhibits.compliance import standards_table
from analysis.exhibits.exhibit import MIME
from analysis.exhibits.masthead import masthead
from analysis.exhibits.promises import untested_table
from analysis.findings.gate import Missing, Standard
from analysis.findings.untested import Untested
from analysis.intake.case import Case

from .conftest import HOSTILE

MET = Standard(1, "Sources", ("2 sources graded",), ())
LACKING = Standard(2, "Uncertainty", (), (Missing(f"no gap is named {HOSTILE}", "review.yml, gaps:"),))


def test_what_is_missing_stands_with_where_to_add_it_and_is_only_text() -> None:
    exhibit = standards_table((MET, LACKING))
    assert exhibit.title == "A draft: 1 thing missing, 1 of 2 standards met"
    body = str(exhibit.body)
    assert "2 sources graded" in body and "review.yml, gaps:" in body
    assert "<script>" not in body
    assert list(exhibit.data["missing"]) == ["", f"no gap is named {HOSTILE} (add: review.yml, gaps:)"]


def test_a_whole_case_is_said_to_be_so_only_as_far_as_structure_goes() -> None:
    exhibit = standards_table((MET,))
    assert exhibit.title == "All 1 standards met as far as structure can show"
    assert "only a reader can tell" in exhibit.note


def test_the_masthead_of_a_case_with_gaps_carries_a_draft_mark(ford: Case) -> None:
    bundle = masthead(ford)._repr_mimebundle_()
    draft = bundle[MIME]["findings"]["case"]["draft"]
    assert draft.startswith("Draft: ") and draft.endswith(" things missing")
    assert bundle["text/plain"].endswith(draft)


def test_untested_promises_stand_with_what_would_show_them_kept() -> None:
    some = (
        Untested("c1", f"Averia {HOSTILE}", "mend the bridge", "the bridge is open", sentence="s3"),
        Untested("P4", "Belmar", "meet", None, url="https://gazette.example/p4", set_aside="too vague"),
    )
    exhibit = untested_table(some)
    assert exhibit.title == "One promise without a test"
    body = str(exhibit.body)
    assert "the bridge is open" in body and "No test yet" in body and "Too vague" in body and "<script>" not in body
    assert exhibit.findings == {"untested": ["c1"]}
    assert untested_table(some[1:]).title == "Every promise has a test, or a reason for having none"
    assert "No promise is left" in str(untested_table(()).body)
