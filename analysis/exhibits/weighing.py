"""The hypotheses editor: a rating is changed, and the order of the hypotheses and what would flip it follow."""

from typing import Any, get_args

import ipywidgets

from analysis.exhibits.controls import Wiring, choice, column, row, show
from analysis.exhibits.exhibit import records
from analysis.exhibits.grid import grid
from analysis.exhibits.markup import Html
from analysis.exhibits.matrices import describe_weighing, draw_flips, draw_matrix
from analysis.exhibits.saving import Saver
from analysis.exhibits.wording import shortened
from analysis.findings.hypotheses import Weighing, weigh_hypotheses
from analysis.intake.case import Case
from analysis.intake.review import Credibility, Rating
from analysis.intake.review_edits import Edit

MEANINGS: dict[Rating, str] = {
    "CC": "very consistent",
    "C": "consistent",
    "N": "neutral",
    "I": "inconsistent",
    "II": "very inconsistent",
}
CREDIBILITY = ("confirmed", "probably true", "possibly true", "doubtful", "improbable", "can't be judged")
LABEL_LENGTH = 110


def build_editor(case: Case) -> Any:
    """One piece of evidence at a time with its ratings, above the matrix; nothing is written until it is asked for."""
    hypotheses = case.review.hypotheses
    pieces = {piece.id: piece for piece in case.review.evidence}
    listed = [(shortened(f"{each.id}: {each.text}", LABEL_LENGTH), each.id) for each in pieces.values()]
    evidence = choice("Evidence", listed, listed[0][1], "60rem")
    grades = [(f"{grade} {words}", grade) for grade, words in zip(get_args(Credibility), CREDIBILITY, strict=True)]
    credibility = choice("Credibility of the information", grades)
    words: list[tuple[str, str]] = [(f"{rating} {meaning}", rating) for rating, meaning in MEANINGS.items()]
    ratings = {each.id: choice(each.title, words, "N") for each in hypotheses}
    view = ipywidgets.HTML()

    def draw() -> None:
        view.value = draw_weighing(weigh_hypotheses(saver.review), weigh_hypotheses(saver.base))

    def put(_change: object = None) -> None:
        """The chosen piece's grade and ratings into the controls."""
        piece = next(each for each in saver.review.evidence if each.id == evidence.value)
        wiring.is_held = True
        credibility.value = piece.credibility
        for name, control in ratings.items():
            control.value = piece.ratings.get(name, "N")
        wiring.is_held = False

    def refresh() -> None:
        put()
        draw()

    def update() -> None:
        piece = next(each for each in saver.review.evidence if each.id == evidence.value)
        changed = {name: c.value for name, c in ratings.items() if c.value != piece.ratings.get(name, "N")}
        fields: dict[str, Any] = {"ratings": changed} if changed else {}
        fields |= {"credibility": credibility.value} if credibility.value != piece.credibility else {}
        if fields:
            saver.edit(Edit(table="evidence", id=piece.id, fields=fields))
        draw()

    saver, wiring = Saver(case, refresh), Wiring(update)
    evidence.observe(put, names="value")
    wiring.connect(credibility, *ratings.values())
    refresh()
    return column(evidence, row(credibility, *ratings.values()), wiring.message, saver.widget, view)


def draw_weighing(now: Weighing, written: Weighing) -> Html:
    """The order with what it was, what would flip it, then the whole matrix."""
    before = {each["hypothesis"]: each for each in records(written.order)}
    cells = [
        [f"{each['rank']}. {each['title']}", f"{each['inconsistency']:.2f}", describe_move(each, before)]
        for each in records(now.order)
    ]
    order = grid(["Hypothesis", "Against it, weighted", "In review.yml"], cells, label="Order", numeric=(1,))
    matrix = now.matrix.sort_values(["diagnosticity", "weight"], ascending=False, kind="stable")
    return show(describe_weighing(now), order, draw_flips(now), draw_matrix(matrix, records(now.order)))


def describe_move(now: dict[str, Any], before: dict[Any, dict[str, Any]]) -> str:
    """Where a hypothesis stands by the ratings that are written."""
    old = before.get(now["hypothesis"])
    if old is None or (old["rank"], old["inconsistency"]) == (now["rank"], now["inconsistency"]):
        return "the same"
    return f"rank {old['rank']}, {old['inconsistency']:.2f}"
