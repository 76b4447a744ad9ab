"""The hypotheses editor: a rating is changed, and the order of the hypotheses and what would flip it follow."""

from typing import Any, get_args

import ipywidgets

from analysis.exhibits.controls import Wiring, choice, column, row
from analysis.exhibits.matrices import hypotheses_matrix
from analysis.exhibits.saving import Saver
from analysis.exhibits.wording import shortened
from analysis.findings.hypotheses import weigh_hypotheses
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
        view.value = hypotheses_matrix(weigh_hypotheses(saver.review), id="live-hypotheses").html()

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
