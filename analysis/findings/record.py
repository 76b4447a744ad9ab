"""The record: the incidents in a scope, and the days for which their absence means something.

A day that the data don't cover is not a day of calm: every exposure ends at the end of coverage or at `as_of`.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pandas as pd

from analysis.intake.case import Case
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
        rows = (self.frame["date"] > pd.Timestamp(start)) & (self.frame["date"] <= pd.Timestamp(end))
        return replace(self, frame=self.frame[rows].reset_index(drop=True), start=start, end=max(start, end))


def select_record(case: Case, scope: str | None = None) -> Record:
    """The case's record in one of its named scopes (None: its main scope), from the start of coverage to `as_of`.

    Raises InputError where the case has no event data or no such scope.
    """
    name = scope or case.file.main_scope
    if case.events is None:
        raise InputError(f"case '{case.slug}' has no event data. Name a data set under 'events:' in its case.yml.")
    if name not in case.file.scopes:
        known = ", ".join(case.file.scopes) or "none"
        raise InputError(f"case '{case.slug}' has no scope '{name}'. Its scopes: {known}. Add one in its case.yml.")
    chosen = case.file.scopes[name]
    first = case.events.coverage[0] - timedelta(days=1)
    whole = Record(
        scope=chosen,
        frame=select_rows(case.events, chosen),
        start=first,
        end=case.coverage_end,
        source=case.events.passport.source_line(),
        gaps=case.events.passport.known_gaps,
    )
    return whole.between(first, case.coverage_end)


def select_rows(events: Events, scope: Scope) -> pd.DataFrame:
    """The rows that meet every condition of a scope."""
    frame = events.frame
    keep = ~frame["event_id"].isin(list(scope.exclude))
    if scope.border_segment:
        keep &= frame["border_segment"] == scope.border_segment
    if scope.countries:
        keep &= frame["country_iso3"].isin(scope.countries)
    if scope.event_types:
        keep &= frame["event_type"].isin(scope.event_types)
    if scope.target_iso3:
        keep &= frame["target_iso3"] == scope.target_iso3
    if scope.armed_only:
        keep &= frame["is_armed"]
    if scope.fatal:
        keep &= count_dead(frame, scope) > 0
    return frame[keep].sort_values(["date", "event_id"], ignore_index=True)


def count_dead(frame: pd.DataFrame, scope: Scope) -> pd.Series:
    """The dead that the scope's `fatal` speaks of; where no figure is known, the low one, else none."""
    if scope.fatal == "target":
        return frame["killed_of_target"].fillna(0)
    victims = frame["killed_best"].fillna(frame["killed_low"]).fillna(0)
    return victims if scope.fatal == "victims" else victims + frame["attackers_killed"].fillna(0)
