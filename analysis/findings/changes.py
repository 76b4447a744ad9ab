"""What changed since an earlier edition: statuses, likelihoods, incidents, actors; each with a direction and reason."""

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
from analysis.intake.review import Scenario
from analysis.intake.value import InputError
from analysis.reading.dossier import Dossier

UP, DOWN, NEW, GONE = "▲", "▼", "◆", "◇"
NOTICED = 0.005  # of a probability: what percentages without decimals can show
MOST_LISTED = 500  # incidents whose ids an edition keeps for the next one to compare with
MOST_NAMED = 10  # incidents that are named one by one

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
    """Changes since an earlier edition; None where there is none to compare with.

    Pledge statuses, likelihoods of key judgments, scenarios, incidents of the main scope, the article's incidents and
    its actors: what moved, what came and what went, each with a reason.
    """
    if edition is None:
        return None
    found = edition["findings"]
    told = {each.id: each.summary for each in dossier.incidents}
    actors = {each.id: each.name for each in dossier.actors}
    return (
        *compare_statuses({e["indicator"]: e for e in found.get("pledges", [])}, ledger),
        *compare_judgments({j["id"]: j for j in found.get("judgments", [])}, judgments),
        *compare_scenarios({s["id"]: s for s in found.get("scenarios", [])}, case.review.scenarios),
        *(compare_records(found, record) if record else ()),
        *compare_items("incident", {i["id"]: i["summary"] for i in found.get("incidents", [])}, told),
        *compare_items("actor", {a["id"]: a["name"] for a in found.get("actors", [])}, actors),
    )


def compare_statuses(before: dict[str, dict[str, Any]], ledger: tuple[LedgerEntry, ...]) -> Iterator[Change]:
    for entry in ledger:
        old = before.get(entry.indicator)
        if old is None:
            yield Change(entry.test, NEW, "not tracked", entry.status, entry.reason)
        elif old["status"] != entry.status:
            better = WORSE_FIRST.index(entry.status) > WORSE_FIRST.index(old["status"])
            yield Change(entry.test, UP if better else DOWN, old["status"], entry.status, entry.reason)
    now = {entry.indicator for entry in ledger}
    for id, old in before.items():
        if id not in now:
            yield Change(old.get("test", id), GONE, old["status"], "not tracked", "the review dropped it")


def compare_judgments(before: dict[str, dict[str, Any]], judgments: tuple[KeyJudgment, ...]) -> Iterator[Change]:
    for judgment in judgments:
        old = before.get(judgment.id)
        if old is None:
            yield Change(judgment.text, NEW, "not judged", judgment.likelihood.text, judgment.basis)
            continue
        was, now = sum(old["probability"]) / 2, sum(judgment.likelihood.probability) / 2
        if abs(now - was) >= NOTICED:
            arrow = UP if now > was else DOWN
            yield Change(judgment.text, arrow, percent(was), judgment.likelihood.text, judgment.basis)
    now_judged = {judgment.id for judgment in judgments}
    for id, old in before.items():
        if id not in now_judged:
            was = percent(sum(old["probability"]) / 2)
            yield Change(old.get("text", id), GONE, was, "not judged", "the review makes this judgment no longer")


def compare_scenarios(before: dict[str, dict[str, Any]], scenarios: tuple[Scenario, ...]) -> Iterator[Change]:
    for scenario in scenarios:
        old, now = before.get(scenario.id), percent(scenario.probability)
        reason = "the analyst's probability in the review"
        if before and old is None:
            yield Change(scenario.title, NEW, "not drawn", now, reason)
        elif old is not None and abs(scenario.probability - old["probability"]) >= NOTICED:
            arrow = UP if scenario.probability > old["probability"] else DOWN
            yield Change(scenario.title, arrow, percent(old["probability"]), now, reason)


def compare_records(found: dict[str, Any], record: Record) -> Iterator[Change]:
    """The number of incidents in the main scope, and which came or went since; at most a few by name."""
    before = found.get("incidents_in_scope")
    if before is None:
        return
    if before != record.count:
        reason = f"the record now reaches to {record.end:%-d %B %Y}"
        arrow = UP if record.count > before else DOWN
        yield Change(f"Number of {record.scope.title}", arrow, str(before), str(record.count), reason)
    known = set(found.get("incidents_listed", []))
    listed = list_newest(record)
    fresh = [row for row in record.frame.itertuples() if row.event_id in set(listed) - known] if known else []
    for row in fresh[-MOST_NAMED:]:
        yield Change(f"{row.date:%-d %B %Y}, {row.place}", NEW, "not in the record", str(row.event_id), str(row.source))
    for id in sorted(known - set(record.frame["event_id"]))[:MOST_NAMED]:
        yield Change(f"Incident {id}", GONE, "in the record", "not in scope", "the data or the scope were changed")


def list_newest(record: Record) -> list[str]:
    """The ids of the newest incidents in scope, oldest first: what the next edition compares with."""
    return [str(id) for id in record.frame["event_id"].tail(MOST_LISTED)]


def compare_items(kind: str, before: dict[str, str], now: dict[str, str]) -> Iterator[Change]:
    """What the articles tell now and did not then, and the other way round. Nothing where the old edition is silent."""
    if not before:
        return
    for id, words in now.items():
        if id not in before:
            yield Change(words, NEW, "not told", f"{kind} in the articles", "the articles or their review changed")
    for id, words in before.items():
        if id not in now:
            yield Change(words, GONE, f"{kind} in the articles", "not told", "the articles or their review changed")
