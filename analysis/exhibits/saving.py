"""Saving from a widget: undo, the change shown first, then one write of review.yml."""

from collections.abc import Callable

import ipywidgets

from analysis.exhibits.controls import Wiring, button, column, row
from analysis.exhibits.markup import Html, tag
from analysis.exhibits.wording import plural
from analysis.intake.case import Case
from analysis.intake.pending import Pending, read_again, read_pending, write_pending
from analysis.intake.references import check_review
from analysis.intake.review import Review
from analysis.intake.review_edits import Edit, apply_edits, compare_texts, parse_review

COLOURS = {"+": "agrees", "-": "differs", "@": "muted"}


class Saver:
    """The edits that a widget has made and not written, with the buttons that undo, show and write them.

    Nothing can be written that was not shown first. `on_change` is called when edits were undone, written or read
    again, so that the widget can show the state of now.
    """

    def __init__(self, case: Case, on_change: Callable[[], None]) -> None:
        self.case, self.on_change = case, on_change
        self.pending = read_pending(case.folder / "review.yml")
        self.base = parse_review(self.pending.base)
        self.shown = self.pending.text  # what was looked at, and is what will be written
        self.wiring = Wiring(lambda: None)
        self.view = ipywidgets.HTML()
        self.undo = button("Undo", lambda: self.wiring.attempt(self.undo_last), "Take the last change back")
        self.shower = button("Show the change", lambda: self.wiring.attempt(self.show_change))
        self.writer = button("Write review.yml", lambda: self.wiring.attempt(self.write), style="primary")
        self.reload = button("Reload", lambda: self.wiring.attempt(self.read), "Read review.yml again, keep the edits")
        self.widget = column(row(self.undo, self.shower, self.writer, self.reload), self.wiring.message, self.view)
        self.settle()

    @property
    def review(self) -> Review:
        """The review as it would be written."""
        return apply_edits(self.base, self.pending.edits)

    def edit(self, edit: Edit) -> None:
        """One more edit, not written yet. Raises InputError, and keeps the edits of before, where it can't be made."""
        apply_edits(self.review, [edit])
        self.pending = self.pending.with_edit(edit)
        self.settle()

    def take(self, pending: Pending) -> None:
        """Other pending edits, or another text below them."""
        if pending.base != self.pending.base:
            self.base = parse_review(pending.base)
        self.pending = pending
        self.settle()
        self.on_change()

    def settle(self) -> None:
        """The buttons as the edits are now; what was shown of them before is void."""
        self.view.value = self.wiring.message.value = ""
        self.writer.disabled = True
        self.undo.disabled = not self.pending.can_undo
        self.shower.disabled = self.pending.is_empty
        count = len(self.pending.edits)
        self.shower.description = f"Show the {plural(count, 'change')}" if count else "Show the change"

    def undo_last(self) -> str:
        self.take(self.pending.undone())
        if self.pending.steps_back:
            return "What was written will be taken back. Show the change, then write."
        return "" if self.pending.edits else "Nothing is waiting to be written."

    def show_change(self) -> str:
        self.shown = self.pending.result()
        lines = compare_texts(self.pending.text, self.shown)
        self.view.value = draw_differences(lines)
        self.writer.disabled = not lines
        return "" if lines else "The file says this already: there is nothing to write."

    def write(self) -> str:
        self.base, self.pending = self.review, write_pending(self.pending, self.shown, self.check)
        self.settle()
        self.on_change()
        return "Written to review.yml. Run the notebook again to carry it into the other exhibits."

    def read(self) -> str:
        self.take(read_again(self.pending))
        return "review.yml was read again."

    def check(self, review: Review) -> None:
        """Raises InputError where the new review refers to what the case does not have."""
        commitments = self.case.commitments
        check_review(review, self.case.file.scopes, commitments.frame if commitments else None)


def draw_differences(lines: list[str]) -> Html:
    """Lines of a diff; what goes and what comes is told by sign and by colour."""
    shown = (tag("div", line or " ", class_=COLOURS.get(line[:1]), style="white-space: pre-wrap") for line in lines)
    style = "font: .86rem/1.45 var(--jp-code-font-family, monospace); max-height: 22rem; overflow: auto; padding: .6rem"
    box = tag("div", *shown, style=f"{style}; border: 1px solid var(--bb-line)", tabindex=0, role="region",
              aria_label="What changes in review.yml")  # fmt: skip
    return tag("div", tag("p", "What changes in review.yml", class_="title"), box, class_="bb", style="margin: .4rem 0")
