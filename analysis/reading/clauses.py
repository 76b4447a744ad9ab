"""The parts of sentences that stand for themselves, and who speaks in them: the writer, or somebody told of."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from analysis.intake.article import Article
from analysis.intake.wordlists import word_set
from analysis.reading.lexicon import read_acts, read_rows
from analysis.reading.mention import Line
from analysis.reading.verbs import is_speech

SHORTEST = 25  # characters; a shorter clause says nothing by itself
_CUT = re.compile(
    r"(?:;\s+|, (?:while|but|yet|and (?=[\w ]{1,25}?\b(?:may|could|might|will|(?:is|are) likely)\b)|so|whereas) "
    r"(?=also|\w))"
)
_WHILE = re.compile(r"(?:While|Although|Though) [^,;]{20,200}, ")
_SAID = word_set(
    "said says told announced added accused denied claimed condemned called warned confirmed urged reported vowed"
    " promised described blamed rejected wrote"
)
_ESSAY_PER_1000 = 9  # words: essays have up to 7 in the practice articles, analyses 9-15, news more


class Clause(NamedTuple):
    """A part of a sentence that stands for itself."""

    line: Line
    start: int
    end: int


class Cues(NamedTuple):
    """The patterns of `outlooks.yml`, each matching at word starts without regard to case."""

    ahead: re.Pattern[str]
    unless: re.Pattern[str]
    experts: re.Pattern[str]
    superlatives: re.Pattern[str]
    telling: re.Pattern[str]
    weighing: re.Pattern[str]
    trends: re.Pattern[str]
    first_words: frozenset[str]


@cache
def read_cues() -> Cues:
    """The words that weigh or look ahead, compiled once."""
    rows = dict(read_rows("outlooks.yml"))
    first_words = word_set(str(rows.pop("first_words")))
    return Cues(**{name: _compile(patterns) for name, patterns in rows.items()}, first_words=first_words)


def _compile(patterns: object) -> re.Pattern[str]:
    if not isinstance(patterns, list):
        raise ValueError("lexicon/outlooks.yml: every key must hold a list of patterns. Correct the file")
    return re.compile(rf"(?<![\w-])(?:{'|'.join(f'(?:{pattern})' for pattern in patterns)})(?!\w)", re.IGNORECASE)


def find_clauses(text: str, line: Line) -> Iterator[Clause]:
    """The clauses of a sentence, in order; together they cover it."""
    start = line.start
    opening = _WHILE.match(text, line.start, line.end)
    if opening and line.end - opening.end() >= SHORTEST:
        yield Clause(line, start, opening.end() - 2)
        start = opening.end()
    for cut in _CUT.finditer(text, start, line.end):
        if cut.start() - start >= SHORTEST and line.end - cut.end() >= SHORTEST:
            yield Clause(line, start, cut.start())
            start = cut.end()
    yield Clause(line, start, line.end)


def is_reported(line: Line) -> bool:
    """Whether the sentence tells what somebody said; verbs that mostly mean something else don't count."""
    return bool(find_said(line))


def find_said(line: Line) -> list[int]:
    """Where the verbs stand by which the sentence tells what somebody said."""
    tokens, weak, verbs = line.tokens, read_acts().weak, read_acts().speech
    return [
        token.start
        for at, token in enumerate(tokens)
        if token.low in verbs
        and token.low not in weak
        and is_speech(tokens, at)
        and not (at and tokens[at - 1].low in _CONDITIONAL)
    ]


_CONDITIONAL = word_set("if once unless when until")  # "if confirmed, it would be …"


def is_quoted(text: str, line: Line, at: int) -> bool:
    """Whether a character of the sentence stands between quotation marks."""
    before = text[line.start : at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def is_essay(article: Article, lines: Sequence[Line]) -> bool:
    """Whether the writer speaks and hardly anybody else: then the whole text is analysis, whatever its sections."""
    words = sum(len(line.tokens) for line in lines)
    said = sum(token.low in _SAID for line in lines if line.has(_SAID) for token in line.tokens)
    return len(lines) >= _FEWEST_LINES and said * 1000 < _ESSAY_PER_1000 * words


_FEWEST_LINES = 12  # a shorter text has too few sentences to tell
