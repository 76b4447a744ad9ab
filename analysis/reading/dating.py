"""Which of an article's dates is the incident's: the one beside the words for it, not the one beside "said"."""

import re
from collections.abc import Sequence
from datetime import date

from analysis.intake.wordlists import word_set
from analysis.reading.mention import Line
from analysis.reading.verbs import is_speech
from analysis.reading.when import When

_FAR = 45  # days; a date further before publication is background, not the news
_OWNS, _KIND, _TOLL, _EXPLICIT, _SPOKEN, _OLD, _COMING = (
    4.0,
    2.0,
    1.0,
    1.0,
    -4.0,
    -2.5,
    -4.0,
)  # what speaks for and against a date
_OPENING = (2.0, 1.5, 1.0, 0.5)  # news comes first
_CLOSE = 24  # characters in which an event's verb counts as right before its date
_ENDS = 1.0
_AGAIN = 0.3  # share of the score that a date told again adds
_LEADS = 4  # characters before a date that opens its sentence ("On ")
_NEAR = 60  # characters between a date and the event's words
_BACKGROUND = re.compile(
    (
        r"\b(?:last (?:year|month)|years? (?:ago|earlier)|previous|previously|since (?:19|20)\d\d|in (?:19"
        r"|20)\d\d|earlier (?:this|last)|so far this year|in recent|had already)\b"
    ),
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:will|would|is to|are to|was to|were to|expires?|due|expected|scheduled|planned|set to|plans)\b"
)
_NEWS = frozenset({"lede", "other", "background", "why_it_matters"})
_REST = frozenset({"actors", "analysis", "whats_next"})


def find_main_date(
    text: str, lines: Sequence[Line], kind: str, published: date | None
) -> tuple[When | None, Line | None]:
    """The main incident's date and the sentence that tells it; (None, None) where no date can be its."""
    for sections in (_NEWS, _REST):
        dated = _score_dates(text, [line for line in lines if line.kind in sections], kind, published)
        if dated and max(dated)[0] > 0:
            return max(dated)[2:]
    return None, None


def _score_dates(
    text: str, lines: Sequence[Line], kind: str, published: date | None
) -> list[tuple[float, str, When, Line]]:
    """Each day with its score, its best telling and that telling's sentence; a day told again gains a little."""
    days: dict[str, tuple[float, str, When, Line]] = {}
    for line in lines:
        for when in line.dates:
            if when.precision == "day" and _is_near(when, published):
                score = score_date(text, line, when, kind)
                known = days.get(when.iso)
                low, high = sorted((score, known[0] if known else 0.0))
                told = known[2:] if known and known[0] >= score else (when, line)
                days[when.iso] = (high + _AGAIN * max(low, 0.0) if known else score, when.iso, *told)
    return list(days.values())


def score_date(text: str, line: Line, when: When, kind: str) -> float:
    """How much speaks for a date being the incident's."""
    score = _OPENING[line.number] if line.number < len(_OPENING) else 0.0
    score += _EXPLICIT if when.kind in ("full", "day_month", "iso") else 0.0
    score += _TOLL * bool(line.tolls) + 0.5 * bool(line.events)
    for wanted in (kind, "other") if kind == "upheaval" else (kind,):
        if wanted in line.kinds():
            score += _KIND if is_beside_event(text, line, when, line.start, line.end, wanted) else _KIND / 2
            break
    score += _OWNS if owns_event(text, line, when) else 0.0
    score += _ENDS if ends_event(line, when, (kind, "armed_attack")) else 0.0
    score += _SPOKEN if is_spoken(line, when) else 0.0
    score += _OLD if is_old(text, line) else 0.0
    score += _COMING if _TO_COME.search(text, max(line.start, when.start - _NEAR), when.start) else 0.0
    return score


