"""Who takes part: listed names, names by grammar, bodies by description; and who doesn't."""

from collections.abc import Callable

import pytest

from analysis.intake.article import Article
from analysis.reading.dossier import Actor, Dossier

Read = Callable[[str], tuple[Article, Dossier]]


def find(dossier: Dossier, name: str) -> Actor:
    return next(actor for actor in dossier.actors if name in (actor.name, *actor.aliases))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Edrin Kovash", "person"),
        ("Talia Brandt", "person"),
        ("Ines Ó Briain", "person"),
        ("Harrow Front", "armed_group"),
        ("Brennick Harbour Hospital", "company"),
        ("Velmar government", "government_body"),
        ("Dock workers and their families", "community"),
    ],
)
def test_names_that_no_list_knows_are_found_by_grammar(dossier: Dossier, name: str, kind: str) -> None:
    assert find(dossier, name).kind == kind


def test_a_surname_alone_is_the_same_person(dossier: Dossier) -> None:
    assert "Kovash" in find(dossier, "Edrin Kovash").aliases


def test_the_actor_list_gives_the_stake_with_its_words(brennick: Article, dossier: Dossier) -> None:
    front = find(dossier, "Harrow Front")
    assert front.stake == "Gains attention, at the price of the talks that it said it wanted."
    assert front.stake_evidence and brennick.words(front.stake_evidence) == front.stake


def test_every_alias_stands_in_the_text_and_every_evidence_covers_a_name(brennick: Article, dossier: Dossier) -> None:
    for actor in dossier.actors:
        assert all(alias in " ".join(brennick.text.split()) for alias in actor.aliases)
        assert all(brennick.words(e) in actor.aliases for e in actor.evidence)


def test_writers_outlets_and_places_are_no_actors(dossier: Dossier) -> None:
    names = {name for actor in dossier.actors for name in (actor.name, *actor.aliases)}
    assert not names & {"Orla Tamsin", "AFP", "Brennick", "Lantern"}


