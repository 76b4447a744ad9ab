"""What changed: only what moved, in which direction, and why."""

import json
from pathlib import Path

import pytest

from analysis.findings.changes import compare_editions, read_edition
from analysis.findings.judgments import draw_judgments
from analysis.findings.pledges import build_ledger
from analysis.findings.record import select_record
from analysis.intake.value import InputError
from tests.conftest import Workbook


def edition(workbook: Workbook, as_of: str) -> dict[str, object]:
    case = workbook.read(as_of)
    pledges = [{"indicator": e.indicator, "status": e.status} for e in build_ledger(case)]
    judged = [{"id": j.id, "probability": list(j.likelihood.probability)} for j in draw_judgments(case, 90, "icd203")]
    return {"findings": {"pledges": pledges, "judgments": judged, "incidents_in_scope": 5}}


def test_nothing_moved_is_no_change(workbook: Workbook) -> None:
    case = workbook.read("2020-07-15")
    found = compare_editions(
        edition(workbook, "2020-07-15"), build_ledger(case), draw_judgments(case, 90, "icd203"), select_record(case)
    )
    assert found == ()


def test_statuses_judgments_and_counts_that_moved_are_listed_with_a_direction(workbook: Workbook) -> None:
    case = workbook.read()
    found = compare_editions(
        edition(workbook, "2020-07-15"), build_ledger(case), draw_judgments(case, 90, "icd203"), select_record(case)
    )
    moved = {(change.direction, change.before, change.after) for change in found}
    assert ("▼", "holding", "strained") in moved
    assert ("▲", "5", "6") in moved
    assert found and all(change.reason for change in found)
    assert compare_editions(None, (), (), None) is None


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
