"""The review's decisions on what was read: carried out, reported where they fit nothing, never lost."""

import pytest

from analysis.intake.review import Decision
from analysis.intake.value import InputError
from analysis.reading.dossier import Commitment, Dossier, Statement
from analysis.reading.reviewed import WITHHELD, match_decisions, withhold_words
from tests.findings.test_corroboration import EVIDENCE, incident

SAID = Statement(id="statement-1", evidence=EVIDENCE, speaker="Averia", kind="pledge", text="it would guard the ford")
VOWED = Commitment(id="commitment-1", evidence=EVIDENCE, actor="Averia", text="guard the ford")
DOSSIER = Dossier(article="a", incidents=(incident(),), statements=(SAID,), commitments=(VOWED,))


def decide(id: str, decision: str, /, **fields: object) -> tuple[Decision, ...]:
    return (Decision.model_validate({"id": id, "decision": decision, "set": fields, "reason": "because"}),)


def test_a_rejected_item_is_gone_and_an_accepted_one_stays() -> None:
    assert match_decisions(DOSSIER, decide("statement-1", "rejected")).dossier.statements == ()
    assert match_decisions(DOSSIER, decide("statement-1", "accepted")).dossier == DOSSIER


def test_an_edit_changes_its_fields_and_keeps_the_evidence() -> None:
    edited = match_decisions(DOSSIER, decide("statement-1", "edited", kind="statement", speaker="Belmar"))
    found = edited.dossier.statements[0]
    assert (found.kind, found.speaker, found.evidence) == ("statement", "Belmar", EVIDENCE)
    assert edited.stale == ()


def test_a_decision_on_what_is_no_longer_read_is_reported() -> None:
    reviewed = match_decisions(DOSSIER, decide("statement-9", "rejected"))
    assert [decision.id for decision in reviewed.stale] == ["statement-9"]
    assert reviewed.dossier == DOSSIER


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"kind": "lie"}, "decision on 'statement-1': field 'kind'"),
        ({"speeker": "x"}, "field 'speeker'.*Its fields: id, evidence, speaker"),
        ({"id": "other"}, "id and evidence can't be edited"),
    ],
)
def test_an_edit_that_can_not_be_is_refused(fields: dict[str, object], message: str) -> None:
    with pytest.raises(InputError, match=message):
        match_decisions(DOSSIER, decide("statement-1", "edited", **fields))


def test_withheld_words_leave_names_numbers_and_evidence() -> None:
    blank = withhold_words(DOSSIER)
    assert blank.statements[0].text == blank.incidents[0].summary == blank.commitments[0].text == WITHHELD
    assert blank.statements[0].speaker == "Averia"
    assert blank.incidents[0].killed == DOSSIER.incidents[0].killed
