"""The founding article and its retelling: the same expectations hold for both.

The facts are those of the article's gold annotation. The original is not shipped; without it only the
retelling is read.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from analysis.intake.article import Article, read_article
from analysis.reading.dossier import Actor, Dossier
from analysis.reading.read import read_dossier

ROOT = Path(__file__).parents[2]
ORIGINAL = ROOT.parent / "shared" / "articles" / "founding" / "article.txt"
RETOLD = ROOT / "data" / "cases" / "tajikistan-border-2025" / "article.md"
Reading = tuple[Article, Dossier]


@pytest.fixture(scope="module", params=[ORIGINAL, RETOLD], ids=["original", "retold"])
def reading(request: pytest.FixtureRequest) -> Reading:
    if request.param == ORIGINAL and not ORIGINAL.exists():
        pytest.skip("the original article is not shipped")
    article = read_article(request.param)
    return article, read_dossier(article)


def find(actors: Iterable[Actor], alias: str) -> Actor:
    return next(actor for actor in actors if alias in actor.aliases)


def test_metadata(reading: Reading) -> None:
    article, _ = reading
    assert article.title and article.title.startswith("Afghan Taliban P")
    assert (article.byline, article.source_credits) == ("Sana Khan", ("Reuters",))
    assert article.dek and article.dek.startswith("Afghanistan’s Taliban administration")


def test_sections_and_their_kinds(reading: Reading) -> None:
    assert [(s.heading, s.kind) for s in reading[0].sections] == [
        (None, "lede"),
        ("Why It Matters", "why_it_matters"),
        (None, "actors"),
        ("What’s Next", "whats_next"),
        ("Implications", "implications"),
        ("Analysis:", "analysis"),
    ]


@pytest.mark.parametrize(
    ("alias", "name", "kind", "iso3"),
    [
        ("Taliban administration", "Afghan Taliban", "government_body", "AFG"),
        ("Kabul", "Afghan Taliban", "government_body", "AFG"),
        ("Tajik authorities", "Tajikistan", "state", "TJK"),
        ("Beijing", "China", "state", "CHN"),
        ("Afghanistan", "Afghanistan", "state", "AFG"),
        ("Russia", "Russia", "state", "RUS"),
        ("Amir Khan Muttaqi", "Amir Khan Muttaqi", "person", "AFG"),
        ("Emomali Rahmon", "Emomali Rahmon", "person", "TJK"),
        ("his Tajik counterpart", "his Tajik counterpart", "person", "TJK"),
        ("Local communities and workers", "Local communities and workers", "community", None),
        ("Chinese workers", "Chinese nationals", "community", "CHN"),
    ],
)
def test_actors(reading: Reading, alias: str, name: str, kind: str, iso3: str | None) -> None:
    actor = find(reading[1].actors, alias)
    assert (actor.name, actor.kind, actor.iso3) == (name, kind, iso3)


def test_there_are_no_other_actors(reading: Reading) -> None:
    assert len(reading[1].actors) == 10


@pytest.mark.parametrize("alias", ["Afghan Taliban", "Tajikistan", "China", "Local communities and workers"])
def test_stakes_of_the_listed_actors(reading: Reading, alias: str) -> None:
    actor = find(reading[1].actors, alias)
    assert actor.stake and actor.stake_evidence
    assert reading[0].words(actor.stake_evidence) == actor.stake


def test_the_attacks_and_the_diplomatic_step(reading: Reading) -> None:
    main, step = reading[1].incidents
    assert main.is_main and main.type in ("drone_attack", "armed_attack") and main.number == 2
    assert (main.killed and main.killed.best, main.injured and main.injured.best) == (5, 5)
    assert (main.country_iso3, main.place_precision, main.latitude, main.date) == ("TJK", "border", None, None)
    assert (main.perpetrator, main.attribution_status, main.weapon) == (None, "unknown", "drones, grenades")
    assert main.target and main.target.startswith("Chinese")
    assert (step.type, step.is_main) == ("diplomatic", False)


@pytest.mark.parametrize(
    ("speaker", "kind"),
    [
        ("Afghan Taliban", "pledge"),
        ("Tajik authorities", "statement"),
        ("China", "statement"),
        ("China", "advisory"),
        ("Amir Khan Muttaqi", "statement"),
        ("Amir Khan Muttaqi", "pledge"),
        ("Emomali Rahmon", "order"),
    ],
)
def test_statements(reading: Reading, speaker: str, kind: str) -> None:
    assert (speaker, kind) in {(s.speaker, s.kind) for s in reading[1].statements}
    assert len(reading[1].statements) == 7


def test_commitments(reading: Reading) -> None:
    makers = [c.actor for c in reading[1].commitments]
    assert makers[:2] == ["Afghan Taliban", "Amir Khan Muttaqi"]
    assert len(makers) == 3 and "Tajikistan" in makers[2]


def holds(texts: Iterable[str], *words: str) -> bool:
    return any(all(word in text.lower() for word in words) for text in texts)


@pytest.mark.parametrize(
    "words",
    [
        ("strain", "attacks"),
        ("ability|capacity", "border"),
        ("increasingly ready", "taliban"),
        ("cooperation could", "credibility"),
        ("failure could", "nationals"),
        ("threaten", "investments"),
    ],
    ids=["strained relations", "tested will", "Chinese pressure", "credibility", "failure", "investments"],
)
def test_implications(reading: Reading, words: tuple[str, ...]) -> None:
    texts = [i.text for i in reading[1].implications]
    assert any(holds(texts, choice, *words[1:]) for choice in words[0].split("|"))


def test_conditions_and_likelihood_words_of_implications(reading: Reading) -> None:
    strain = next(i for i in reading[1].implications if "strain" in i.text)
    assert strain.condition and strain.condition.startswith("if ") and "could" in strain.likelihood_words
    pressure = next(i for i in reading[1].implications if "increasingly ready" in i.text)
    assert {"increasingly ready", "if"} <= set(pressure.likelihood_words)


@pytest.mark.parametrize(
    "words",
    [
        ("calm tensions",),
        ("border", "hard to|difficult to"),
        ("real test",),
        ("militant", "challenging|hard to"),
        ("security risks",),
    ],
    ids=["calm", "hard to police", "test", "implementation", "risks"],
)
def test_judgments(reading: Reading, words: tuple[str, ...]) -> None:
    texts = [j.text for j in reading[1].judgments]
    assert any(holds(texts, words[0], choice) for choice in (words[1] if len(words) > 1 else "").split("|"))


def test_the_foot_of_the_page_is_kept_out_of_the_reading(reading: Reading) -> None:
    article, dossier = reading
    foot = [article.words(span) for span in article.boilerplate]
    assert "With information from Reuters." in foot
    read: Callable[[str], bool] = lambda text: any(text in article.words(s) for s in article.sentences)  # noqa: E731
    assert not any(read(text) for text in foot)
    assert not any("Sana Khan" in actor.aliases for actor in dossier.actors)
