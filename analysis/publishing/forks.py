"""Forks: functions that run in a process of their own, imports already loaded, and report over a socket.

A process may be forked safely only where it has a single thread; that is looked at, not hoped for. A process with more
threads (a notebook server, a progress bar) has a clean one started, the zygote, which forks in its stead.
"""

import ctypes
import gc
import importlib
import json
import os
import resource
import signal
import socket
import sys
import traceback
import weakref
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from analysis.publishing.preload import load_modules

DIE_WITH_PARENT = 1  # prctl's PR_SET_PDEATHSIG
OPEN: "weakref.WeakSet[Channel]" = weakref.WeakSet()  # so that a new child closes the channels of its siblings
forks_here = False


class Channel:
    """One end of a socket that carries JSON objects, one on a line."""

    def __init__(self, end: socket.socket) -> None:
        self.end = end
        self.pending = b""
        OPEN.add(self)

    def send(self, message: dict[str, Any]) -> None:
        """Sends one object; where the other end is gone, nothing happens: its end is noticed by reading."""
        with suppress(BrokenPipeError, ConnectionResetError):
            if self.end.fileno() < 0:  # closed by ourselves
                return
            self.end.sendall(json.dumps(message).encode() + b"\n")

    def receive(self, seconds: float | None = None) -> dict[str, Any] | None:
        """The next object; None where the other end is closed. Raises TimeoutError after `seconds`."""
        parts = [self.pending]
        while b"\n" not in parts[-1]:
            self.end.settimeout(seconds if seconds is None else max(seconds, 0.001))
            try:
                part = self.end.recv(1 << 18)
            except ConnectionResetError:
                part = b""
            except TimeoutError:
                self.pending = b"".join(parts)
                raise
            if not part:
                return None
            parts.append(part)
        line, _, self.pending = b"".join(parts).partition(b"\n")
        return dict(json.loads(line))

    def close(self) -> None:
        """Closes this end; the other one reads None."""
        OPEN.discard(self)
        self.end.close()


class Child:
    """A function that runs in its own process. The last object that it sends is `{"exit": status}`."""

    def __init__(self, channel: Channel, pid: int | None, is_ours: bool) -> None:
        self.channel, self.pid, self.is_ours = channel, pid, is_ours
        self.status: int | None = None

    def send(self, message: dict[str, Any]) -> None:
        """Sends one object to the function."""
        self.channel.send(message)

    def receive(self, seconds: float | None = None) -> dict[str, Any] | None:
        """The function's next object; None once it has ended, and then `status` is known. Raises TimeoutError."""
        message = self.hear(seconds)
        return self.hear(seconds) if message is not None and "pid" in message else message

    def hear(self, seconds: float | None = None) -> dict[str, Any] | None:
        """The same, and `{"pid": …}` first: for those who wait for several children and may not block on one."""
        message = self.channel.receive(seconds)
        if message is not None and "pid" in message:
            self.pid = message["pid"]
        if message is None or "exit" in message:
            self.status = self._reap() if self.is_ours else (message or {"exit": -signal.SIGKILL})["exit"]
            return None
        return message

    def close(self) -> None:
        """Ends the process, whatever it is doing, with all that it started."""
        if self.status is None and self.pid is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, signal.SIGKILL)
            self.status = self._reap() if self.is_ours else -signal.SIGKILL
        self.channel.close()

    def _reap(self) -> int:
        with suppress(ChildProcessError):
            return os.waitstatus_to_exitcode(os.waitpid(self.pid or 0, 0)[1])
        return -signal.SIGKILL


def can_fork() -> bool:
    """Whether notebooks can be forked on this system: Linux. macOS has a fork that its own libraries don't survive."""
    return sys.platform == "linux"


def is_single() -> bool:
    """Whether this process has one thread only, counting those of libraries."""
    return can_fork() and len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208 - faster, and it is asked often


def shed_threads() -> bool:
    """Whether this process has one thread, or had only threads of libraries that let go of theirs before a fork.

    DuckDB keeps threads as long as a database is open, and ours is closed by a hook that Python calls at every fork: so
    one is made in vain, whose child ends at once.
    """
    if not is_single() and can_fork():
        pid = os.fork()
        if pid == 0:
            os._exit(0)
        os.waitpid(pid, 0)
    return is_single()


def fork_from_here() -> None:
    """Declares that this process has loaded what its children need: they are forked from it, not from a zygote."""
    global forks_here  # a fact about the process
    forks_here = True


def is_forking_here() -> bool:
    """Whether children are forked from this very process: it said so, and it has one thread."""
    return forks_here and shed_threads()


def start_child(function: str, **given: Any) -> Child:
    """`module:function` called with a channel and JSON values, in a process forked from here or from the zygote."""
    if is_forking_here():
        return fork_child(function, given)
    from analysis.publishing.zygote import find_zygote  # here: the zygote itself imports this module

    return find_zygote().start(function, given)


def preload(modules: list[str]) -> None:
    """Loads modules where children are forked from: here, or in the zygote."""
    if is_forking_here():
        load_modules(modules)
    else:
        from analysis.publishing.zygote import find_zygote

        find_zygote(is_new_run=True).preload(modules, [])


def fork_child(function: str, given: dict[str, Any]) -> Child:
    """The same, forked from this process."""
    ours, theirs = socket.socketpair()
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        ours.close()
        live(Channel(theirs), function, given, parent)
    theirs.close()
    return Child(Channel(ours), pid, is_ours=True)


def live(channel: Channel, function: str, given: dict[str, Any], parent: int) -> None:
    """What a new child does: it lets go of what it inherited, calls the function and ends. Never returns."""
    status = 70  # EX_SOFTWARE: the function failed
    try:
        let_go(channel, parent)
        find_function(function)(channel, **given)
        status = 0
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else 1
    except BaseException:
        channel.send({"fault": traceback.format_exc()})
    finally:
        with suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)


def let_go(channel: Channel, parent: int) -> None:
    """Own process group and signals; dies with its parent; lets siblings' channels go; freezes what it inherited."""
    os.setpgid(0, 0)
    ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:  # it died before we could ask to be told
        os._exit(1)
    signal.set_wakeup_fd(-1)
    for name in (signal.SIGCHLD, signal.SIGTERM):
        signal.signal(name, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    for other in list(OPEN):
        if other is not channel:
            other.close()
    gc.freeze()
    fork_from_here()


def find_function(name: str) -> Callable[..., None]:
    """The function that `module:function` names."""
    module, _, function = name.partition(":")
    return getattr(importlib.import_module(module), function)  # type: ignore[no-any-return]  # by name: untyped


def limit_memory(megabytes: int) -> None:
    """Lets this process take that much memory beyond what it has; more is a MemoryError, or its death in C code.

    RLIMIT_DATA counts what is written to and not shared, so neither mapped files nor the preloaded imports count.
    """
    own = int(Path("/proc/self/statm").read_text().split()[5]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_DATA, (own + megabytes * 2**20, resource.RLIM_INFINITY))


def describe_end(status: int) -> str:
    """An exit status in words."""
    if status < 0:
        name = signal.Signals(-status).name
        return f"was ended by signal {-status} ({name})" + {
            "SIGKILL": ", from outside or by the system for lack of memory",
            "SIGSEGV": ": a crash in compiled code",
        }.get(name, "")
    return f"ended by itself with status {status}"
