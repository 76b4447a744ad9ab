"""What readers of unseen articles tripped over: claims that reach back, silence, totals, verdicts, metonyms."""

from collections.abc import Callable

import pytest

from analysis.intake.article import Article
from analysis.reading.dossier import Dossier

Read = Callable[[str], tuple[Article, Dossier]]
NEWS = "A car bomb killed three people in Quetta on Monday, police in Pakistan said.\n\n"


def test_a_total_of_years_is_neither_an_incident_nor_a_rival_toll(read_text: Read) -> None:
    dossier = read_text(NEWS + "Four bombings since July 2021 have killed 19 engineers.\n")[1]
    assert [(i.killed.low, i.killed.best, i.killed.high) for i in dossier.incidents if i.killed] == [(3, 3, 3)]


def test_several_attacks_in_one_breath_are_no_incident_of_their_own(read_text: Read) -> None:
    dossier = read_text(NEWS + "Two attacks in one week of January had shown how exposed the road is.\n")[1]
    assert len(dossier.incidents) == 1


def test_a_claim_of_the_last_two_reaches_back(read_text: Read) -> None:
    told = (
        "On 2 May 2022, gunmen killed four miners. On 3 June 2022, a bomb killed two. The BLA claimed the last two.\n"
    )
    older = [i for i in read_text(NEWS + told)[1].incidents if not i.is_main]
    assert {i.perpetrator for i in older} == {"Balochistan Liberation Army"}
    assert {i.attribution_status for i in older} == {"claimed"}


@pytest.mark.parametrize(
    "silence", ["No group has claimed the attack.", "The government has said nothing so far.", "Nobody claimed it."]
)
def test_silence_is_no_statement(read_text: Read, silence: str) -> None:
    assert not [s for s in read_text(NEWS + silence + "\n")[1].statements if s.text == silence]


def test_who_denies_in_a_relative_clause_is_heard(read_text: Read) -> None:
    dossier = read_text(NEWS + "The ministry blamed the Pakistani Taliban, which denied it.\n")[1]
    assert ("Pakistani Taliban", "denial") in [(s.speaker, s.kind) for s in dossier.statements]


def test_an_embassy_that_asks_demands(read_text: Read) -> None:
    dossier = read_text(NEWS + "The Chinese embassy asked Pakistan to protect engineers.\n")[1]
    assert ("Chinese embassy", "demand") in [(s.speaker, s.kind) for s in dossier.statements]
    assert any(a.name == "Chinese embassy" and a.iso3 == "CHN" for a in dossier.actors)


def test_men_with_guns_and_bombs_are_armed_attackers(read_text: Read) -> None:
    text = "Men with guns and bombs attacked the port authority in Gwadar, Pakistan, on Monday.\n\nTwo guards died.\n"
    assert read_text(text)[1].incidents[0].type == "armed_attack"


def test_gunmen_are_told_where_nobody_is_named(read_text: Read) -> None:
    main = read_text("Gunmen attacked a convoy in Quetta on Monday.\n\nPolice in Pakistan are looking for them.\n")[1]
    assert (main.incidents[0].perpetrator, main.incidents[0].attribution_status) == ("gunmen", "unknown")


def test_those_backed_by_a_group_are_not_the_group(read_text: Read) -> None:
    text = "Rebels backed by the Islamic State killed 43 people in Quetta, Pakistan, on Monday.\n\nThey fled.\n"
    assert read_text(text)[1].incidents[0].perpetrator != "Islamic State"


def test_a_verdict_is_the_news_and_not_the_old_deed(read_text: Read) -> None:
    text = "A court in Karachi, Pakistan, jailed four men on Tuesday over an attack that killed 149 people in 2022.\n\n"
    assert (
        read_text("Court jails four over massacre\n\n" + text + "They will appeal.\n")[1].incidents[0].type == "arrest"
    )


def test_the_army_is_that_of_the_place_where_it_happened(read_text: Read) -> None:
    told = "China mourned Chinese engineers and sent Chinese doctors. The army confirmed the toll.\n"
    army = next(a for a in read_text(NEWS + told)[1].actors if a.name == "army")
    assert army.iso3 == "PAK"


def test_north_america_is_no_united_states(read_text: Read) -> None:
    dossier = read_text(NEWS + "Missionaries from North America left. The charity NPH said they were safe.\n")[1]
    assert not any("America" in a.aliases for a in dossier.actors)
    assert ("NPH", "international_org") in [(a.name, a.kind) for a in dossier.actors]


def test_a_capital_stands_for_the_group_that_governs_there(read_text: Read) -> None:
    told = "Afghanistan’s Taliban administration met envoys. Foreign Minister Amir Khan Muttaqi of Afghanistan promised"
    text = f"{NEWS}{told} his Tajik counterpart that Kabul stood ready for joint patrols.\n"
    pledge = read_text(text)[1].commitments[0]
    assert (pledge.actor, pledge.on_behalf_of, pledge.counterpart) == (
        "Amir Khan Muttaqi", "Afghan Taliban", "Tajikistan",
    )  # fmt: skip


def test_a_sentence_is_an_implication_or_a_judgment_and_never_both(dossier: Dossier) -> None:
    assert not {i.text for i in dossier.implications} & {j.text for j in dossier.judgments}
