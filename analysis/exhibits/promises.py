"""The pledge ledger and its indicators: what was promised, how it is tested, where it stands."""

import pandas as pd

from analysis.exhibits.citations import cite_sentence, cite_source
from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.grid import grid
from analysis.exhibits.markup import Html, anchor, icon, join, tag
from analysis.exhibits.wording import capital, counted, day, listed, plural
from analysis.findings.bottom_line import STATUS_ORDER
from analysis.findings.pledges import Exhibited, LedgerEntry, Status
from analysis.findings.untested import Untested

# A symbol beside each word: the five must be told apart in grey and by those who see no colour.
SYMBOLS: dict[Status, str] = {
    "kept": "check", "holding": "check", "strained": "down", "broken": "cross", "not testable": "dash",
}  # fmt: skip
MOST_SHOWN = 4  # pieces of evidence a side before the rest folds away


def pledge_ledger(ledger: tuple[LedgerEntry, ...], source: str = "", *, id: str = "pledges") -> Exhibit:
    """Each promise with its status, the rule that gave it, what speaks for and against, and what is unknown."""
    counts = {status: sum(entry.status == status for entry in ledger) for status in STATUS_ORDER}
    parts = [f"{count} {status}" for status, count in counts.items() if count]
    title = f"{counted(len(ledger), 'test of a promise', 'tests of promises')}: {listed(parts)}"
    nothing = tag("p", "Give a commitment an indicator in review.yml and its status is computed here.")
    return Exhibit(
        id=id,
        title=title if ledger else "No promise is tracked",
        body=tag("div", *(pledge_block(entry) for entry in ledger), class_="pledges") if ledger else nothing,
        source=describe_sources(ledger, source),
        note="Each status is computed by the rule that stands with it, from the record and from the signs listed."
        if ledger
        else "",
        data=pd.DataFrame([list_entry(entry) for entry in ledger]),
        kind="table",
        findings={"pledges": [list_entry(entry) for entry in ledger]},
    )


def pledge_block(entry: LedgerEntry) -> Html:
    """One promise: its words and status on top, the reason and rule on the left, the evidence on the right."""
    to = join([" to ", tag("bdi", entry.counterpart)]) if entry.counterpart else ""
    due = f", due {day(entry.deadline)}" if entry.deadline else ""
    when = f", {day(entry.date, precision=entry.date_precision)}{due}; {entry.days} days observed. "
    made = join([tag("bdi", entry.promiser), to, when])
    said = join([" In the article: ", cite_sentence(entry.sentence)]) if entry.sentence else ""
    terms = {"Test": entry.test, "Rule": capital(entry.rule), "Not known": entry.unknown}
    facts = (part for name, words in terms.items() for part in (tag("dt", name), tag("dd", words)))
    return tag(
        "div",
        tag("p", status_chip(entry.status), " ", tag("span", entry.promised, class_="strong"), class_="promised"),
        tag("p", made, cite_source(entry.source, entry.url), said, class_="muted"),
        tag(
            "div",
            tag("div", tag("p", capital(entry.reason)), tag("dl", *facts)),
            tag("div", side("Against", entry.evidence_against), side("For", entry.evidence_for)),
            class_="halves",
        ),
        class_="pledge",
        id=f"pledge-{anchor(entry.indicator)}",
    )


def status_chip(status: Status) -> Html:
    """A status as a word with its symbol."""
    class_ = "untested" if status == "not testable" else status
    return tag("span", icon(SYMBOLS[status]), status, class_=f"chip {class_}")


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


def indicators_table(ledger: tuple[LedgerEntry, ...], source: str = "", *, id: str = "indicators") -> Exhibit:
    """What to watch: each indicator with its test, its status and the days observed; worst first."""
    ordered = sorted(ledger, key=lambda entry: STATUS_ORDER.index(entry.status))
    alarming = [entry for entry in ledger if entry.status in ("broken", "strained")]
    verb = "is" if len(alarming) == 1 else "are"
    title = f"{len(alarming)} of {plural(len(ledger), 'test')} {verb} strained or broken"
    cells = [[e.test, e.promiser, status_chip(e.status), capital(e.reason), e.days] for e in ordered]
    names = ["Indicator", "Whose promise", "Status", "Reading", "Days observed"]
    return Exhibit(
        id=id,
        title=title if ledger else "No indicator is defined",
        body=grid(names, cells, label="Indicators", numeric=(4,), stacked=True),
        source=describe_sources(ledger, source),
        data=pd.DataFrame([list_entry(entry) for entry in ordered]),
        kind="table",
        findings={"indicators": [{"indicator": e.indicator, "status": e.status} for e in ordered]},
    )


def describe_sources(ledger: tuple[LedgerEntry, ...], source: str) -> str:
    """Where the promises are told, and the event data that their tests rest on."""
    promises = listed(dict.fromkeys(entry.source for entry in ledger)) or "review.yml"
    return f"{promises}; incidents: {source}" if source and ledger else promises


def untested_table(untested: tuple[Untested, ...], *, id: str = "untested") -> Exhibit:
    """Promises without a test, with what would show them kept; those set aside with the reason."""
    cells = [
        [
            what_is_promised(each),
            each.shown_by or "can't be told from the words",
            capital(each.set_aside or "no test yet"),
        ]
        for each in untested
    ]
    open_ones = sum(each.set_aside is None for each in untested)
    return Exhibit(
        id=id,
        title=f"{counted(open_ones, 'promise', 'promises')} without a test"
        if open_ones
        else "Every promise has a test, or a reason for having none",
        body=grid(["Promise", "What would show it kept", "Why there is no test"], cells, label="Untested", stacked=True)
        if cells
        else tag("p", "No promise is left without a test."),
        source="the articles, read by rule; the commitments table; review.yml",
        note="To test a promise, enter it in the commitments table and give it an indicator in review.yml."
        if open_ones
        else "",
        data=pd.DataFrame([vars(each) for each in untested]),
        kind="table",
        findings={"untested": [each.id for each in untested if each.set_aside is None]},
    )


def what_is_promised(each: Untested) -> Html:
    """Who promised what, and where that stands."""
    where = cite_sentence(each.sentence) if each.sentence else cite_source(each.id, each.url) if each.url else each.id
    return tag("div", tag("p", tag("bdi", each.promiser), ": ", each.promised, " ", where))


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
