"""The gate: what a case has and lacks of the nine analytic standards, judged by structure and never by keywords.

Source of the standards: Intelligence Community Directive 203, Analytic Standards (Office of the Director of National
Intelligence, 2 January 2015), section D.6.e. The titles below are ours. The gate finds what is absent (an ungraded
source, a judgment that rests on nothing, a promise without a test); whether what is present is good, only a reader can
tell.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from analysis.findings.hypotheses import count_diagnosticity
from analysis.findings.judgments import find_ground
from analysis.findings.likelihood import find_words
from analysis.findings.untested import list_untested
from analysis.intake.case import Case
from analysis.intake.review import ModelProbability

READERS = ("staff on site", "company", "host state", "home state", "region")
REVIEW = "review.yml"


@dataclass(frozen=True)
class Missing:
    """One thing that a standard asks for and the case lacks, and where to add it."""

    what: str
    where: str


@dataclass(frozen=True)
class Standard:
    """One of the nine, with what the case has of it and what it lacks."""

    number: int
    title: str
    has: tuple[str, ...]
    missing: tuple[Missing, ...]

    @property
    def is_met(self) -> bool:
        return not self.missing


Found = Iterator[str | Missing]


def check_standards(case: Case, has_previous: bool = False) -> tuple[Standard, ...]:
    """The nine standards in order. `has_previous`: whether an earlier edition is compared. Never raises for gaps."""
    checks: tuple[tuple[str, Callable[[], Found]], ...] = (
        ("Sources and data: their quality and credibility", lambda: _check_sources(case)),
        ("Uncertainty: expressed and explained", lambda: _check_uncertainty(case)),
        ("Facts, assumptions and judgments told apart", lambda: _check_types(case)),
        ("Alternatives weighed", lambda: _check_alternatives(case)),
        ("Relevance: what follows for whom", lambda: _check_relevance(case)),
        ("A clear and logical argument", lambda: _check_argument(case)),
        ("Change or consistency explained", lambda: _check_change(case, has_previous)),
        ("Judgments that time can settle", lambda: _check_accuracy(case)),
        ("Pictures where they help", lambda: _check_pictures(case)),
    )
    return tuple(_build(number, title, tuple(check())) for number, (title, check) in enumerate(checks, start=1))


def count_missing(standards: tuple[Standard, ...]) -> int:
    """How many things are missing over all standards."""
    return sum(len(standard.missing) for standard in standards)


def _build(number: int, title: str, found: tuple[str | Missing, ...]) -> Standard:
    has = tuple(each for each in found if isinstance(each, str))
    return Standard(number, title, has, tuple(each for each in found if isinstance(each, Missing)))


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _check_sources(case: Case) -> Found:
    for article in case.articles:
        if not article.citation:
            yield Missing(f"article '{article.id}' has no passport: who published it, when, where", "its .source.yml")
    if case.review.sources:
        yield f"{_count(len(case.review.sources), 'source')} graded A–F, each with its reason"
    else:
        yield Missing("no source is graded (Admiralty code)", f"{REVIEW}, sources:")
    if case.review.evidence:
        yield f"{_count(len(case.review.evidence), 'piece')} of evidence graded 1–6, apart from their sources"
    else:
        yield Missing("no piece of evidence is graded (Admiralty code)", f"{REVIEW}, evidence:")
    tables = [t for t in (case.events, case.commitments, case.context) if t is not None]
    for table in tables:
        if not table.passport.known_gaps:
            yield Missing(
                f"the passport of '{table.passport.title}' names no known gap", "its .source.yml, known_gaps:"
            )
    if tables:
        yield f"{_count(len(tables), 'table')} with passports"


def _check_uncertainty(case: Case) -> Found:
    judgments = case.review.judgments
    for judgment in judgments:
        if not judgment.confidence_reason.strip():
            yield Missing(f"{judgment.id} gives no reason for its confidence", f"{REVIEW}, {judgment.id}")
        if words := find_words(judgment.text):
            yield Missing(
                f"{judgment.id} hedges in its own words ('{words[0]}'): state it plainly",
                f"{REVIEW}, {judgment.id}",
            )
    if judgments:
        yield f"{_count(len(judgments), 'key judgment')}, each with a likelihood band and, apart from it, confidence"
    else:
        yield Missing("no key judgment is made", f"{REVIEW}, judgments:")
    if case.review.gaps:
        yield f"{_count(len(case.review.gaps), 'gap')} in what is known, named"
    else:
        yield Missing("no gap in what is known is named", f"{REVIEW}, gaps:")


def _check_types(case: Case) -> Found:
    for judgment in case.review.judgments:
        kinds = {find_ground(case, id).kind for id in judgment.rests_on}
        if kinds <= {"assumption", "unknown"}:
            yield Missing(f"{judgment.id} rests on no fact or report", f"{REVIEW}, {judgment.id}, rests_on:")
    if case.review.assumptions:
        yield f"{_count(len(case.review.assumptions), 'assumption')}, each with what happens if it is wrong"
    else:
        yield Missing("no assumption is written down", f"{REVIEW}, assumptions:")
    open_ends = [a.id for a in case.review.assumptions if not a.bears_on]
    for id in open_ends:
        yield Missing(f"assumption {id} bears on nothing", f"{REVIEW}, {id}, bears_on:")


def _check_alternatives(case: Case) -> Found:
    hypotheses, evidence = case.review.hypotheses, case.review.evidence
    if len(hypotheses) < 2:
        yield Missing("fewer than two explanations are weighed", f"{REVIEW}, hypotheses:")
    for hypothesis in hypotheses:
        if not any(hypothesis.id in piece.ratings for piece in evidence):
            yield Missing(f"no evidence is rated against {hypothesis.id}", f"{REVIEW}, evidence: ratings:")
    ids = [hypothesis.id for hypothesis in hypotheses]
    telling = sum(count_diagnosticity(piece, ids) > 0 for piece in evidence)
    if len(hypotheses) > 1 and telling:
        yield f"{len(hypotheses)} explanations against {_count(telling, 'piece')} of evidence that tell them apart"
    elif len(hypotheses) > 1:
        yield Missing("no piece of evidence tells the explanations apart", f"{REVIEW}, evidence: ratings:")
    if len(case.review.scenarios) < 2:
        yield Missing("fewer than two scenarios are drawn", f"{REVIEW}, scenarios:")
    else:
        yield f"{len(case.review.scenarios)} exclusive scenarios with signposts"


def _check_relevance(case: Case) -> Found:
    served = {implication.reader for implication in case.review.implications}
    if served:
        yield f"implications for {_count(len(served), 'kind')} of reader"
    for reader in READERS:
        if reader not in served:
            yield Missing(f"nothing is said of what follows for the reader '{reader}'", f"{REVIEW}, implications:")
    for implication in case.review.implications:
        if implication.indicator is None:
            yield Missing(f"{implication.id} has no indicator to watch", f"{REVIEW}, {implication.id}, indicator:")


def _check_argument(case: Case) -> Found:
    judgments = case.review.judgments
    claims = {item.id: item.rests_on for item in judgments} | {i.id: i.rests_on for i in case.review.implications}
    for claim, grounds in claims.items():
        for id in grounds:
            if find_ground(case, id).kind == "unknown":
                yield Missing(f"{claim} rests on '{id}', which is defined nowhere", f"{REVIEW}, {claim}, rests_on:")
    for judgment in judgments:
        if not judgment.would_change.strip():
            yield Missing(f"{judgment.id} does not say what would change it", f"{REVIEW}, {judgment.id}, would_change:")
    if judgments:
        yield f"{_count(len(judgments), 'judgment')}, each with its grounds and what would change it"
    else:
        yield Missing("there is no judgment to argue for", f"{REVIEW}, judgments:")


def _check_change(case: Case, has_previous: bool) -> Found:
    reviewed = case.review.reviewed_on
    if reviewed is None:
        yield Missing("nobody has reviewed the case", f"{REVIEW}, reviewed_by: and reviewed_on:")
    elif case.events is not None and reviewed < case.events.coverage[1]:
        yield Missing(
            f"the review is of {reviewed:%-d %B %Y}, the data go on to {case.events.coverage[1]:%-d %B %Y}: "
            "say whether its judgments still stand",
            f"{REVIEW}, reviewed_on:",
        )
    else:
        yield f"reviewed on {reviewed:%-d %B %Y}"
    yield "compared with an earlier edition" if has_previous else "no earlier edition was given to compare with"


def _check_accuracy(case: Case) -> Found:
    computed = [j.id for j in case.review.judgments if isinstance(j.probability, ModelProbability)]
    if computed:
        yield f"{', '.join(computed)} computed by a model whose record is shown"
    if case.file.main_scope is None:
        yield Missing("no scope says which incidents count, so no forecast is made or scored", "case.yml, main_scope:")
    tested = {indicator.commitment for indicator in case.review.indicators}
    if tested:
        yield f"{_count(len(tested), 'promise')} with a test on data"
    if case.review.set_aside:
        yield f"{_count(len(case.review.set_aside), 'promise')} deliberately not tested, each with the reason"
    if untested := list_untested(case):
        yield Missing(
            f"{_count(len(untested), 'promise')} of the table without a test: {', '.join(untested)}",
            f"{REVIEW}, indicators: or, with the reason, set_aside:",
        )
    if case.review.scenarios and case.review.scenarios_until is None:
        yield Missing("no day is set by which one of the scenarios has come about", f"{REVIEW}, scenarios_until:")


def _check_pictures(case: Case) -> Found:
    if case.events is None:
        yield Missing("without event data there is no map, timeline or rate", "case.yml, events:")
        return
    located = int(case.events.frame["latitude"].notna().sum())
    yield f"map, timeline and rates from {_count(located, 'located incident')}"
