"""What is promised, by whom and to whom, and what would show it kept; threats and comfort are no promises."""

from collections.abc import Callable

import pytest

from analysis.intake.article import Article
from analysis.reading.dossier import Dossier
from analysis.reading.kept import NEGATED, NO_CLASS, TOO_GENERAL

Read = Callable[[str], tuple[Article, Dossier]]


@pytest.mark.parametrize(
    ("text", "actor", "sign"),
    [
        (
            "Mali promised to step up patrols in Gao.",
            "Mali",
            "No further attack of the kind is recorded in Gao, and the measures are seen there.",
        ),
        ("Chad said it would deploy 300 troops.", "Chad", "The people or things promised are seen in place."),
        ("Chad will send 300 troops to Gao.", "Chad", "The people or things promised are seen in place."),
        (
            "Mayor Ada Lane vowed to find and punish the killers.",
            "Ada Lane",
            "Arrests, charges or a trial are reported.",
        ),
        (
            "Mayor Ada Lane undertook to pay the families.",
            "Ada Lane",
            "Those who are to receive it confirm the payment.",
        ),
        ("Togo agreed to release 18 prisoners.", "Togo", "The people in question are seen free."),
        ("The army pledged to pull out of Gao.", "army", "Independent observers see the forces gone."),
        ("Togo offered to host talks.", "Togo", "A meeting with a date is confirmed by both sides."),
        ("General Bo Reed said guards would be withdrawn.", "Bo Reed", "Independent observers see the forces gone."),
        (
            "The junta agreed to hold elections.",
            "junta",
            "A date is set, and the vote or the handover takes place on it.",
        ),
    ],
)
def test_a_promise_says_what_would_show_it_kept(read_text: Read, text: str, actor: str, sign: str) -> None:
    made = read_text(f"{text}\n\nThe day ended.\n")[1].commitments
    assert [(c.actor, c.shown_by, c.not_stated) for c in made] == [(actor, sign, {})]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Mayor Ada Lane promised that the town would not pay.", NEGATED),
        ("Togo promised a response.", TOO_GENERAL),
        ("Togo promised better days.", NO_CLASS),
    ],
)
def test_a_promise_without_a_sign_says_why(read_text: Read, text: str, reason: str) -> None:
    made = read_text(f"{text}\n\nThe day ended.\n")[1].commitments
    assert [(c.shown_by, c.not_stated) for c in made] == [(None, {"shown_by": reason})]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Orvin Front vowed to avenge its leader.", "warning"),
        ("The Orvin Front warned it would strike again.", "warning"),
        ("Pope Leo XIV assured the families of his prayers.", "statement"),
        ("The US embassy told its citizens to avoid the town.", "advisory"),
        ("Britain urged its citizens to leave Mali at once.", "advisory"),
        ("France advised its nationals not to travel to Mali.", "advisory"),
    ],
)
def test_threats_comfort_and_travel_advice_are_no_promises(read_text: Read, text: str, kind: str) -> None:
    dossier = read_text(f"{text}\n\nThe day ended.\n")[1]
    assert ([s.kind for s in dossier.statements], dossier.commitments) == ([kind], ())


def test_an_office_promises_for_whoever_was_named_last(read_text: Read) -> None:
    text = "Prime Minister Ada Lane visited the town. Her office announced that it would pay for the burials.\n\nEnd.\n"
    assert [c.actor for c in read_text(text)[1].commitments] == ["Ada Lane's office"]


@pytest.mark.parametrize(
    ("text", "makers"),
    [
        ("Chad and Sudan signed a truce. The two said their troops would return to base.", {"Chad and Sudan"}),
        ("Presidents Ada Lane and Jan Hollis agreed to meet in May.", {"Ada Lane and Jan Hollis"}),
    ],
)
def test_what_two_promise_together_is_the_promise_of_both(read_text: Read, text: str, makers: set[str]) -> None:
    dossier = read_text(f"News of the day\n\n{text}\n\nThe day ended.\n")[1]
    assert makers <= {said.actor for said in dossier.commitments}
