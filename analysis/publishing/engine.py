"""The papermill engines: `briefbook` forks a process for every notebook, `briefbook-kernel` starts an ordinary kernel.

Both give the same outputs. Both refuse input() and the shell, and stop a cell or a notebook that takes too long.
"""

import shutil
import sys
import time
import warnings
import weakref
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import CellExecutionComplete, CellExecutionError
from nbformat import NotebookNode
from nbformat.v4 import new_output
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NBClientEngine, papermill_engines
from papermill.log import logger
from traitlets import default

from analysis.publishing.forks import Child, can_fork, describe_end, is_forking_here, preload, start_child
from analysis.publishing.limits import Limits
from analysis.publishing.preload import ALWAYS, list_source_imports

NO_FORK = "This system can't fork notebooks (only Linux can): an ordinary Jupyter kernel runs them, more slowly."

LAST_USED: dict[str, list[str]] = {"modules": [], "caches": []}  # what the last forked notebook loaded, for the next


class NotebookStoppedError(Exception):
    """A notebook's process died or was stopped at a limit; the text says which."""


class SocketKernelManager(AsyncKernelManager):
    """Starts kernels that listen on Unix sockets where the system has them; elsewhere on loopback TCP.

    ipykernel warns that a kernel on a TCP port is neither encrypted nor private.
    """

    @default("transport")
    def _default_transport(self) -> str:
        return "tcp" if sys.platform == "win32" else "ipc"

    @default("ip")
    def _default_ip(self) -> str:
        """A folder of its own: jupyter_client's default is one name in the present folder, which two kernels share."""
        if self.transport == "tcp":
            return "127.0.0.1"
        folder = mkdtemp(prefix="briefbook-")
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        return str(Path(folder) / "kernel")


class KernelEngine(NBClientEngine):
    """Runs one notebook in an ordinary kernel of its own, reached over IPC."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> Any:
        """Called by papermill. `options` are papermill's own; an `execution_timeout` given there wins."""
        options.setdefault("kernel_manager_class", SocketKernelManager)
        limits = take_limits(options)
        options["execution_timeout"] = limits.cell_seconds
        options["extra_arguments"] = ["--InteractiveShellApp.extra_extensions=analysis.publishing.refusals"]
        options.setdefault("shutdown_kernel", "immediate")  # all outputs are in; a graceful end takes longer, says more
        return super().execute_managed_notebook(nb_man, kernel_name, **options)


class BriefbookEngine(Engine):
    """Runs one notebook in a forked process. Where fork is missing it says so and starts a kernel."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> Any:
        """Called by papermill. Also takes `run_seconds`, `memory_mb`; an `execution_timeout` is one cell's limit."""
        language = nb_man.nb.metadata.get("kernelspec", {}).get("language", "python")
        if not can_fork() or language != "python":
            if not can_fork():
                warnings.warn(NO_FORK, stacklevel=2)
            return KernelEngine.execute_managed_notebook(nb_man, kernel_name, **options)
        kept = {name: options.get(name) for name in ("log_output", "stdout_file", "stderr_file")}
        client = ForkClient(nb_man, take_limits(options), log=logger, kernel_name=kernel_name, **kept)
        return client.execute()


class ForkClient(PapermillNotebookClient):
    """nbclient's bookkeeping of outputs, displays and widgets, with a forked process in place of a kernel."""

    def __init__(self, nb_man: Any, limits: Limits, **options: Any) -> None:
        super().__init__(nb_man, **options)
        self.limits = limits

    def execute(self, **_: Any) -> NotebookNode:
        """Runs all cells up to the first that fails."""
        self.reset_execution_trackers()
        self.until = time.monotonic() + self.limits.run_seconds
        if not is_forking_here():  # else it has been done, for all notebooks at once
            preload_imports(self.nb)
        self.child: Child = start_child(
            "analysis.publishing.cells:run_cells", memory_mb=self.limits.memory_mb, cwd=str(Path.cwd())
        )
        try:
            self.papermill_execute_cells()
            self.child.send({"end": True})
            while self.child.status is None and (last := self.child.receive(self.limits.cell_seconds)) is not None:
                if "language" in last:
                    LAST_USED.update({kind: last[kind] for kind in LAST_USED})
                    self.nb.metadata["language_info"] = NotebookNode(last["language"])
                    break
            self.set_widgets_metadata()
        finally:
            self.child.close()
        done: NotebookNode = self.nb
        return done

    def execute_cell(self, cell: NotebookNode, cell_index: int, *_: Any, **__: Any) -> NotebookNode:
        """Runs one cell and collects what it puts out. Raises CellExecutionError."""
        tags = cell.metadata.get("tags", [])
        if cell.cell_type != "code" or not cell.source.strip() or self.skip_cells_with_tag in tags:
            return cell
        cell.outputs, self.clear_before_next_output = [], False
        cell.metadata["execution"] = NotebookNode()
        self.child.send({"code": cell.source})
        try:
            reply = self._collect(cell, cell_index)
        except NotebookStoppedError as stopped:
            reply = {"status": "error", "ename": "NotebookStoppedError", "evalue": str(stopped)}
            reply["traceback"] = [f"NotebookStoppedError: {stopped}"]
            cell.outputs.append(new_output("error", **{k: v for k, v in reply.items() if k != "status"}))
        allowed = self.allow_errors or "raises-exception" in tags
        if reply["status"] == "error" and not (allowed and self.child.status is None):
            raise CellExecutionError.from_cell_and_msg(cell, reply)
        return cell

    def _collect(self, cell: NotebookNode, index: int) -> dict[str, Any]:
        reply: dict[str, Any] = {}
        until = min(time.monotonic() + self.limits.cell_seconds, self.until)
        try:
            while True:
                message = self._wait(until)
                if message["msg_type"] == "execute_reply":
                    reply = message["content"]
                    cell.metadata["execution"]["shell.execute_reply"] = message["header"]["date"]
                else:
                    message["buffers"] = [bytes.fromhex(buffer) for buffer in message.get("buffers", [])]
                    self.process_message(message, cell, index)
        except CellExecutionComplete:
            return reply

    def _wait(self, until: float) -> dict[str, Any]:
        """The next message. Raises NotebookStoppedError where the process is gone, or at a limit, where it is ended."""
        try:
            message = self.child.receive(until - time.monotonic())
        except TimeoutError:
            self.child.close()
            raise NotebookStoppedError(self.limits.describe(is_run=until == self.until)) from None
        if message is None:
            raise NotebookStoppedError(f"the notebook's process {describe_end(self.child.status or 0)}")
        if "fault" in message:
            raise NotebookStoppedError(f"the notebook's process could not be set up: {message['fault']}")
        return message


def take_limits(options: dict[str, Any]) -> Limits:
    """Our own limits out of papermill's options, which keep only what is papermill's."""
    given = {name: options.pop(name, None) for name in ("run_seconds", "memory_mb")}
    given["cell_seconds"] = options.pop("execution_timeout", None)
    return Limits(**{name: value for name, value in given.items() if value})


def preload_imports(notebook: NotebookNode) -> None:
    """Loads what a notebook imports where it will be forked from, so that later runs of it find it loaded."""
    preload([*ALWAYS, *list_source_imports([cell.source for cell in notebook.cells if cell.cell_type == "code"])])


papermill_engines.register("briefbook-kernel", KernelEngine)
