"""How long the findings of a case take: the founding case, and the same case with 400,000 incidents in scope.

    python -m benchmarks.findings        the figures, as lines of a table

Reading the case and the article is not in it, nor drawing; both are what a notebook does before and after. The large
table is the founding case's border incidents drawn anew with other ids and days: for speed only, never for results.
There the matching of the article's incidents to the record is left out: it tries pairs of rows, and a table with
thousands of rows in the months around the article has millions of them.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd

from analysis.findings import answers, bottom_line, corroboration, hypotheses, judgments, pledges, record, track_record
from analysis.findings.sensitivity import compare_choices
from analysis.intake.case import Case, read_case
from analysis.intake.forecasts import read_forecasts
from analysis.reading.dossier import Dossier
from analysis.reading.reviewed import read_reviewed

CASE = "tajikistan-border-2025"
ROWS = 400_000
REPEATS = 5
YEARS, HORIZON = 5.0, 90


def main() -> int:
    """Measure both and print."""
    case = read_case(CASE)
    dossier = read_reviewed(case, "sentence").dossier
    large = enlarge(case, ROWS)
    in_scope = len(answers.find_record(large).frame)  # type: ignore[union-attr] # the founding case has a record
    sys.stdout.write("| findings | seconds | of processor | most allowed |\n|---|--:|--:|--:|\n")
    for name, each, most in (
        ("the founding case, 82 incidents", case, 0.3),
        (f"{in_scope:,} incidents in scope", large, 3.0),
    ):
        seconds, processor = measure(each, dossier)
        sys.stdout.write(f"| {name} | {seconds:.2f} | {processor:.2f} | {most} |\n")
    return 0


def measure(case: Case, dossier: Dossier) -> tuple[float, float]:
    """Fastest run of all findings of a case, each from the events table on: seconds, and seconds of processor time.

    On a machine that others use too, the second says what the first would be if they did not.
    """
    walls, processors = [], []
    for _ in range(REPEATS):
        record.select_once.cache_clear()
        wall, processor = time.perf_counter(), time.process_time()
        for step in list_steps(case, dossier):
            step()
        walls.append(time.perf_counter() - wall)
        processors.append(time.process_time() - processor)
    return min(walls), min(processors)


def list_steps(case: Case, dossier: Dossier) -> list[Callable[[], object]]:
    """Every finding that the notebooks ask for."""
    return [
        lambda: answers.find_record(case),
        lambda: answers.find_comparison(case, YEARS),
        lambda: answers.find_official(case),
        lambda: compare_choices(case, YEARS),
        lambda: answers.find_outlook(case, HORIZON),
        lambda: track_record.draw_forecasts(case, HORIZON),
        lambda: track_record.match_forecasts(case, read_forecasts(case.folder)),
        lambda: judgments.draw_judgments(case, HORIZON, "icd203"),
        lambda: judgments.draw_implications(case, "icd203"),
        lambda: hypotheses.weigh_hypotheses(case.review),
        lambda: describe_front(case, dossier),
    ]


def describe_front(case: Case, dossier: Dossier) -> object:
    """The front page's answer and figures, with what they rest on."""
    ledger = pledges.build_ledger(case, dossier)
    is_large = case.events is not None and len(case.events.frame) >= ROWS
    matches = () if is_large else corroboration.match_incidents(case, dossier.incidents)
    answer = bottom_line.draw_bottom_line(case, dossier, ledger, YEARS)
    return answer, bottom_line.draw_key_figures(case, dossier, matches)


def enlarge(case: Case, rows: int) -> Case:
    """The case with so many incidents in its main scope."""
    border = record.select_record(case).frame
    draw = np.random.default_rng(1)
    frame = border.iloc[draw.integers(0, len(border), rows)].reset_index(drop=True)
    first, last = case.events.coverage  # type: ignore[union-attr] # the founding case has events
    days = draw.integers(0, (last - first).days + 1, rows)
    frame["event_id"] = [f"E{number:06d}" for number in range(rows)]
    frame["date"] = (pd.Timestamp(first) + pd.to_timedelta(np.sort(days), unit="D")).astype("datetime64[ns]")
    return replace(case, events=replace(case.events, frame=frame))


if __name__ == "__main__":
    sys.exit(main())
