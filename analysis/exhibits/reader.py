"""The article reader: the text with its evidence marked by layer, each sentence a place that links lead to."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from analysis.exhibits.citations import Quotes, name_article, sentence_anchor
from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.markup import Html, escape, join, tag
from analysis.exhibits.wording import capital, plural, shortened
from analysis.intake.article import Article, Sentence
from analysis.intake.marks import drop_marks
from analysis.reading.dossier import Dossier, Item

LAYERS = ("statements", "incidents", "actors", "hedges")
MEANINGS = {
    "statements": "who said or promised what",
    "incidents": "what happened",
    "actors": "who",
    "hedges": "how likely, in the writer's words",
}
TITLE_LIMIT = 160  # characters of what a mark tells on a pointer over it


@dataclass(frozen=True)
class Marked:
    """A run of the text that something was read from."""

    start: int
    end: int
    layer: str
    meaning: str


def article_reader(
    article: Article,
    dossier: Dossier,
    quotes: Quotes = "sentence",
    *,
    main: str | None = None,
    layers: Container[str] = LAYERS,
    id: str = "reader",
) -> Exhibit:
    """The text with what was read from it: "none" shows numbers only, "sentence" what carries evidence, "full" all.

    `main` is the id of the case's first article: its sentences are `#s3`, those of another `#<article>-s3`. `layers`:
    which marks are shown.
    """
    marks = [mark for mark in find_marks(article, dossier) if mark.layer in layers]
    told = {s.id: [m for m in marks if m.start < s.end and s.start < m.end] for s in article.sentences}
    carrying = [s for s in article.sentences if told[s.id]]
    shown = {"none": list_numbers, "sentence": list_quotes, "full": show_text}[quotes]
    home = article.id if main is None else main
    title = f"{len(carrying)} of {plural(len(article.sentences), 'sentence')} carry evidence"
    return Exhibit(
        id=id,
        title=f"{title}: {plural(len(marks), 'mark')} in {plural(len({m.layer for m in marks}), 'layer')}",
        body=join([draw_legend(marks), shown(article, told, home)]),
        source=name_article(article),
        note=REPRODUCED[quotes],
        data=pd.DataFrame(
            [
                {"sentence": s.id, "layer": m.layer, "read": m.meaning}
                for s in article.sentences
                for m in told[s.id]
                if m.start >= s.start
            ],
            columns=["sentence", "layer", "read"],
        ),
        kind="text",
    )


REPRODUCED = {
    "none": "None of the article's words are reproduced here; numbers are its sentences in reading order.",
    "sentence": "Only sentences with a mark are reproduced here.",
    "full": "",
}


def find_marks(article: Article, dossier: Dossier) -> list[Marked]:
    """Every run that an item of this article rests on, in reading order."""
    marks = [
        *mark_items(article, "incidents", dossier.incidents, lambda i: i.summary),
        *mark_items(article, "statements", dossier.statements, lambda s: f"{s.kind} by {s.speaker}"),
        *mark_items(article, "statements", dossier.commitments, lambda c: f"commitment of {c.actor}"),
        *mark_items(article, "actors", dossier.actors, lambda a: f"{a.name} ({a.kind.replace('_', ' ')})"),
        *mark_hedges(article, dossier),
    ]
    return sorted(set(marks), key=lambda m: (m.start, -m.end, m.layer, m.meaning))


def mark_items(article: Article, layer: str, items: Iterable[Item], meaning: object) -> list[Marked]:
    """The evidence of items as marks."""
    return [
        Marked(e.start, e.end, layer, shortened(meaning(item), TITLE_LIMIT))  # type: ignore[operator]
        for item in items
        for e in item.evidence
        if e.article == article.id
    ]


def mark_hedges(article: Article, dossier: Dossier) -> list[Marked]:
    """The likelihood words of implications, where they stand in the words that each was read from."""
    marks = []
    for item in dossier.implications:
        for evidence in item.evidence:
            if evidence.article != article.id:
                continue
            words = article.text[evidence.start : evidence.end]
            for hedge in item.likelihood_words:
                at = find_word(words, hedge)
                if at is not None:
                    start = evidence.start + at
                    marks.append(Marked(start, start + len(hedge), "hedges", f"hedge: {hedge}"))
    return marks


def find_word(text: str, word: str) -> int | None:
    """Where a word stands on its own in a text, capitals aside."""
    low, find = text.casefold(), word.casefold()
    at = low.find(find)
    while at >= 0:
        before, after = low[at - 1 : at], low[at + len(find) : at + len(find) + 1]
        if not before.isalnum() and not after.isalnum():
            return at
        at = low.find(find, at + 1)
    return None


def draw_legend(marks: list[Marked]) -> Html:
    """The layers in use, each marked as it is in the text."""
    used = [layer for layer in LAYERS if any(m.layer == layer for m in marks)]
    items = (tag("li", tag("mark", layer, class_=layer), f" {MEANINGS[layer]}") for layer in used)
    return tag("ul", *items, class_="legend")


def show_text(article: Article, told: dict[str, list[Marked]], home: str) -> Html:
    """The whole article: headings, paragraphs, sentences in their order, boilerplate left out."""
    parts: list[Html] = []
    paragraph: list[Html] = []
    last: Sentence | None = None
    for sentence in article.sentences:
        between = article.text[last.end : sentence.start] if last else ""
        if last and ("\n\n" in between or last.section != sentence.section):
            parts.append(tag("p", *paragraph))
            paragraph = []
        if last is None or last.section != sentence.section:
            heading = find_heading(article, sentence)
            parts += [tag("h4", heading)] if heading else []
        paragraph += [show_sentence(article, sentence, told[sentence.id], home), Html(" ")]
        last = sentence
    parts += [tag("p", *paragraph)] if paragraph else []
    return tag("div", *parts, class_="reading")


def find_heading(article: Article, sentence: Sentence) -> str | None:
    """The heading of the sentence's section."""
    return article.sections[sentence.section].heading if sentence.section < len(article.sections) else None


