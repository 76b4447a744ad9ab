"""What changed since an earlier edition: statuses, likelihoods, counts, each with a direction and its reason."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.findings.judgments import KeyJudgment
from analysis.findings.likelihood import percent
from analysis.findings.pledges import LedgerEntry
from analysis.findings.record import Record
from analysis.intake.value import InputError

WORSE_FIRST = ("broken", "strained", "not testable", "holding", "kept")


@dataclass(frozen=True)
class Change:
    """One thing that changed since the earlier edition. `direction`: ▲ up or better, ▼ down or worse, ◆ new."""

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
    ledger: tuple[LedgerEntry, ...],
    judgments: tuple[KeyJudgment, ...],
    record: Record | None,
) -> tuple[Change, ...] | None:
    """Changes since an earlier edition: pledge statuses, judgments, incidents in the main scope. None: no edition."""
    if edition is None:
        return None
    found = edition["findings"]
    return (
        *compare_statuses({e["indicator"]: e["status"] for e in found.get("pledges", [])}, ledger),
        *compare_judgments({j["id"]: j["probability"] for j in found.get("judgments", [])}, judgments),
        *(compare_counts(found.get("incidents_in_scope"), record) if record else ()),
    )


def compare_statuses(before: dict[str, str], ledger: tuple[LedgerEntry, ...]) -> tuple[Change, ...]:
    changes = []
    for entry in ledger:
        old = before.get(entry.indicator)
        if old is None:
            changes.append(Change(entry.test, "◆", "not tracked", entry.status, entry.reason))
        elif old != entry.status:
            better = WORSE_FIRST.index(entry.status) > WORSE_FIRST.index(old)
            changes.append(Change(entry.test, "▲" if better else "▼", old, entry.status, entry.reason))
    return tuple(changes)


def compare_judgments(before: dict[str, list[float]], judgments: tuple[KeyJudgment, ...]) -> tuple[Change, ...]:
    changes = []
    for judgment in judgments:
        new, old = sum(judgment.likelihood.probability) / 2, before.get(judgment.id)
        if old is None:
            changes.append(Change(judgment.text, "◆", "not judged", judgment.likelihood.text, judgment.basis))
        elif abs(new - sum(old) / 2) >= 0.005:
            arrow = "▲" if new > sum(old) / 2 else "▼"
            changes.append(
                Change(judgment.text, arrow, percent(sum(old) / 2), judgment.likelihood.text, judgment.basis)
            )
    return tuple(changes)


def compare_counts(before: int | None, record: Record) -> tuple[Change, ...]:
    if before is None or before == record.count:
        return ()
    arrow = "▲" if record.count > before else "▼"
    reason = f"the record now reaches to {record.end:%-d %B %Y}"
    return (Change(f"Number of {record.scope.title}", arrow, str(before), str(record.count), reason),)