@pytest.mark.parametrize(
    ("text", "name", "alias", "kind", "iso3"),
    [
        ("Beijing denied it. Chinese envoys left.", "China", "Beijing", "state", "CHN"),
        (
            "Tajik border guards fired first, Dushanbe said.",
            "Tajik border guards",
            "border guards",
            "government_body",
            "TJK",
        ),
        ("Mali's army said it had pulled out.", "Malian army", "army", "government_body", "MLI"),
        ("Fighters of the TTP claimed the raid.", "Pakistani Taliban", "TTP", "armed_group", "PAK"),
        ("The Taliban said Kabul would help Afghanistan.", "Afghan Taliban", "Kabul", "government_body", "AFG"),
        (
            "The Ormond Relief League, or ORL, said so. The ORL left.",
            "Ormond Relief League",
            "ORL",
            "international_org",
            None,
        ),
        ("Mr. Aziz Nakhjavani, the Qeshm governor, said so.", "Aziz Nakhjavani", "Aziz Nakhjavani", "person", None),
        ("Prof. Žofia Łęcka-Ōno, 61, said so.", "Žofia Łęcka-Ōno", "Žofia Łęcka-Ōno", "person", None),
        ("French Foreign Minister Zéphyrin Maré spoke in Rome.", "Zéphyrin Maré", "Zéphyrin Maré", "person", "FRA"),
        (
            "He assured his Omani counterpart of help.",
            "his Omani counterpart",
            "his Omani counterpart",
            "person",
            "OMN",
        ),
        ("Residents said the road was shut. Residents fled.", "residents", "Residents", "community", None),
        ("An aide told Reuters so.", "Reuters", "Reuters", "media", None),
        (
            "The Foreign Ministry in New Delhi denied it.",
            "Indian Foreign Ministry",
            "Foreign Ministry in New Delhi",
            "government_body",
            "IND",
        ),
        ("The US embassy in Delhi said so.", "American embassy", "US embassy in Delhi", "government_body", "USA"),
        ("The Orvian Reform League (ORL) met. ORL men left.", "Orvian Reform League", "ORL", "international_org", None),
        (
            "The Armed Forces of the Philippines (AFP) fired. AFP men fled.",
            "Armed Forces of the Philippines",
            "AFP",
            "government_body",
            "PHL",
        ),
        (
            "The Danish Security and Intelligence Service (PET) said so.",
            "Danish Security and Intelligence Service",
            "PET",
            "government_body",
            "DNK",
        ),
        ("It was blamed on the Orvin gang.", "Orvin gang", "Orvin", "armed_group", None),
        ("Lorvian rebels attacked.", "Lorvian rebels", "Lorvian rebels", "armed_group", None),
        ("Mercenaries of the Russian Wagner Group came.", "Wagner Group", "Wagner Group", "armed_group", "RUS"),
        ("The Iran-aligned men denied it.", "Iran", "Iran", "state", "IRN"),
        ("Orvin Taskel, Chad's acting envoy, left.", "Orvin Taskel", "Orvin Taskel", "person", "TCD"),
        ("A farmer named Sovin wept.", "Sovin", "Sovin", "person", None),
        ("Rebels led by Orvin Taskel fled.", "Orvin Taskel", "Orvin Taskel", "person", None),
        ("Hun Sen left Cambodia.", "Hun Sen", "Hun Sen", "person", "KHM"),
        ("Kremlin spokesman Ora Taskel denied it.", "Kremlin", "Kremlin", "government_body", "RUS"),
        ("The US firm Sorvo Oil said so.", "Sorvo Oil", "Sorvo Oil", "company", "USA"),
        ("Gopal General Hospital said so.", "Gopal General Hospital", "Gopal General Hospital", "company", None),
        ("India mourned. Congress said India would act.", "U.S. Congress", "Congress", "government_body", "IND"),
        ("In Kenya, DIG Orvin Taskel said so.", "Orvin Taskel", "Orvin Taskel", "person", "KEN"),
        ("In Kenya, Rear Adm. Orvin Taskel left.", "Orvin Taskel", "Orvin Taskel", "person", "KEN"),
        (
            "The head of the African Union Commission, Orvin Taskel, left.",
            "Orvin Taskel",
            "Orvin Taskel",
            "person",
            None,
        ),
        ("Orvin Taskel, an analyst in Lagos, said so.", "Orvin Taskel", "Orvin Taskel", "person", "NGA"),
        ("He works for the app Sorvo, he said.", "Sorvo", "Sorvo", "company", None),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) == 3 else "",
)
def test_actors_in_one_sentence(read_text: Read, text: str, name: str, alias: str, kind: str, iso3: str | None) -> None:
    actor = find(read_text(f"{text}\n\nThe day ended.\n")[1], name)
    assert (actor.kind, alias in actor.aliases) == (kind, True)
    assert actor.iso3 == iso3 or iso3 is None


@pytest.mark.parametrize(
    "text",
    [
        "They sailed from Dar es Salaam in Tanzania to a port.",
        "The Who played. Us and them were there.",
        "The Liberian-flagged ship sank.",
        "The destroyer Mitscher and two F-35s came.",
        "It was first published in Reuters.",
        "The Greece-based man left.",
        "A strike killed four Yemeni workers.",
        "They drove from Magdeburg, Germany, to the sea.",
        "A tanker flying the flag of Cameroon sank.",
    ],
)
def test_places_ships_wires_and_plain_words_are_no_actors(read_text: Read, text: str) -> None:
    assert read_text(f"{text}\n\nThe day ended.\n")[1].actors == ()


def test_ids_are_readable_and_survive_a_small_change(read_text: Read, brennick: Article, dossier: Dossier) -> None:
    again = read_text(brennick.text.replace("on Monday morning", "early on Monday"))[1]
    assert "actor-harrow-front" in {actor.id for actor in dossier.actors}
    assert {actor.id for actor in again.actors} == {actor.id for actor in dossier.actors}
    assert {s.id for s in again.statements} & {s.id for s in dossier.statements}
