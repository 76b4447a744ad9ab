"""Two exhibits of the article with controls: the text with layers to switch, the relations with an actor in focus."""

from typing import Any

import ipywidgets

from analysis.exhibits.citations import Quotes
from analysis.exhibits.controls import Wiring, choice, column, plot, row, show, switches, ticked
from analysis.exhibits.graphs import (
    COLOURS,
    Relation,
    alt_text,
    choose_relations,
    describe_relations,
    draw_relations,
    find_relations,
)
from analysis.exhibits.grid import grid
from analysis.exhibits.markup import Html, tag
from analysis.exhibits.reader import LAYERS, MEANINGS, article_reader
from analysis.exhibits.sketch import Sketch
from analysis.exhibits.style import WIDE
from analysis.intake.case import Case
from analysis.reading.dossier import Dossier

EVERYONE = ""
AMOUNTS: tuple[tuple[str, Quotes], ...] = (
    ("the whole text", "full"),
    ("sentences with a mark", "sentence"),
    ("numbers only", "none"),
)


def build_reader(case: Case, dossier: Dossier, quotes: Quotes) -> Any:
    """The articles with a box to tick for each layer of marks."""
    titles = [(article.title or article.id, article) for article in case.articles]
    article = choice("Article", titles, titles[0][1], "44rem")
    amount = choice("Show", AMOUNTS, quotes)
    layers = switches({layer: f"{layer} ({MEANINGS[layer]})" for layer in LAYERS})
    view = ipywidgets.HTML()

    def update() -> None:
        shown = article_reader(
            article.value, dossier, amount.value, main=case.article.id, layers=ticked(layers), id="live-reader"
        )
        view.value = shown.html()

    wiring = Wiring(update)
    wiring.connect(article, amount, *layers.values())
    wiring.run()
    heads = [article] if len(titles) > 1 else []
    return column(*heads, row(amount, *layers.values()), wiring.message, view)


def build_graph(dossier: Dossier) -> Any:
    """The relations of all actors or of one, by tone, with the words that each was read from."""
    relations = find_relations(dossier)
    names = sorted({name for each in relations for name in (each.source, each.target)})
    focus = choice("Focus on", [("everyone", EVERYONE), *((name, name) for name in names)], EVERYONE, "28rem")
    tones = switches({tone: tone for tone in COLOURS if any(each.tone == tone for each in relations)})
    view = ipywidgets.HTML()

    def update() -> None:
        view.value = draw_focus(select_relations(relations, focus.value, ticked(tones)), focus.value)

    wiring = Wiring(update)
    wiring.connect(focus, *tones.values())
    wiring.run()
    return column(row(focus, *tones.values()), wiring.message, view)


def select_relations(relations: list[Relation], actor: str, tones: tuple[str, ...]) -> list[Relation]:
    """The relations of an actor (empty: of all) in these tones."""
    return [r for r in relations if r.tone in tones and actor in (EVERYONE, r.source, r.target)]


def draw_focus(relations: list[Relation], actor: str) -> Html:
    """The graph, and with an actor in focus every act in words."""
    drawn = draw_relations(WIDE, choose_relations(relations), Sketch)
    title = describe_relations(relations) if relations else "Nothing of these tones was done or said to anybody"
    cells = [[r.source, r.target, f"{r.kind}, {r.tone}", r.text, ", ".join(r.sentences)] for r in relations]
    table = grid(["Who", "To whom", "What", "In words", "Where"], cells, label=f"Acts of and towards {actor}")
    return show(
        title, plot(drawn.svg("live-relations", alt_text(relations))), table if actor and cells else tag("span")
    )
