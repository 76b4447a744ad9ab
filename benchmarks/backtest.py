"""The back-test at scale: our outlook against each opponent in the countries and border regions of UCDP GED.

    python -m benchmarks.backtest        benchmarks/backtest.json, and the table between the README's marks

Monthly origins, each forecast from the days before it (analysis/findings/backtest.py). An origin counts from the fifth
incident of its series on: a rule that knows the past only, so that series are not chosen by what came later. Scores are
means over origins, then over series, each series counting the same. The interval of a skill is a block bootstrap over
series: whole series are drawn anew, each with the forecasts of all forecasters, so that it is paired and the overlap of
neighbouring months stays inside a block.
"""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.findings.backtest import NAMES, OURS, STEP_DAYS, WARM_UP_DAYS, run_backtest
from analysis.findings.scores import brier, log_loss
from benchmarks.series import BORDER_KM, Series, read_series

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "backtest.json"
README = ROOT / "README.md"
OPENS, CLOSES = "<!-- backtest -->", "<!-- /backtest -->"

HORIZONS = (30, 90, 365)  # days
SHOWN = 90  # the workbook's default horizon; the others are in the JSON file
LEAST_INCIDENTS = 5  # before an origin counts: below it every rate is mostly its prior
LEAST_ORIGINS = 24  # two years of forecasts, or a series says nothing
DRAWS, SEED = 4000, 2026
INTERVAL = 0.90
KINDS = ("country", "border region")
SCORES = ("brier", "log_score", "crps")


def main() -> int:
    """Measure, write the JSON file and the README's table, print it."""
    series = read_series()
    results = {
        "series": "UCDP GED 21.1 (1989-2020, location known to the district), Ethiopia 23.1, Mexico and Myanmar 24.1",
        "border_km": BORDER_KM,
        "origins": f"every {STEP_DAYS} days from day {WARM_UP_DAYS} on, from the {LEAST_INCIDENTS}th incident on",
        "interval": INTERVAL,
        "bootstrap_draws": DRAWS,
        "horizons": {str(h): compare_horizon(series, h) for h in HORIZONS},
    }
    RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    table = build_table(results)
    write_readme(table)
    sys.stdout.write(table + "\n")
    return 0


def compare_horizon(series: list[Series], horizon: int) -> dict[str, Any]:
    """For each kind of region: scores of every forecaster, and our skill against each opponent."""
    rows = [row for each in series if (row := score_series(each, horizon))]
    frame = pd.DataFrame(rows)
    return {kind: compare_kind(frame[frame["kind"] == kind]) for kind in KINDS}


def score_series(series: Series, horizon: int) -> dict[str, Any] | None:
    """Mean scores of each forecaster over the origins that count; None where they are too few."""
    tested = run_backtest(series.history, horizon)
    counts = series.history.count_until(tested.frame["origin"].to_numpy()) >= LEAST_INCIDENTS
    if counts.sum() < LEAST_ORIGINS:
        return None
    happened = tested.frame["happened"].to_numpy(np.bool_)
    row: dict[str, Any] = {"name": series.name, "kind": series.kind, "origins": int(counts.sum())}
    row["share_happened"] = float(happened[counts].mean())
    for name in NAMES:
        row[f"brier {name}"] = float(brier(tested.frame[name], happened)[counts].mean())
        row[f"log_score {name}"] = float(log_loss(tested.frame[name], happened)[counts].mean())
        if name in tested.crps:
            row[f"crps {name}"] = float(tested.crps[name][counts].mean())
    return row


def compare_kind(frame: pd.DataFrame) -> dict[str, Any]:
    """Scores and skills over all series of a kind."""
    return {
        "series": len(frame),
        "forecasts": int(frame["origins"].sum()),
        "share_happened": round(float(frame["share_happened"].mean()), 4),
        "forecasters": {name: compare_forecaster(frame, name) for name in NAMES},
    }


def compare_forecaster(frame: pd.DataFrame, name: str) -> dict[str, Any]:
    """One forecaster's mean scores, and how much better ours is: skill with interval, share of series won."""
    found: dict[str, Any] = {}
    for score in SCORES:
        if (column := f"{score} {name}") not in frame:
            continue
        ours, theirs = frame[f"{score} {OURS}"].to_numpy(), frame[column].to_numpy()
        found[score] = round(float(theirs.mean()), 4)
        if name != OURS:
            skill, low, high = compare_skill(ours, theirs)
            found[f"{score}_skill"] = [round(each, 4) for each in (skill, low, high)]
            found[f"{score}_won"] = round(float((ours < theirs).mean()), 4)
    return found


def compare_skill(ours: np.ndarray, theirs: np.ndarray) -> tuple[float, float, float]:
    """1 - ours / theirs, of means over series, with its 90 % interval by drawing whole series anew."""
    draws = np.random.default_rng(SEED).integers(0, len(ours), (DRAWS, len(ours)))
    drawn = 1 - ours[draws].mean(axis=1) / theirs[draws].mean(axis=1)
    low, high = np.quantile(drawn, [(1 - INTERVAL) / 2, (1 + INTERVAL) / 2])
    return float(1 - ours.mean() / theirs.mean()), float(low), float(high)


def build_table(results: dict[str, Any]) -> str:
    """The README's table: at the default horizon, each forecaster's scores and our skill against it."""
    shown = results["horizons"][str(SHOWN)]
    heads = [f"{kind} ({shown[kind]['series']} series, {shown[kind]['forecasts']:,} forecasts)" for kind in KINDS]
    lines = [
        f"| {SHOWN} days ahead | {heads[0]}: Brier | our skill | log score | our skill "
        f"| {heads[1]}: Brier | our skill | log score | our skill |",
        "|---|" + "--:|" * 8,
    ]
    for name in NAMES:
        cells = [f"{name} (ours)" if name == OURS else name]
        for kind in KINDS:
            found = shown[kind]["forecasters"][name]
            for score in ("brier", "log_score"):
                cells += [f"{found[score]:.3f}", show_skill(found.get(f"{score}_skill"))]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def show_skill(skill: list[float] | None) -> str:
    """A skill in percent with its interval: "+12 % [8, 15]"."""
    if skill is None:
        return "–"
    value, low, high = (f"{round(100 * each):+d}".replace("+0", "0") for each in skill)
    return f"{value} % [{low}, {high}]"


def write_readme(table: str) -> None:
    """Puts the table between the README's marks. Raises ValueError where they are missing."""
    text = README.read_text(encoding="utf-8")
    before, mark, rest = text.partition(OPENS)
    _, end, after = rest.partition(CLOSES)
    if not mark or not end:
        raise ValueError(f"the README has no '{OPENS}' … '{CLOSES}' to write the table between")
    README.write_text(f"{before}{OPENS}\n{table}\n{CLOSES}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
