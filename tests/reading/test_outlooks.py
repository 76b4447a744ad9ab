"""Commitments, implications and judgments, told apart."""

from collections.abc import Callable

import pytest

from analysis.intake.article import Article
from analysis.reading.dossier import Dossier

Read = Callable[[str], tuple[Article, Dossier]]
OPENING = "Gunmen attacked a checkpoint near Brennick on Monday, the army said. Nobody was hurt, police told reporters."


def test_commitments_name_who_promises_what(dossier: Dossier) -> None:
    promised = {(c.actor, c.text[:20]) for c in dossier.commitments}
    assert ("Edrin Kovash", "President Edrin Kova") in promised
    assert any(c.text.startswith("Velmar and Ostaria plan") or c.actor == "Edrin Kovash" for c in dossier.commitments)


def test_implications_carry_condition_and_likelihood_words(dossier: Dossier) -> None:
    first, second = (i for i in dossier.implications if "prices" in i.text or "rates" in i.text)
    assert (first.condition, first.likelihood_words) == ("If the port stays shut", ("If", "could"))
    assert second.likelihood_words == ("likely",)


def test_judgments_are_the_writers_own(dossier: Dossier) -> None:
    texts = [j.text for j in dossier.judgments]
    assert "Neither side can win this by force." in texts
    assert not any("said" in text for text in texts)


@pytest.mark.parametrize(
    "sentence",
    [
        "The raid could set off a war along the coast.",
        "Analysts said a long closure could push up the price of bread.",
        "Aid workers warn that the camps may run out of water.",
        "Unless the ferries sail again, the island is likely to go hungry.",
        "Insurers might charge more for the strait.",
        "Shipping lines are expected to avoid the port.",
        "A second blast risks turning the truce into a memory.",
    ],
)
def test_news_looks_ahead_in_its_own_words_or_those_of_experts(read_text: Read, sentence: str) -> None:
    found = read_text(f"Blast shuts harbour\n\n{OPENING}\n\n{sentence}\n")[1].implications
    assert [i.text for i in found] == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "The claim could not be verified.",
        "As many as 40 people may have been killed in the valley.",
        "The general said he could send more troops.",
        "“This could become a war,” the mayor said.",
        "The talks began in May this year.",
        "The mine was sold to anyone who would pay.",
        "The army would not say who fired.",
        "Ferries were expected to sail at noon, the port said.",
    ],
)
def test_what_was_said_doubted_or_dated_is_no_consequence(read_text: Read, sentence: str) -> None:
    assert read_text(f"Blast shuts harbour\n\n{OPENING}\n\n{sentence}\n")[1].implications == ()


def test_an_implications_section_gives_consequences_and_no_past_facts(read_text: Read) -> None:
    section = "Higher fares will hurt the island first. In March two ships were sold. The mayor said the port was safe."
    dossier = read_text(f"Blast shuts harbour\n\n{OPENING}\n\nImplications\n\n{section}\n")[1]
    assert [i.text for i in dossier.implications] == ["Higher fares will hurt the island first."]


