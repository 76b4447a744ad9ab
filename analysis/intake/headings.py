"""Headings in any of their styles, and the kind of section that each one opens."""

import re
from collections.abc import Sequence
from typing import NamedTuple, cast

from analysis.intake.paragraphs import Paragraph
from analysis.intake.spans import SectionKind
from analysis.intake.wordlists import read_wordlists

MAX_HEADING_CHARS, MAX_HEADING_WORDS = 90, 12  # the longest heading in the development set has 8 words
_MARKS = re.compile(r"^(?:#{1,6}\s*|\d{1,2}[.)]\s+|[*_]{1,3}|[-•]\s+)+|[*_#:\s]+$")
_INLINE = re.compile(
    r"(?:(?P<bold>\*\*|__)(?P<strong>[^*_\n]{2,50}?)[:.?]?(?:\*\*|__)\s*[:.–—-]?|(?P<caps>[A-Z][A-Z' ’]{5,40})"
    r"|(?P<plain>[^\W\d_][^:.!?–—*\n]{1,45}?)\s*(?P<sep>[:?–—]|\.(?=\s+[A-Z])|\s-\s))\s+(?=\S)"
)
_QUESTION = re.compile(
    r"(?P<label>(?:Who|What|Why|How|When|Where|Is|Are|Can|Could|Will|Would|Did|Does|Do)\b[^.?!\n]{3,75}\?)\s+(?=\S)"
)
_ENDS_LIKE_TEXT = re.compile(r"[.!;,…][\"'”’)\]*]*$")
_ITEM = re.compile(
    r"(?:[-*•‣▪–]\s+|\d{1,2}[.)]\s+)?(?:(?P<strong>\*\*[^*]{2,70}\*\*:?)\s*[:–—-]*\s*"
    r"|(?P<plain>(?:\d+ )?[^\W\d_][^:–—\n]{1,60}?)(?:\s*:\s+|\s+[-–—]{1,2}\s+|[–—]))(?P<stake>\S.{6,})$",
    re.DOTALL,
)
_NOT_A_NAME = re.compile(
    (
        r"(?:driving|between|zoom|go|what|why|how|when|where|the (?:big|bottom|latest)|yes|reality|in|on|at"
        r"|by|and|but|for|if|it|he|she|they|this|that|still|there)\b"
    ),
    re.IGNORECASE,
)


_CAPTION = re.compile(
    r"\([^()]+\)$|\bon (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|, (?:19|20)\d\d\b"
)  # dated or credited: a picture's line


class Label(NamedTuple):
    """A heading: the characters it takes up, its words without marks, and the kind of section it opens."""

    start: int
    end: int
    text: str
    kind: SectionKind


class ListItem(NamedTuple):
    """One line of an actor list: who, and what is at stake for them."""

    name: tuple[int, int]
    stake: tuple[int, int]


def find_kind(heading: str, otherwise: SectionKind = "other") -> SectionKind:
    """The kind of section that a heading opens; `otherwise` where no list knows its words."""
    plain = _MARKS.sub("", heading.replace("’", "'").replace("‘", "'")).lower().strip(" '\"“”")
    for kind, pattern in read_wordlists().headings:
        if pattern.search(plain):
            return cast(SectionKind, kind)
    return otherwise


def find_own_line(paragraph: Paragraph, following: Paragraph | None, otherwise: SectionKind) -> Label | None:
    """The heading that a paragraph of its own is, or None: short, unpunctuated, with text below it."""
    text = paragraph.text
    if following is None or len(text) > MAX_HEADING_CHARS or len(text.split()) > MAX_HEADING_WORDS or "\n" in text:
        return None
    plain = _MARKS.sub("", text).strip()
    if not plain or _ENDS_LIKE_TEXT.search(plain) or not (plain[0].isupper() or plain[0] in "'\"‘“¿"):
        return None
    known = find_kind(plain, "lede") != "lede"
    if not known and _CAPTION.search(plain):
        return None
    marked = text.startswith(("#", "**", "__")) or text.isupper()
    if known or marked or (paragraph.after_blank and len(following.text) > len(text)):
        return Label(paragraph.start, paragraph.end, _strip_marks(text), find_kind(plain, otherwise))
    return None


def _strip_marks(text: str) -> str:
    """The heading as written, without Markdown's marks (its number and colon stay)."""
    return re.sub(r"^[#*_\s]+|[*_\s]+$", "", text)


def find_inline(paragraph: Paragraph, otherwise: SectionKind, *, is_brief: bool, asks: bool) -> Label | None:
    """The label that opens a paragraph ("Analysis: …", "**Context** …"), or None.

    `is_brief`: the article is of the newsletter kind, where any short label before a colon counts. `asks`: several
    paragraphs open with a question.
    """
    found = _INLINE.match(paragraph.text)
    if found and _is_label(found, is_brief):
        return _build_label(paragraph, found, otherwise)
    asked = _QUESTION.match(paragraph.text) if asks else None
    return _build_label(paragraph, asked, otherwise) if asked else None


def _build_label(paragraph: Paragraph, found: re.Match[str], otherwise: SectionKind) -> Label:
    end = found.end()
    words = found[0].replace("*", "").strip("_ \n–—-")
    return Label(paragraph.start, paragraph.start + end, words, find_kind(words, otherwise))


def _is_label(found: re.Match[str], is_brief: bool) -> bool:
    label = (found["strong"] or found["caps"] or found["plain"]).replace("’", "'").strip(" :.?")
    if label.lower() in read_wordlists().inline:
        return True
    return is_brief and found["sep"] == ":" and len(label.split()) <= 4


def is_known_label(paragraph: Paragraph) -> bool:
    """Whether the paragraph opens with one of the listed labels."""
    found = _INLINE.match(paragraph.text)
    return bool(found and _is_label(found, False))


def is_question(paragraph: Paragraph) -> bool:
    """Whether the paragraph opens with a short question and goes on."""
    return _QUESTION.match(paragraph.text) is not None


def find_item(paragraph: Paragraph) -> ListItem | None:
    """The name and stake of an actor-list line in any of its styles, or None."""
    found = _ITEM.match(paragraph.text)
    if found is None or is_known_label(paragraph):
        return None
    group = "strong" if found["strong"] else "plain"
    name = found[group].strip("*: ")
    if len(name.split()) > 9 or _NOT_A_NAME.match(name):
        return None
    begin = paragraph.start + found.start(group) + found[group].index(name)
    return ListItem((begin, begin + len(name)), (paragraph.start + found.start("stake"), paragraph.end))


def find_lists(paragraphs: Sequence[Paragraph | None]) -> dict[int, ListItem]:
    """The actor-list lines by paragraph number: two or more in a row (None: a paragraph that can't be one)."""
    items = [find_item(paragraph) if paragraph else None for paragraph in paragraphs]
    return {
        index: item
        for index, item in enumerate(items)
        if item and ((index and items[index - 1]) or (index + 1 < len(items) and items[index + 1]))
    }
