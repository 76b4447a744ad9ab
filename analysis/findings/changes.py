"""What changed since an earlier edition: statuses, likelihoods, incidents, actors; each with a direction and reason."""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.findings.judgments import KeyJudgment
from analysis.findings.likelihood import percent
from analysis.findings.pledges import LedgerEntry
from analysis.findings.record import Record
from analysis.intake.case import Case
from analysis.intake.value import InputError
from analysis.reading.dossier import Dossier

UP, DOWN, NEW, GONE = "▲", "▼", "◆", "◇"
NOTICED = 0.005  # of a probability: what percentages without decimals can show
MOST_LISTED = 500  # incidents whose ids an edition keeps for the next one to compare with
MOST_NAMED = 10  # incidents that are named one by one

Findings = dict[str, Any]
ById = dict[str, dict[str, Any]]

WORSE_FIRST = ("broken", "strained", "not testable", "holding", "kept")


@dataclass(frozen=True)
class Change:
    """One thing that changed since the earlier edition. `direction`: ▲ up or better, ▼ down or worse, ◆ new, ◇ gone."""

    what: str
    direction: str
    before: str
    after: str
    reason: str


def read_edition(previous: str) -> dict[str, Any] | None:
    """An earlier edition's `briefing.json`; None where none is given. Raises InputError where it is none."""
    if not previous:
        return None
    path = Path(previous)
    try:
        edition = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"previous '{previous}' can't be read as an earlier briefing.json: {error}") from error
    if not isinstance(edition, dict) or "findings" not in edition:
        raise InputError(f"previous '{previous}' is not a briefing.json: it has no 'findings'.")
    return edition


def compare_editions(
    edition: dict[str, Any] | None,
    case: Case,
    dossier: Dossier,
    ledger: tuple[LedgerEntry, ...],
    judgments: tuple[KeyJudgment, ...],
    record: Record | None,
) -> tuple[Change, ...] | None:
    """Changes since an earlier edition; None where there is none to compare with."""
    if edition is None:
        return None
    return compare_findings(edition["findings"], describe_now(case, dossier, ledger, judgments, record))


def describe_now(
    case: Case,
    dossier: Dossier,
    ledger: tuple[LedgerEntry, ...],
    judgments: tuple[KeyJudgment, ...],
    record: Record | None,
) -> Findings:
    """What is compared, in the form that it has in a `briefing.json`."""
    return {
        "pledges": [{"indicator": e.indicator, "test": e.test, "status": e.status, "reason": e.reason} for e in ledger],
        "judgments": [
            {"id": j.id, "text": j.text, "probability": list(j.likelihood.probability), "basis": j.basis}
            for j in judgments
        ],
        "scenarios": [{"id": s.id, "title": s.title, "probability": s.probability} for s in case.review.scenarios],
        "incidents": [{"id": i.id, "summary": i.summary} for i in dossier.incidents],
        "actors": [{"id": a.id, "name": a.name} for a in dossier.actors],
        "record": describe_record(record) if record else None,
    }


def describe_record(record: Record) -> dict[str, Any]:
    """What an edition keeps of its record for the next one to compare with; the newest incidents, oldest first."""
    newest = record.frame.tail(MOST_LISTED)
    return {
        "scope": record.scope.title,
        "count": record.count,
        "end": record.end.isoformat(),
        "newest": [
            {"id": str(row.event_id), "date": f"{row.date:%Y-%m-%d}", "place": str(row.place)}
            for row in newest.itertuples()
        ],
    }


def compare_findings(before: Findings, after: Findings) -> tuple[Change, ...]:
    """What moved, came and went from one edition's findings to another's, each with a reason.

    Pledge statuses, likelihoods of key judgments, scenarios, incidents of the main scope, the articles' incidents and
    actors. Nothing is said of what either edition is silent about.
    """
    return (
        *compare_statuses(*_pair(before, after, "pledges", "indicator")),
        *compare_judgments(*_pair(before, after, "judgments", "id")),
        *compare_scenarios(*_pair(before, after, "scenarios", "id")),
        *compare_records(before.get("record"), after.get("record")),
        *compare_items("incident", "summary", *_pair(before, after, "incidents", "id")),
        *compare_items("actor", "name", *_pair(before, after, "actors", "id")),
    )


