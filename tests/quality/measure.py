"""How well the reader reads: scored on the development set and the founding article, printed and written down.

    python -m tests.quality.measure          the table, the README's block, analysis/reading/accuracy.json
    python -m tests.quality.measure --pin    and floors.json raised to the figures of today; floors never fall

The articles and the scorer are not shipped: they are looked for in ../shared/articles, beside the repository. A third
of the development set (every third item) is held out: no rule is written from it, so its figures are the better guess
at how an unseen article is read.
"""

import argparse
import importlib.util
import json
import math
import sys
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from analysis.intake.article import read_article
from analysis.reading.read import build_reading, read_dossier

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT.parent / "shared" / "articles"
FLOORS = Path(__file__).parent / "floors.json"
ACCURACY = ROOT / "analysis" / "reading" / "accuracy.json"
README = ROOT / "README.md"
OPENS, CLOSES = "<!-- quality -->", "<!-- /quality -->"
HELD_OUT_EVERY = 3  # items 03, 06, 09 …
PARTS = ("tuned", "held_out", "all", "founding")
TITLES = {"tuned": "tuned on", "held_out": "held out", "all": "all", "founding": "founding article"}
Scores = dict[str, dict[str, Any]]


def main(argv: list[str] | None = None) -> int:
    """Measure, print, and write; 1 with a plain message where the articles are missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pin", action="store_true", help="raise floors.json to the figures of today")
    asked = parser.parse_args(argv)
    if not (ARTICLES / "score.py").exists():
        sys.stderr.write(
            f"No development set: expected score.py, dev/ and founding/ in '{ARTICLES}'."
            " They are not shipped with the repository; put them there and run this again.\n"
        )
        return 1
    tables = {part: score(part) for part in PARTS}
    sys.stdout.write(build_table(tables) + "\n")
    write_accuracy(tables)
    write_readme(README, build_table(tables))
    if asked.pin:
        write_floors(tables)
    return 0


@cache
def load_scorer() -> ModuleType:
    """The scorer beside the articles, as a module."""
    spec = importlib.util.spec_from_file_location("score", ARTICLES / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def score(part: str) -> Scores:
    """Precision, recall and F1 of every measure on one part of the articles."""
    scorer = load_scorer()
    tally = scorer.Tally()
    for folder in find_items(part):
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        article = read_article(folder / "article.txt", published=_find_day(folder, gold))
        scorer.score_item(gold, build_reading(article, read_dossier(article)), article.text, tally)
    table: Scores = tally.table()
    return table


def find_items(part: str) -> list[Path]:
    """The folders of the articles in one part."""
    if part == "founding":
        return [ARTICLES / "founding"]
    folders = sorted(folder for folder in (ARTICLES / "dev").iterdir() if (folder / "gold.json").exists())
    return [folder for folder in folders if part in ("all", find_part(folder.name))]


def find_part(name: str) -> str:
    """Whether rules may be written from an item, by its number."""
    return "held_out" if int(name[:2]) % HELD_OUT_EVERY == 0 else "tuned"


def _find_day(folder: Path, gold: dict[str, Any]) -> date | None:
    meta = folder / "meta.json"
    told = json.loads(meta.read_text(encoding="utf-8")).get("date") if meta.exists() else gold.get("date")
    return date.fromisoformat(told) if told else None


def build_table(tables: dict[str, Scores]) -> str:
    """A Markdown table: one line for each measure, one column for each part."""
    lines = [
        f"| measure (F1) | {' | '.join(TITLES[part] for part in PARTS)} |",
        f"|---|{'--:|' * len(PARTS)}",
    ]
    for measure in tables["all"]:
        cells = [_show(tables[part].get(measure)) for part in PARTS]
        lines.append(f"| {measure} | {' | '.join(cells)} |")
    counts = {part: len(find_items(part)) for part in PARTS}
    lines.append(f"| articles | {' | '.join(str(counts[part]) for part in PARTS)} |")
    return "\n".join(lines)


def _show(row: dict[str, Any] | None) -> str:
    return "–" if row is None or row["f1"] is None else f"{row['f1']:.2f}"


def write_readme(readme: Path, table: str) -> None:
    """The table between the README's two marks; nothing else of the file changes."""
    text = readme.read_text(encoding="utf-8")
    if OPENS not in text or CLOSES not in text:
        sys.stderr.write(f"{readme.name} has no block '{OPENS} … {CLOSES}': the table was not written there.\n")
        return
    before, after = text.split(OPENS, 1)[0], text.split(CLOSES, 1)[1]
    readme.write_text(f"{before}{OPENS}\n{table}\n{CLOSES}{after}", encoding="utf-8")


def write_accuracy(tables: dict[str, Scores]) -> None:
    """The held-out figures that a briefing prints as its accuracy line."""
    held_out = tables["held_out"]
    figures = {
        "set": "development set, held-out third",
        "items": len(find_items("held_out")),
        "measured": datetime.now(tz=UTC).date().isoformat(),
        **{
            name: round(held_out[measure]["f1"], 2)
            for name, measure in {
                "actors_f1": "actors",
                "main_killed": "main.killed",
                "main_type": "main.type",
                "main_date": "main.date",
                "main_country": "main.country_iso3",
                "incidents_f1": "incidents",
                "speakers_f1": "statements.speaker (soft)",
                "commitments_f1": "commitments.actor (soft)",
            }.items()
        },
    }
    ACCURACY.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def write_floors(tables: dict[str, Scores]) -> None:
    """floors.json with every floor that today's figure is above raised to it, cut to two places."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    for part, pinned in floors.items():
        for measure, floor in pinned.items():
            pinned[measure] = max(floor, math.floor(tables[part][measure]["f1"] * 100) / 100)
    FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
