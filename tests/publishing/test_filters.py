"""The page's own script is allowed by its digest, and there only where rows can be filtered; marks name incidents."""

import base64
import hashlib
import re
from dataclasses import replace

import pytest

from analysis.exhibits.charts import timeline
from analysis.exhibits.data_tables import record_table
from analysis.exhibits.exhibit import Exhibit
from analysis.findings.record import select_record
from analysis.intake.case import Case
from analysis.publishing.briefing import run_briefing
from analysis.publishing.render import find_script
from tests.conftest import Workbook
from tests.publishing.conftest import write_notebook

TABLE = """from IPython.display import HTML
HTML("<table><tr data-item='R1' data-date='2020-01-01' data-type='clash'><td>R1</td></tr></table>")"""


def test_a_page_with_rows_allows_its_script_and_no_other(desk: Workbook) -> None:
    write_notebook(desk.root, "4_analysis", TABLE)
    page = (run_briefing("ford", {}, formats=("html",)).folder / "briefing.html").read_text(encoding="utf-8")
    (script,) = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in page
    assert "innerHTML" not in script and "eval" not in script


@pytest.mark.parametrize("body", ["", "<p>data-items</p>", "<svg><circle data-items='R1'/></svg>"])
def test_a_page_without_rows_has_no_script(body: str) -> None:
    assert find_script([("briefing", body)]) == {}


def test_rows_and_marks_name_the_same_incidents(ford: Case) -> None:
    record = select_record(ford)
    rows = set(re.findall(r"data-item=[\"']([^\"']+)", body(record_table(record))))
    drawn = re.findall(r"data-items=[\"']([^\"']+)", body(timeline(record, pledge=ford.pledge_day, as_of=ford.as_of)))
    assert rows == set(record.frame["event_id"])
    assert {item for named in drawn for item in named.split("|")} == rows


def test_an_id_that_needs_escaping_stays_an_attribute(ford: Case) -> None:
    record = select_record(ford)
    hostile = replace(record, frame=record.frame.assign(event_id='R"><script>1</script>'))
    for exhibit in (record_table(hostile), timeline(hostile, pledge=ford.pledge_day, as_of=ford.as_of)):
        assert "<script" not in body(exhibit)


def body(exhibit: Exhibit) -> str:
    return str(exhibit.body)
