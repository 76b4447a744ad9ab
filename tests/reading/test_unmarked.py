"""Markdown's marks change nothing in what is read, and evidence points into the text as it stands."""

from pathlib import Path

import pytest

from analysis.intake.article import Article, read_article
from analysis.intake.marks import find_plain, strip_marks
from analysis.reading.dossier import Dossier
from analysis.reading.read import read_dossier

MARKED = (
    "# Blast at a market\n\n"
    "LYON, France (Orbis) — A **suicide bomber** killed at least _12 people_ and wounded [30 others](https://q.example)"
    " at a market in **Lyon** on 3 May 2024, police said.\n\n"
    'President *Emmanuel Macron* said the **attack** was "an _act_ of terror".'
    " He [promised](https://q.example/p) that France would rebuild the **market** within a month.\n\n"
    "It was the **deadliest** attack in [France](https://q.example/f) since 2016. More attacks **could** follow.\n"
)
ITEMS = ("actors", "incidents", "statements", "commitments", "implications", "judgments")


def read(folder: Path, text: str) -> tuple[Article, Dossier]:
    (folder / "a.md").write_text(text, encoding="utf-8")
    article = read_article(folder / "a.md")
    return article, read_dossier(article)


def test_an_article_with_marks_is_read_as_the_same_without(tmp_path: Path) -> None:
    _, marked = read(tmp_path, MARKED)
    _, plain = read(tmp_path, find_plain(MARKED)[0])
    for name in ITEMS:
        told, expected = (
            [item.model_dump(exclude={"evidence", "stake_evidence"}) for item in getattr(dossier, name)]
            for dossier in (marked, plain)
        )
        assert told == expected, name
    counts = [count and count.best for count in (marked.incidents[0].killed, marked.incidents[0].injured)]
    assert counts == [12, 30]


def test_evidence_and_sections_point_into_the_text_with_its_marks(tmp_path: Path) -> None:
    article, dossier = read(tmp_path, MARKED)
    assert dossier.sections == article.sections
    assert article.words(dossier.commitments[0].evidence[0]).startswith("He [promised](https://q.example/p) that")
    for name in ITEMS[2:]:
        for item in getattr(dossier, name):
            assert strip_marks(article.words(item.evidence[0])) == item.text


@pytest.mark.parametrize(
    "text", ["[](https://q.example)", "Only **this** stays.\n\n![](https://q.example/a.png)\n\nEnd."]
)
def test_a_text_of_empty_links_is_read(tmp_path: Path, text: str) -> None:
    article, dossier = read(tmp_path, text)
    assert dossier.article == article.id


@pytest.mark.parametrize("text", ["no marks", "**a** [b](c) _d_", "snake_case * 2", "\\*x\\*", "> q\n## h"])
def test_each_character_of_the_plain_text_stands_where_it_is_said_to(text: str) -> None:
    plain, places = find_plain(text)
    assert plain == "".join(text[place] for place in places)
    assert " ".join(plain.split()) == strip_marks(text)
