"""Pending edits can be undone one by one, before and after they are written."""

from pathlib import Path

import pytest

from analysis.intake.pending import Pending, read_again, read_pending, write_pending
from analysis.intake.review_edits import Edit
from analysis.intake.value import InputError

ONE = Edit(table="decisions", id="one", fields={"decision": "accepted", "reason": "seen"})
TWO = Edit(table="decisions", id="two", fields={"decision": "rejected", "reason": "not there"})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "review.yml"
    file.write_text("reviewed_by: me  # still\n")
    return file


def write(pending: Pending) -> Pending:
    return write_pending(pending, pending.result())


def test_edits_wait_and_are_undone_in_turn(path: Path) -> None:
    pending = read_pending(path).with_edit(ONE).with_edit(TWO)
    assert "- id: two" in pending.result()
    assert pending.undone().edits == (ONE,)
    assert pending.undone().undone().is_empty
    assert not pending.undone().undone().can_undo
    assert path.read_text() == "reviewed_by: me  # still\n"


def test_what_was_written_is_taken_back_write_by_write(path: Path) -> None:
    first = path.read_text()
    pending = write(read_pending(path).with_edit(ONE))
    second = path.read_text()
    pending = write(pending.with_edit(TWO))
    assert pending.is_empty and pending.can_undo
    assert pending.undone().result() == second
    assert pending.undone().undone().result() == first
    write(pending.undone().undone())
    assert path.read_text() == first


def test_edits_outlive_a_file_that_changed(path: Path) -> None:
    pending = read_pending(path).with_edit(ONE)
    path.write_text("reviewed_by: you\n")
    with pytest.raises(InputError, match="has changed on disk"):
        write(pending)
    write(read_again(pending))
    assert "reviewed_by: you" in path.read_text() and "id: one" in path.read_text()
