"""The review editor: decisions and grades by hand, shown before they are written, and kept."""

from pathlib import Path
from typing import Any

import pytest

from analysis.exhibits.exhibit import absent
from analysis.exhibits.review_editor import build_editor
from analysis.intake.review import read_review
from analysis.reading.reviewed import read_reviewed
from tests.conftest import REVIEW, Workbook

from .widget_parts import controls, part, text

HEAD = absent("head", "reading", "Read")


@pytest.fixture
def file(workbook: Workbook) -> Path:
    return workbook.case_folder / "review.yml"


@pytest.fixture
def editor(workbook: Workbook) -> Any:
    return build_editor(workbook.read(), HEAD)


def decide(editor: Any, decision: str, reason: str = "checked", **fields: object) -> None:
    part(editor, "Decision").value = decision
    for label, value in fields.items():
        part(editor, label.replace("_", " ")).value = value
    part(editor, "Reason").value = reason
    part(editor, "Note this decision").click()


def write(editor: Any) -> None:
    next(each for each in controls(editor) if each.description.startswith("Show the")).click()
    part(editor, "Write review.yml").click()


def test_it_shows_the_words_that_an_item_was_read_from(editor: Any) -> None:
    assert ">s2</span> Belmar&#x27;s <b>interior ministry</b> said" in text(editor)
    assert part(editor, "Entry").options[0][0].startswith("not decided: ")


def test_nothing_is_written_that_was_not_shown(editor: Any, file: Path) -> None:
    assert part(editor, "Write review.yml").disabled
    decide(editor, "rejected")
    assert part(editor, "Write review.yml").disabled
    part(editor, "Show the 1 change").click()
    assert "decision: rejected" in text(editor) and file.read_text() == REVIEW
    assert not part(editor, "Write review.yml").disabled
    decide(editor, "accepted")  # another change: what was shown is void
    assert part(editor, "Write review.yml").disabled


def test_a_rejected_item_is_gone_from_the_dossier_after_a_restart(editor: Any, file: Path, workbook: Workbook) -> None:
    part(editor, "Look at").value = "actors"
    name, id = part(editor, "Entry").options[0]
    decide(editor, "rejected", "no actor")
    assert part(editor, "Entry").options[0][0] == name.replace("not decided", "rejected")
    write(editor)
    assert read_review(file).decisions[0].words == name.removeprefix("not decided: ")
    assert file.read_text().endswith(REVIEW)
    case = workbook.read()
    assert id not in {actor.id for actor in read_reviewed(case).dossier.actors}
    assert part(build_editor(case, HEAD), "Look at").value


def test_an_edit_sets_only_the_fields_that_differ(editor: Any, file: Path, workbook: Workbook) -> None:
    part(editor, "Look at").value = "incidents"
    decide(editor, "edited", killed="5 (3–8)", place="Upper mill")
    write(editor)
    assert read_review(file).decisions[0].set == {"killed": {"low": 3, "best": 5, "high": 8}, "place": "Upper mill"}
    incident = read_reviewed(workbook.read()).dossier.incidents[0]
    assert incident.killed and (incident.killed.low, incident.killed.high) == (3, 8)


def test_a_decision_can_be_withdrawn(editor: Any, file: Path, workbook: Workbook) -> None:
    decide(editor, "accepted")
    write(editor)
    decide(editor, "not decided")
    write(editor)
    assert read_review(file).decisions == ()
    assert file.read_text() == f"decisions: []\n{REVIEW}"


def test_a_source_is_graded(editor: Any, file: Path) -> None:
    part(editor, "Look at").value = "sources"
    part(editor, "Reliability").value = "D"
    part(editor, "Reason").value = "sold to the raiders"
    part(editor, "Note this grade").click()
    assert part(editor, "Entry").options[0][0] == "D: The Gazette"
    write(editor)
    assert read_review(file).sources[0].reliability == "D"


def test_undo_goes_back_edit_by_edit_and_behind_a_write(editor: Any, file: Path) -> None:
    decide(editor, "accepted")
    decide(editor, "rejected")
    part(editor, "Undo").click()
    assert part(editor, "Decision").value == "accepted"
    write(editor)
    part(editor, "Undo").click()
    assert part(editor, "Decision").value == "not decided"
    assert "will be taken back" in text(editor)
    write(editor)
    assert file.read_text() == REVIEW


@pytest.mark.parametrize(
    ("decision", "reason", "fields", "said"),
    [
        ("accepted", "  ", {}, "Give a reason"),
        ("edited", "r", {}, "No field differs"),
        ("edited", "r", {"killed": "many"}, "&#x27;many&#x27; is no count"),
        ("edited", "r", {"latitude": "north"}, "&#x27;north&#x27; is no number"),
        ("edited", "r", {"killed": "5 (8–9)"}, "expected low &lt;= best &lt;= high"),
    ],
)
def test_bad_input_is_said_and_changes_nothing(
    editor: Any, file: Path, decision: str, reason: str, fields: dict[str, object], said: str
) -> None:
    part(editor, "Look at").value = "incidents"
    decide(editor, decision, reason, **fields)
    assert said in text(editor) and "Traceback" not in text(editor)
    assert part(editor, "Undo").disabled and file.read_text() == REVIEW


def test_a_file_that_another_hand_changed_is_kept_and_the_edits_too(editor: Any, file: Path) -> None:
    decide(editor, "accepted")
    file.write_text(f"reviewed_by: another\n{REVIEW}")
    write(editor)
    assert "has changed on disk" in text(editor) and "decisions" not in file.read_text()
    part(editor, "Reload").click()
    write(editor)
    assert "reviewed_by: another" in file.read_text() and read_review(file).decisions


def test_a_folder_that_cannot_be_written_to_is_said(editor: Any, monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    decide(editor, "accepted")
    monkeypatch.setattr(Path, "replace", refuse)
    write(editor)
    assert "The file can&#x27;t be written" in text(editor)
    assert file.read_text() == REVIEW and len(list(file.parent.glob(".review-*"))) == 0


def test_every_control_has_a_label(editor: Any) -> None:
    assert all(each.description for each in controls(editor))


def test_a_case_without_review_gets_one(workbook: Workbook, file: Path) -> None:
    file.unlink()
    editor = build_editor(workbook.read(), HEAD)
    decide(editor, "accepted")
    write(editor)
    assert read_review(file).decisions[0].decision == "accepted"
