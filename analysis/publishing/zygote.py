"""The zygote: a clean process with one thread and the notebooks' imports loaded, which forks a child on request."""

import atexit
import json
import os
import selectors
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from analysis.publishing.forks import Channel, Child, live, shed_threads
from analysis.publishing.preload import ENVIRONMENT, load_modules, prepare_process, warm_caches

MODULE = "analysis.publishing.zygote"
LARGEST = 1 << 17  # bytes of one request: parameters, module names
BARE = "bare"
GRACE = 3.0  # seconds that children have to remove what is half built


class Zygote:
    """The process as others see it. Ends when the object is closed or its maker ends."""

    def __init__(self, modules: list[str], caches: list[str] | None = None) -> None:
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        root = str(Path(__file__).parents[2])
        path = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))
        self.process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", MODULE, str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            env={**os.environ, **ENVIRONMENT, "PYTHONPATH": path},
            stdin=subprocess.DEVNULL,
        )
        theirs.close()
        self.maker = os.getpid()
        self.born = time.time_ns()
        self.preload(modules, caches or [])

    def preload(self, modules: list[str], caches: list[str]) -> None:
        """Imports modules, and fills caches that take no argument, for all children to come."""
        self._request({"preload": modules, "caches": caches})

    def start(self, function: str, given: dict[str, Any]) -> Child:
        """`module:function` called with a channel and JSON values in a fork of the zygote."""
        ours, theirs = socket.socketpair()
        with theirs:
            self._request({"start": function, "given": given}, theirs)
        return Child(Channel(ours), None, is_ours=False)

    def retire(self) -> None:
        """Lets the zygote end once its children have."""
        self._request({"retire": True})
        self.control.close()

    def is_alive(self) -> bool:
        """Whether it still runs, and was made by this process rather than inherited."""
        return self.maker == os.getpid() and self.process.poll() is None

    def close(self) -> None:
        """Ends the zygote and its children; they get a moment to tidy up."""
        self.control.close()
        if self.maker == os.getpid():
            try:
                self.process.wait(2 * GRACE + 1)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def _request(self, request: dict[str, Any], *ends: socket.socket) -> None:
        message = json.dumps(request).encode()
        with suppress(BrokenPipeError, ConnectionResetError):  # a dead zygote is noticed by its children's silence
            socket.send_fds(self.control, [message], [end.fileno() for end in ends])


_current: list[Zygote] = []
_retired: list[Zygote] = []


def find_zygote(is_new_run: bool = False) -> Zygote:
    """This process's zygote: started at first use, anew where it died, or where code was changed before a new run."""
    if _current and not _current[0].is_alive():
        _current.pop().close()
    if is_new_run and _current and newest_source() > _current[0].born:
        _current[0].retire()  # another run may be using it
        _retired.append(_current.pop())
    _retired[:] = [zygote for zygote in _retired if zygote.is_alive()]
    if not _current:
        _current.append(Zygote([]))
        atexit.register(close_zygote)
    return _current[0]


def close_zygote() -> None:
    """Ends this process's zygote, where it has one."""
    for zygotes in (_current, _retired):
        while zygotes:
            zygotes.pop().close()


def newest_source() -> int:
    """When the newest of this package's files was written, in nanoseconds."""
    return max(path.stat().st_mtime_ns for path in Path(__file__).parents[1].rglob("*.py"))


class Nursery:
    """The zygote's own side: the children that it forked, and the channel ends through which it reports their end."""

    def __init__(self, control: socket.socket, is_bare: bool) -> None:
        self.control, self.is_bare = control, is_bare
        self.children: dict[int, Channel] = {}

    def handle(self, request: dict[str, Any], fds: list[int]) -> None:
        if "retire" in request:
            while self.children:
                self.reap()
                time.sleep(0.01)
        elif "preload" in request:
            self.preload(request["preload"], request["caches"])
        else:
            self.fork(request["start"], request["given"], Channel(socket.socket(fileno=fds[0])))

    def preload(self, modules: list[str], caches: list[str]) -> None:
        """Loads; where a library then keeps a thread, the zygote begins again, without preloading.

        Children that run at that moment run on; how they end is then not told, only that they have.
        """
        if self.is_bare:
            return
        load_modules(modules)
        warm_caches(caches)
        if not shed_threads():
            self.control.set_inheritable(True)
            os.execv(sys.executable, [sys.executable, "-m", MODULE, str(self.control.fileno()), BARE])  # noqa: S606

    def fork(self, function: str, given: dict[str, Any], channel: Channel) -> None:
        parent = os.getpid()
        pid = os.fork()
        if pid == 0:
            self.control.close()
            channel.send({"pid": os.getpid()})
            live(channel, function, given, parent)
        self.children[pid] = channel

    def reap(self) -> None:
        """Tells the makers of the children that have ended how they ended."""
        for pid in list(self.children):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                channel = self.children.pop(pid)
                channel.send({"exit": os.waitstatus_to_exitcode(status)})
                channel.close()

    def end(self) -> None:
        """Asks all children to end, then makes them."""
        for sent in (signal.SIGTERM, signal.SIGKILL):
            for pid in self.children:
                with suppress(ProcessLookupError):
                    os.killpg(pid, sent)
            until = time.monotonic() + GRACE
            while self.children and time.monotonic() < until:
                self.reap()
                time.sleep(0.01)


def serve(control: socket.socket, is_bare: bool) -> None:
    """Answers requests until the maker closes its end."""
    nursery = Nursery(control, is_bare)
    wake, woken = socket.socketpair()
    for end in (wake, woken):
        end.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    signal.set_wakeup_fd(woken.fileno())
    with selectors.DefaultSelector() as selector:
        selector.register(control, selectors.EVENT_READ)
        selector.register(wake, selectors.EVENT_READ)
        try:
            while True:
                ready = [key.fileobj for key, _ in selector.select()]
                if wake in ready:
                    with suppress(BlockingIOError):
                        wake.recv(4096)
                    nursery.reap()
                if control in ready:
                    message, fds, _, _ = socket.recv_fds(control, LARGEST, 1)
                    if not message:
                        return
                    nursery.handle(json.loads(message), fds)
        finally:
            nursery.end()


if __name__ == "__main__":
    prepare_process()
    serve(socket.socket(fileno=int(sys.argv[1])), BARE in sys.argv)
