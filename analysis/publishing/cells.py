"""Cells: what runs in a notebook's own process, IPython with the displays of a kernel and a socket in place of ZeroMQ.

The shell, its displays and its tracebacks are ipykernel's own classes, so that the outputs are those of a kernel; only
what they send goes elsewhere.
"""

import asyncio
import io
import os
import sys
import time
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import comm
from comm.base_comm import BaseComm
from ipykernel.compiler import XCachingCompiler
from ipykernel.jsonutil import json_clean
from ipykernel.zmqshell import ZMQInteractiveShell
from jupyter_client.session import Session
from traitlets.config import Config

from analysis.publishing.forks import Channel, limit_memory
from analysis.publishing.preload import list_used_caches

FLUSH_SECONDS = 0.2  # ipykernel's own interval: what is printed within it is one output
SPARE_MEGABYTES = 256  # for telling that the limit was reached
LANGUAGE = {
    "name": "python",
    "version": sys.version.split()[0],
    "mimetype": "text/x-python",
    "codemirror_mode": {"name": "ipython", "version": sys.version_info[0]},
    "pygments_lexer": f"ipython{sys.version_info[0]}",
    "nbconvert_exporter": "python",
    "file_extension": ".py",
}


class SocketSession(Session):
    """Builds messages as ipykernel does and sends them over the channel."""

    def send(self, stream: Any, msg_or_type: Any, content: Any = None, *_: Any, **__: Any) -> Any:
        """Sends one message of the kernel protocol."""
        is_built = isinstance(msg_or_type, dict)
        kind = msg_or_type["header"]["msg_type"] if is_built else msg_or_type
        stream.send(message(kind, msg_or_type["content"] if is_built else content))


class Printed(io.TextIOBase):
    """stdout or stderr: what is written within a moment becomes one output. Has the real stream's file number."""

    encoding = "utf-8"

    def __init__(self, name: str, number: int, channel: Channel) -> None:
        self.name, self.number, self.channel = name, number, channel
        self.file = os.memfd_create(name, os.MFD_CLOEXEC)  # what child processes and C code write
        os.dup2(self.file, number)
        self.parts: list[str] = []
        self.taken, self.flushed = 0, 0.0

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self.parts.append(text)
        if time.monotonic() - self.flushed > FLUSH_SECONDS:
            self.flush()
        return len(text)

    def flush(self) -> None:
        self._collect()
        text, self.parts, self.flushed = "".join(self.parts), [], time.monotonic()
        if text:
            self.channel.send(message("stream", {"name": self.name, "text": text}))

    def _collect(self) -> None:
        """Adds what was written to the file beneath, by others than Python's print."""
        written = os.pread(self.file, 1 << 24, self.taken)
        self.taken += len(written)
        if written:
            self.parts.append(written.decode("utf-8", "replace"))

    def fileno(self) -> int:
        return self.number

    def writable(self) -> bool:
        return True


def message(kind: str, content: dict[str, Any]) -> dict[str, Any]:
    """A message of the kernel protocol, as far as nbclient reads it."""
    now = datetime.now(UTC).isoformat().replace("+00:00", "Z")
    header = {"msg_type": kind, "date": now}
    return {"msg_type": kind, "content": content, "parent_header": {"msg_id": ""}, "header": header}


def run_cells(channel: Channel, memory_mb: int, cwd: str) -> None:
    """Runs the cells that come over the channel, one after another, in one fresh shell; ends when it is closed.

    The call of a forked child: it changes the process (streams, limits, folder) and never puts it back.
    """
    os.chdir(cwd)
    sys.path.insert(0, "")  # as a kernel has it: modules beside the notebook are found
    with open(os.devnull) as nothing:  # noqa: PTH123 - a device
        os.dup2(nothing.fileno(), 0)
    known = set(sys.modules)
    sys.stdout, sys.stderr = Printed("stdout", 1, channel), Printed("stderr", 2, channel)
    shell = build_shell(channel, memory_mb)
    limit_memory(memory_mb)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    while (request := channel.receive()) is not None:
        if "code" in request:
            loop.run_until_complete(run_cell(shell, channel, request["code"]))
        else:
            new = [name for name, module in sys.modules.items() if name not in known and is_importable(module)]
            channel.send({"language": LANGUAGE, "modules": new, "caches": list_used_caches()})


def is_importable(module: Any) -> bool:
    """Whether a module would be found by its name again."""
    spec = getattr(module, "__spec__", None)
    return spec is not None and spec.has_location and spec.name == getattr(module, "__name__", "")


def build_shell(channel: Channel, memory_mb: int) -> Any:
    """A shell as in a kernel, without history on disk and without the user's own IPython settings."""
    config = Config()
    config.HistoryManager.enabled = False
    shell: Any = ZMQInteractiveShell.instance(
        config=config, compiler_class=XCachingCompiler, kernel=SimpleNamespace(eventloop=None)
    )
    session = SocketSession()
    for part in (shell.displayhook, shell.display_pub):
        part.session, part.pub_socket = session, channel
    shell.displayhook.topic = b"execute_result"

    class SocketComm(BaseComm):
        """How widgets tell their state."""

        def publish_msg(self, msg_type: str, data: Any = None, metadata: Any = None, buffers: Any = None, **keys: Any):  # type: ignore[no-untyped-def]
            content = json_clean({"data": data or {}, "comm_id": self.comm_id, **keys})  # type: ignore[no-untyped-call]
            channel.send({**message(msg_type, content), "buffers": [bytes(b).hex() for b in buffers or []]})

    def tell_limit(self: Any, kind: Any, error: Any, trace: Any, tb_offset: Any = None) -> None:
        limit_memory(memory_mb + SPARE_MEGABYTES)
        self.showtraceback((kind, MemoryError(f"the notebook needs more than its limit of {memory_mb} MB"), trace))

    comm.create_comm = SocketComm
    shell.set_custom_exc((MemoryError,), tell_limit)
    shell.extension_manager.load_extension("analysis.publishing.refusals")
    return shell


async def run_cell(shell: Any, channel: Channel, code: str) -> None:
    """Runs one cell as ipykernel's `execute_request` does: status, outputs, reply, status."""
    channel.send(message("status", {"execution_state": "busy"}))
    channel.send(message("execute_input", {"code": code, "execution_count": shell.execution_count}))
    failed = None
    try:
        cell = shell.transform_cell(code)
    except Exception:
        cell, failed = code, sys.exc_info()
    if shell.should_run_async(code, transformed_cell=cell, preprocessing_exc_tuple=failed):
        result = await shell.run_cell_async(
            code, store_history=True, transformed_cell=cell, preprocessing_exc_tuple=failed
        )
        shell.events.trigger("post_execute")
        shell.events.trigger("post_run_cell", result)
    else:
        result = shell.run_cell(code, store_history=True)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    channel.send(message("execute_reply", describe_result(shell, result)))
    channel.send(message("status", {"execution_state": "idle"}))


def describe_result(shell: Any, result: Any) -> dict[str, Any]:
    """The content of an `execute_reply`."""
    error = result.error_before_exec or result.error_in_exec
    if error is None:
        return {"status": "ok"}
    return {
        "status": "error",
        "ename": type(error).__name__,
        "evalue": str(error),
        "traceback": shell._last_traceback or [],
    }