def _pair(before: Findings, after: Findings, kind: str, key: str) -> tuple[ById, ById]:
    """The items of one kind by their ids, then and now; both empty where either edition lacks the kind."""
    if before.get(kind) is None or after.get(kind) is None:
        return {}, {}
    return {item[key]: item for item in before[kind]}, {item[key]: item for item in after[kind]}


def compare_statuses(before: ById, after: ById) -> Iterator[Change]:
    for id, now in after.items():
        old = before.get(id)
        if old is None:
            yield Change(now["test"], NEW, "not tracked", now["status"], now["reason"])
        elif old["status"] != now["status"]:
            better = WORSE_FIRST.index(now["status"]) > WORSE_FIRST.index(old["status"])
            yield Change(now["test"], UP if better else DOWN, old["status"], now["status"], now["reason"])
    for id in [id for id in before if id not in after]:
        yield Change(before[id]["test"], GONE, before[id]["status"], "not tracked", "the review dropped it")


def compare_judgments(before: ById, after: ById) -> Iterator[Change]:
    for id, now in after.items():
        likely = sum(now["probability"]) / 2
        if id not in before:
            yield Change(now["text"], NEW, "not judged", percent(likely), now["basis"])
        elif abs(likely - (was := sum(before[id]["probability"]) / 2)) >= NOTICED:
            yield Change(now["text"], UP if likely > was else DOWN, percent(was), percent(likely), now["basis"])
    for id in [id for id in before if id not in after]:
        was = sum(before[id]["probability"]) / 2
        yield Change(before[id]["text"], GONE, percent(was), "not judged", "the review makes this judgment no longer")


def compare_scenarios(before: ById, after: ById) -> Iterator[Change]:
    reason = "the analyst's probability in the review"
    for id, now in after.items():
        likely = now["probability"]
        if id not in before:
            yield Change(now["title"], NEW, "not drawn", percent(likely), reason)
        elif abs(likely - (was := before[id]["probability"])) >= NOTICED:
            yield Change(now["title"], UP if likely > was else DOWN, percent(was), percent(likely), reason)
    for id in [id for id in before if id not in after]:
        yield Change(before[id]["title"], GONE, percent(before[id]["probability"]), "not drawn", reason)


def compare_records(before: Findings | None, after: Findings | None) -> Iterator[Change]:
    """The number of incidents in the main scope, and which came or went; at most a few by name."""
    if before is None or after is None:
        return
    if before["count"] != after["count"]:
        arrow = UP if after["count"] > before["count"] else DOWN
        reason = f"the record now reaches to {dt.date.fromisoformat(after['end']):%-d %B %Y}"
        yield Change(f"Number of {after['scope']}", arrow, str(before["count"]), str(after["count"]), reason)
    known, listed = {row["id"] for row in before["newest"]}, {row["id"] for row in after["newest"]}
    came = [row for row in _select_shared(after, before) if row["id"] not in known]
    gone = [row for row in _select_shared(before, after) if row["id"] not in listed]
    for row in came[-MOST_NAMED:]:
        why = "reported since" if row["date"] > before["end"] else "added to the record, or the scope was changed"
        yield Change(_name_incident(row), NEW, "not in the record", row["id"], why)
    for row in gone[-MOST_NAMED:]:
        yield Change(_name_incident(row), GONE, row["id"], "not in scope", "the data or the scope were changed")


def _select_shared(record: Findings, other: Findings) -> list[dict[str, str]]:
    """The newest incidents of a record, from the day on which the other edition's list begins."""
    begins = other["newest"][0]["date"] if other["newest"] else ""
    return [row for row in record["newest"] if row["date"] >= begins]


def _name_incident(row: dict[str, str]) -> str:
    return f"{dt.date.fromisoformat(row['date']):%-d %B %Y}, {row['place']}"


def compare_items(kind: str, words: str, before: ById, after: ById) -> Iterator[Change]:
    """What the articles tell now and did not then, and the other way round."""
    reason = "the articles or their review changed"
    for id in [id for id in after if id not in before]:
        yield Change(after[id][words], NEW, "not told", f"{kind} in the articles", reason)
    for id in [id for id in before if id not in after]:
        yield Change(before[id][words], GONE, f"{kind} in the articles", "not told", reason)
