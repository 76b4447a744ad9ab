"""Sensitivity: the same comparison under other baselines and other scopes, to see whether the answer hangs on them."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Literal

import pandas as pd

from analysis.findings.answers import find_record
from analysis.findings.rates import Comparison, QuietSpell, compare_baselines, compare_rates, count_quiet_spell
from analysis.findings.record import Record, select_record
from analysis.intake.case import Case
from analysis.intake.scope import Scope

MOST_PARTS = 3  # scopes shown besides the main one: a small table, not a list of everything


@dataclass(frozen=True)
class Choice:
    """One choice of baseline or scope, what the comparison says under it, and what the quiet at its end is worth."""

    kind: Literal["baseline", "scope"]
    label: str
    comparison: Comparison
    quiet: QuietSpell


def compare_choices(case: Case, baseline_years: float) -> tuple[Choice, ...]:
    """Before and after the pledge under several baselines, then with other scopes at the given baseline.

    Scopes: the main one with nothing left out by name, where something is; and those of the case whose incidents are
    all in the main one, most incidents first. Empty where there is no comparison to make.
    """
    record, pledge = find_record(case), case.file.pledge
    if record is None or pledge is None or not record.start < pledge.date < record.end:
        return ()
    main = slim(record)
    baselines = [
        Choice("baseline", label, compared, count_quiet_spell(main, pledge.date, compared.before.years))
        for label, compared in compare_baselines(main, pledge.date)
    ]
    others = [choose_scope(each, pledge.date, baseline_years) for each in find_scopes(case, main, pledge.date)]
    return (*baselines, *others)


def choose_scope(record: Record, day: date, baseline_years: float) -> Choice:
    """The comparison in another scope."""
    compared = compare_rates(record, day, baseline_years)
    return Choice("scope", record.scope.title, compared, count_quiet_spell(record, day, baseline_years))


def find_scopes(case: Case, main: Record, day: date) -> list[Record]:
    """The records to set beside the main one: without its exclusions, and its parts, each with days on both sides."""
    whole = [slim(select_record(case, without_exclusions(main.scope)))] if main.scope.excluded else []
    named = [slim(select_record(case, name)) for name in case.file.scopes if name != case.file.main_scope]
    ids = pd.Index(main.frame["event_id"])
    smaller = sorted((each for each in named if 0 < each.count < main.count), key=lambda each: -each.count)
    parts = islice((each for each in smaller if is_part(each, ids)), MOST_PARTS)
    return [each for each in [*whole, *parts] if each.start < day < each.end]


def slim(record: Record) -> Record:
    """The record with what counting takes: its many other columns would be cut and copied dozens of times."""
    return replace(record, frame=record.frame[["event_id", "date"]])


def is_part(record: Record, ids: pd.Index) -> bool:
    """Whether every incident of a record is among these."""
    return bool((ids.get_indexer(pd.Index(record.frame["event_id"])) >= 0).all())


def without_exclusions(scope: Scope) -> Scope:
    """The scope with the incidents that it leaves out by name."""
    also = tuple(without_exclusions(part) for part in scope.also)
    named = {"title": f"{scope.title}, none left out by name", "one": f"{scope.one}, none left out by name"}
    return scope.model_copy(update={**named, "exclude": {}, "also": also})
