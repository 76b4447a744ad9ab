"""The pledge ledger: each commitment, its test, and a status that is computed by a printed rule.

`kept` the test is fulfilled · `holding` nothing speaks against it yet · `strained` something does ·
`broken` what must not happen happened · `not testable` the data can't say.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from analysis.findings.corroboration import stems
from analysis.findings.record import Record, select_record
from analysis.intake.case import Case
from analysis.intake.review import IncidentTest, Indicator, Observation, ObservationTest
from analysis.intake.value import InputError
from analysis.reading.dossier import Dossier

Status = Literal["kept", "holding", "strained", "broken", "not testable"]


@dataclass(frozen=True)
class Exhibited:
    """One thing that speaks for or against a promise: dated, in words, with where to check it."""

    date: dt.date
    text: str
    url: str | None
    source: str


@dataclass(frozen=True)
class Weighed:
    """What a test gives: the status, why, the rule in words, and what speaks for and against."""

    status: Status
    reason: str
    rule: str
    evidence_for: tuple[Exhibited, ...]
    evidence_against: tuple[Exhibited, ...]


@dataclass(frozen=True)
class LedgerEntry:
    """One commitment as the ledger shows it. `rule` is the test in words; `days` is how long it was observed."""

    indicator: str
    commitment: str
    promiser: str
    counterpart: str
    promised: str
    date: dt.date
    deadline: dt.date | None
    test: str
    rule: str
    status: Status
    reason: str
    evidence_for: tuple[Exhibited, ...]
    evidence_against: tuple[Exhibited, ...]
    days: int
    unknown: str
    source: str
    url: str
    sentence: str | None = None  # where the article says so
    date_precision: str = "day"  # "month": `date` is its first day


def build_ledger(case: Case, dossier: Dossier | None = None) -> tuple[LedgerEntry, ...]:
    """Every commitment that the review gives an indicator, oldest first. Promises made after `as_of` are left out.

    With a dossier, an entry names the sentence of the article that makes the promise. Raises InputError where an
    indicator names a commitment that the case's table does not hold.
    """
    entries = [weigh_indicator(case, indicator, dossier) for indicator in case.review.indicators]
    made = [entry for entry in entries if entry.date <= case.as_of]
    return tuple(sorted(made, key=lambda entry: (entry.date, entry.commitment, entry.indicator)))


def weigh_indicator(case: Case, indicator: Indicator, dossier: Dossier | None) -> LedgerEntry:
    """One ledger entry: the commitment's row, and the status that its test gives."""
    row, test = find_commitment(case, indicator), indicator.test
    first, last = parse_span(str(row["date"]))
    if isinstance(test, IncidentTest):
        weighed, deadline, watched = weigh_incidents(case, test, last), None, last
    else:
        weighed, deadline, watched = weigh_observations(case, test, first), test.deadline, first
    return LedgerEntry(
        indicator=indicator.id,
        commitment=indicator.commitment,
        promiser=str(row["actor"]),
        counterpart="" if pd.isna(row["counterpart"]) else str(row["counterpart"]),
        promised=str(row["summary"]),
        date=first,
        deadline=deadline,
        test=indicator.text,
        days=max((case.coverage_end - watched).days, 0),
        unknown=indicator.unknown,
        source=str(row["source_name"]),
        url=str(row["source_url"]),
        sentence=find_sentence(indicator, dossier),
        date_precision="day" if first == last else "month",
        **vars(weighed),
    )


def find_sentence(indicator: Indicator, dossier: Dossier | None) -> str | None:
    """The sentence of the article whose commitment is nearest to `article_says`; None where no two words are shared."""
    if dossier is None or indicator.article_says is None:
        return None
    sought = stems(indicator.article_says)
    shared = [(len(sought & stems(said.text)), said.evidence[0].sentence) for said in dossier.commitments]
    best, sentence = max(shared, default=(0, None), key=lambda pair: pair[0])
    return sentence if best >= 2 else None


def weigh_incidents(case: Case, test: IncidentTest, day: dt.date) -> Weighed:
    """Status, reason, rule and evidence of a test that counts incidents since the promise."""
    if case.events is None:
        return Weighed("not testable", "the case has no event data", "counts incidents in a record", (), ())
    strained = select_record(case, test.strained_scope)
    broken = select_record(case, test.broken_scope) if test.broken_scope else None
    after, worst = strained.between(day, strained.end), broken.between(day, broken.end) if broken else None
    against = list_incidents(after, worst)
    status, reason = choose_incident_status(test, after, worst)
    rule = f"strained from {test.strained_at} of: {strained.scope.title}; "
    rule += f"broken from {test.broken_at} of: {broken.scope.title}; " if broken else ""
    rule += f"kept after {test.kept_after_days} days without"
    return Weighed(status, reason, rule, (), against)