@pytest.mark.parametrize(
    "sentence",
    [
        "It was the deadliest attack on the coast in more than a decade.",
        "Monday's raid was one of the worst that the province has seen.",
        "Six guards died, the army said, in the heaviest fighting since the truce was signed.",
        "The blast is the first on the island since 2009.",
        "The raid exposes how thin the guard of the port has become.",
        "The attack raises questions about the truce.",
        "The closure is a blow to the island.",
        "The bombing comes at a tense time.",
        "The strike was a message to the neighbours.",
        "What sets the raid apart is its scale.",
        "Violence has grown along the coast.",
        "The port was quiet on Tuesday, the army said, a sign that the ferrymen had lost heart.",
        "The mayor stayed away from the quay, another reminder of how little he controls.",
        "Barges were moved at night, in a departure from decades of habit.",
        "The war along the coast has entered a new phase.",
        "It was the bloodiest raid on the island for nearly two years.",
        "Burning a ferry goes a step further than cutting its ropes.",
        "Brennick shows the limits of a truce without guards.",
        "Piracy has surged since the truce ended in 2019.",
    ],
)
def test_news_weighs_what_it_measures_and_what_an_event_shows(read_text: Read, sentence: str) -> None:
    found = read_text(f"Blast shuts harbour\n\n{OPENING}\n\n{sentence}\n")[1].judgments
    assert [j.text for j in found] == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor called it the worst attack in a decade.",
        "It was the deadliest attack in ten years, the mayor said.",
        "“It is the worst day in our history,” he said.",
        "The first ferry sailed at noon.",
        "The latest attack wounded a guard.",
        "The minister said the raid exposes how thin the guard has become.",
        "Police showed reporters the film.",
        "The port handles most of the grain.",
        "The port was quiet, a sign that the ferrymen had lost heart, the army said.",
        "The mayor called it “a blow, a sign of worse to come”.",
        "A lorry hit a sign for the port.",
        "The raid went on for nearly two years.",
    ],
)
def test_what_others_weigh_or_what_is_plain_fact_is_no_judgment(read_text: Read, sentence: str) -> None:
    assert read_text(f"Blast shuts harbour\n\n{OPENING}\n\n{sentence}\n")[1].judgments == ()


@pytest.mark.parametrize(
    ("sentence", "is_judgment"),
    [
        ("The harder task is to guard a coast that nobody maps.", True),
        ("The raid was less a battle than a sermon.", True),
        ("Both accounts of the night suit those who tell them.", True),
        ("Peace on this coast tends to begin with a funeral.", True),
        ("The front has the means to strike again.", True),
        ("The general said that the front cannot win.", False),
        ("The ferry company sold 12 ships on 3 March.", False),
        ("No part of the coast can be called safe for ferrymen.", True),
        ("Whoever holds the port holds the coast.", True),
        ("The port is too small to feed the island.", True),
    ],
)
def test_an_analysis_weighs_by_its_words(read_text: Read, sentence: str, is_judgment: bool) -> None:
    dossier = read_text(f"Blast shuts harbour\n\n{OPENING}\n\nAnalysis\n\n{sentence}\n")[1]
    assert [j.text for j in dossier.judgments] == ([sentence] if is_judgment else [])


@pytest.mark.parametrize(
    ("sentence", "is_judgment"),
    [
        ("The truce looks increasingly fragile on both shores.", True),
        ("Much of the treaty is still to be written.", True),
        ("The raid did not come out of a clear sky.", True),
        ("The choice of the port was no accident.", True),
        ("Velmar does not need to fire a shot to close the strait.", True),
        ("Its popularity rests on cheap fares for islanders.", True),
        ("The two fleets cannot both be right.", True),
        ("Most of the grain of the coast goes through the port.", False),
        ("Velmar needs 40 ships a month to feed the island.", False),
        ("The mayor said the truce is fragile on both shores.", False),
    ],
)
def test_why_it_matters_weighs_only_by_its_words(read_text: Read, sentence: str, is_judgment: bool) -> None:
    dossier = read_text(f"Blast shuts harbour\n\n{OPENING}\n\nWhy it matters\n\n{sentence}\n")[1]
    assert [j.text for j in dossier.judgments] == ([sentence] if is_judgment else [])


def test_an_essay_is_analysis_throughout(read_text: Read) -> None:
    told = "The ferry left the quay in the rain and the guards went home to their suppers by the castle road."
    essay = (
        f"{'  '.join([told] * 12)} The danger lies less in the blast than in the habit. The next one could be worse."
    )
    dossier = read_text(f"An anchor is a cheap weapon\n\n{essay}\n")[1]
    assert [j.text for j in dossier.judgments] == ["The danger lies less in the blast than in the habit."]
    assert [i.text for i in dossier.implications] == ["The next one could be worse."]
