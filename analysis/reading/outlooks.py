"""What may follow, by the article: clauses that look ahead, with their condition and likelihood words."""

import re
from collections.abc import Iterator, Sequence

from analysis.intake.article import Article
from analysis.intake.wordlists import word_set
from analysis.reading.clauses import SHORTEST, Clause, find_clauses, is_essay, is_quoted, is_reported, read_cues
from analysis.reading.dossier import Implication
from analysis.reading.ids import build_hashed_id
from analysis.reading.judging import find_judgments, weighs
from analysis.reading.lexicon import match_phrase, read_acts
from analysis.reading.mention import Line, Mention

_CONDITION = re.compile(
    (
        r"\b(?:if|unless|until|once|as long as|provided(?: that)?|should (?=\w+ \w+)|in case|in the event"
        r"|without|when)\b[^.;]*?(?=,|;|\.|$)"
    ),
    re.IGNORECASE,
)
_AHEAD = frozenset({"why_it_matters", "whats_next", "analysis"})
_NEWS = frozenset({"lede", "background", "other"})
_MODAL = word_set(  # every word that a pattern of `ahead` can begin with
    "could may might likely unlikely probably perhaps possibly would conceivably conceivable potentially risk risks"
    " threatens threaten put puts putting stands stand bound set poised expected sooner matter ready"
)
_EXPERT = word_set(
    "analyst analysts expert experts observers diplomats economists researchers scholars lawyers critics traders trader"
    " brokers workers groups agencies monitors monitor warn warns warned warning fear fears feared cautioned"
)
_STRONG = re.compile(r"\b(?:could|may|might|likely|unlikely|risks?|expected)\b", re.IGNORECASE)
_FIGURE = re.compile(r"\d")
_CLAIMING = word_set("arguing saying claiming insisting alleging")


def find_implications(article: Article, lines: Sequence[Line]) -> tuple[Implication, ...]:
    """Possible consequences: what an implications section says, and what may follow wherever the article says it."""
    essay = is_essay(article, lines)
    return tuple(
        _build_implication(article, clause) for line in lines for clause in _select_clauses(article, line, essay)
    )


def _select_clauses(article: Article, line: Line, essay: bool) -> Iterator[Clause]:
    if line.kind == "actors" or not (line.kind == "implications" or line.has(_MODAL)):
        return
    reported = is_reported(line)
    for clause in find_clauses(article.text, line):
        if line.kind == "implications":
            fits = _is_consequence(article.text, clause, reported)
        elif line.kind in _AHEAD or essay:
            fits = _may_follow(article, clause, reported) and not weighs(article, clause)
        else:
            fits = _is_forecast(article.text, clause, reported)
        if fits:
            yield clause


def _is_consequence(text: str, clause: Clause, reported: bool) -> bool:
    """Whether a clause of an implications section tells a consequence: no past figures, no mere report."""
    ahead = read_cues().ahead.search(text, clause.start, clause.end)
    if ahead:
        return not is_quoted(text, clause.line, ahead.start())
    if clause.end - clause.start < SHORTEST:
        return False
    told = clause.line.dates or _FIGURE.search(text, clause.start, clause.end) or _DONE.match(text, clause.start)
    return not (reported or told or read_cues().telling.search(text, clause.start, clause.end))


_DONE = re.compile(r"\W*[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2} [a-z]+ed\b")  # "Turkey closed …": a deed, not what follows


def _may_follow(article: Article, clause: Clause, reported: bool) -> bool:
    text = article.text
    ahead = read_cues().ahead.search(text, clause.start, clause.end)
    if ahead is None or clause.line.has(_CLAIMING):
        return False
    return not reported or _is_experts(text, clause, ahead.start())


def _is_forecast(text: str, clause: Clause, reported: bool) -> bool:
    """Whether a clause of plain news looks ahead: strong words, in the writer's voice or that of those who know."""
    ahead = read_cues().ahead.search(text, clause.start, clause.end)
    if (
        ahead is None
        or is_quoted(text, clause.line, ahead.start())
        or not _STRONG.search(text, ahead.start(), ahead.end())
    ):
        return False
    if re.match(r"\s*(?:not|be (?:verified|confirmed))\b", text[ahead.end() : ahead.end() + 20]):
        return False
    return _is_experts(text, clause, ahead.start()) if reported else True


def _is_experts(text: str, clause: Clause, at: int) -> bool:
    """Whether the reported forecast is that of people who judge or warn, in words of the writer's."""
    line = clause.line
    return (
        line.has(_EXPERT)
        and not is_quoted(text, line, at)
        and read_cues().experts.search(text, line.start, line.end) is not None
    )


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


__all__ = ["find_implications", "find_judgments"]