def list_quotes(article: Article, told: dict[str, list[Marked]], home: str) -> Html:
    """Sentences with evidence alone, each a quotation; the others keep an empty place that links can reach."""
    items = [
        tag("p", show_sentence(article, sentence, told[sentence.id], home))
        if told[sentence.id]
        else tag("span", id=sentence_anchor(article.id, sentence.id, home))
        for sentence in article.sentences
    ]
    return tag("div", *items, class_="reading")


def list_numbers(article: Article, told: dict[str, list[Marked]], home: str) -> Html:
    """Sentence numbers with what was read from each, without a word of the article."""
    items = [
        tag(
            "li",
            tag("span", sentence.id, class_="no"),
            count_layers(told[sentence.id]),
            id=sentence_anchor(article.id, sentence.id, home),
        )
        for sentence in article.sentences
    ]
    return tag("ul", *items, class_="read-list")


def count_layers(marks: list[Marked]) -> str:
    """How much of which layer: "2 actors, 1 statement"."""
    counts = {layer: sum(m.layer == layer for m in marks) for layer in LAYERS}
    words = [plural(count, layer.removesuffix("s")) for layer, count in counts.items() if count]
    return capital(", ".join(words)) if words else "nothing read"


def show_sentence(article: Article, sentence: Sentence, marks: list[Marked], home: str) -> Html:
    """One sentence with its number and its marks."""
    place = sentence_anchor(article.id, sentence.id, home)
    return tag(
        "span",
        tag("a", sentence.id, class_="no", href=f"#{place}"),
        mark_text(article.text, sentence.start, sentence.end, marks),
        class_="sentence",
        id=place,
    )


def mark_text(text: str, start: int, end: int, marks: list[Marked]) -> Html:
    """A run of text cut at every edge of a mark, each piece carrying all layers that cover it.

    So nested and overlapping marks need no nesting in the markup. A mark over the whole run is left to its edges.
    """
    inside = [(max(m.start, start), min(m.end, end), m) for m in marks]
    edges = sorted({start, end, *(a for a, _, _ in inside), *(b for _, b, _ in inside)})
    pieces = []
    for a, b in pairwise(edges):
        over = [m for left, right, m in inside if left <= a and b <= right]
        words = " ".join(drop_marks(text[a:b]).split("\n"))
        if not over:
            pieces.append(escape(words))
            continue
        # The narrowest mark says most about these words.
        layers = [layer for layer in LAYERS if any(m.layer == layer for m in over)]
        meaning = "; ".join(dict.fromkeys(m.meaning for m in sorted(over, key=lambda m: m.end - m.start)))
        pieces.append(tag("mark", words, class_=" ".join(layers), title=shortened(meaning, TITLE_LIMIT)))
    return join(pieces)
