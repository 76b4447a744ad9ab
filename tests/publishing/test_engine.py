"""The engines: what a fork gives is what a kernel gives; limits, refusals and deaths are told, and outputs kept."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode
from papermill import execute_notebook
from papermill.exceptions import PapermillExecutionError

from analysis.publishing.workbook import NOTEBOOKS
from tests.publishing.conftest import write_notebook

ROOT = Path(__file__).parents[2]
VOLATILE = [
    (r"0x[0-9a-f]+", "0x"),
    (r"ipykernel_\d+", "ipykernel"),
    (r"\x1b\[[0-9;]*m", ""),
    (r"[0-9a-f]{32}", "id"),
]


def run(path: Path, engine: str, **options: Any) -> NotebookNode:
    """One executed notebook, also where a cell failed."""
    done = path.with_name(f"{path.stem}.{engine}.ipynb")
    with suppress(PapermillExecutionError):
        execute_notebook(path, done, options.pop("parameters", {}), engine_name=engine, progress_bar=False, **options)
    return nbformat.read(done, as_version=4)


def list_outputs(notebook: NotebookNode) -> Any:
    """All that must be equal between engines: counts, outputs in order, widgets; what varies by process taken out."""
    listed = [[cell.get("execution_count"), cell.get("outputs", [])] for cell in notebook.cells]
    kept = notebook.metadata.get("widgets", {}).get("application/vnd.jupyter.widget-state+json", {})
    widgets = sorted(kept.get("state", {}).values(), key=lambda widget: widget["model_name"])  # their ids are random
    text = json.dumps([listed, widgets, notebook.metadata.language_info], sort_keys=True)
    for pattern, instead in VOLATILE:
        text = re.sub(pattern, instead, text.replace("\\u001b", "\x1b"))
    return json.loads(text)


CELLS = {
    "values and prints": ("x = 6 * 7\nprint('out')\nx", "import sys\nprint('err', file=sys.stderr)\n_ + 1", "Out[2]"),
    "displays": (
        "from IPython.display import HTML, display\nprint('before')\ndisplay(HTML('<b>b</b>'))\nprint('after')",
        "h = display('one', display_id='d')\nh.update('two')",
        "from IPython.display import clear_output\nprint('gone')\nclear_output()\nprint('stays')",
        "display({'text/plain': 'p', 'application/x-own+json': {'a': [1, None]}}, raw=True, metadata={'m': 1})",
    ),
    "a table and a chart": (
        "import pandas as pd\npd.DataFrame({'a': [1, 2]})",
        "import matplotlib.pyplot as plt\nfig, ax = plt.subplots(figsize=(1, 1))\nax.plot([1, 2]);",
    ),
    "a warning": ("import warnings\nwarnings.warn('look out')", "warnings.warn('old', DeprecationWarning)"),
    "an error": ("print('so far')", "def f():\n    return 1 / 0\nf()", "print('never')"),
    "a syntax error": ("x = (",),
    "await and magics": ("import asyncio\nawait asyncio.sleep(0)\n%who_ls int",),
    "widgets": ("import ipywidgets as w\ns = w.IntSlider(3, description='n')\ns", "s.value = 5"),
    "cells without code": ("", "   ", "1"),
}


@pytest.mark.parametrize("name", CELLS)
def test_a_fork_gives_the_outputs_of_a_kernel(tmp_path: Path, name: str) -> None:
    path = write_notebook(tmp_path, "cells", *CELLS[name])
    forked, kernel = run(path, "briefbook"), run(path, "briefbook-kernel")
    assert list_outputs(forked) == list_outputs(kernel)
    assert any(cell.get("outputs") for cell in forked.cells)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_the_founding_notebooks_come_out_alike(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.ipynb"
    shutil.copy(ROOT / "notebooks" / path.name, path)
    forked, kernel = run(path, "briefbook", cwd=ROOT), run(path, "briefbook-kernel", cwd=ROOT)
    assert list_outputs(forked) == list_outputs(kernel)
    assert {cell.metadata.papermill.status for cell in forked.cells} == {"completed"}


def test_what_another_process_prints_is_kept(tmp_path: Path) -> None:
    code = (
        "import os, subprocess, sys\nos.write(2, b'raw')\nsubprocess.run([sys.executable, '-c', 'print(7)']).returncode"
    )
    cell = run(write_notebook(tmp_path, "cells", code), "briefbook").cells[-1]
    assert [output.get("text") for output in cell.outputs] == ["7\n", "raw", None]


def test_the_notebook_carries_papermills_record_and_timings(tmp_path: Path) -> None:
    path = write_notebook(tmp_path, "cells", "horizon_days")
    one, other = (run(path, engine, parameters={"horizon_days": 7}) for engine in ("briefbook", "briefbook-kernel"))
    assert one.cells[-1].outputs[0].data["text/plain"] == "7"
    assert "injected-parameters" in one.cells[2].metadata.tags
    assert one.metadata.papermill.parameters == {"horizon_days": 7}
    for mine, theirs in zip(one.cells, other.cells, strict=True):
        assert mine.metadata.papermill.status == "completed"
        assert set(mine.metadata) == set(theirs.metadata)
        assert set(mine.metadata.get("execution", {})) == set(theirs.metadata.get("execution", {}))


def test_every_notebook_starts_afresh(tmp_path: Path) -> None:
    leave = "import json, os\njson.left = 1\nos.environ['LEFT'] = '1'\nleft = 1"
    run(write_notebook(tmp_path, "first", leave), "briefbook")
    look = "import json, os\n(hasattr(json, 'left'), 'LEFT' in os.environ, 'left' in globals())"
    second = run(write_notebook(tmp_path, "second", look), "briefbook")
    assert second.cells[-1].outputs[0].data["text/plain"] == "(False, False, False)"


REFUSED = {
    "input('who?')": "StdinNotImplementedError: a briefing's notebook may not ask for input",
    "!echo hi": "ShellRefusedError: a briefing's notebook may not use the shell",
    "%system echo hi": "ShellRefusedError",
    "found = !ls": "ShellRefusedError",
    "%%bash\necho hi": "ShellRefusedError",
    "import os; os.system('echo hi')": "ShellRefusedError",
    "import subprocess; subprocess.run('echo hi', shell=True)": "ShellRefusedError",
    "import subprocess; subprocess.run(['bash', '-c', 'echo hi'])": "ShellRefusedError",
}


@pytest.mark.parametrize("engine", ["briefbook", "briefbook-kernel"])
def test_input_and_the_shell_are_refused(tmp_path: Path, engine: str) -> None:
    path = write_notebook(tmp_path, "cells", *REFUSED)
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells[2:]:
        cell.metadata["tags"] = ["raises-exception"]
    nbformat.write(notebook, path)
    done = run(path, engine)
    cells = [cell for cell in done.cells if "raises-exception" in cell.metadata.get("tags", [])]
    for cell, message in zip(cells, REFUSED.values(), strict=True):
        error = cell.outputs[-1]
        assert message in f"{error.ename}: {error.evalue}", cell.source


STOPPED: dict[str, tuple[str, dict[str, Any], str]] = {
    "a cell that loops": ("while True: pass", {"execution_timeout": 1}, "the cell ran longer than its limit of 1 s"),
    "cells that take too long together": (
        "import time; time.sleep(9)",
        {"run_seconds": 1},
        "the notebook ran longer than its limit of 1 s",
    ),
    "memory": ("x = bytearray(300_000_000)", {"memory_mb": 128}, "the notebook needs more than its limit of 128 MB"),
    "a leak": ("x = []\nwhile True: x.append('x' * 99999)", {"memory_mb": 128}, "more than its limit of 128 MB"),
    "an exit": ("import os; os._exit(3)", {}, "the notebook's process ended by itself with status 3"),
    "a crash": ("import ctypes; ctypes.string_at(0)", {}, "was ended by signal 11 (SIGSEGV): a crash in compiled code"),
    "a kill": ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", {}, "was ended by signal 9 (SIGKILL)"),
}


@pytest.mark.parametrize("name", STOPPED)
def test_what_stops_a_notebook_is_told_and_what_was_done_is_kept(tmp_path: Path, name: str) -> None:
    code, options, message = STOPPED[name]
    path = write_notebook(tmp_path, "cells", "'so far'", f"print('here')\n{code}", "never = 1")
    done = run(path, "briefbook", **options)
    texts = [str(cell.get("outputs", "")) for cell in done.cells]
    assert any("so far" in text for text in texts)
    [failed] = [cell for cell in done.cells if any(output.output_type == "error" for output in cell.get("outputs", []))]
    assert message in failed.outputs[-1].evalue
    assert failed.metadata.papermill.status == "failed"
    assert done.cells[-1].metadata.papermill.status == "pending"
    assert any("papermill-error-cell" in cell.source for cell in done.cells)


def test_the_papermill_command_takes_the_engine(tmp_path: Path) -> None:
    path = write_notebook(tmp_path, "cells", "horizon_days * 2")
    done = tmp_path / "done.ipynb"
    command = [sys.executable, "-m", "papermill", path, done, "--engine", "briefbook", "-p", "horizon_days", "21"]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    assert nbformat.read(done, as_version=4).cells[-1].outputs[0].data["text/plain"] == "42"


def test_nothing_runs_on_once_the_run_is_gone(tmp_path: Path) -> None:
    mark = tmp_path / "pid"
    code = f"import os, time; open({str(mark)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    path = write_notebook(tmp_path, "cells", code)
    command = [sys.executable, "-m", "papermill", path, tmp_path / "done.ipynb", "--engine", "briefbook"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT) as running:
        wait_for(mark.is_file)
        running.kill()
    pid = int(mark.read_text() or 0)
    wait_for(lambda: not is_running(pid))


def wait_for(is_true: Any, seconds: float = 30) -> None:
    """Waits until something is so; fails where it does not come to be."""
    until = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.05)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0] != "Z"
