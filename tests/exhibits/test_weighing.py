"""The hypotheses editor: a rating changes, the order follows, and the file only when it is asked for."""

import re

from analysis.exhibits.weighing import build_editor
from analysis.intake.review import read_review
from tests.conftest import REVIEW, Workbook

from .widget_parts import controls, part, text


def title(widget: object) -> str:
    found = re.search(r'<p class="title">(“.*?)</p>', text(widget))
    assert found
    return found[1]


def test_a_rating_moves_the_order_and_says_what_it_was(workbook: Workbook) -> None:
    widget = build_editor(workbook.read())
    assert title(widget).startswith("“Rebels” has least against it")
    part(widget, "Evidence").value = "E3"
    part(widget, "Bandits").value = "C"
    assert title(widget).startswith("“Bandits” has least against it")
    assert "rank 2, 0.96" in text(widget)
    assert (workbook.case_folder / "review.yml").read_text() == REVIEW


def test_the_controls_show_the_piece_that_is_chosen(workbook: Workbook) -> None:
    widget = build_editor(workbook.read())
    assert (part(widget, "Bandits").value, part(widget, "Rebels").value) == ("C", "I")
    part(widget, "Evidence").value = "E3"
    assert (part(widget, "Bandits").value, part(widget, "Credibility of the information").value) == ("II", 3)


def test_undo_puts_the_rating_back(workbook: Workbook) -> None:
    widget = build_editor(workbook.read())
    part(widget, "Bandits").value = "II"
    part(widget, "Undo").click()
    assert part(widget, "Bandits").value == "C"
    assert part(widget, "Undo").disabled


def test_it_is_written_after_it_was_shown_and_read_back(workbook: Workbook) -> None:
    widget = build_editor(workbook.read())
    part(widget, "Evidence").value = "E3"
    part(widget, "Bandits").value = "C"
    part(widget, "Credibility of the information").value = 1
    assert part(widget, "Write review.yml").disabled
    part(widget, "Show the 2 changes").click()
    assert "ratings: {H1: C, H2: C}" in text(widget)
    part(widget, "Write review.yml").click()
    piece = read_review(workbook.case_folder / "review.yml").evidence[2]
    assert (piece.ratings, piece.credibility) == ({"H1": "C", "H2": "C"}, 1)
    again = build_editor(workbook.read())  # as after a restart of the kernel
    assert title(again).startswith("“Bandits” has least against it")


def test_every_control_has_a_label(workbook: Workbook) -> None:
    assert all(each.description for each in controls(build_editor(workbook.read())))
