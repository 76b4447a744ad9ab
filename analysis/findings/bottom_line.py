"""The bottom line and the key figures: what a busy reader takes away, every number computed."""

from dataclasses import dataclass

from analysis.findings.corroboration import Match
from analysis.findings.likelihood import percent
from analysis.findings.pledges import LedgerEntry
from analysis.findings.rates import Comparison, QuietSpell, compare_rates, count_quiet_spell
from analysis.findings.record import Record, select_record
from analysis.intake.case import Case
from analysis.intake.review import IncidentTest
from analysis.intake.scope import Scope
from analysis.reading.dossier import Dossier

NUMBER_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True)
class KeyFigure:
    """One number on the front page, what it counts and where it comes from (a sentence id, or "record")."""

    value: str
    label: str
    source: str


def draw_bottom_line(case: Case, ledger: tuple[LedgerEntry, ...], baseline_years: float) -> tuple[str, ...]:
    """Two to four sentences that answer the case's question from the record; says so where there is none."""
    if case.events is None or case.file.pledge is None or case.file.main_scope is None:
        return (
            "No event data or no pledge date is attached to this case, so the question can't be answered from data.",
        )
    day = case.file.pledge.date
    comparison = find_comparison(case, select_record(case), baseline_years)
    sentences = [*draw_worst(case, ledger, baseline_years)]
    if comparison is None:
        return (*sentences, f"The data end on {case.coverage_end:%-d %B %Y} and cover no day after {day:%-d %B %Y}.")
    sentences.append(describe_comparison(comparison, select_record(case)))
    sentences.append(describe_ledger(ledger))
    return tuple(sentence for sentence in sentences if sentence)


def find_comparison(case: Case, record: Record, baseline_years: float) -> Comparison | None:
    """Before and after the pledge in a record; None where one side has no covered day."""
    day = case.file.pledge.date if case.file.pledge else None
    if day is None or not record.start < day < record.end:
        return None
    return compare_rates(record, day, baseline_years)


def find_worst_scope(case: Case) -> str | None:
    """The scope of what must not happen: the first that an indicator calls broken by."""
    tests = (indicator.test for indicator in case.review.indicators)
    return next((test.broken_scope for test in tests if isinstance(test, IncidentTest) and test.broken_scope), None)


def draw_worst(case: Case, ledger: tuple[LedgerEntry, ...], baseline_years: float) -> tuple[str, ...]:
    """What must not happen: has it, and if not, how much that says."""
    scope, pledge = find_worst_scope(case), case.file.pledge
    if scope is None or pledge is None:
        return ()
    record = select_record(case, scope)
    after = record.between(pledge.date, record.end)
    if after.days == 0:
        return ()
    since = f"since the pledge of {pledge.date:%-d %B %Y}"
    if after.count:
        return (f"{name_count(record.scope, after.count)} reported {since}.",)
    return (describe_quiet(count_quiet_spell(record, pledge.date, baseline_years), record, since),)


def describe_quiet(spell: QuietSpell, record: Record, since: str) -> str:
    """A quiet spell and what it is worth, in one sentence."""
    return (
        f"No {record.scope.title} are reported {since}, but the chance of a quiet spell this long ({spell.days} days) "
        f"was {percent(spell.probability)} even if nothing had changed."
    )


def describe_comparison(comparison: Comparison, record: Record) -> str:
    """Rates on both sides of the pledge, in one sentence that claims no more than the verdict."""
    after, before = comparison.after, comparison.before
    happened = f"{name_count(record.scope, after.count)} reported in {after.days} days"
    rates = f"{after.mean:.1f} a year against {before.mean:.1f} in the {before.years:.0f} years before"
    verdicts = {
        "rose": "the reported rate rose",
        "fell": "the reported rate fell",
        "no clear change": "no clear change",
        "too early to say": "too early to say whether that changed",
    }
    doubt = "; closer reporting since may be part of it" if comparison.verdict == "rose" and record.gaps else ""
    return f"{happened} ({rates}): {verdicts[comparison.verdict]}{doubt}."


def describe_ledger(ledger: tuple[LedgerEntry, ...]) -> str:
    """How many promises stand where."""
    if not ledger:
        return ""
    counts = {status: sum(entry.status == status for entry in ledger) for status in STATUS_ORDER}
    parts = [f"{count} {status}" for status, count in counts.items() if count]
    return f"Of {len(ledger)} tests of promises, {', '.join(parts)}."


STATUS_ORDER = ("broken", "strained", "holding", "kept", "not testable")


def draw_key_figures(
    case: Case, dossier: Dossier, matches: tuple[Match, ...], baseline_years: float
) -> tuple[KeyFigure, ...]:
    """Up to four figures: the toll as the article tells it, what sources dispute, the record since the pledge."""
    figures = [*draw_toll(dossier), *draw_disputed(matches)]
    if case.events is not None and case.file.pledge is not None and case.file.main_scope is not None:
        after = select_record(case).between(case.file.pledge.date, case.coverage_end)
        dead = int((after.frame["killed_best"].fillna(0) + after.frame["attackers_killed"].fillna(0) > 0).sum())
        figures.append(
            KeyFigure(str(after.count), f"{after.scope.title} reported since the pledge, {dead} with deaths", "record")
        )
        figures.append(
            KeyFigure(str(after.days), f"days covered since the pledge; data end {after.end:%-d %b %Y}", "record")
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
                    KeyFigure(f"{point.article} or {record}", f"{point.field}: article and record disagree", "record"),
                )
    return ()


def count_words(number: int) -> str:
    """Numbers to ten in words, as the house style writes them; "no" for zero."""
    return NUMBER_WORDS[number] if number < len(NUMBER_WORDS) else str(number)


def name_count(scope: Scope, count: int) -> str:
    """A count with the scope's own words and verb: "Five armed incidents on the border were"."""
    return f"{count_words(count).capitalize()} {scope.name(count)} {'was' if count == 1 else 'were'}"
