"""Edits of review.yml: one entry changes, all else and every comment stays; a bad file is never written."""

from pathlib import Path

import pytest

from analysis.intake.review import Review
from analysis.intake.review_edits import (
    Edit,
    apply_edits,
    compare_texts,
    edit_review,
    parse_review,
    read_text,
    write_review,
)
from analysis.intake.value import InputError
from tests.conftest import REVIEW

ROOT = Path(__file__).parents[2]

TEXT = """\
# Mine, since 2020.
reviewed_by: me  # and nobody else
decisions: []

# --- Sources
sources:
  - id: gazette
    name: "The Gazette"
    reliability: B
    reason: >-
      A long record
      of corrections.

# --- Evidence
evidence:
  - {id: E1, text: Raiders rode horses, source: gazette, credibility: 2, ratings: {H1: C}}
hypotheses:
  - {id: H1, title: Bandits, text: Bandits did it}
"""
REJECT = Edit(table="decisions", id="actor-x", fields={"decision": "rejected", "reason": 'no: "x"', "words": "X # y"})
ACCEPT = Edit(table="decisions", id="actor-y", fields={"decision": "accepted", "reason": "seen", "set": None})


def comments(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip().startswith("#")]


def test_without_edits_the_text_is_the_same() -> None:
    assert edit_review(TEXT, []) == TEXT


def test_a_first_decision_stands_under_its_key_and_above_the_next_comment() -> None:
    changed = edit_review(TEXT, [REJECT])
    assert changed.index("id: actor-x") < changed.index("# --- Sources")
    assert parse_review(changed).decisions[0].words == "X # y"
    assert comments(changed) == comments(TEXT)


def test_a_decision_that_is_added_and_taken_away_leaves_the_text_as_it_was() -> None:
    changed = edit_review(TEXT, [REJECT, ACCEPT])
    assert [d.id for d in parse_review(changed).decisions] == ["actor-y", "actor-x"]
    gone = [Edit(table="decisions", id=name, fields={}) for name in ("actor-x", "actor-y")]
    assert edit_review(changed, gone) == TEXT


def test_an_edit_that_is_withdrawn_takes_its_fields_along() -> None:
    given = Edit(table="decisions", id="a", fields={"decision": "edited", "reason": "r", "set": {"name": "B"}})
    back = Edit(table="decisions", id="a", fields={"decision": "accepted", "reason": "r", "set": None})
    assert parse_review(edit_review(TEXT, [given])).decisions[0].set == {"name": "B"}
    assert parse_review(edit_review(TEXT, [given, back])).decisions[0].set == {}


def test_a_new_grade_keeps_the_comment_below_the_old_reason() -> None:
    grade = Edit(table="sources", id="gazette", fields={"reliability": "C", "reason": "sold in 2021"})
    changed = edit_review(TEXT, [grade])
    assert comments(changed) == comments(TEXT)
    added = [line for line in compare_texts(TEXT, changed) if line.startswith("+")]
    assert added == ["+    reliability: C", "+      sold in 2021"]


def test_a_rating_is_merged_with_the_others() -> None:
    changed = edit_review(REVIEW, [Edit(table="evidence", id="E1", fields={"ratings": {"H1": "II"}})])
    assert parse_review(changed).evidence[0].ratings == {"H1": "II", "H2": "I"}


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "reviewed_by: me\n"])
def test_a_file_without_decisions_gets_them(text: str) -> None:
    changed = edit_review(text, [ACCEPT])
    assert parse_review(changed).decisions[0].id == "actor-y"
    assert comments(changed) == comments(text)


@pytest.mark.parametrize("path", sorted((ROOT / "data" / "cases").glob("*/review.yml")), ids=lambda p: p.parent.name)
def test_the_shipped_reviews_change_in_one_place_only(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    changed = edit_review(text, [ACCEPT])
    assert {line[0] for line in compare_texts(text, changed)[1:]} <= {" ", "+", "-"}
    assert sum(line.startswith("-") for line in compare_texts(text, changed)) <= 1  # "decisions: []"
    assert edit_review(changed, [Edit(table="decisions", id="actor-y", fields={})]) == text


def test_edits_in_memory_say_the_same_as_edits_in_the_file() -> None:
    edits = [REJECT, ACCEPT, Edit(table="evidence", id="E3", fields={"credibility": 5, "ratings": {"H2": "I"}}),
             Edit(table="sources", id="gazette", fields={"reliability": "E"})]  # fmt: skip
    assert apply_edits(parse_review(REVIEW), edits) == parse_review(edit_review(REVIEW, edits))


def test_an_entry_that_would_not_be_valid_is_refused() -> None:
    with pytest.raises(InputError, match="'a': 'a': 'set' goes with decision: edited"):
        apply_edits(Review(), [Edit(table="decisions", id="a", fields={"decision": "edited", "reason": "r"})])


def test_a_file_is_written_whole_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "review.yml"
    path.write_text(TEXT)
    write_review(path, TEXT, edit_review(TEXT, [REJECT]))
    assert "actor-x" in path.read_text()
    assert [each.name for each in tmp_path.iterdir()] == ["review.yml"]


def test_what_another_hand_wrote_meanwhile_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "review.yml"
    path.write_text("reviewed_by: another\n")
    with pytest.raises(InputError, match=r"review\.yml has changed on disk since it was read\. Press Reload"):
        write_review(path, TEXT, edit_review(TEXT, [REJECT]))
    assert path.read_text() == "reviewed_by: another\n"


def test_a_text_that_is_no_review_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "review.yml"
    path.write_text(TEXT)
    with pytest.raises(InputError, match=r"^review\.yml, line 2: 'nonsense' is not a known key"):
        write_review(path, TEXT, "# x\nnonsense: 1\n")
    assert path.read_text() == TEXT
    assert len(list(tmp_path.iterdir())) == 1


def test_a_check_may_refuse(tmp_path: Path) -> None:
    def refuse(review: Review) -> None:
        raise InputError("no such scope")

    with pytest.raises(InputError, match="no such scope"):
        write_review(tmp_path / "review.yml", "", "reviewed_by: me\n", refuse)
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_yaml_any_more_is_said(tmp_path: Path) -> None:
    path = tmp_path / "review.yml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="not valid YAML in UTF-8"):
        read_text(path)
    with pytest.raises(InputError, match="not valid YAML any more"):
        edit_review("a: [", [ACCEPT])
