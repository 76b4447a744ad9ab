"""How fast event data are added and queried, beside pandas, on a table of GED 26.1's size.

    python -m benchmarks.store         measures everything and writes the table between the README's marks

The table is ../shared/events/ucdp/ged_scaled_417968x49_SYNTHETIC.parquet (half of it jittered copies: for speed and
memory only), written out as csv. Every side runs in a process of its own, three times; the fastest counts, and memory
is the most that the process ever held. Imports are not timed. The pandas side reads the csv with `pandas.read_csv` as
it comes and makes the same checks with columns at a time; it writes nothing, while ours also writes Parquet, rejects,
passport and summary, and counts the file's SHA-256 twice.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
TABLE = ROOT.parent / "shared" / "events" / "ucdp" / "ged_scaled_417968x49_SYNTHETIC.parquet"
README = ROOT / "README.md"
OPENS, CLOSES = "<!-- bench -->", "<!-- /bench -->"
RUNS = 3
Figures = dict[str, float]


def main() -> int:
    """Measure, print, and write; 1 with a plain message where the table is missing."""
    if not TABLE.is_file():
        sys.stderr.write(f"No table to measure on: expected '{TABLE.name}' in '{TABLE.parent}'. It is not shipped.\n")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        once, twice = write_tables(Path(folder))
        table = build_table(measure_all(Path(folder), once, twice))
    sys.stdout.write(table + "\n")
    write_readme(README, table)
    return 0


def write_tables(folder: Path) -> tuple[Path, Path]:
    """The table as csv, once and with every row twice under another id."""
    import duckdb

    once, twice = folder / "once.csv", folder / "twice.csv"
    other = "SELECT * REPLACE (id + 1000000000 AS id) FROM"
    duckdb.sql(f"COPY (FROM '{TABLE}') TO '{once}'")
    duckdb.sql(f"COPY (FROM '{TABLE}' UNION ALL ({other} '{TABLE}')) TO '{twice}'")
    return once, twice


def measure_all(folder: Path, once: Path, twice: Path) -> dict[str, Figures]:
    """Seconds and megabytes of every side."""
    return {
        "add": measure("add", once, folder / "store"),
        "add twice": measure("add", twice, folder / "store2"),
        "pandas": measure("pandas", once),
        "query": measure("query", folder / "store"),
        "reread": measure("reread", once),
    }


def measure(side: str, *paths: Path) -> Figures:
    """The fastest of several runs, each in a process of its own."""
    runs = []
    for _ in range(RUNS):
        command = [sys.executable, "-m", "benchmarks.store", side, *map(str, paths)]
        done = subprocess.run(  # noqa: S603 - our own command
            command, cwd=ROOT, capture_output=True, text=True, check=True
        )
        runs.append(json.loads(done.stdout.splitlines()[-1]))
    return min(runs, key=lambda run: run["seconds"])


def build_table(found: dict[str, Figures]) -> str:
    """The figures as a Markdown table."""
    add, twice, pandas = found["add"], found["add twice"], found["pandas"]
    query, reread = found["query"]["seconds"], found["reread"]["seconds"]
    lines = [
        "| 417,968 rows × 49 columns | Briefbook | pandas | |",
        "|---|--:|--:|--:|",
        f"| add the csv: read, check, (write) | {add['seconds']:.1f} s | {pandas['seconds']:.1f} s "
        f"| {pandas['seconds'] / add['seconds']:.1f} × as fast |",
        f"| the same in processor seconds, all cores | {add['cpu']:.1f} s | {pandas['cpu']:.1f} s "
        f"| {pandas['cpu'] / add['cpu']:.1f} × as little |",
        f"| memory at most | {add['megabytes']:,.0f} MB | {pandas['megabytes']:,.0f} MB "
        f"| {add['megabytes'] / pandas['megabytes']:.0%} of it |",
        f"| incidents of one scope: from the store, or the csv read again | {1000 * query:.0f} ms | {reread:.1f} s "
        f"| {reread / query:.0f} × as fast |",
        f"| add twice the rows | {twice['seconds']:.1f} s | | {twice['seconds'] / add['seconds']:.1f} × the time |",
    ]
    return "\n".join(lines)


def write_readme(path: Path, table: str) -> None:
    """Puts the table between the marks of the README, which must be there."""
    before, mark, rest = path.read_text(encoding="utf-8").partition(OPENS)
    _, end, after = rest.partition(CLOSES)
    if not (mark and end):
        raise SystemExit(f"{path.name} has no '{OPENS}' … '{CLOSES}' to write the table between.")
    path.write_text(f"{before}{OPENS}\n{table}\n{CLOSES}{after}", encoding="utf-8")


def run_side(side: str, paths: list[Path]) -> None:
    """One side, timed, as a line of JSON."""
    from benchmarks import sides

    work: Callable[..., Figures] = getattr(sides, f"run_{side}")
    sys.stdout.write(json.dumps(work(*paths)) + "\n")


if __name__ == "__main__":
    if sys.argv[1:]:
        run_side(sys.argv[1], [Path(each) for each in sys.argv[2:]])
    else:
        sys.exit(main())
