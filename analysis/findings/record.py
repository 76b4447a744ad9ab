"""The record: the incidents in a scope, and the days for which their absence means something.

A day that the data don't cover is not a day of calm: every exposure ends at the end of coverage or at `as_of`.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

import pandas as pd

from analysis.intake.case import Case
from analysis.intake.conditions import select_frame
from analysis.intake.events import Events
from analysis.intake.scope import Scope
from analysis.intake.value import InputError

DAYS_PER_YEAR = 365.25


@dataclass(frozen=True)
class Record:
    """The incidents in `scope` on days after `start` up to and including `end`; `frame` is oldest first.

    An incident known to the month or year only stands on the first day of it.
    """

    scope: Scope
    frame: pd.DataFrame
    start: date
    end: date
    source: str  # the line that stands under every figure
    gaps: tuple[str, ...] = ()  # what the data are known to miss

    @property
    def count(self) -> int:
        return len(self.frame)

    @property
    def days(self) -> int:
        return max((self.end - self.start).days, 0)

    @property
    def years(self) -> float:
        return self.days / DAYS_PER_YEAR

    def between(self, start: date, end: date) -> "Record":
        """The part of the record after `start` up to `end`; never reaches beyond its own coverage."""
        start, end = max(start, self.start), min(end, self.end)
        dates, first, last = self.frame["date"], pd.Timestamp(start), pd.Timestamp(end)
        if dates.is_monotonic_increasing:  # a slice of 400,000 rows costs nothing, a choice of them a tenth of a second
            frame = self.frame.iloc[slice(*dates.searchsorted([first, last], side="right"))]
        else:
            frame = self.frame[(dates > first) & (dates <= last)]
        return replace(self, frame=frame.reset_index(drop=True), start=start, end=max(start, end))


def select_record(case: Case, scope: str | Scope | None = None) -> Record:
    """The case's record in one of its named scopes (None: its main scope) or in any other, from the start of coverage
    to `as_of`. Days that the scope itself leaves out are no exposure.

    Raises InputError where the case has no event data or no such scope.
    """
    if case.events is None:
        raise InputError(f"case '{case.slug}' has no event data. Name a data set under 'events:' in its case.yml.")
    chosen = scope if isinstance(scope, Scope) else find_scope(case, scope or case.file.main_scope)
    since, until = chosen.days
    first = case.events.coverage[0]
    whole = Record(
        scope=chosen,
        frame=select_once(Selection(case.events, chosen)),
        start=max(first, since or first) - timedelta(days=1),
        end=min(case.coverage_end, until or case.coverage_end),
        source=find_source(case.events),
        gaps=case.events.passport.known_gaps,
    )
    return whole.between(whole.start, whole.end)


@dataclass(frozen=True, eq=False)
class Selection:
    """What was selected from: the very same events, and an equal scope."""

    events: Events
    scope: Scope

    def __hash__(self) -> int:
        return hash((id(self.events), self.scope.title))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Selection) and self.events is other.events and self.scope == other.scope


@lru_cache(maxsize=24)  # a briefing asks a dozen times for the main scope, and for all of a case's scopes twice
def select_once(chosen: Selection) -> pd.DataFrame:
    """The rows in scope, oldest first. The same frame each time: not to be written to."""
    return select_frame(chosen.events.frame, chosen.scope)


def find_source(events: Events) -> str:
    """What stands under every number from these events: whose, which version, until when, how many known gaps."""
    gaps = len(events.passport.known_gaps)
    known = f"; {gaps} known gap{'s' if gaps > 1 else ''}, listed with the coverage" if gaps else ""
    return f"{events.passport.source_line()}{known}"


def find_scope(case: Case, name: str | None) -> Scope:
    """The case's scope of that name. Raises InputError where it has none."""
    if name not in case.file.scopes:
        known = ", ".join(case.file.scopes) or "none"
        raise InputError(f"case '{case.slug}' has no scope '{name}'. Its scopes: {known}. Add one in its case.yml.")
    return case.file.scopes[name]
