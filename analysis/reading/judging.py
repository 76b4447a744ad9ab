"""What the writer makes of it: assessments told apart from reported speech and from facts."""

import re
from collections.abc import Sequence

from analysis.intake.article import Article
from analysis.intake.wordlists import word_set
from analysis.reading.clauses import (
    SHORTEST,
    Clause,
    find_clauses,
    find_said,
    is_essay,
    is_quoted,
    is_reported,
    read_cues,
)
from analysis.reading.dossier import AuthorJudgment
from analysis.reading.ids import build_hashed_id
from analysis.reading.mention import Line

_OUTLOOK_SECTIONS = frozenset({"why_it_matters", "whats_next", "analysis"})
_WEIGHING = re.compile(
    r"analy|assess|view|\btake\b|verdict|perspective|conclusion|commentary|bottom line|signals|lesson|picture|between"
    r"|reality check",
    re.IGNORECASE,
)
_EVENTUAL = re.compile(
    r"\b(?:could(?! not (?!only))|likely|unlikely|probably|if|unless|until|would(?!-be))\b", re.IGNORECASE
)
_POSSIBLY = re.compile(
    r"\b(?:could(?! not (?!only))|(?-i:may)|might|likely|unlikely|probably|perhaps|possibl[ey]|threatens? to|if|unless"
    r"|would(?!-be)|expected to)\b"
    r"|\brisks? \w+ing\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?<!\d)(?!(?:19|20)\d\d\b)\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?)\b"
    r"|\b(?:million|percent|per cent)\b"
)
_CALLING = word_set("called calls calling describing described termed")
_CALLED = re.compile(
    r"(?<!\bbe )(?<!been )(?<!\bis )(?<!was )(?<!are )(?:call(?:s|ed|ing)|describ(?:ed|ing)|termed)\b(?! for\b)"
)
_TAIL = re.compile(
    r", (?:in|making|marking|as|and|the|an?|one|among|by)\b[^,]{0,60}$|^[^,]{3,80}, (?:among|one of|the)\b"
)
_SAID_AFTER = re.compile(r", (?!and|but|while|though)[^,]{2,60}$")
_SIGN_WORDS = word_set("sign reminder signal indication symptom measure echo blow setback escalation departure")
_SIGN = re.compile(
    r", (?:in )?(?:an?|another|yet another|the (?:latest|clearest|strongest)) (?:[\w-]+ )?"
    r"(?:sign|reminder|signal|indication|symptom|measure|echo|blow|setback|escalation|departure)"
    r" (?:that|of|to|for|in|from|by)\b"
)
_EST = re.compile(r"est\b")
_MEASURED = word_set("worst first most rare unprecedented precedent last moment tense")


def find_judgments(article: Article, lines: Sequence[Line]) -> tuple[AuthorJudgment, ...]:
    """The writer's own assessments: in analytical sections by their words, elsewhere only what measures or shows.

    What may follow is an implication and no judgment; a sentence is never both.
    """
    essay = is_essay(article, lines)
    found = []
    for line in lines:
        if line.kind == "actors":
            continue
        if line.kind in _OUTLOOK_SECTIONS:
            found += [
                c for c in find_clauses(article.text, line) if weighs(article, c) or _is_measured(article.text, c)
            ]
        elif essay and line.kind != "implications":
            found += [c for c in find_clauses(article.text, line) if _is_opinion(article.text, c)]
        else:
            found += [c for c in [Clause(line, line.start, line.end)] if _is_told(article.text, c)]
    return tuple(_build_judgment(article, clause) for clause in found)


def weighs(article: Article, clause: Clause) -> bool:
    """Whether a clause of an analytical section is the writer's judgment and not something that may follow."""
    text, kind = article.text, clause.line.kind
    topical = _is_topical(article, clause.line)
    eventual = _EVENTUAL if kind == "analysis" and not topical else _POSSIBLY
    if clause.end - clause.start < SHORTEST or _is_called(text, clause.line) or is_reported(clause.line):
        return False
    if eventual.search(text, clause.start, clause.end):
        return False
    weighed = _weighs_by_words(text, clause)
    fact = bool(clause.line.dates) or _COUNTED.search(text, clause.start, clause.end) is not None
    if kind == "analysis" and not topical:
        return weighed or not fact
    return weighed and not (topical and fact)


def _is_called(text: str, line: Line) -> bool:
    """Whether the sentence tells what somebody calls it: then the weighing is theirs."""
    return line.has(_CALLING) and _CALLED.search(text, line.start, line.end) is not None


def _is_topical(article: Article, line: Line) -> bool:
    """Whether a sentence stands under a heading that names a topic ("The army") rather than announces analysis."""
    section = article.sections[article.sentences[line.number].section]
    return section.kind == "analysis" and not _WEIGHING.search(section.heading or "")


def _weighs_by_words(text: str, clause: Clause) -> bool:
    cues = read_cues()
    patterns = (cues.weighing, cues.telling, cues.superlatives)
    found = (pattern.search(text, clause.start, clause.end) for pattern in patterns)
    return any(match and not is_quoted(text, clause.line, match.start()) for match in found)


def _is_opinion(text: str, clause: Clause) -> bool:
    """Whether a clause of an essay weighs: by its words, in the present, without date or figure."""
    if _POSSIBLY.search(text, clause.start, clause.end) or is_reported(clause.line):
        return False
    fact = bool(clause.line.dates) or _COUNTED.search(text, clause.start, clause.end) is not None
    trend = read_cues().trends.search(text, clause.start, clause.end)
    return (_weighs_by_words(text, clause) or trend is not None) and not fact


def _is_told(text: str, clause: Clause) -> bool:
    """Whether a sentence of plain news weighs: it measures the event, or says what it shows."""
    if _is_measured(text, clause) or _is_taken_as_sign(text, clause.line):
        return True
    cues, line = read_cues(), clause.line
    if not line.has(cues.first_words) or is_reported(line) or _COUNTED.search(text, clause.start, clause.end):
        return False
    if _POSSIBLY.search(text, clause.start, clause.end):
        return False
    found = cues.trends.search(text, clause.start, clause.end)
    if not line.dates:
        found = found or cues.telling.search(text, clause.start, clause.end)
    return found is not None and not is_quoted(text, line, found.start())


def _is_taken_as_sign(text: str, line: Line) -> bool:
    """Whether the writer adds what the news is a sign of: "…, the army said, a reminder that nobody is safe"."""
    if not line.has(_SIGN_WORDS):
        return False
    found = _SIGN.search(text, line.start, line.end)
    if found is None or is_quoted(text, line, found.start()):
        return False
    return all(at < found.start() for at in find_said(line))


def _is_measured(text: str, clause: Clause) -> bool:
    """Whether the writer measures the event against others: "in the deadliest attack since …"."""
    line = clause.line
    if not (line.has(_MEASURED) or _EST.search(text, clause.start, clause.end)):
        return False
    if _is_called(text, line):
        return False
    found = read_cues().superlatives.search(text, clause.start, clause.end)
    if found is None or is_quoted(text, line, found.start()):
        return False
    said = find_said(line)
    if any(at < found.start() for at in said):
        return _TAIL.search(text[line.start : found.end()]) is not None
    return not (said and _SAID_AFTER.search(text[found.end() : line.end]))


def _build_judgment(article: Article, clause: Clause) -> AuthorJudgment:
    words = " ".join(article.text[clause.start : clause.end].split())
    return AuthorJudgment(
        id=build_hashed_id("judgment", words), text=words, evidence=(article.evidence(clause.start, clause.end),)
    )
