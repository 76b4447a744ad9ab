"""Notebooks: all of one briefing run side by side, each kept by a process that runs it, watches it and saves it."""

import logging
import os
import selectors
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from analysis.intake.value import InputError
from analysis.publishing.forks import Channel, Child, can_fork, describe_end, preload, start_child
from analysis.publishing.holding import find_held
from analysis.publishing.limits import Limits
from analysis.publishing.parameters import Scalar
from analysis.publishing.preload import ALWAYS, find_imports
from analysis.publishing.workbook import ENGINES

GRACE = 30.0  # seconds beyond its limit that a notebook's keeper has to save it


class NotebookFailedError(InputError):
    """A cell failed; the half-run notebook was kept, everything else was left as it was."""


@dataclass(frozen=True)
class Job:
    """What the notebooks of one briefing are run with. `shown`: the parameters without paths of this machine."""

    root: Path
    folder: Path
    target: Path
    parameters: dict[str, Scalar]
    shown: dict[str, Scalar]
    engine: str = "fork"
    limits: Limits = field(default_factory=Limits)


def run_notebooks(
    names: tuple[str, ...], job: Job, at_once: int, progress: Callable[[str], None]
) -> dict[str, set[str]]:
    """Runs notebooks, `at_once` at a time, into the job's folder; returns which modules and caches they needed.

    Where one fails, the others are stopped. Raises NotebookFailedError, keeping the half-run notebook.
    """
    used: dict[str, set[str]] = {"modules": set(), "caches": set()}
    waiting = sorted(names, key=lambda name: -count_cells(job.root / "notebooks" / f"{name}.ipynb"))
    if not can_fork():
        for name in names:
            progress(f"{name}.ipynb")
            run_notebook(name, job)
        return used
    preload([*ALWAYS, *find_imports([job.root / "notebooks" / f"{name}.ipynb" for name in names])])
    until = time.monotonic() + job.limits.run_seconds + GRACE
    running: dict[Any, tuple[str, Child]] = {}
    try:
        with selectors.DefaultSelector() as selector:
            while waiting or running:
                while waiting and len(running) < at_once:
                    name = waiting.pop(0)
                    progress(f"{name}.ipynb")
                    child = start_child("analysis.publishing.notebooks:keep_notebook", name=name, job=pack(job))
                    running[child.channel.end] = name, child
                    selector.register(child.channel.end, selectors.EVENT_READ)
                for key, _ in selector.select(max(until - time.monotonic(), 0.1)):
                    hear(selector, running, key.fileobj, used)
                if time.monotonic() > until:
                    raise NotebookFailedError(f"the notebooks did not end within {job.limits.run_seconds:g} s.")
    finally:
        for _, child in running.values():
            child.close()
    return used


def hear(
    selector: selectors.BaseSelector, running: dict[Any, tuple[str, Child]], end: Any, used: dict[str, set[str]]
) -> None:
    """Takes in what a keeper says. Raises NotebookFailedError where its notebook failed, or it died."""
    name, child = running[end]
    while True:
        message = child.hear()
        if message is None:
            selector.unregister(end)
            del running[end]
            child.channel.close()
            if child.status:
                raise NotebookFailedError(f"{name}.ipynb stopped: its process {describe_end(child.status)}.")
            return
        if "failed" in message:
            raise NotebookFailedError(message["failed"])
        if "fault" in message:
            raise NotebookFailedError(f"{name}.ipynb could not be run: {message['fault']}")
        for kind in used:
            used[kind] |= set(message.get(kind, ()))
        if b"\n" not in child.channel.pending:
            return


def count_cells(notebook: Path) -> int:
    """How many cells a notebook has: the one with the most is started first, as it is likely to take longest."""
    return notebook.read_bytes().count(b'"cell_type"')


def pack(job: Job) -> dict[str, Any]:
    """A job as JSON values."""
    paths = {name: str(getattr(job, name)) for name in ("root", "folder", "target")}
    rest = {"parameters": job.parameters, "shown": job.shown, "engine": job.engine}
    return {**paths, **rest, "limits": job.limits.model_dump()}


