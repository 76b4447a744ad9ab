"""The bottom line and the key figures: what a busy reader takes away, every number computed."""

from dataclasses import dataclass

from analysis.findings.answers import find_comparison, find_record
from analysis.findings.corroboration import Match
from analysis.findings.likelihood import percent
from analysis.findings.pledges import LedgerEntry
from analysis.findings.rates import Comparison, QuietSpell, Rate, count_quiet_spell, count_rate
from analysis.findings.record import Record, select_record
from analysis.intake.case import Case
from analysis.intake.case_file import Pledge
from analysis.intake.review import IncidentTest
from analysis.intake.scope import Scope
from analysis.reading.dossier import Dossier

NUMBER_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

NO_RECORD = (
    "No event data are attached, so nothing can be said about how unusual this is or whether a promise is kept: "
    "name a data set under 'events:' and a scope under 'scopes:' in case.yml."
)
NO_PLEDGE = "No pledge is named, so there is no before and after: add 'pledge:' to case.yml."


@dataclass(frozen=True)
class KeyFigure:
    """One number on the front page, what it counts and where it comes from (a sentence id, or "record")."""

    value: str
    label: str
    source: str


def draw_bottom_line(
    case: Case, dossier: Dossier, ledger: tuple[LedgerEntry, ...], baseline_years: float
) -> tuple[str, ...]:
    """Two to four sentences that answer the case's question from the record; where there is none, what is missing."""
    record, pledge = find_record(case), case.file.pledge
    if record is None:
        return (*draw_told(dossier), NO_RECORD)
    if pledge is None:
        return (*draw_told(dossier), describe_record(record), NO_PLEDGE)
    comparison = find_comparison(case, baseline_years)
    answer = describe_comparison(comparison, record) if comparison else describe_silence(case, pledge)
    return tuple(
        filter(
            None, [describe_pledge(pledge, ledger), *draw_worst(case, baseline_years), answer, describe_ledger(ledger)]
        )
    )


def describe_pledge(pledge: Pledge, ledger: tuple[LedgerEntry, ...]) -> str:
    """Where the case's own pledge stands: as well as its worst test. Nothing where it has no test."""
    own = [entry.status for entry in ledger if entry.commitment == pledge.commitment]
    if not own:
        return ""
    worst = min(own, key=STATUS_ORDER.index)
    tests = describe_tests(own.count(worst), len(own))
    return f"The pledge of {pledge.date:%-d %B %Y} is {STANDING[worst]}: {tests} so."


def describe_tests(count: int, total: int) -> str:
    """So many of so many tests, with the verb: "both its tests say", "two of its three tests say"."""
    if count == total:
        return {1: "its test says", 2: "both its tests say"}.get(total, f"all its {count_words(total)} tests say")
    return f"{count_words(count)} of its {count_words(total)} tests {'say' if count > 1 else 'says'}"


def draw_told(dossier: Dossier) -> tuple[str, ...]:
    """The main incident as the article tells it, in one sentence; nothing where it tells of none."""
    main = next((incident for incident in dossier.incidents if incident.is_main), None)
    if main is None:
        return ()
    toll = [f"{count.text or count.best}" for count in (main.killed, main.injured) if count]
    numbers = f" ({'; '.join(toll)})" if toll else ""
    where = f" in {main.place}" if main.place else ""
    return (f"The article reports: {main.type.replace('_', ' ')}{where}{numbers}.",)


def describe_record(record: Record) -> str:
    rate = count_rate(record)
    return f"{name_count(record.scope, record.count)} reported in {rate.years:.0f} years ({rate.mean:.1f} a year)."


def describe_silence(case: Case, pledge: Pledge) -> str:
    return f"The data end on {case.coverage_end:%-d %B %Y} and cover no day after {pledge.date:%-d %B %Y}."


def find_worst_scope(case: Case) -> str | None:
    """The scope of what must not happen: the first that an indicator calls broken by."""
    tests = (indicator.test for indicator in case.review.indicators)
    return next((test.broken_scope for test in tests if isinstance(test, IncidentTest) and test.broken_scope), None)


def draw_worst(case: Case, baseline_years: float) -> tuple[str, ...]:
    """What must not happen: has it, and if not, how much that says."""
    scope, pledge = find_worst_scope(case), case.file.pledge
    if scope is None or pledge is None:
        return ()
    record = select_record(case, scope)
    if not record.start < pledge.date:
        return ()  # nothing before the pledge is covered, so nothing can be said of a quiet spell
    after = record.between(pledge.date, record.end)
    if after.days == 0:
        return ()
    since = f"since the pledge of {pledge.date:%-d %B %Y}"
    if after.count:
        return (f"{name_count(record.scope, after.count)} reported {since}.",)
    return (describe_quiet(count_quiet_spell(record, pledge.date, baseline_years), record, since),)


