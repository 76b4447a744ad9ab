"""The page: one file, no network, every heading with an anchor, and text that stays text."""

import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from analysis.publishing.bind import Chapter, collect_findings
from analysis.publishing.briefing import run_briefing
from analysis.publishing.render import BriefingExporter, render_prose
from tests.conftest import Workbook


@pytest.fixture
def page(desk: Workbook) -> str:
    return (run_briefing("ford", {}, formats=("html",)).folder / "briefing.html").read_text()


def test_the_page_carries_all_it_needs(page: str) -> None:
    assert not re.search(r"""(?:src|href|url\()\s*=?\s*["']?(?:https?:)?//""", page)
    assert "<script" not in page
    assert "default-src 'none'" in page


def test_the_title_is_the_cases_and_is_escaped(page: str) -> None:
    assert "<title>Is the ford &lt;guarded&gt;?</title>" in page
    assert page.count("<h1") == 1
    assert page.count("TLP:GREEN") == 2


def test_every_chapter_and_every_figure_is_there_once_in_order(page: str) -> None:
    found = re.findall(r"<figure id='fig-(\w+)'", page)
    assert found == ["briefing", "1_article", "2_actors", "3_implications", "4_analysis"]


def test_contents_lead_to_headings_that_exist_and_ids_are_unique(page: str) -> None:
    anchors = re.findall(r'href="#([^"]+)"', page)
    ids = re.findall(r"""\bid=["']([^"']+)["']""", page)
    assert set(anchors) <= set(ids)
    assert len(ids) == len(set(ids))


def test_the_code_is_not_shown(page: str) -> None:
    assert "from IPython" not in page


def test_the_run_record_lists_parameters_and_inputs(page: str) -> None:
    assert "data/events/skirmishes.csv" in page
    assert re.search(r">horizon_days</th><td>90<", page)


def test_headings_go_down_one_level_when_bound() -> None:
    assert render_prose("# Who", "2_actors", 1).strip() == '<h2 id="2_actors-who">Who</h2>'
    assert render_prose("# Who", "2_actors", 0).strip() == '<h1 id="2_actors-who">Who</h1>'


def test_markup_in_prose_output_is_text(desk: Workbook) -> None:
    from tests.publishing.conftest import write_notebook

    write_notebook(desk.root, "1_article", "'<script>alert(1)</script>'")
    page = (run_briefing("ford", {}, formats=("html",)).folder / "briefing.html").read_text()
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_two_notebooks_that_disagree_on_a_finding_are_an_error() -> None:
    def chapter(name: str, value: int) -> Chapter:
        data = {"application/vnd.briefbook+json": {"findings": {"count": value}}}
        output = nbformat.v4.new_output("display_data", data=data)
        return Chapter(name, nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("", outputs=[output])]))

    assert collect_findings([chapter("a", 1), chapter("b", 1)]) == {"count": 1}
    with pytest.raises(ValueError, match="the notebooks disagree on the finding 'count'"):
        collect_findings([chapter("a", 1), chapter("b", 2)])


def test_a_half_run_notebook_does_not_look_whole() -> None:
    failed = nbformat.v4.new_output("error", ename="ValueError", evalue="<gone>", traceback=[])
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("", outputs=[failed])])
    page, _ = BriefingExporter().from_notebook_node(notebook)
    assert "This notebook failed here. ValueError: &lt;gone&gt;" in page


def test_an_executed_notebook_renders_alone_with_nbconvert(desk: Workbook, tmp_path: Path) -> None:
    folder = run_briefing("ford", {}, formats=("html",)).folder
    command = [sys.executable, "-m", "nbconvert", "--to", "briefing", "--output-dir", str(tmp_path)]
    subprocess.run([*command, str(folder / "2_actors.ipynb")], check=True, capture_output=True, timeout=120)
    page = (tmp_path / "2_actors.html").read_text()
    assert page.count("<h1") == 1
    assert "fig-2_actors" in page
