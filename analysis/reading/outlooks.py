"""What may follow, and what the writer makes of it: implications, and judgments told apart from reported speech."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis.intake.article import Article
from analysis.intake.wordlists import word_set
from analysis.reading.dossier import AuthorJudgment, Implication
from analysis.reading.ids import build_hashed_id
from analysis.reading.lexicon import match_phrase, read_acts
from analysis.reading.mention import Line, Mention
from analysis.reading.verbs import is_speech

_CLAUSE = re.compile(r"(?:;\s+|, (?:while|but|and (?=\w+ (?:may|could|might|will|is likely))|so|whereas) (?=also|\w))")
_CONDITION = re.compile(
    (
        r"\b(?:if|unless|until|once|as long as|provided(?: that)?|should (?=\w+ \w+)|in case|in the event"
        r"|without|when)\b[^.;]*?(?=,|;|\.|$)"
    ),
    re.IGNORECASE,
)
_POSSIBLE = re.compile(
    (
        r"\b(?:could|may|might|likely|unlikely|probably|perhaps|possibl[ey]|risks?|threatens? to|threaten|if"
        r"|unless|increasingly ready|would|expected to)\b"
    ),
    re.IGNORECASE,
)
_JUDGING = re.compile(
    (
        r"\b(?:highlights?|underscores?|underlines?|shows?|signals?|suggests?|reveals?|means?|real test|the "
        r"test|remains?|challenging|difficult|hard(?:er|est)?|worst|deadliest|bloodiest|biggest|largest|first"
        r"|most|one of the|among the|however|historically|clear|tends?|matters?|lesson|trend|blow|depends?"
        r"|whether|too|enough|never|only|appeared|lacks?|costs?|easier|better|worse)\b"
    ),
    re.IGNORECASE,
)
_SUPERLATIVE = re.compile(
    (
        r"\b(?:among the (?:dead|blood|worst)\w*|one of the (?:dead|blood|worst|big|most)\w*|the (?:dead"
        r"|blood)liest|the worst|the first (?:\w+ )?(?:attack|time)|most serious|comes? at a (?:tense"
        r"|difficult)|has grown|turned more and more)\b"
    ),
    re.IGNORECASE,
)
_OUTLOOK_SECTIONS = frozenset({"why_it_matters", "whats_next", "implications", "analysis"})
_SHORTEST = 25  # characters; a shorter clause says nothing by itself


_WHILE = re.compile(r"(?:While|Although|Though) [^,;]{20,200}, ")


class Clause(NamedTuple):
    """A part of a sentence that stands for itself."""

    line: Line
    start: int
    end: int


def find_implications(article: Article, lines: Sequence[Line]) -> tuple[Implication, ...]:
    """Possible consequences: every clause of an implications section, and what may follow in the other outlooks."""
    found = []
    topical = _find_topical(article)
    for clause in _find_clauses(article, lines):
        possible = _POSSIBLE.search(article.text, clause.start, clause.end)
        judged = _weighs(article.text, clause, clause.line.number in topical)
        if clause.line.kind == "implications" or (possible and not judged and not _is_reported(clause)):
            found.append(_build_implication(article, clause))
    return tuple(found)


def _find_clauses(article: Article, lines: Sequence[Line]) -> Iterator[Clause]:
    for line in lines:
        if line.kind in _OUTLOOK_SECTIONS:
            start = line.start
            while_clause = _WHILE.match(article.text, line.start, line.end)
            if while_clause and line.end - while_clause.end() >= _SHORTEST:
                yield Clause(line, start, while_clause.end() - 2)
                start = while_clause.end()
            for cut in _CLAUSE.finditer(article.text, start, line.end):
                if cut.start() - start >= _SHORTEST and line.end - cut.end() >= _SHORTEST:
                    yield Clause(line, start, cut.start())
                    start = cut.end()
            yield Clause(line, start, line.end)


def _is_reported(clause: Clause) -> bool:
    """Whether the sentence tells what somebody said; verbs that mostly mean something else don't count."""
    tokens, weak, verbs = clause.line.tokens, read_acts().weak, read_acts().speech
    return any(is_speech(tokens, at) for at, token in enumerate(tokens) if token.low in verbs and token.low not in weak)


