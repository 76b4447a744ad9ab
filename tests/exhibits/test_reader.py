"""The reader shows the article as text, marked by layer, and no more of it than `quotes` allows."""

import re

import pytest

from analysis.exhibits.citations import cite_evidence
from analysis.exhibits.reader import Marked, article_reader, find_word, mark_text
from analysis.intake.article import Article
from analysis.intake.spans import Evidence, Section, Sentence
from analysis.reading.dossier import Actor, Count, Dossier, Implication, Incident, Statement

from .conftest import HOSTILE

FIRST = f"Norland said {HOSTILE} that two died."
SECOND = "Nothing was read from this."
THIRD = "More attacks could follow."
TEXT = f"{FIRST} {SECOND}\n\nWhat next\n\n{THIRD}"


@pytest.fixture
def article() -> Article:
    third = TEXT.index(THIRD)
    sentences = (
        Sentence(id="s1", start=0, end=len(FIRST), section=0),
        Sentence(id="s2", start=len(FIRST) + 1, end=len(FIRST) + 1 + len(SECOND), section=0),
        Sentence(id="s3", start=third, end=len(TEXT), section=1),
    )
    sections = (
        Section(start=0, end=len(FIRST) + 28, heading=None, kind="lede"),
        Section(start=third, end=len(TEXT), heading="What <b>next</b>", kind="whats_next"),
    )
    return Article(id="mir", text=TEXT, sha256="0" * 64, title="Two died <i>", sections=sections, sentences=sentences)


@pytest.fixture
def dossier(article: Article) -> Dossier:
    def cite(words: str) -> tuple[Evidence, ...]:
        start = TEXT.index(words)
        return (article.evidence(start, start + len(words)),)

    return Dossier(
        article="mir",
        actors=(Actor(id="a", evidence=cite("Norland"), name="Norland", aliases=("Norland",), kind="state"),),
        incidents=(
            Incident(id="i", evidence=cite("two died"), summary=HOSTILE, type="clash", is_main=True,
                     killed=Count(low=2, best=2, high=2, text="two")),
        ),
        statements=(Statement(id="s", evidence=cite(FIRST), speaker="Norland", kind="claim", text=FIRST),),
        implications=(Implication(id="m", evidence=cite(THIRD), text=THIRD, likelihood_words=("could",)),),
    )  # fmt: skip


def words_of(html: str) -> str:
    return (
        re.sub(r"<[^>]+>", "", html)
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", '"')
        .replace("&amp;", "&")
    )


def test_the_full_text_is_shown_as_text_with_headings_and_numbers(article: Article, dossier: Dossier) -> None:
    body = article_reader(article, dossier, "full").body
    assert FIRST in words_of(body) and SECOND in words_of(body) and THIRD in words_of(body)
    assert "<script" not in body and "<h4>What &lt;b&gt;next&lt;/b&gt;</h4>" in body
    assert [f'id="s{n}"' in body for n in (1, 2, 3)] == [True] * 3


def test_marks_within_marks_carry_both_layers(article: Article, dossier: Dossier) -> None:
    body = article_reader(article, dossier, "full").body
    assert '<mark class="statements actors"' in body
    assert '<mark class="statements incidents"' in body
    assert '<mark class="hedges" title="hedge: could">could</mark>' in body


def test_sentence_shows_only_what_carries_evidence_yet_every_link_lands(article: Article, dossier: Dossier) -> None:
    body = article_reader(article, dossier, "sentence").body
    assert SECOND not in words_of(body) and FIRST in words_of(body)
    assert all(f'id="s{n}"' in body for n in (1, 2, 3))


def test_none_reproduces_not_a_word_of_the_article(article: Article, dossier: Dossier) -> None:
    exhibit = article_reader(article, dossier, "none")
    shown = words_of(exhibit.body)
    assert "died" not in shown and "could" not in shown and "Nothing was read from this" not in shown
    assert "1 statement, 1 incident, 1 actor" in shown and "nothing read" in shown
    assert 'id="s1"' in exhibit.body


def test_sentences_of_a_second_article_have_places_of_their_own(article: Article, dossier: Dossier) -> None:
    assert 'id="mir-s1"' in article_reader(article, dossier, "full", main="other").body
    assert 'href="#mir-s1"' in cite_evidence(dossier.actors[0].evidence, "other")
    assert 'href="#s1"' in cite_evidence(dossier.actors[0].evidence)


def test_overlapping_marks_are_cut_at_every_edge() -> None:
    marks = [Marked(0, 6, "actors", "one"), Marked(4, 10, "incidents", "two")]
    assert mark_text("abcdefghijkl", 0, 12, marks) == (
        '<mark class="actors" title="one">abcd</mark>'
        '<mark class="incidents actors" title="one; two">ef</mark>'
        '<mark class="incidents" title="two">ghij</mark>kl'
    )


def test_a_word_is_found_on_its_own_only() -> None:
    assert find_word("The maybe may come", "may") == 10
    assert find_word("maybe", "may") is None
