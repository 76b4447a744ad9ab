"""The scorer counts what it says, and agrees with the development set's own where that lies beside the repository."""

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from analysis.intake.article import read_article
from analysis.reading.read import build_reading, read_dossier
from tests.quality.measure import OWN, SHARED
from tests.quality.scorer import Row, score_readings

HERE = {"start": 0, "end": 4}
GOLD: dict[str, Any] = {
    "title": "Mill burns", "author": None, "outlet": "The Ford Gazette", "date": "2024-03-06",
    "sections": [{"heading": None, "kind": "lede"}, {"heading": "What’s Next?", "kind": "whats_next"}],
    "actors": [
        {"name": "Averia", "aliases": ["Averia", "Averian"], "kind": "state", "iso3": "XAA"},
        {"name": "Millers", "aliases": ["the union"], "kind": "community", "kind_alt": ["company"], "iso3": None},
    ],
    "events": [
        {"summary": "the mill was burnt", "type": "other", "type_alt": ["armed_attack"], "date": "2024-03",
         "place": "Oldmill", "country_iso3": "XAA", "killed": 2, "injured": None, "target": "mill", "is_main": True},
        {"summary": "a ferry was shot at", "type": "shooting", "date": "2023-01-02", "place": "the ford",
         "country_iso3": "XBB", "killed": 0, "injured": None, "is_main": False},
    ],
    "attributions": [{"speaker": "Averian police", "gist": "it was arson", "kind": "claim"}],
    "commitments": [{"actor": "Averia", "gist": "rebuild the mill"}],
    "implications": [{"gist": "bread prices could rise sharply"}],
    "judgments": ["the guards were asleep"],
}  # fmt: skip
READING: dict[str, Any] = {
    "title": "MILL BURNS", "author": None, "outlet": "Ford Gazette", "date": "2024-03-05",
    "article_text": "Mill burns.",
    "sections": [{"heading": "What's next", "kind": "analysis"}, {"heading": "More", "kind": "other"}],
    "actors": [
        {"name": "Averian", "aliases": [], "kind": "state", "iso3": "XAA", "evidence": [HERE]},
        {"name": "union", "aliases": [], "kind": "company", "iso3": "XBB", "evidence": [{"start": 4, "end": 12}]},
    ],
    "incidents": [
        {"type": "armed_attack", "date": "2024-03-04", "place": "Oldmill", "country_iso3": "XAA", "is_main": True,
         "killed": {"low": 1, "best": 2, "high": 3}, "injured": 3, "target": "a mill", "evidence": [HERE]},
    ],
    "statements": [{"speaker": "police of Averia", "evidence": [HERE]}],
    "commitments": [{"actor": "Belmar", "evidence": [HERE]}],
    "implications": [{"text": "The price of bread could well rise.", "evidence": [HERE]}],
    "judgments": [{"text": "Nobody was there.", "evidence": []}],
}  # fmt: skip


def test_every_measure_counts_found_wanted_and_read() -> None:
    assert score_readings([(GOLD, READING)]) == {
        "meta.title": Row(1, 1, 1),
        "meta.outlet": Row(1, 1, 1),  # without its article
        "meta.date": Row(0, 1, 1),
        "sections.found": Row(1, 1, 2),  # whichever apostrophe, with or without its mark
        "sections.kind": Row(0, 1, 1),
        "actors": Row(2, 2, 2),
        "actors.kind": Row(2, 2, 2),
        "actors.iso3": Row(1, 2, 2),
        "main.type": Row(1, 1, 1),
        "main.date": Row(1, 1, 1),  # a day in the month that gold has
        "main.country_iso3": Row(1, 1, 1),
        "main.killed": Row(1, 1, 1),
        "main.injured": Row(0, 1, 1),
        "main.target (soft)": Row(1, 1, 1),
        "incidents": Row(1, 2, 1),
        "statements.speaker (soft)": Row(1, 1, 1),
        "commitments.actor (soft)": Row(0, 1, 1),
        "implications.gist (soft)": Row(1, 1, 1),
        "judgments.gist (soft)": Row(0, 1, 1),
        "evidence": Row(5, 7, 7),
    }


def test_an_empty_reading_scores_nothing_and_takes_no_credit() -> None:
    empty = {name: [] for name in READING} | {"article_text": "", "title": None, "outlet": None, "date": None}
    scores = score_readings([(GOLD, empty)])
    assert {name: row.hits for name, row in scores.items() if row.hits} == {}
    assert scores["actors"] == Row(0, 2, 0)
    assert (scores["actors"].f1, scores["actors"].precision) == (0, None)


def test_figures_add_up_over_articles() -> None:
    assert score_readings([(GOLD, READING)] * 3)["actors.iso3"] == Row(3, 6, 6)


@pytest.mark.skipif(not (SHARED / "score.py").exists(), reason="the development set is not shipped")
def test_it_agrees_with_the_development_sets_own_scorer() -> None:
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    assert spec and spec.loader
    theirs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(theirs)
    pairs, tally = [], theirs.Tally()
    for folder in sorted((OWN / "practice").iterdir())[:8]:
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        article = read_article(folder / "article.txt")
        reading = build_reading(article, read_dossier(article))
        pairs.append((gold, reading))
        theirs.score_item(gold, reading, article.text, tally)
    ours = score_readings(pairs)
    assert {name: tuple(row) for name, row in ours.items()} == {name: tuple(row) for name, row in tally.rows.items()}


@pytest.mark.parametrize("folder", sorted(OWN.glob("*/*/")), ids=lambda path: path.name)
def test_a_gold_annotation_is_about_its_article(folder: Path) -> None:
    text = " ".join((folder / "article.txt").read_text(encoding="utf-8").split())
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    written = [alias for actor in gold["actors"] for alias in actor["aliases"]]
    written += [section["heading"] for section in gold["sections"] if section["heading"]]
    written += [gold["title"], *(event["date_text"] for event in gold["events"] if event["date_text"])]
    assert [words for words in written if " ".join(words.split()) not in text] == []
