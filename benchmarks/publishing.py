"""How fast briefings are made, beside papermill with nbconvert and beside ploomber-engine.

    python -m benchmarks.publishing [BATCH …]    measures and writes the table between the README's marks

The five founding notebooks become HTML. A: the `papermill` command for each notebook, then one `jupyter nbconvert` for
all. B: papermill's and nbconvert's Python interfaces in one process. C: ploomber-engine (extra `bench`) and nbconvert's
in one process. Ours: `briefbook run` from a cold start, and `briefbook batch` for each BATCH (default 20 and 200), all
with `--to html`. B and C are given per briefing as the second of two in their process: with imports loaded, caches
warm. CPU seconds stand beside the wall clock's, as they suffer less from a busy machine.
"""

import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
OPENS, CLOSES = "<!-- bench publishing -->", "<!-- /bench publishing -->"
NOTEBOOKS = ("briefing", "1_article", "2_actors", "3_implications", "4_analysis")
CASE = "tajikistan-border-2025"
BIN = Path(sys.executable).parent
Row = tuple[str, float, float]  # what, wall seconds, CPU seconds

IN_PROCESS = """
import os, resource, sys, time, warnings
os.environ["PLOOMBER_STATS_ENABLED"] = "false"
warnings.simplefilter("ignore")
{imports}
from nbconvert import HTMLExporter
def cpu(): return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
for turn in range(2):
    wall, used = time.perf_counter(), cpu()
    for name in {names}:
        done = sys.argv[1] + "/" + name + ".ipynb"
        {execute}
        HTMLExporter().from_filename(done)
    print(time.perf_counter() - wall, cpu() - used)
"""
SIDES = {
    "B: papermill and nbconvert in one process": (
        "from papermill import execute_notebook",
        'execute_notebook("notebooks/" + name + ".ipynb", done, progress_bar=False)',
    ),
    "C: ploomber-engine and nbconvert in one process": (
        "from ploomber_engine import execute_notebook",
        'execute_notebook("notebooks/" + name + ".ipynb", done, progress_bar=False)',
    ),
}


def main(sizes: list[int]) -> int:
    """Measure, print, and write."""
    rows: list[Row] = []
    notes: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows.append(measure("A: papermill and nbconvert commands", lambda: run_commands(folder)))
        for side, (imports, execute) in SIDES.items():
            rows += run_in_process(side, imports, execute, folder)
        rows.append(measure("`briefbook run`, cold", lambda: run_briefbook("run", CASE, "--out", str(folder / "one"))))
        for size in sizes:
            made, again, memory = measure_batch(size, folder / f"batch{size}")
            rows += [made, again]
            notes.append(f"The leading process of {size} held {memory:.0f} MB at most.")
        rows += print_pdf(folder / "one" / CASE)
    table = build_table(rows, notes)
    sys.stdout.write(table + "\n")
    text = README.read_text(encoding="utf-8")
    if OPENS in text:
        pattern = re.compile(f"{OPENS}.*?{CLOSES}", re.DOTALL)
        README.write_text(pattern.sub(lambda _: f"{OPENS}\n{table}\n{CLOSES}", text), encoding="utf-8")
    return 0


def measure_batch(size: int, out: Path) -> tuple[Row, Row, float]:
    """A batch, per briefing; the same again, as a whole; and the most memory of the first one's leading process."""
    days = ",".join(map(str, range(1, size + 1)))
    words = ("batch", CASE, "--matrix", f"horizon_days={days}", "--out", str(out))
    held: list[float] = []
    _, wall, used = measure("", lambda: held.append(run_briefbook(*words)))
    again = measure(f"the same again, all {size} unchanged", lambda: run_briefbook(*words))
    return (f"`briefbook batch` of {size}, each", wall / size, used / size), again, held[0]


def measure(what: str, work: Callable[[], object]) -> Row:
    """Wall and CPU seconds of some work that is done by child processes."""
    wall, used = time.perf_counter(), count_cpu()
    work()
    return what, time.perf_counter() - wall, count_cpu() - used


def count_cpu() -> float:
    """CPU seconds of all children that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def run_commands(folder: Path) -> None:
    """Side A."""
    done = [str(folder / f"{name}.ipynb") for name in NOTEBOOKS]
    for name, path in zip(NOTEBOOKS, done, strict=True):
        run([str(BIN / "papermill"), f"notebooks/{name}.ipynb", path, "--no-progress-bar"])
    run([str(BIN / "jupyter"), "nbconvert", "--to", "html", *done])


def run_in_process(side: str, imports: str, execute: str, folder: Path) -> list[Row]:
    """Sides B and C; none where the library is not installed."""
    code = IN_PROCESS.format(imports=imports, execute=execute, names=NOTEBOOKS)
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code, str(folder)], cwd=ROOT, capture_output=True, text=True
    )
    if done.returncode:
        sys.stderr.write(f"{side} could not be measured: {done.stderr.strip().splitlines()[-1]}\n")
        return []
    wall, used = map(float, done.stdout.strip().splitlines()[-1].split())
    return [(side, wall, used)]


def run_briefbook(*words: str) -> float:
    """Our command; returns the most memory that its leading process held, in MB."""
    most = 0.0
    command = [sys.executable, "-m", "analysis", *words, "--to", "html"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # noqa: S603

        def watch() -> None:
            nonlocal most
            while process.poll() is None:
                held = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{process.pid}/status").read_text())
                most = max(most, int(held[1]) / 1024 if held else 0.0)
                time.sleep(0.2)

        watcher = threading.Thread(target=watch)
        watcher.start()
        watcher.join()
    if process.returncode:
        raise SystemExit(f"briefbook {' '.join(words)} ended with status {process.returncode}.")
    return most


def print_pdf(shelf: Path) -> list[Row]:
    """The PDF of one page by WeasyPrint, in a process with it imported, and by Chromium, from its start."""
    page = next(shelf.glob("*/briefing.html"))
    code = (
        "import sys, time, weasyprint\nfrom pathlib import Path\nfrom analysis.publishing.pdf import write_pdf\n"
        "page, wall = Path(sys.argv[1]).read_text(), time.perf_counter()\nused = time.process_time()\n"
        "write_pdf(page, Path(sys.argv[2]))\nprint(time.perf_counter() - wall, time.process_time() - used)\n"
    )
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code, str(page), str(shelf / "a.pdf")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    wall, used = map(float, done.stdout.split())
    rows = [("PDF of one briefing, WeasyPrint", wall, used)]
    chromium = shutil.which("chromium")
    if chromium:
        flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={shelf / 'b.pdf'}"]
        rows.append(measure("PDF of one briefing, Chromium", lambda: run([chromium, *flags, str(page)])))
    return rows


def run(command: list[str]) -> None:
    """Runs a command quietly. Raises where it fails."""
    env = {**os.environ, "PYTHONWARNINGS": "ignore"}
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True, env=env)  # noqa: S603 - our own commands


def build_table(rows: list[Row], notes: list[str]) -> str:
    """The figures as Markdown; the factor is by the wall clock, against side A."""
    first = rows[0][1]
    lines = [
        "| the five founding notebooks to HTML | seconds | CPU seconds | times faster than A |",
        "|---|--:|--:|--:|",
    ]
    for what, wall, used in rows:
        factor = "" if what.startswith(("PDF", "the same")) else f"{first / wall:.1f}"
        lines.append(f"| {what} | {wall:.2f} | {used:.2f} | {factor} |")
    return "\n".join([*lines, "", *notes, f"Measured on {os.cpu_count()} cores."])


if __name__ == "__main__":
    sys.exit(main([int(word) for word in sys.argv[1:]] or [20, 200]))
