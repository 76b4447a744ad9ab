"""The paragraphs of a plain text, with their offsets: one per line, or one per block where lines were wrapped."""

import re
from itertools import pairwise
from typing import NamedTuple

_LINE = re.compile(r"[^\r\n]+")
_LIST_MARK = re.compile(r"(?:[-*•‣▪–—]|\d{1,2}[.)])\s+\S")
_WRAP_MIN, _WRAP_MAX = 50, 100  # hand-wrapped text sits at 60-80 columns; unwrapped paragraphs are far longer
_WRAP_SHARE = 0.6  # of the lines that another line follows directly


class Paragraph(NamedTuple):
    """One paragraph: its words and where they stand. `after_blank` tells that an empty line comes before it."""

    start: int
    end: int
    text: str
    after_blank: bool


def find_paragraphs(text: str) -> list[Paragraph]:
    """Every paragraph in reading order, stripped of the white space around it."""
    lines = _find_lines(text)
    joined = _join_wrapped(text, lines) if _is_wrapped(lines) else lines
    if any(paragraph.after_blank for paragraph in joined[1:]):
        return joined
    return [paragraph._replace(after_blank=True) for paragraph in joined]  # no empty line anywhere: it tells nothing


def _find_lines(text: str) -> list[Paragraph]:
    lines, before = [], 0
    for found in _LINE.finditer(text):
        words = found[0].strip()
        if not words:
            continue
        start = found.start() + found[0].index(words[0])
        blank = before == 0 or text.count("\n", before, start) > 1
        lines.append(Paragraph(start, start + len(words), words, blank))
        before = start + len(words)
    return lines


def _is_wrapped(lines: list[Paragraph]) -> bool:
    followed = [line for line, after in pairwise(lines) if not after.after_blank]
    cut = [line for line in followed if _WRAP_MIN <= len(line.text) <= _WRAP_MAX and line.text[-1] not in '.!?:”"']
    longest = max((len(line.text) for line in lines), default=0)
    return len(followed) > 3 and len(cut) >= _WRAP_SHARE * len(followed) and longest <= 2 * _WRAP_MAX


def _join_wrapped(text: str, lines: list[Paragraph]) -> list[Paragraph]:
    joined: list[Paragraph] = []
    for line in lines:
        if joined and not line.after_blank and not _LIST_MARK.match(line.text):
            first = joined[-1]
            joined[-1] = Paragraph(first.start, line.end, text[first.start : line.end], first.after_blank)
        else:
            joined.append(line)
    return joined
