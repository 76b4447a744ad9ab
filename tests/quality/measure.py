"""How well the reader reads: scored against gold annotations, printed and written down.

    python -m tests.quality.measure          the table, the README's block, analysis/reading/accuracy.json
    python -m tests.quality.measure --pin    and floors.json raised to the figures of today; floors never fall

Our own articles are in `articles/` beside this file: rules are written from `practice`, never from `sealed`. The
development set and the founding article are not shipped; they are looked for in ../shared/articles, beside the
repository. A third of the development set (every third item) was held out too, until its misses were looked at. The
figures of the sealed articles are the better guess at how an unseen article is read.
"""

import argparse
import json
import math
import sys
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from analysis.intake.article import read_article
from analysis.reading.read import build_reading, read_dossier
from tests.quality.scorer import Row, Tally, score_readings

ROOT = Path(__file__).parents[2]
OWN = Path(__file__).parent / "articles"
SHARED = ROOT.parent / "shared" / "articles"
FLOORS = Path(__file__).parent / "floors.json"
ACCURACY = ROOT / "analysis" / "reading" / "accuracy.json"
README = ROOT / "README.md"
OPENS, CLOSES = "<!-- quality -->", "<!-- /quality -->"
HELD_OUT_EVERY = 3  # items 03, 06, 09 …
TITLES = {
    "practice": "practice",
    "sealed": "**sealed**",
    "tuned": "dev., tuned on",
    "held_out": "dev., held out at first",
    "all": "dev., all",
    "founding": "founding article",
}
OWN_PARTS, SHARED_PARTS = ("practice", "sealed"), ("tuned", "held_out", "all", "founding")


def main(argv: list[str] | None = None) -> int:
    """Measure, print, and write; without the development set only our own articles, and the README stays as it is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pin", action="store_true", help="raise floors.json to the figures of today")
    asked = parser.parse_args(argv)
    is_whole = (SHARED / "dev").is_dir()
    tables = {part: score(part) for part in (*OWN_PARTS, *(SHARED_PARTS if is_whole else ()))}
    sys.stdout.write(build_table(tables) + "\n")
    write_accuracy(tables["sealed"])
    if asked.pin:
        write_floors(tables)
    if is_whole:
        write_readme(README, build_table(tables))
        return 0
    sys.stderr.write(
        f"No development set: expected dev/ and founding/ in '{SHARED}', which are not shipped with the repository. "
        "The articles of our own were measured; the README's table, which holds both, was left as it is.\n"
    )
    return 1


@cache
def score(part: str) -> Tally:
    """Every measure on one part of the articles."""
    pairs = []
    for folder in find_items(part):
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        article = read_article(folder / "article.txt", published=_find_day(folder, gold))
        pairs.append((gold, build_reading(article, read_dossier(article))))
    return score_readings(pairs)


def find_items(part: str) -> list[Path]:
    """The folders of the articles in one part."""
    if part == "founding":
        return [SHARED / "founding"]
    folder = OWN / part if part in OWN_PARTS else SHARED / "dev"
    items = sorted(path.parent for path in folder.glob("*/gold.json"))
    return [item for item in items if part in (*OWN_PARTS, "all", find_part(item.name))]


def find_part(name: str) -> str:
    """Whether rules may be written from an item of the development set, by its number."""
    return "held_out" if int(name[:2]) % HELD_OUT_EVERY == 0 else "tuned"


def _find_day(folder: Path, gold: dict[str, Any]) -> date | None:
    meta = folder / "meta.json"
    told = json.loads(meta.read_text(encoding="utf-8")).get("date") if meta.exists() else gold.get("date")
    return date.fromisoformat(told) if told else None


def build_table(tables: dict[str, Tally]) -> str:
    """A Markdown table: one line for each measure, one column for each part."""
    lines = [f"| measure (F1) | {' | '.join(TITLES[part] for part in tables)} |", f"|---|{'--:|' * len(tables)}"]
    measures = dict.fromkeys(name for table in tables.values() for name in table)
    for measure in measures:
        lines.append(f"| {measure} | {' | '.join(_show(table.get(measure)) for table in tables.values())} |")
    lines.append(f"| articles | {' | '.join(str(len(find_items(part))) for part in tables)} |")
    return "\n".join(lines)


def _show(row: Row | None) -> str:
    return "–" if row is None or row.f1 is None else f"{row.f1:.2f}"


def write_readme(readme: Path, table: str) -> None:
    """The table between the README's two marks; nothing else of the file changes."""
    text = readme.read_text(encoding="utf-8")
    if OPENS not in text or CLOSES not in text:
        sys.stderr.write(f"{readme.name} has no block '{OPENS} … {CLOSES}': the table was not written there.\n")
        return
    before, after = text.split(OPENS, 1)[0], text.split(CLOSES, 1)[1]
    readme.write_text(f"{before}{OPENS}\n{table}\n{CLOSES}{after}", encoding="utf-8")


def write_accuracy(sealed: Tally) -> None:
    """The figures that a briefing prints as its accuracy line: those of the articles that no rule was written from."""
    figures = {
        "set": "the sealed set",
        "items": len(find_items("sealed")),
        "measured": datetime.now(tz=UTC).date().isoformat(),
        **{
            name: round(sealed[measure].f1 or 0, 2)
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


def write_floors(tables: dict[str, Tally]) -> None:
    """floors.json with every floor that today's figure is above raised to it, cut to two places."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    for part, table in tables.items():
        pinned = floors.setdefault(part, {})
        for measure, row in table.items():
            if row.f1 is not None and measure not in UNPINNED:
                pinned[measure] = max(pinned.get(measure, 0), math.floor(row.f1 * 100) / 100)
    FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")


UNPINNED = ("main.perpetrator (soft)", "main.target (soft)", "main.weapon (soft)")  # gold's wording is one of many


if __name__ == "__main__":
    sys.exit(main())
