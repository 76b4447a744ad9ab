"""Words without the marks of Markdown: offsets count the marks, quotations don't show them."""

import re

_LINK = re.compile(r"!?\[([^\[\]]{0,200})\]\([^()\s]{0,300}\)")
_EMPHASIS = re.compile(
    r"(?<![\w*\\])\*{1,3}(?=[^\s*])|(?<=[^\s*\\])\*{1,3}(?![\w*])|(?<![\w_])_{1,3}(?=[^\W_])|(?<=[^\s_])_{1,3}(?![\w_])"
    r"|(?<=\w)\*\*(?=\w)|`+|(?m:^)(?:#{1,6}|>)[ \t]+|\\(?=[*_\[\]#>`-])"
)
_MARKS = frozenset("*_[`#>\\")


def drop_marks(text: str) -> str:
    """The text without emphasis, link targets, heading and quotation marks of Markdown; its white space stays."""
    return text if _MARKS.isdisjoint(text) else _EMPHASIS.sub("", _LINK.sub(r"\1", text))


def find_plain(text: str) -> tuple[str, list[int]]:
    """The text without those marks, and for each of its characters the place where it stands in the text given."""
    places = list(range(len(text)))
    if _MARKS.isdisjoint(text):
        return text, places
    for pattern in (_LINK, _EMPHASIS):
        kept: list[tuple[int, int]] = []
        at = 0
        for found in pattern.finditer(text):
            kept.append((at, found.start()))
            if found.re is _LINK:
                kept.append(found.span(1))
            at = found.end()
        kept.append((at, len(text)))
        places = [place for start, end in kept for place in places[start:end]]
        text = "".join(text[start:end] for start, end in kept)
    return text, places


def strip_marks(text: str) -> str:
    """The same on one line."""
    return " ".join(drop_marks(text).split())


def find_core(text: str, start: int, end: int) -> tuple[int, int]:
    """The part of `text[start:end]` without emphasis at its edges."""
    while start < end and text[start] in "*_ \t":
        start += 1
    while end > start and text[end - 1] in "*_ \t":
        end -= 1
    return start, end
