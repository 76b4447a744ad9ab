"""A batch: many briefings, some at a time, each in a process of its own; one that fails doesn't stop the others.

What has been done stands in the editions themselves, so a batch that was killed is resumed by running it again. The
process that leads imports nothing large and keeps one line per briefing, whatever their number.
"""

import os
import selectors
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.intake.value import InputError
from analysis.publishing.forks import Channel, Child, can_fork, describe_end
from analysis.publishing.freshness import find_fresh, hash_code
from analysis.publishing.limits import Limits
from analysis.publishing.lock import locked
from analysis.publishing.plan import SHOWN, Entry
from analysis.publishing.preload import ALWAYS, find_imports
from analysis.publishing.workbook import FORMATS, NOTEBOOKS, ROOT, check_engine
from analysis.publishing.zygote import Zygote

# Papermill first: it loads its engines, ours among them, while it is imported.
PUBLISHING = ("papermill", "analysis.publishing.briefing", "analysis.publishing.engine", "analysis.publishing.pdf")
TRIES = 2  # a briefing is tried again where the zygote died under it, which is no fault of its own


@dataclass(frozen=True)
class Order:
    """How the briefings of a batch are made."""

    root: Path = ROOT
    out: Path | None = None
    formats: tuple[str, ...] = FORMATS
    engine: str = "fork"
    limits: Limits = field(default_factory=Limits)
    jobs: int = 0
    is_forced: bool = False

    @property
    def reports(self) -> Path:
        return (self.out or self.root / "reports").resolve()

    @property
    def at_once(self) -> int:
        """How many briefings run side by side."""
        return self.jobs or os.cpu_count() or 1


@dataclass(frozen=True)
class Outcome:
    """What became of one briefing: `made`, `unchanged`, `warned` (made, but not all of it) or `failed`."""

    entry: Entry
    status: str
    folder: Path | None = None
    message: str = ""


Report = Callable[[Outcome], None]


def run_batch(entries: tuple[Entry, ...], order: Order, report: Report = lambda outcome: None) -> list[Outcome]:
    """Makes every briefing that is not there yet as it would be made now; reports each as it is done.

    Raises InputError before anything runs: where a day lies outside a case's data, the folder can't be written to, or
    another batch is writing to it.
    """
    check_engine(order.engine)
    try:
        order.reports.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"can't write to '{order.reports}' ({error.strerror}). Choose another with --out.") from error
    with locked(order.reports):
        hash_code.cache_clear()
        code = hash_code(order.root)
        stale, outcomes = [], []
        for entry in entries:
            fresh = None if order.is_forced else find_entry(entry, order)
            if fresh is None:
                stale.append(entry)
            else:
                outcomes.append(Outcome(entry, "unchanged", fresh))
                report(outcomes[-1])
        if stale:
            crew = Crew(order, code)
            try:
                crew.check(stale)
                for outcome in crew.run(stale):
                    outcomes.append(outcome)
                    report(outcome)
            finally:
                crew.close()
    return outcomes


def find_entry(entry: Entry, order: Order) -> Path | None:
    """The edition of an entry that need not be made again."""
    return find_fresh(order.root, order.reports / entry.shelf, entry.case, entry.given, order.formats)


