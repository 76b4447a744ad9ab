"""The main job, end to end: the founding case becomes a briefing that an analyst could forward."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from analysis.publishing.briefing import ROOT, run_briefing

CASE = "tajikistan-border-2025"
EXAMPLE = ROOT / "reports" / "example"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return run_briefing(CASE, {}, out=tmp_path_factory.mktemp("reports")).folder


@pytest.fixture(scope="module")
def twin(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / "briefing.json").read_text()))


@pytest.fixture(scope="module")
def page(folder: Path) -> str:
    return (folder / "briefing.html").read_text()


@pytest.fixture(scope="module")
def pdf(folder: Path) -> pikepdf.Pdf:
    return pikepdf.open(folder / "briefing.pdf")


def test_the_question_is_answered_from_the_record(twin: dict[str, Any]) -> None:
    findings = twin["findings"]
    answer = " ".join(findings["bottom_line"]["sentences"])
    assert "since the pledge of 2 December 2025" in answer
    assert "even if nothing had changed" in answer
    assert {pledge["status"] for pledge in findings["pledges"]} <= {
        "kept", "holding", "strained", "broken", "not testable",
    }  # fmt: skip
    assert twin["parameters"]["as_of"] == "2026-04-17"


def test_the_contradiction_on_the_wounded_is_shown_and_not_settled(twin: dict[str, Any], page: str) -> None:
    figures = {figure["value"] for figure in twin["findings"]["key_figures"]}
    assert "5 or 3" in figures
    matched = next(match for match in twin["findings"]["matches"] if match["rows"])
    assert matched["rows"] == ["TJ-2025-11-26", "TJ-2025-11-30"]
    assert "injured: by the article, and by the reports in the record" in page
    assert "they differ on 1 point" in page


def test_every_figure_has_alt_text_a_source_and_its_data(twin: dict[str, Any]) -> None:
    figures = [exhibit for exhibit in twin["exhibits"] if exhibit["kind"] == "figure"]
    assert len(figures) >= 7
    for figure in figures:
        assert figure["alt"], figure["exhibit"]
        assert figure["source"], figure["exhibit"]
        assert figure["data"], figure["exhibit"]


def test_rates_never_stand_without_their_under_coverage(twin: dict[str, Any], page: str) -> None:
    assert "known gap" in page.lower()
    assert "17 April 2026" in page


def test_the_page_is_one_file_that_asks_nothing_of_the_network(page: str) -> None:
    loaded = re.findall(r"""<(?:script|link|img|iframe|object|embed|video|audio|source)\b[^>]*>""", page)
    assert [element for element in loaded if "data:" not in element] == ["<script>"]  # its own, which has no address
    assert not re.search(r"\b(?:fetch|XMLHttpRequest|import|WebSocket|sendBeacon)\s*\(", page)
    assert not re.search(r"""url\(\s*["']?(?!data:|#)""", page)
    assert "@import" not in page
    assert "default-src 'none'" in page
    assert len(page.encode()) < 1_500_000


def test_ids_are_unique_and_links_inside_the_page_land(page: str) -> None:
    ids = re.findall(r"""\sid=["']([^"']+)["']""", page)
    assert sorted(set(ids)) == sorted(ids)
    assert set(re.findall(r"""href=["']#([^"']+)["']""", page)) <= set(ids)


def test_the_pdf_is_tagged_titled_and_has_bookmarks(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.Root.Lang) == "en"
    assert pdf.Root.MarkInfo.Marked
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == "Is the Taliban's border pledge being kept?"
        assert str(metadata["pdfuaid:part"]) == "1"
    with pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles


def test_every_figure_in_the_pdf_has_alt_text(pdf: pikepdf.Pdf) -> None:
    figures = [e for e in pdf.objects if isinstance(e, pikepdf.Dictionary) and e.get("/S") == "/Figure"]
    assert len(figures) >= 7
    assert all(str(figure.get("/Alt", "")).strip() for figure in figures)


def test_nothing_of_this_machine_is_in_the_output(folder: Path) -> None:
    for path in folder.iterdir():
        content = path.read_bytes()
        assert str(ROOT).encode() not in content, path.name
        assert str(Path.home()).encode() + b"/" not in content, path.name


def test_the_example_in_the_repository_is_what_the_code_makes(twin: dict[str, Any]) -> None:
    committed = json.loads((EXAMPLE / "briefing.json").read_text())
    assert committed["findings"] == twin["findings"], "run `make example`"
    assert {path.name for path in EXAMPLE.iterdir()} >= {"briefing.html", "briefing.pdf", "briefing.png"}


def test_a_notebook_runs_with_plain_papermill_and_renders_alone(tmp_path: Path) -> None:
    out = tmp_path / "out.ipynb"
    papermill = [sys.executable, "-m", "papermill", "notebooks/2_actors.ipynb", str(out), "-p", "case", CASE]
    subprocess.run(papermill, cwd=ROOT, check=True, capture_output=True, timeout=180)
    nbconvert = [sys.executable, "-m", "nbconvert", "--to", "briefing", str(out)]
    subprocess.run(nbconvert, cwd=ROOT, check=True, capture_output=True, timeout=180)
    page = (tmp_path / "out.html").read_text()
    assert page.count("<h1") == 1
    assert "Amir Khan Muttaqi" in page


def test_an_earlier_day_gives_an_earlier_answer_and_a_later_one_says_what_moved(tmp_path: Path) -> None:
    early = run_briefing(CASE, {"as_of": "2025-12-10"}, out=tmp_path, formats=("html",))
    late = run_briefing(CASE, {"as_of": "2026-04-17"}, out=tmp_path, formats=("html",))
    before, after = (json.loads(b.files["json"].read_text())["findings"] for b in (early, late))
    assert before["incidents_in_scope"] < after["incidents_in_scope"]
    moved = {(change["before"], change["after"]) for change in after["changes"]}
    assert ("holding", "strained") in moved