def _build_implication(article: Article, clause: Clause) -> Implication:
    words = " ".join(article.text[clause.start : clause.end].split())
    condition = _CONDITION.search(article.text, clause.line.start, clause.line.end)
    inside: list[Mention] = [
        m
        for m in clause.line.mentions
        if clause.start <= m.start < clause.end and m.kind not in ("place", "thing", "unknown")
    ]
    return Implication(
        id=build_hashed_id("implication", words),
        text=words,
        affected=tuple(dict.fromkeys(m.name for m in inside)),
        condition=" ".join(condition[0].split()) if condition else None,
        likelihood_words=_find_likelihood(article.text, clause),
        evidence=(article.evidence(clause.start, clause.end),),
    )


def _find_likelihood(text: str, clause: Clause) -> tuple[str, ...]:
    tokens, words, at = clause.line.tokens, list[str](), 0
    while at < len(tokens):
        matched = (
            match_phrase(read_acts().likelihood, tokens, at) if clause.start <= tokens[at].start < clause.end else None
        )
        if matched:
            words.append(" ".join(text[tokens[at].start : tokens[matched[1] - 1].end].split()))
        at = matched[1] if matched else at + 1
    return tuple(dict.fromkeys(words))


def find_judgments(article: Article, lines: Sequence[Line]) -> tuple[AuthorJudgment, ...]:
    """The writer's own assessments: in analytical sections by their words, elsewhere only superlatives and trends.

    What may follow is an implication and no judgment; a sentence is never both.
    """
    text = article.text
    found = [
        Clause(line, line.start, line.end)
        for line in lines
        if line.kind in ("lede", "background", "other")
        and _SUPERLATIVE.search(text, line.start, line.end)
        and not _is_reported(Clause(line, line.start, line.end))
        and not line.has(_CALLING)
    ]
    topical = _find_topical(article)
    for clause in _find_clauses(article, lines):
        if _weighs(text, clause, clause.line.number in topical):
            found.append(clause)
    return tuple(_build_judgment(article, clause) for clause in sorted(found, key=lambda clause: clause.start))


def _weighs(text: str, clause: Clause, topical: bool) -> bool:
    """Whether a clause is the writer's judgment and not something that may follow."""
    eventual = _EVENTUAL if clause.line.kind == "analysis" and not topical else _POSSIBLY
    return (
        clause.line.kind != "implications"
        and not eventual.search(text, clause.start, clause.end)
        and _judges(text, clause, topical)
        and not _is_reported(clause)
    )


_POSSIBLY = re.compile(
    r"\b(?:could|may|might|likely|unlikely|probably|perhaps|possibl[ey]|threatens? to|if|unless|would|expected to)\b"
    r"|\brisks? \w+ing\b",
    re.IGNORECASE,
)
_EVENTUAL = re.compile(r"\b(?:could|likely|unlikely|probably|if|unless|would)\b", re.IGNORECASE)
_PRESENT = word_set(
    "is are has have will can cannot must remains does do needs means shows matters costs depends lacks makes"
)
_CALLING = frozenset({"called", "calls"})
_TESTS = re.compile(
    r"\b(?:test|depends?|show whether|matters?|hard(?:er|est)?|difficult|unclear|clear|means"
    r"|however|challenging|historically)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?|million|percent|per cent)\b"
)


def _judges(text: str, clause: Clause, topical: bool) -> bool:
    """Whether a clause weighs rather than tells; dates and numbers are facts unless a judging word stands by them."""
    strong = _JUDGING.search(text, clause.start, clause.end) is not None
    fact = bool(clause.line.dates) or _COUNTED.search(text, clause.start, clause.end) is not None
    if clause.line.kind == "whats_next":
        return _TESTS.search(text, clause.start, clause.end) is not None
    if clause.line.kind == "why_it_matters" or topical:
        told = topical and (fact or not clause.line.has(_PRESENT))  # narration: only past and no weighing
        return strong and not told
    return strong or not fact


_WEIGHING = re.compile(
    r"analy|assess|view|\btake\b|verdict|perspective|conclusion|commentary|bottom line|signals|lesson|picture|between"
    r"|reality check",
    re.IGNORECASE,
)


def _find_topical(article: Article) -> set[int]:
    """The numbers of the sentences under headings that name a topic ("The army") rather than announce analysis."""
    plain = {
        index
        for index, section in enumerate(article.sections)
        if section.kind == "analysis" and not _WEIGHING.search(section.heading or "")
    }
    return {number for number, sentence in enumerate(article.sentences) if sentence.section in plain}


def _build_judgment(article: Article, clause: Clause) -> AuthorJudgment:
    words = " ".join(article.text[clause.start : clause.end].split())
    return AuthorJudgment(
        id=build_hashed_id("judgment", words), text=words, evidence=(article.evidence(clause.start, clause.end),)
    )