def owns_event(text: str, line: Line, when: When) -> bool:
    """Whether the date stands before the event's own noun: "Monday's blast", "the Sept. 2 strike"."""
    owned = re.match(r"['\u2019]s (?P<gap>(?:[\w-]+ ){0,2})", text[when.end : when.end + 40])
    if owned:
        words = owned["gap"].split()
        cuts = [when.end + 3 + sum(len(word) + 1 for word in words[:k]) for k in range(len(words) + 1)]
    elif text[max(0, when.start - 4) : when.start].lower() == "the ":
        cuts = [when.end + 1]
    else:
        return False
    return any(event.start in cuts for event in line.events)


def ends_event(line: Line, when: When, wanted: tuple[str, ...] = ()) -> bool:
    """Whether an event's own words stand right before the date: "was hit on Thursday", "signed on Saturday"."""
    return any(
        when.start - _CLOSE <= event.start and event.end <= when.start and (not wanted or event.kind in wanted)
        for event in line.events
    )


def is_spoken(line: Line, when: When) -> bool:
    """Whether the date is that of something said: "said on Tuesday", "told reporters on Monday"."""
    at = next((k for k, token in enumerate(line.tokens) if token.start >= when.start), len(line.tokens))
    for k in range(at - 1, max(-1, at - 6), -1):
        if line.tokens[k].text in ",;":
            break
        if _says(line, k):
            return True
    after = next((k for k, token in enumerate(line.tokens) if token.start >= when.end), len(line.tokens))
    follows = any(_says(line, k) for k in range(after, min(after + 2, len(line.tokens))))
    return follows and not ends_event(line, when)


def _says(line: Line, at: int) -> bool:
    """Whether a verb of speech stands there that is no event itself ("charged" is both)."""
    start = line.tokens[at].start
    return is_speech(line.tokens, at) is not None and all(event.start != start for event in line.events)


def is_old(text: str, line: Line) -> bool:
    """Whether a sentence speaks of earlier times."""
    return line.has(_OLD_WORDS) and _BACKGROUND.search(text, line.start, line.end) is not None


def is_total(text: str, line: Line) -> bool:
    """Whether a sentence sums up several incidents over a time: "have killed 19 since 2021", "so far this year"."""
    return line.has(_TOTAL_WORDS) and _TOTAL.search(text, line.start, line.end) is not None


_TOTAL_WORDS = word_set("since far past last total altogether between year years decade")
_TOTAL = re.compile(
    r"\b(?:ha(?:ve|s) (?:\w+ )?(?:been )?(?:killed|died|injured|wounded|left|claimed|taken|kidnapped|abducted)"
    r"[^.;]{0,80}\bsince\b|\bsince\b[^.;]{0,80}\bha(?:ve|s) (?:\w+ )?(?:been )?(?:killed|died|claimed|left|taken"
    r"|kidnapped|abducted)|so far this (?:year|month)|this year alone|(?:over|in|during) the (?:past|last) (?:\w+ )?"
    r"(?:years?|months|decade|decades)|(?:in total|altogether) since)\b"
)
_OLD_WORDS = word_set("last ago earlier previous previously since in so had")


def is_beside_event(text: str, line: Line, when: When, start: int, end: int, wanted: str | None = None) -> bool:
    """Whether the words of an event (of the wanted kind) stand near the date."""
    first, last = max(start, when.start - _NEAR), min(end, when.end + _NEAR)
    if when.precision == "day" and text[when.end : when.end + 1] == "," and when.start - start < _LEADS:
        last = end  # "On 3 March 2024, men with guns …": all that follows is of that day
    if when.precision == "year":  # a year dates only what stands in its own clause
        first = max(first, text.rfind(",", first, when.start) + 1)
        opens = when.end + 1 if text[when.end : when.end + 1] == "," and when.start - start < 4 else when.end
        comma = text.find(",", opens, last)  # "In 2013, attackers killed …" goes on after its comma
        last = comma if comma > 0 else last
    return any(first <= event.start and event.end <= last and wanted in (None, event.kind) for event in line.events)


def _is_near(when: When, published: date | None) -> bool:
    return published is None or 0 <= (published - date.fromisoformat(when.iso)).days <= _FAR