def choose_incident_status(test: IncidentTest, after: Record, worst: Record | None) -> tuple[Status, str]:
    """The status that the counts since the promise give, and why; the worst is asked first."""
    if after.days == 0:
        return "not testable", f"the data end on {after.end:%-d %B %Y}, before a day had passed"
    if worst is not None and worst.count >= test.broken_at:
        return "broken", f"{worst.count} {worst.scope.name(worst.count)} since"
    if after.count >= test.strained_at:
        return "strained", f"{after.count} {after.scope.name(after.count)} since"
    if after.days >= test.kept_after_days:
        return "kept", f"no {after.scope.title} in {after.days} days"
    return "holding", f"{after.count} {after.scope.name(after.count)} in {after.days} of {test.kept_after_days} days"


def weigh_observations(case: Case, test: ObservationTest, day: dt.date) -> Weighed:
    """Status, reason, rule and evidence of a test that rests on dated observations up to `as_of`."""
    seen = [o for o in test.observations if day <= o.date <= case.as_of]
    speaks_for, against = [o for o in seen if o.shows == "for"], [o for o in seen if o.shows == "against"]
    status, reason = choose_status(case, test, speaks_for, against)
    due = f" by {test.deadline:%-d %B %Y}" if test.deadline else ""
    rule = f"kept when {test.fulfilled_by}{due}; broken by a decisive sign against it"
    rule += " or when the deadline passes; " if test.deadline else "; "
    rule += "strained when signs against stand alone or are newer; holding when the newest sign is for it"
    return Weighed(status, reason, rule, cite_observations(case, speaks_for), cite_observations(case, against))


def choose_status(
    case: Case, test: ObservationTest, speaks_for: list[Observation], against: list[Observation]
) -> tuple[Status, str]:
    """The status that the observations give, and why. Decisive signs settle it, the newest of them last."""
    decisive = sorted((o for o in [*speaks_for, *against] if o.decisive), key=lambda o: o.date)
    if decisive:
        last = decisive[-1]
        return ("kept" if last.shows == "for" else "broken"), f"{last.date:%-d %B %Y}: {last.text}"
    if test.deadline and case.as_of > test.deadline:
        return "broken", f"the deadline of {test.deadline:%-d %B %Y} passed unmet"
    if not speaks_for and not against:
        return "not testable", "no sign for or against it has been seen yet"
    newest = max([*speaks_for, *against], key=lambda o: (o.date, o.shows == "against"))
    signs = f"{len(speaks_for)} for, {len(against)} against"
    return (
        "holding" if newest.shows == "for" else "strained"
    ), f"{signs}; newest {newest.date:%-d %B %Y}: {newest.text}"


def find_commitment(case: Case, indicator: Indicator) -> pd.Series:
    """The commitment's row in the case's table. Raises InputError where there is none."""
    table = case.commitments
    rows = table.frame[table.frame["commitment_id"] == indicator.commitment] if table else pd.DataFrame()
    if rows.empty:
        where = f"'{case.file.commitments}'" if case.file.commitments else "no table (name one under 'commitments:')"
        raise InputError(
            f"review.yml: indicator '{indicator.id}' tests commitment '{indicator.commitment}', "
            f"which is not in the case's commitments: {where}."
        )
    return rows.iloc[0]


def parse_span(text: str) -> tuple[dt.date, dt.date]:
    """First and last day of a date that may be known to the month only.

    Incidents are counted from the last one on, so that nobody is charged before promising; observations from the first.
    """
    if len(text) == len("2025-12"):
        month = pd.Period(text, freq="M")
        return month.start_time.date(), month.end_time.date()
    return (day := dt.date.fromisoformat(text)), day


def list_incidents(*records: Record | None) -> tuple[Exhibited, ...]:
    """The incidents of several records as evidence, each once, oldest first."""
    rows: dict[str, Exhibited] = {}
    columns = ["event_id", "date", "place", "source", "source_url"]
    for record in records:
        for row in record.frame[columns].to_dict("records") if record else ():
            rows[row["event_id"]] = Exhibited(
                row["date"].date(), f"{row['event_id']}: {row['place']}", row["source_url"], row["source"]
            )
    return tuple(sorted(rows.values(), key=lambda item: item.date))


def cite_observations(case: Case, observations: list[Observation]) -> tuple[Exhibited, ...]:
    """Observations as evidence, oldest first, with the name of their source."""
    names = {source.id: source.name for source in case.review.sources}
    ordered = sorted(observations, key=lambda o: o.date)
    return tuple(Exhibited(o.date, o.text, o.url, names.get(o.source, o.source)) for o in ordered)
