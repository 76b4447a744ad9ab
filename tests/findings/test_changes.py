"""What changed: only what moved, in which direction, and why."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from analysis.__main__ import app
from analysis.findings.changes import compare_editions, compare_findings, describe_now, read_edition
from analysis.findings.judgments import draw_judgments
from analysis.findings.pledges import build_ledger
from analysis.findings.record import select_record
from analysis.intake.case import Case
from analysis.intake.value import InputError
from analysis.reading.dossier import Actor, Dossier
from tests.conftest import Workbook
from tests.findings.test_corroboration import EVIDENCE, incident

EMPTY = Dossier(article="a")


def edition(case: Case, dossier: Dossier = EMPTY) -> dict[str, Any]:
    """What an edition of the case leaves for the next one to compare with, as it comes back from a file."""
    judged = draw_judgments(case, 90, "icd203")
    now = describe_now(case, dossier, build_ledger(case), judged, select_record(case))
    return {"findings": json.loads(json.dumps(now))}


def compare(before: dict[str, Any], case: Case, dossier: Dossier = EMPTY) -> set[tuple[str, str, str]]:
    judged = draw_judgments(case, 90, "icd203")
    found = compare_editions(before, case, dossier, build_ledger(case), judged, select_record(case))
    assert found is not None and all(change.reason and change.what for change in found)
    return {(change.direction, change.before, change.after) for change in found}


def test_nothing_moved_is_no_change(workbook: Workbook) -> None:
    case = workbook.read("2020-07-15")
    assert compare(edition(case), case) == set()


def test_statuses_judgments_and_counts_that_moved_are_listed_with_a_direction(workbook: Workbook) -> None:
    moved = compare(edition(workbook.read("2020-07-15")), workbook.read())
    assert ("▼", "holding", "strained") in moved
    assert ("▲", "5", "6") in moved
    assert ("◆", "not in the record", "R6") in moved


def test_no_earlier_edition_is_no_comparison(ford: Case) -> None:
    assert compare_editions(None, ford, Dossier(article="a"), (), (), None) is None


def test_what_the_review_no_longer_holds_is_gone(workbook: Workbook) -> None:
    before = edition(workbook.read())
    path = workbook.case_folder / "review.yml"
    text = path.read_text()
    path.write_text(
        text[: text.index("  - id: I2")].replace("probability: 0.4", "probability: 0.3").replace("0.6", "0.7")
    )
    moved = compare(before, workbook.read())
    assert ("▼", "40 %", "30 %") in moved and ("▲", "60 %", "70 %") in moved
    assert {(arrow, after) for arrow, _, after in moved if arrow == "◇"} == {("◇", "not tracked")}


def test_incidents_that_left_the_scope_are_named(workbook: Workbook) -> None:
    before = edition(workbook.read())
    workbook.write_case("border_segment: XAA-XBB}", "border_segment: XAA-XBB, exclude: {R5: a mistake}}")
    assert ("◇", "R5", "not in scope") in compare(before, workbook.read())


def test_actors_and_incidents_that_the_articles_tell_anew_or_no_longer_are_listed(ford: Case) -> None:
    actor = Actor(id="actor-belmar", evidence=EVIDENCE, name="Belmar", aliases=(), kind="state")
    old = Dossier(article="a", actors=(actor,), incidents=(incident(),))
    other = incident(id="incident-2", summary="a ferry sank")
    new = Dossier(article="a", actors=(actor,), incidents=(other,))
    assert compare(edition(ford, old), ford, new) == {
        ("◆", "not told", "incident in the articles"),
        ("◇", "incident in the articles", "not told"),
    }


def test_nothing_is_said_of_what_an_edition_is_silent_about(ford: Case) -> None:
    now = edition(ford)["findings"]
    assert compare_findings({}, now) == compare_findings(now, {}) == ()
    assert compare_findings({**now, "record": None}, now) == ()


def test_an_empty_record_that_fills_is_told_by_its_number(ford: Case) -> None:
    now = edition(ford)["findings"]
    empty = {**now, "record": {**now["record"], "count": 0, "newest": []}}
    assert {(c.direction, c.before, c.after) for c in compare_findings(empty, now)} >= {("▲", "0", "6")}
    assert {(c.direction, c.before, c.after) for c in compare_findings(now, empty)} >= {("▼", "6", "0")}


@pytest.mark.parametrize("content", ["no json", "[]", '{"other": 1}'])
def test_what_is_no_edition_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "briefing.json"
    path.write_text(content)
    with pytest.raises(InputError, match=r"previous '.*briefing\.json'"):
        read_edition(str(path))


def test_no_earlier_edition_is_none(tmp_path: Path) -> None:
    assert read_edition("") is None
    path = tmp_path / "briefing.json"
    path.write_text(json.dumps({"findings": {}}))
    assert read_edition(str(path)) == {"findings": {}}


def test_the_command_compares_two_editions(workbook: Workbook, tmp_path: Path) -> None:
    for name, as_of in (("old", "2020-07-15"), ("new", None)):
        (tmp_path / name).mkdir()
        found = json.dumps(edition(workbook.read(as_of)))
        (tmp_path / name / "briefing.json").write_text(found, encoding="utf-8")
    told = CliRunner().invoke(app, ["diff", str(tmp_path / "old"), str(tmp_path / "new" / "briefing.json")])
    assert "▼ no raids across the ford: holding → strained" in told.output
    same = CliRunner().invoke(app, ["diff", str(tmp_path / "new"), str(tmp_path / "new")])
    assert same.output.strip() == "Nothing changed."
