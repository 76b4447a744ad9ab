"""Pending edits of a review: what an analyst changed and has not written yet, as a value that can be undone."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from analysis.intake.review import Review
from analysis.intake.review_edits import Edit, edit_review, read_text, write_review


@dataclass(frozen=True)
class Pending:
    """Edits on top of a review file. `text`: the file as it was read or last written.

    `written`: what the file held before each time that this value wrote it, oldest first; `steps_back`: how many of
    these times are to be taken back.
    """

    path: Path
    text: str
    edits: tuple[Edit, ...] = ()
    written: tuple[str, ...] = ()
    steps_back: int = 0

    def with_edit(self, edit: Edit) -> "Pending":
        return replace(self, edits=(*self.edits, edit))

    def undone(self) -> "Pending":
        """Without the last edit; where none is left, back to what the file held before it was last written."""
        if self.edits:
            return replace(self, edits=self.edits[:-1])
        return replace(self, steps_back=min(self.steps_back + 1, len(self.written)))

    @property
    def base(self) -> str:
        """The text that the edits are made on."""
        return self.written[-self.steps_back] if self.steps_back else self.text

    def result(self) -> str:
        """The text that would be written. Raises InputError."""
        return edit_review(self.base, self.edits)

    @property
    def is_empty(self) -> bool:
        return not self.edits and not self.steps_back

    @property
    def can_undo(self) -> bool:
        return bool(self.edits) or self.steps_back < len(self.written)


def read_pending(path: Path) -> Pending:
    """The review file without any edit. Raises InputError."""
    return Pending(path, read_text(path))


def read_again(pending: Pending) -> Pending:
    """The same edits on top of what the file holds now. Raises InputError."""
    return replace(pending, text=read_text(pending.path), steps_back=0)


def write_pending(pending: Pending, after: str, check: Callable[[Review], object] | None = None) -> Pending:
    """Writes a result that was looked at, in one step; nothing is pending then. Raises InputError, OSError."""
    write_review(pending.path, pending.text, after, check)
    return Pending(pending.path, after, written=(*pending.written, pending.text))