def describe_quiet(spell: QuietSpell, record: Record, since: str) -> str:
    """A quiet spell and what it is worth, in one sentence."""
    baseline = f"the {spell.baseline.years:.0f} years before"
    return (
        f"No {record.scope.title} are reported {since}, but the chance of a quiet spell this long ({spell.days} days) "
        f"was {percent(spell.probability)} even if nothing had changed from {baseline}."
    )


def describe_comparison(comparison: Comparison, record: Record) -> str:
    """Rates on both sides of the pledge, in one sentence that claims no more than the verdict."""
    after, before = comparison.after, comparison.before
    happened = f"{name_count(record.scope, after.count)} reported in {after.days} days"
    earlier = f"{describe_rate(before)} in the {before.years:.0f} years before"
    rates = f"an estimated {describe_rate(after)} a year, against {earlier}"
    verdicts = {
        "rose": "the reported rate rose",
        "fell": "the reported rate fell",
        "no clear change": "no clear change",
        "too early to say": "too early to say whether that changed",
    }
    doubt = "; closer reporting since may be part of it" if comparison.verdict == "rose" and record.gaps else ""
    return f"{happened}, {rates}: {verdicts[comparison.verdict]}{doubt}."


def describe_rate(rate: Rate) -> str:
    """A rate with its 90 % range: "12 (4.5–23)"."""
    return f"{rate.mean:.1f} ({rate.low:.1f}–{rate.high:.1f})"


def describe_ledger(ledger: tuple[LedgerEntry, ...]) -> str:
    """How many promises stand where."""
    if not ledger:
        return ""
    counts = {status: sum(entry.status == status for entry in ledger) for status in STATUS_ORDER}
    parts = [f"{count} {status}" for status, count in counts.items() if count]
    return f"Of {len(ledger)} tests of promises by all sides, {', '.join(parts)}."


STATUS_ORDER = ("broken", "strained", "holding", "not testable", "kept")
STANDING = {
    "broken": "broken",
    "strained": "strained, not broken",
    "holding": "holding so far",
    "not testable": "not testable yet",
    "kept": "kept",
}


def draw_key_figures(case: Case, dossier: Dossier, matches: tuple[Match, ...]) -> tuple[KeyFigure, ...]:
    """Up to four figures: the toll as the article tells it, what sources dispute, the record since the pledge."""
    figures = [*draw_toll(dossier), *draw_disputed(matches)]
    record = find_record(case)
    if record is not None and case.file.pledge is not None:
        after = record.between(case.file.pledge.date, case.coverage_end)
        deadly = count_words(int((after.frame["killed_best"].fillna(after.frame["killed_low"]).fillna(0) > 0).sum()))
        figures.append(
            KeyFigure(
                str(after.count),
                f"{after.scope.title} reported since the pledge; in {deadly} someone other than an attacker died",
                "record",
            )
        )
        figures.append(
            KeyFigure(str(after.days), f"days covered since the pledge; data end {record.end:%-d %b %Y}", "record")
        )
    return tuple(figures)


def draw_toll(dossier: Dossier) -> tuple[KeyFigure, ...]:
    """The dead of the main incident, as the article tells them."""
    main = next((i for i in dossier.incidents if i.is_main and i.killed), None)
    if main is None or main.killed is None:
        return ()
    told = "attacks" if main.number > 1 else "incident"
    target = main.target or "people"
    number = f"{NUMBER_WORDS[main.number]} " if 1 < main.number < len(NUMBER_WORDS) else ""
    return (KeyFigure(str(main.killed.best), f"{target} killed in the {number}{told}", main.evidence[0].sentence),)


def draw_disputed(matches: tuple[Match, ...]) -> tuple[KeyFigure, ...]:
    """The first figure on which article and record disagree."""
    for match in matches:
        for point in match.contradictions:
            if point.field in ("killed", "injured"):
                record = point.record.split(" ")[0]
                return (
                    KeyFigure(
                        f"{point.article} or {record}",
                        f"{point.field}: by the article, and by the reports in the record",
                        "record",
                    ),
                )
    return ()


def count_words(number: int) -> str:
    """Numbers to ten in words, as the house style writes them; "no" for zero."""
    return NUMBER_WORDS[number] if number < len(NUMBER_WORDS) else str(number)


def name_count(scope: Scope, count: int) -> str:
    """A count with the scope's own words and verb: "Five armed incidents on the border were"."""
    return f"{count_words(count).capitalize()} {scope.name(count)} {'was' if count == 1 else 'were'}"
