"""The pledge ledger and its indicators: what was promised, how it is tested, where it stands."""

import pandas as pd

from analysis.exhibits.citations import cite_source
from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.grid import grid
from analysis.exhibits.markup import Html, icon, join, tag
from analysis.exhibits.wording import capital, counted, day, listed, plural
from analysis.findings.bottom_line import STATUS_ORDER
from analysis.findings.pledges import Exhibited, LedgerEntry, Status

# A symbol beside each word: the five must be told apart in grey and by those who see no colour.
SYMBOLS: dict[Status, str] = {
    "kept": "check", "holding": "check", "strained": "down", "broken": "cross", "not testable": "dash",
}  # fmt: skip
MOST_SHOWN = 4  # pieces of evidence a side before the rest folds away


def pledge_ledger(ledger: tuple[LedgerEntry, ...], *, id: str = "pledges") -> Exhibit:
    """Each promise with its status, the rule that gave it, what speaks for and against, and what is unknown."""
    counts = {status: sum(entry.status == status for entry in ledger) for status in STATUS_ORDER}
    parts = [f"{count} {status}" for status, count in counts.items() if count]
    title = f"{counted(len(ledger), 'test of a promise', 'tests of promises')}: {listed(parts)}"
    names = ["Promised", "Status", "Why", "For and against", "Not known"]
    cells = [[promise(e), status_cell(e), why(e), both_sides(e), e.unknown] for e in ledger]
    return Exhibit(
        id=id,
        title=title if ledger else "No promise is tracked",
        body=grid(names, cells, label="Pledge ledger", stacked=True, class_="ledger")
        if ledger
        else tag("p", "Give a commitment an indicator in review.yml and its status is computed here."),
        source=listed(dict.fromkeys(entry.source for entry in ledger)) or "review.yml",
        note="Each status is computed by the rule that stands beside it; nobody sets it by hand." if ledger else "",
        data=pd.DataFrame([list_entry(entry) for entry in ledger]),
        kind="table",
        findings={"pledges": [list_entry(entry) for entry in ledger]},
    )


def promise(entry: LedgerEntry) -> Html:
    """Who promised what to whom, when, and where that is reported."""
    to = f" to {entry.counterpart}" if entry.counterpart else ""
    due = f", due {day(entry.deadline)}" if entry.deadline else ""
    return join(
        [
            tag("span", entry.promised, class_="strong"),
            tag("br"),
            tag("small", tag("bdi", entry.promiser), to, f", {day(entry.date)}{due} · "),
            tag("small", cite_source(entry.source, entry.url)),
        ]
    )


def status_chip(status: Status) -> Html:
    """A status as a word with its symbol."""
    class_ = "untested" if status == "not testable" else status
    return tag("span", icon(SYMBOLS[status]), status, class_=f"chip {class_}")


def status_cell(entry: LedgerEntry) -> Html:
    """The status and how long was observed."""
    return join([status_chip(entry.status), tag("br"), tag("small", f"{entry.days} days observed")])


def why(entry: LedgerEntry) -> Html:
    """The reason for the status, then the test and its rule."""
    return join(
        [
            capital(entry.reason),
            tag("br"),
            tag("small", tag("b", "Test: "), entry.test),
            tag("br"),
            tag("small", tag("b", "Rule: "), entry.rule),
        ]
    )


def both_sides(entry: LedgerEntry) -> Html:
    """What speaks against, then what speaks for; an empty side says so."""
    return join([side("Against", entry.evidence_against), side("For", entry.evidence_for)])


def side(name: str, evidence: tuple[Exhibited, ...]) -> Html:
    """One side of the evidence, newest first; more than a few fold away."""
    if not evidence:
        return tag("p", tag("b", f"{name}: "), "nothing observed", class_="muted")
    newest = sorted(evidence, key=lambda item: item.date, reverse=True)
    shown, folded = newest[:MOST_SHOWN], newest[MOST_SHOWN:]
    rest = tag("details", tag("summary", f"{len(folded)} more"), evidence_list(folded)) if folded else ""
    return tag("div", tag("b", f"{name} ({len(evidence)})"), evidence_list(shown), rest)


def evidence_list(evidence: list[Exhibited]) -> Html:
    """Dated observations with their sources."""
    items = (tag("li", f"{day(e.date)}: {e.text} (", cite_source(e.source, e.url), ")") for e in evidence)
    return tag("ul", *items, class_="plain")


def indicators_table(ledger: tuple[LedgerEntry, ...], *, id: str = "indicators") -> Exhibit:
    """What to watch: each indicator with its test, its status and the days observed; worst first."""
    ordered = sorted(ledger, key=lambda entry: STATUS_ORDER.index(entry.status))
    alarming = [entry for entry in ledger if entry.status in ("broken", "strained")]
    verb = "points" if len(alarming) == 1 else "point"
    title = f"{len(alarming)} of {plural(len(ledger), 'indicator')} {verb} the wrong way"
    cells = [[e.test, e.promiser, status_chip(e.status), capital(e.reason), e.days] for e in ordered]
    names = ["Indicator", "Whose promise", "Status", "Reading", "Days observed"]
    return Exhibit(
        id=id,
        title=title if ledger else "No indicator is defined",
        body=grid(names, cells, label="Indicators", numeric=(4,), stacked=True),
        source=listed(dict.fromkeys(entry.source for entry in ledger)) or "review.yml",
        data=pd.DataFrame([list_entry(entry) for entry in ordered]),
        kind="table",
        findings={"indicators": [{"indicator": e.indicator, "status": e.status} for e in ordered]},
    )


def list_entry(entry: LedgerEntry) -> dict[str, object]:
    """A ledger entry for the machine-readable twin."""
    return {
        "indicator": entry.indicator,
        "commitment": entry.commitment,
        "promiser": entry.promiser,
        "counterpart": entry.counterpart,
        "promised": entry.promised,
        "date": entry.date,
        "deadline": entry.deadline,
        "test": entry.test,
        "rule": entry.rule,
        "status": entry.status,
        "reason": entry.reason,
        "days": entry.days,
        "evidence_for": len(entry.evidence_for),
        "evidence_against": len(entry.evidence_against),
        "unknown": entry.unknown,
        "url": entry.url,
    }