class Crew:
    """The zygote and the briefings that run in its forks."""

    def __init__(self, order: Order, code: str) -> None:
        self.order, self.code = order, code
        self.used: dict[str, set[str]] = {"modules": set(), "caches": set()}
        self.zygote = self._start()

    def _start(self) -> Zygote:
        if not can_fork():
            raise InputError("a batch needs a system that can fork: Linux. Elsewhere run the briefings one by one.")
        notebooks = [self.order.root / "notebooks" / f"{name}.ipynb" for name in NOTEBOOKS]
        zygote = Zygote([*ALWAYS, *find_imports(notebooks), *PUBLISHING])
        zygote.preload(sorted(self.used["modules"]), sorted(self.used["caches"]))
        return zygote

    def check(self, entries: list[Entry]) -> None:
        """Reads every case once, in a fork. Raises InputError that lists each day that lies outside its data."""
        days: dict[str, list[tuple[str, str]]] = {}
        for entry in entries:
            days.setdefault(entry.case, []).append((entry.given.get("as_of", ""), entry.where))
        faults: list[str] = []
        for case, asked in days.items():
            child = self.zygote.start(f"{__name__}:check_case", {"case": case, "asked": asked})
            while (message := child.receive()) is not None:
                faults += message.get("faults", []) + ([message["fault"]] if "fault" in message else [])
            child.close()
        if faults:
            more = [f"… and {len(faults) - SHOWN} more."] if len(faults) > SHOWN else []
            raise InputError("\n".join([*faults[:SHOWN], *more, "No briefing was run."]))

    def run(self, entries: list[Entry]) -> Iterable[Outcome]:
        """The outcome of each entry, in the order in which they end."""
        waiting = deque((entry, 1) for entry in entries)
        running: dict[Any, tuple[Entry, int, Child, dict[str, Any]]] = {}
        while waiting or running:
            while waiting and len(running) < self.order.at_once:
                entry, tries = waiting.popleft()
                child = self._begin(entry)
                running[child.channel.end] = entry, tries, child, {}
            with selectors.DefaultSelector() as selector:
                for end in running:
                    selector.register(end, selectors.EVENT_READ)
                ready = [key.fileobj for key, _ in selector.select()]
            for end in ready:
                entry, tries, child, heard = running[end]
                if not hear_all(child, heard):
                    continue
                del running[end]
                child.channel.close()
                if "status" not in heard and not self.zygote.is_alive() and tries < TRIES:
                    waiting.appendleft((entry, tries + 1))
                    continue
                yield self._conclude(entry, child, heard)

    def _begin(self, entry: Entry) -> Child:
        if not self.zygote.is_alive():
            self.zygote.close()
            self.zygote = self._start()
        order = self.order
        given = {
            "entry": {"case": entry.case, "given": entry.given, "shelf": entry.shelf},
            "root": str(order.root),
            "out": str(order.out.resolve()) if order.out else None,
            "formats": order.formats,
            "engine": order.engine,
            "limits": order.limits.model_dump(),
            "at_once": max(1, (os.cpu_count() or 1) // order.at_once),
            "code": self.code,
        }
        return self.zygote.start(f"{__name__}:run_entry", given)

    def _conclude(self, entry: Entry, child: Child, heard: dict[str, Any]) -> Outcome:
        new = {kind: set(heard.get(kind, ())) - known for kind, known in self.used.items()}
        if any(new.values()):
            self.zygote.preload(sorted(new["modules"]), sorted(new["caches"]))
            self.used = {kind: known | new[kind] for kind, known in self.used.items()}
        folder = Path(heard["folder"]) if "folder" in heard else None
        if "status" in heard:
            return Outcome(entry, heard["status"], folder, heard.get("message", ""))
        fault = heard.get("fault") or f"its process {describe_end(child.status or 0)}."
        return Outcome(entry, "failed", message=fault.strip().splitlines()[-1])

    def close(self) -> None:
        """Ends all that still runs."""
        self.zygote.close()


def hear_all(child: Child, heard: dict[str, Any]) -> bool:
    """Takes in what has come from a child; whether that was its end."""
    while True:
        message = child.hear()
        if message is None:
            return True
        heard.update(message)
        if b"\n" not in child.channel.pending:
            return False


def check_case(channel: Channel, case: str, asked: list[list[str]]) -> None:
    """The call of a fork: says which of the asked days a case can't speak from, and why."""
    from analysis.intake.case import choose_as_of, read_case

    faults = []
    try:
        read = read_case(case)
    except InputError as error:
        channel.send({"faults": [f"{asked[0][1]}: {error}"]})
        return
    for day, where in asked:
        try:
            choose_as_of(day, read.file.published or read.article.published, read.file.pledge, read.events)
        except InputError as error:
            faults.append(f"{where}: {error}")
    channel.send({"faults": faults})


def run_entry(
    channel: Channel, entry: dict[str, Any], root: str, out: str | None, code: str, limits: dict[str, Any], **how: Any
) -> None:
    """The call of a fork: makes one briefing and says what became of it."""
    from analysis.publishing import briefing

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what is half built is removed
    briefing.ROOT = Path(root)
    os.chdir(root)
    if hash_code(Path(root)) != code:
        raise InputError("the code or a notebook was changed while the batch ran. Run it again.")
    where = Path(out) if out else None
    how["formats"] = tuple(how["formats"])
    try:
        made = briefing.run_briefing(**entry, out=where, limits=Limits(**limits), **how)
    except InputError as error:
        channel.send({"status": "failed", "message": str(error)})
        return
    status, message = ("warned", made.warning) if made.warning else ("made", made.note or "")
    used = {kind: sorted(names) for kind, names in made.used.items()}
    channel.send({"status": status, "folder": str(made.folder), "message": message, **used})
