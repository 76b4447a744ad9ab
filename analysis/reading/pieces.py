"""The parts of a sentence that tell of different times: each date with the words that belong to it."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from analysis.intake.wordlists import word_set
from analysis.reading.mention import Line
from analysis.reading.quantities import Toll
from analysis.reading.when import When, find_dates

Piece = tuple[int, int, When]
_SPLIT = re.compile(r"(?:;|, and|, while|, but| and (?=an? |in |on )|\.)\s")
_OPENER = re.compile(r"\s(?:since|following|after|when|than)\s")
_COUNTED = word_set("later earlier after before ago next following previous same that")
_TURN = re.compile(
    r"\b(?:(?:came|comes|coming|happened|occurred|was|is) (?:just |only |barely |less than |more than )?[\w-]+ "
    r"(?:hours?|days?|weeks?|months?|years?) after"
    r"|(?:deadliest|worst|biggest|bloodiest|largest|first)\b[^.;]{0,80}\bsince"
    r"|follow(?:s|ed) (?:the|an?|several|two|three|another|similar|last)|comes? (?:after|amid)"
    r"|in retaliation for|in revenge for)\b"
)
_TURNING = word_set("after since follows followed comes retaliation revenge come")


def find_pieces(text: str, line: Line, published: date | None, anchor: date | None) -> list[Piece]:
    """The sentence cut into one piece per date, at the conjunction before each later date.

    Where no conjunction stands between two dates, "since", "after" or "when" parts them; where none of these does
    either, the later date has what stands behind the earlier one, which has all.
    """
    counted = anchor is not None and line.has(_COUNTED)  # "two days later" needs the anchor
    dates = find_dates(text, line.start, line.end, published, anchor, line.words) if counted else line.dates
    pieces: list[Piece] = []
    start = line.start
    for number, when in enumerate(dates):
        later = dates[number + 1].start if number + 1 < len(dates) else None
        cut = _find_cut(text, when.end, later, dates[number + 1]) if later else None
        pieces.append((start, cut or line.end, when))
        start = cut or when.end
    return pieces


def _find_cut(text: str, start: int, end: int, later: When) -> int | None:
    cuts = [cut.end() for cut in _SPLIT.finditer(text, start, end)]
    if cuts:
        return cuts[-1]
    if later.text.lower().startswith(("since", "after")):
        return end
    opened = [cut.end() for cut in _OPENER.finditer(text, start, end)]
    return opened[-1] if opened else None


def find_parts(text: str, line: Line) -> list[tuple[int, int]]:
    """The sentence cut at its conjunctions."""
    cuts = [line.start, *(cut.end() for cut in _SPLIT.finditer(text, line.start, line.end)), line.end]
    return [(start, end) for start, end in pairwise(cuts) if end > start]


def find_turn(text: str, start: int, end: int) -> int:
    """Where a passage turns to an earlier incident ("… came five weeks after gunmen killed"), else its end."""
    found = _TURN.search(text, start, end)
    return found.end() if found else end


def select_tolls(line: Line, start: int, end: int) -> list[Toll]:
    """The tolls that stand in a part of a sentence."""
    return [toll for toll in line.tolls if start <= toll.start < end]


def is_same_paragraph(text: str, before: Line, line: Line) -> bool:
    """Whether no break stands between two sentences that follow each other."""
    return "\n" not in text[before.end : line.start].strip(" ")


def select_current(text: str, line: Line, older: Sequence[Piece]) -> list[Toll]:
    """The tolls of a sentence that belong neither to an older date's piece nor to what stands behind its turn."""
    turn = find_turn(text, line.start, line.end) if line.has(_TURNING) else line.end
    return [
        toll
        for toll in line.tolls
        if toll.start < turn and not any(start <= toll.start < end for start, end, _ in older)
    ]
