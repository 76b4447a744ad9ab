"""What may follow, and what the writer makes of it: implications, and judgments told apart from reported speech."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis.intake.article import Article
from analysis.reading.dossier import AuthorJudgment, Implication
from analysis.reading.ids import build_hashed_id
from analysis.reading.lexicon import match_phrase, read_acts
from analysis.reading.mention import Line, Mention
from analysis.reading.speakers import is_speech

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
    for clause in _find_clauses(article, lines):
        possible = _POSSIBLE.search(article.text, clause.start, clause.end)
        if clause.line.kind == "implications" or (possible and not _is_reported(clause)):
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
    """The writer's own assessments: in analytical sections by their words, elsewhere only superlatives and trends."""
    found = []
    for line in lines:
        judged = (
            _SUPERLATIVE.search(article.text, line.start, line.end)
            if line.kind in ("lede", "background", "other")
            else None
        )
        if judged and not _is_reported(Clause(line, line.start, line.end)):
            found.append(Clause(line, line.start, line.end))
    for clause in _find_clauses(article, lines):
        wants = clause.line.kind in ("analysis", "why_it_matters") or _JUDGING.search(
            article.text, clause.start, clause.end
        )
        if wants and clause.line.kind != "implications" and not _is_reported(clause):
            found.append(clause)
    return tuple(_build_judgment(article, clause) for clause in sorted(found, key=lambda clause: clause.start))


def _build_judgment(article: Article, clause: Clause) -> AuthorJudgment:
    words = " ".join(article.text[clause.start : clause.end].split())
    return AuthorJudgment(
        id=build_hashed_id("judgment", words), text=words, evidence=(article.evidence(clause.start, clause.end),)
    )