def keep_notebook(channel: Channel, name: str, job: dict[str, Any]) -> None:
    """The call of a keeper: one notebook, run and saved; says over the channel how it went."""
    find_held()
    paths = {key: Path(job[key]) for key in ("root", "folder", "target")}
    try:
        used = run_notebook(name, Job(**{**job, **paths, "limits": Limits(**job["limits"])}))
    except NotebookFailedError as error:
        channel.send({"failed": str(error)})
    except OSError as error:
        why = error.strerror or type(error).__name__
        channel.send({"failed": f"{name}.ipynb could not be saved ({why}). No briefing was written or changed."})
    else:
        channel.send({kind: used.get(kind, []) for kind in ("modules", "caches")})


def run_notebook(name: str, job: Job) -> dict[str, list[str]]:
    """Runs one notebook in its job's folder and saves it there. Raises NotebookFailedError, keeping it half-run."""
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill import execute_notebook  # here: importing papermill takes time that a refused run needn't wait
    from papermill.exceptions import PapermillExecutionError

    from analysis.publishing import engine

    logging.getLogger("papermill").setLevel(logging.ERROR)
    path = job.folder / f"{name}.ipynb"
    files = [unformatted(job.root / "notebooks" / path.name), unformatted(path)]
    limits = job.limits.model_dump()
    limits["execution_timeout"] = limits.pop("cell_seconds")  # papermill's name for it
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # papermill's own
            executed = execute_notebook(
                *files, job.parameters, engine_name=ENGINES[job.engine], progress_bar=False, cwd=job.root,
                request_save_on_cell_execute=job.engine == "kernel", **limits,
            )  # fmt: skip
    except (PapermillExecutionError, DeadKernelError, CellTimeoutError) as error:
        raise NotebookFailedError(keep_failed(path, job, error)) from error
    tidy_notebook(executed, name, job.shown)
    nbformat.write(executed, path)
    return engine.LAST_USED


def unformatted(path: Path) -> str:
    """A path that papermill takes as it is: it fills in parameters between braces."""
    return str(path).replace("{", "{{").replace("}", "}}")


def keep_failed(path: Path, job: Job, error: Exception) -> str:
    """Moves the half-run notebook to where it can be looked at; returns the message that names it."""
    kept = job.target.parent / "failed" / path.name
    kept.parent.mkdir(exist_ok=True)
    notebook = nbformat.read(path, as_version=4)
    tidy_notebook(notebook, path.stem, job.shown)
    partial = kept.with_name(f".{kept.name}-{os.getpid()}")
    nbformat.write(notebook, partial)
    partial.rename(kept)
    what, anchor = describe_failure(error)
    shown = kept.relative_to(job.root).as_posix() if kept.is_relative_to(job.root) else str(kept)
    return f"{path.name}{what}\nThe notebook up to that cell: {shown}{anchor}\nNo briefing was written or changed."


def describe_failure(error: Exception) -> tuple[str, str]:
    """Which cell failed with what, and the anchor that papermill set above it; a kernel that died sets none."""
    if hasattr(error, "exec_count"):
        return f", cell In [{error.exec_count}] failed: {error.ename}: {error.evalue}", "#papermill-error-cell"  # type: ignore[attr-defined]
    words = str(error).strip().splitlines() or [type(error).__name__]
    return f" stopped: {type(error).__name__}: {words[0]}", ""


def tidy_notebook(notebook: NotebookNode, name: str, shown: dict[str, Scalar]) -> None:
    """Removes paths of this machine from a notebook, in place: papermill records where it ran and with what."""
    record = notebook.metadata.get("papermill", {})
    record["input_path"], record["output_path"] = f"notebooks/{name}.ipynb", f"{name}.ipynb"
    given = dict(record.get("parameters", {}))
    record["parameters"] = {key: shown.get(key, value) for key, value in given.items()}
    for cell in notebook.cells:
        if "injected-parameters" in cell.metadata.get("tags", []):
            for key, value in given.items():
                cell.source = cell.source.replace(repr(value), repr(shown.get(key, value))).replace(
                    f'"{value}"', f'"{shown.get(key, value)}"'
                )
