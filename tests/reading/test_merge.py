"""Several articles: one story, each thing once, every telling kept."""

import pytest

from analysis.intake.article import Evidence
from analysis.reading.dossier import Actor, Count, Dossier, Incident, Statement
from analysis.reading.merge import is_same_incident, merge_dossiers
from tests.findings.test_corroboration import count, incident


def at(article: str) -> tuple[Evidence, ...]:
    return (Evidence(article=article, sentence="s1", start=0, end=5),)


def actor(article: str, name: str, *aliases: str, iso3: str | None = None) -> Actor:
    return Actor(id=f"actor-{name}", evidence=at(article), name=name, aliases=aliases, kind="armed_group", iso3=iso3)


def test_one_article_is_itself() -> None:
    dossier = Dossier(article="a", incidents=(incident(),))
    assert merge_dossiers((dossier,)).dossier == dossier


def test_the_main_story_of_two_articles_is_one_incident_with_the_range_of_both() -> None:
    one = Dossier(article="a", incidents=(incident(evidence=at("a"), killed=count(3), place=None),))
    two = Dossier(article="b", incidents=(incident(evidence=at("b"), killed=count(5, 4, 6), place="Old ford"),))
    merged = merge_dossiers((one, two))
    told = merged.dossier.incidents[0]
    assert len(merged.dossier.incidents) == 1
    assert told.killed == Count(low=3, best=3, high=6, text="3 / 5")
    assert told.place == "Old ford"
    assert {e.article for e in told.evidence} == {"a", "b"}
    assert {a: t.killed.best for a, t in merged.told[0].tellings.items() if t.killed} == {"a": 3, "b": 5}


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({"is_main": False, "date": "2020-06-20"}, False),
        ({"is_main": False, "date": "2020-06-28"}, True),
        ({"is_main": True, "date": "2020-06"}, True),
        ({"is_main": True, "date": "2019-06"}, False),
        ({"is_main": True, "country_iso3": "XAA"}, False),
        ({"is_main": True, "type": "diplomatic"}, False),
        ({"is_main": False, "date": None, "killed": count(9)}, False),
    ],
)
def test_two_tellings_are_one_only_for_a_reason(changes: dict[str, object], same: bool) -> None:
    known: Incident = incident(date="2020-06-28", place="Lower mill")
    assert is_same_incident(known, incident(**{"place": "Lower mill", **changes})) is same


def test_an_actor_has_one_entry_under_all_its_names() -> None:
    one = Dossier(article="a", actors=(actor("a", "Ford Raiders", "Raiders"),))
    two = Dossier(article="b", actors=(actor("b", "Raiders", "raiders of the ford", iso3="XAA"), actor("b", "Millers")))
    actors = merge_dossiers((one, two)).dossier.actors
    assert [a.name for a in actors] == ["Ford Raiders", "Millers"]
    assert actors[0].aliases == ("Raiders", "raiders of the ford")
    assert actors[0].iso3 == "XAA"


def test_actors_of_different_countries_are_not_one() -> None:
    one = Dossier(article="a", actors=(actor("a", "border guards", iso3="XAA"),))
    two = Dossier(article="b", actors=(actor("b", "border guards", iso3="XBB"),))
    assert len(merge_dossiers((one, two)).dossier.actors) == 2


def test_the_same_words_in_two_articles_are_one_statement_with_two_sources() -> None:
    said = [Statement(id="statement-1", evidence=at(a), speaker="X", kind="claim", text="t") for a in ("a", "b")]
    dossiers = tuple(Dossier(article=e.evidence[0].article, statements=(e,)) for e in said)
    merged = merge_dossiers(dossiers).dossier.statements
    assert len(merged) == 1
    assert [e.article for e in merged[0].evidence] == ["a", "b"]
