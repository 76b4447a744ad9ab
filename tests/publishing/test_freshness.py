"""Freshness: a change of any input makes an edition stale, and putting it back makes it fresh again."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from analysis.publishing import freshness
from analysis.publishing.briefing import run_briefing
from analysis.publishing.freshness import find_fresh
from tests.conftest import Workbook, write_passport

PutBack = Callable[[], object]
EDITION = "reports/ford/2020-11-30"


def find(desk: Workbook, given: dict[str, str] | None = None, formats: tuple[str, ...] = ("html",)) -> Path | None:
    freshness.hash_code.cache_clear()
    freshness.hash_packages.cache_clear()
    return find_fresh(desk.root, desk.root / "reports" / "ford", "ford", given or {}, formats)


def append(path: Path) -> PutBack:
    """Adds a line to a file; returns what puts it back."""
    before = path.read_bytes()
    path.write_bytes(before + b"\n# a change\n")
    return lambda: path.write_bytes(before)


def cut(path: Path) -> PutBack:
    before = path.read_bytes()
    path.write_bytes(before[:-1])
    return lambda: path.write_bytes(before)


def add(path: Path, text: str = "{}") -> PutBack:
    """Makes a file that was not there; returns what takes it away."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return path.unlink


def move_away(path: Path) -> PutBack:
    aside = path.rename(path.parents[1] / "aside")
    return lambda: aside.rename(path)


CHANGES: dict[str, Callable[[Workbook], PutBack]] = {
    "the case file": lambda desk: append(desk.case_folder / "case.yml"),
    "the review": lambda desk: append(desk.case_folder / "review.yml"),
    "the article": lambda desk: append(desk.case_folder / "article.md"),
    "a new file of the case": lambda desk: add(desk.case_folder / "article.md.source.yml"),
    "the events": lambda desk: append(desk.events),
    "their mapping": lambda desk: append(desk.events.with_suffix(".mapping.yml")),
    "their passport": lambda desk: append(desk.events.with_name("skirmishes.csv.source.yml")),
    "the commitments": lambda desk: append(desk.promises),
    "a reference table": lambda desk: add(desk.root / "data" / "reference" / "corrections.yml"),
    "a notebook": lambda desk: append(desk.root / "notebooks" / "2_actors.ipynb"),
    "an input that is gone": lambda desk: move_away(desk.case_folder / "review.yml"),
    "an output that is gone": lambda desk: move_away(desk.root / EDITION / "briefing.html"),
    "an output that was cut short": lambda desk: cut(desk.root / EDITION / "4_analysis.ipynb"),
    "an earlier edition": lambda desk: add(desk.root / "reports/ford/2020-01-01/briefing.json", '{"findings": {}}'),
}


def test_a_change_of_any_input_is_noticed(desk: Workbook, monkeypatch: pytest.MonkeyPatch) -> None:
    made = run_briefing("ford", {}, formats=("html",)).folder
    assert find(desk) == made
    for name, change in CHANGES.items():
        put_back = change(desk)
        assert find(desk) is None, name
        put_back()
        assert find(desk) == made, name
    assert find(desk, {"horizon_days": "30"}) is None
    assert find(desk, {"as_of": "2020-11-01"}) is None
    assert find(desk, formats=("html", "pdf")) is None
    with monkeypatch.context() as patch:
        patch.setattr(freshness.sysconfig, "get_path", lambda name: str(desk.root))
        assert find(desk) is None, "other packages are installed"
    with monkeypatch.context() as patch:
        patch.setattr(freshness, "CODE", desk.root / "data" / "cases")
        assert find(desk) is None, "other code"
    freshness.hash_packages.cache_clear()


def test_only_forecasts_of_earlier_editions_count(desk: Workbook) -> None:
    made = run_briefing("ford", {}, formats=("html",)).folder
    ledger = desk.case_folder / freshness.LEDGER
    own = "as_of,scope\n2020-11-30,ford\n"
    ledger.write_text(own)
    write_passport(ledger)
    assert find(desk) == made
    ledger.write_text(f"{own}2020-10-30,ford\n")
    assert find(desk) is None


def test_a_case_without_any_date_speaks_from_today_only(desk: Workbook, monkeypatch: pytest.MonkeyPatch) -> None:
    made = run_briefing("ford", {}, formats=("html",)).folder
    manifest = json.loads((made / "manifest.json").read_text())
    assert manifest["made_from"]["dated"] is None
    manifest["made_from"]["dated"] = "2020-11-30"
    (made / "manifest.json").write_text(json.dumps(manifest))
    assert find(desk) is None
    monkeypatch.setattr(freshness, "today", lambda: "2020-11-30")
    assert find(desk) == made


def test_a_parameter_left_empty_is_one_not_given(desk: Workbook, tmp_path: Path) -> None:
    keys = [
        freshness.count_key(desk.root, desk.case_folder, ["gone"], given, date(2020, 1, 1), tmp_path)
        for given in ({}, {"quotes": ""}, {"quotes": "none"})
    ]
    assert keys[0] == keys[1] != keys[2]
