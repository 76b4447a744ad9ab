"""The index lists every edition, newest first, as text only; thinning out touches nothing but old editions."""

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from analysis.__main__ import app
from analysis.intake.value import InputError
from analysis.publishing.shelf import read_shelf, thin_out, write_index


def put(reports: Path, slug: str, day: str, **case: Any) -> Path:
    folder = reports / slug / day
    folder.mkdir(parents=True)
    facts = {"title": f"Case {slug}", "marking": "TLP:GREEN", "as_of": day, "as_of_text": day, "draft": None, **case}
    findings = {
        "case": facts,
        "bottom_line": {"sentences": ["The pledge is strained.", "More."]},
        "pledges": [{"status": "strained"}, {"status": "strained"}, {"status": "kept"}],
        "changes": None if day.startswith("2020") else [{}],
    }
    (folder / "briefing.json").write_text(json.dumps({"findings": findings}), encoding="utf-8")
    (folder / "briefing.html").write_text("", encoding="utf-8")
    return folder


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    put(tmp_path, "ford", "2020-11-30")
    put(tmp_path, "ford", "2021-02-28")
    put(tmp_path, "bridge", "2021-01-31", title="<b>Bridge</b> & co", draft="Draft: 2 things missing")
    (tmp_path / "broken" / "2021-01-01").mkdir(parents=True)
    (tmp_path / "broken" / "2021-01-01" / "briefing.json").write_text("{", encoding="utf-8")
    return tmp_path


def test_editions_are_listed_by_case_newest_first_and_broken_ones_are_passed_over(reports: Path) -> None:
    shelf = read_shelf(reports)
    assert {slug: [edition.folder.name for edition in editions] for slug, editions in shelf.items()} == {
        "bridge": ["2021-01-31"],
        "ford": ["2021-02-28", "2020-11-30"],
    }
    newest = shelf["ford"][0]
    assert (newest.statuses, newest.changes, newest.headline) == (
        {"strained": 2, "kept": 1},
        1,
        "The pledge is strained.",
    )
    assert newest.files == {"html": "ford/2021-02-28/briefing.html", "json": "ford/2021-02-28/briefing.json"}


def test_the_index_links_each_edition_and_reaches_no_network(reports: Path) -> None:
    page = write_index(reports).read_text(encoding="utf-8")
    assert re.findall(r'href="([^"#]+\.html)"', page) == [
        "bridge/2021-01-31/briefing.html", "bridge/2021-01-31/briefing.html",
        "ford/2021-02-28/briefing.html", "ford/2021-02-28/briefing.html",
        "ford/2020-11-30/briefing.html", "ford/2020-11-30/briefing.html",
    ]  # fmt: skip
    assert "default-src 'none'" in page and "sha256-" in page
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", page)
    assert "Promises: 2 strained, 1 kept. 1 change since the edition before." in page


def test_the_page_allows_its_own_script_and_no_other(reports: Path) -> None:
    page = write_index(reports).read_text(encoding="utf-8")
    (script,) = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in page


def test_markup_in_a_title_is_text(reports: Path) -> None:
    page = write_index(reports).read_text(encoding="utf-8")
    assert "<b>Bridge" not in page and "&lt;b&gt;Bridge&lt;/b&gt; &amp; co" in page


def test_an_empty_shelf_says_how_to_fill_it(tmp_path: Path) -> None:
    assert "There is no edition yet" in write_index(tmp_path).read_text(encoding="utf-8")


def test_thinning_out_keeps_the_newest_and_all_that_is_no_edition(reports: Path) -> None:
    (reports / "ford" / "failed").mkdir()
    (reports / "ford" / "notes").mkdir()
    gone = thin_out(reports, 1)
    assert [path.relative_to(reports).as_posix() for path in gone] == ["ford/2020-11-30", "ford/failed"]
    assert (reports / "ford" / "2021-02-28").is_dir() and (reports / "ford" / "notes").is_dir()
    assert (reports / "broken" / "2021-01-01").is_dir()
    assert "2020-11-30" not in (reports / "index.html").read_text(encoding="utf-8")
    with pytest.raises(InputError, match=r"--keep 0: expected 1 or more"):
        thin_out(reports, 0)


def test_the_commands_say_what_they_did(reports: Path) -> None:
    made = CliRunner().invoke(app, ["index", "--reports", str(reports)])
    assert made.output.strip().endswith("index.html")
    told = CliRunner().invoke(app, ["clean", "--keep", "1", "--reports", str(reports)])
    assert "removed" in told.output and "2020-11-30" in told.output
    again = CliRunner().invoke(app, ["clean", "--keep", "1", "--reports", str(reports)])
    assert again.output.strip() == "Nothing to remove."
