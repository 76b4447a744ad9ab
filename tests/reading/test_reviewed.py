"""The review's decisions on what was read: carried out, reported where they fit nothing, never lost."""

from collections.abc import Callable

import pytest
from pydantic import ValidationError

from analysis.intake.article import Article
from analysis.intake.decisions import Addition, Decision
from analysis.intake.value import InputError
from analysis.reading.decisions import add_items, apply_decisions, follow_decisions
from analysis.reading.dossier import Commitment, Dossier, Statement
from analysis.reading.reviewed import WITHHELD, withhold_words
from tests.findings.test_corroboration import EVIDENCE, incident

SAID = Statement(id="statement-1", evidence=EVIDENCE, speaker="Averia", kind="pledge", text="it would guard the ford")
VOWED = Commitment(id="commitment-1", evidence=EVIDENCE, actor="Averia", text="guard the ford")
ReadText = Callable[[str], tuple[Article, Dossier]]
DOSSIER = Dossier(article="a", incidents=(incident(),), statements=(SAID,), commitments=(VOWED,))


def decide(id: str, decision: str, /, words: str | None = None, **fields: object) -> tuple[Decision, ...]:
    told = {"id": id, "decision": decision, "set": fields, "reason": "because", "words": words}
    return (Decision.model_validate(told),)


def review(decisions: tuple[Decision, ...]) -> Dossier:
    return apply_decisions(DOSSIER, follow_decisions([DOSSIER], decisions).by_id)


def test_a_rejected_item_is_gone_and_an_accepted_one_stays() -> None:
    assert review(decide("statement-1", "rejected")).statements == ()
    assert review(decide("statement-1", "accepted")) == DOSSIER


def test_an_edit_changes_its_fields_and_keeps_the_evidence() -> None:
    found = review(decide("statement-1", "edited", kind="statement", speaker="Belmar")).statements[0]
    assert (found.kind, found.speaker, found.evidence) == ("statement", "Belmar", EVIDENCE)


def test_a_toll_may_be_set_as_a_number_or_as_bounds() -> None:
    as_number = review(decide("incident-1", "edited", killed=5)).incidents[0].killed
    assert as_number and (as_number.low, as_number.best, as_number.high) == (5, 5, 5)
    bounds = review(decide("incident-1", "edited", killed={"low": 4, "best": 5, "high": None})).incidents[0].killed
    assert bounds and (bounds.low, bounds.best, bounds.high) == (4, 5, None)


def test_a_decision_on_what_is_no_longer_read_is_reported() -> None:
    followed = follow_decisions([DOSSIER], decide("statement-9", "rejected", words="nobody ever said this"))
    assert [decision.id for decision in followed.stale] == ["statement-9"]
    assert followed.by_id == {} and followed.moved == ()


def test_a_decision_finds_its_item_again_by_its_words() -> None:
    was = "it would keep guard at the ford"  # the article now says: it would guard the ford
    followed = follow_decisions([DOSSIER], decide("statement-0", "rejected", words=was))
    assert [(decision.id, now) for decision, now in followed.moved] == [("statement-0", "statement-1")]
    assert apply_decisions(DOSSIER, followed.by_id).statements == ()


def test_words_never_lead_to_an_item_of_another_kind_or_one_already_decided_on() -> None:
    other_kind = follow_decisions([DOSSIER], decide("judgment-0", "rejected", words="it would guard the ford"))
    assert [decision.id for decision in other_kind.stale] == ["judgment-0"]
    taken = (*decide("statement-1", "accepted"), *decide("statement-0", "rejected", words="it would guard the ford"))
    assert [decision.id for decision in follow_decisions([DOSSIER], taken).stale] == ["statement-0"]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"kind": "lie"}, "decision on 'statement-1': field 'kind'"),
        ({"speeker": "x"}, "field 'speeker'.*Its fields: id, evidence, speaker"),
    ],
)
def test_an_edit_that_can_not_be_is_refused(fields: dict[str, object], message: str) -> None:
    with pytest.raises(InputError, match=message):
        review(decide("statement-1", "edited", **fields))


@pytest.mark.parametrize(
    ("decision", "fields", "message"),
    [
        ("edited", {"evidence": "s1"}, "evidence can't be set"),
        ("edited", {}, "'set' goes with decision: edited"),
        ("rejected", {"kind": "claim"}, "'set' goes with decision: edited"),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused(decision: str, fields: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        decide("statement-1", decision, **fields)


def test_what_the_reader_overlooked_is_added_with_the_words_that_say_it(read_text: ReadText) -> None:
    article, dossier = read_text(
        "Mill burns\n\nThe mill burned, said a guard.\n\nA ferry sank near the old\nford. Nobody knew why.\n"
    )
    added = Addition(
        id="sinking", kind="incidents", words="A ferry sank near the old ford", set={"type": "other"}, reason="seen"
    )
    incident = add_items([article], [dossier], [added])[0].incidents[-1]
    assert (incident.id, incident.summary, incident.type) == ("sinking", added.words, "other")
    assert article.words(incident.evidence[0]) == "A ferry sank near the old\nford"


def test_an_added_actor_is_named_and_an_addition_that_quotes_nothing_is_refused(read_text: ReadText) -> None:
    article, dossier = read_text("The millers of Oldmill struck on Monday.\n")
    fields = {"name": "Millers' union", "kind": "community"}
    union = Addition(id="actor-union", kind="actors", words="The millers", set=fields, reason="they have a voice")
    actor = add_items([article], [dossier], [union])[0].actors[-1]
    assert (actor.name, actor.aliases) == ("Millers' union", ("The millers",))
    with pytest.raises(InputError, match="no article of the case holds the words 'The weavers'"):
        add_items([article], [dossier], [union.model_copy(update={"words": "The weavers"})])
    with pytest.raises(InputError, match="added 'actor-union': field 'name'"):
        add_items([article], [dossier], [union.model_copy(update={"set": {}})])


def test_withheld_words_leave_names_numbers_and_evidence() -> None:
    blank = withhold_words(DOSSIER)
    assert blank.statements[0].text == blank.incidents[0].summary == blank.commitments[0].text == WITHHELD
    assert blank.statements[0].speaker == "Averia"
    assert blank.incidents[0].killed == DOSSIER.incidents[0].killed
