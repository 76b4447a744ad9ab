"""How fast the scope explorer follows, and what the same step costs as a notebook cell run anew.

    python -m benchmarks.widgets [CASE]

A step is one change of a control: from the event in the kernel to the markup that is sent. Each control is moved; the
median and the slowest of all steps count, on the clock and of the processor. The cell is what an analyst would run
instead: scope, record, map, timeline and rates as still exhibits; the ratio is that of processor time. Both are
measured warm, in one process, in turn; figures are in `widgets.json`.
"""

import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from analysis.exhibits import charts, maps
from analysis.exhibits.explorer import build_explorer
from analysis.findings.rates import compare_rates
from analysis.findings.record import select_record
from analysis.intake.case import Case, read_case

RESULTS = Path(__file__).parent / "widgets.json"
BASELINE_YEARS = 5.0
ROUNDS = 5


def main() -> int:
    """Measures, writes the JSON file, prints it."""
    case = read_case(sys.argv[1] if len(sys.argv) > 1 else "tajikistan-border-2025")
    widget = build_explorer(case, BASELINE_YEARS)
    moves = list_moves(widget)
    for move in moves.values():
        move(0)  # GeoNames and borders are read at the first use
    steps = {
        name: [measure(lambda m=move, r=each: m(r)) for each in range(1, ROUNDS + 1)] for name, move in moves.items()
    }  # type: ignore[misc]
    run_cell(case, "clash")
    cells = [measure(lambda: run_cell(case, "clash")) for _ in range(ROUNDS)]
    every = [step for each in steps.values() for step in each]
    result = {
        "case": case.slug,
        "incidents": select_record(case).count,
        "load": round(os.getloadavg()[0] / (os.cpu_count() or 1), 1),  # above 1, wall times are those of a busy machine
        "step_ms": describe(every),
        "step_ms_by_control": {name: describe(each) for name, each in steps.items()},
        "cell_ms": describe(cells),
        "cell_by_step": round(statistics.median(c for _, c in cells) / statistics.median(c for _, c in every), 1),
        "python": platform.python_version(),
    }
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps(result, indent=2) + "\n")
    return 0


def list_moves(widget: Any) -> dict[str, Callable[[int], None]]:
    """One change for each control; the number of the round makes it another value each time."""
    found = {each.description: each for each in walk(widget) if getattr(each, "description", "")}
    months, kilometres = found["Months"], found["within km"]

    def circle(turn: int) -> None:
        found["Around"].value = "Dushanbe" if turn % 2 else "Khujand"

    return {
        "months": lambda turn: setattr(months, "index", (turn, months.index[1])),
        "type": lambda turn: setattr(found["clash"], "value", not found["clash"].value),
        "actors": lambda turn: setattr(found["Involving"], "value", "Taliban" if turn % 2 else ""),
        "around": circle,
        "kilometres": lambda turn: setattr(kilometres, "value", 100 + 50 * turn),
    }


def walk(widget: Any) -> list[Any]:
    """A widget and all that is in it."""
    return [widget, *(part for child in getattr(widget, "children", ()) for part in walk(child))]


def run_cell(case: Case, kind: str) -> None:
    """The same findings as still exhibits, as a notebook cell would show them."""
    record = select_record(case, select_record(case).scope.narrowed(event_types=(kind,)))
    shown = [
        maps.incidents_map(record, pledge=case.pledge_day, countries=case.file.countries),
        charts.timeline(record, pledge=case.pledge_day, as_of=case.as_of),
    ]
    if case.pledge_day:
        shown.append(charts.before_after(compare_rates(record, case.pledge_day, BASELINE_YEARS), record))
    for each in shown:
        each._repr_mimebundle_()


def measure(act: Callable[[], None]) -> tuple[float, float]:
    """Milliseconds that something takes: on the clock, and of the processor."""
    wall, cpu = time.perf_counter(), time.process_time()
    act()
    return (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000


def describe(measured: list[tuple[float, float]]) -> dict[str, int]:
    """Medians, and the slowest on the clock."""
    walls, cpus = [wall for wall, _ in measured], [cpu for _, cpu in measured]
    return {
        "wall_median": round(statistics.median(walls)),
        "wall_slowest": round(max(walls)),
        "cpu_median": round(statistics.median(cpus)),
        "cpu_slowest": round(max(cpus)),
    }


if __name__ == "__main__":
    sys.exit(main())
