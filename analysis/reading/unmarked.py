"""An article is read without Markdown's marks, and what was found in it points into the text as it stands."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import TypeVar

from analysis.intake.article import Article, Evidence
from analysis.intake.marks import find_plain
from analysis.intake.spans import Section, Sentence
from analysis.reading.dossier import Actor, Dossier, Item

Marked = TypeVar("Marked", Section, Sentence)
_ITEMS = ("actors", "incidents", "statements", "commitments", "implications", "judgments")


def find_unmarked(article: Article) -> tuple[Article, Sequence[int]]:
    """The article without emphasis and link targets, and where each of its characters stands in the text.

    The article itself and no places where it has no marks. Sentences keep their numbers and ids.
    """
    text, places = find_plain(article.text)
    if text == article.text or not text.strip():
        return article, ()

    def moved(span: Marked) -> Marked:
        start = min(bisect_left(places, span.start), len(text) - 1)  # of a picture's link nothing is left
        return span.model_copy(update={"start": start, "end": max(bisect_left(places, span.end), start + 1)})

    parts = {"sections": tuple(map(moved, article.sections)), "sentences": tuple(map(moved, article.sentences))}
    return article.model_copy(update={"text": text, **parts}), places


def build_marked(dossier: Dossier, article: Article, places: Sequence[int]) -> Dossier:
    """The dossier of an article that was read without marks, its evidence and sections those of `article`."""
    if not places:
        return dossier

    def moved(evidence: Evidence) -> Evidence:
        return evidence.model_copy(update={"start": places[evidence.start], "end": places[evidence.end - 1] + 1})

    def restored(item: Item) -> Item:
        found: dict[str, object] = {"evidence": tuple(map(moved, item.evidence))}
        if isinstance(item, Actor) and item.stake_evidence:
            found["stake_evidence"] = moved(item.stake_evidence)
        return item.model_copy(update=found)

    items = {name: tuple(map(restored, getattr(dossier, name))) for name in _ITEMS}
    return dossier.model_copy(update={"sections": article.sections, **items})
