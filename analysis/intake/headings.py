"""Headings in any of their styles, and the kind of section that each one opens."""

import re
from collections.abc import Sequence
from typing import NamedTuple, cast

from analysis.intake.paragraphs import Paragraph
from analysis.intake.spans import SectionKind
from analysis.intake.wordlists import read_wordlists

MAX_HEADING_CHARS, MAX_HEADING_WORDS = 100, 14  # a heading that is a sentence seldom has more
_MARKS = re.compile(r"^(?:#{1,6}\s*|\d{1,2}[.)]\s+|[*_]{1,3}|[-•]\s+)+|[*_#:\s]+$")
_INLINE = re.compile(
    r"(?:(?P<bold>\*\*|__)(?P<strong>[^*_\n]{2,50}?)(?P<stop>[:.?]?)(?:\*\*|__)\s*(?P<after>[:.–—-]?)"
    r"|(?P<caps>[A-Z][A-Z' ’]{5,40})"
    r"|(?P<plain>[^\W\d_][^:.!?–—*\n]{1,45}?)\s*(?P<sep>[:?–—]|\.(?=\s+[A-Z])|\s-\s))\s+(?=\S)"
)
_QUESTION = re.compile(
    r"(?P<label>(?:(?:So|And|But),? )?(?i:Who|What|Why|How|When|Where|Which|Whose|Is|Are|Was|Were|Has|Have|Had"
    r"|Can|Could|Will|Would|Should|Did|Does|Do)\b[^.?!\n]{3,75}\?)\s+(?=\S)"
)
_BULLET = re.compile(r"[-•‣▪–*]\s(?!.*\s[-–]$)")
_STOP_WITHIN = re.compile(r"[\w”\"'’)]{3}[.!] (?=[A-Z“\"‘])")
_LEAD_IN_WORDS = 7  # a longer unknown line with a colon introduces what follows; it is no heading
_LABEL_WORDS, _BOLD_WORDS, _ASKED_WORDS = 4, 6, 9
_SEVERAL = 2  # listed labels before one mark, or paragraphs that open with a question, that make it the article's style
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
    """A heading: the characters it takes up, its words without marks, and the kind of section that these tell.

    `kind` is None where no list knows the words: then the section's own sentences must tell (`topics`).
    """

    start: int
    end: int
    text: str
    kind: SectionKind | None


class ListItem(NamedTuple):
    """One line of an actor list: who, and what is at stake for them."""

    name: tuple[int, int]
    stake: tuple[int, int]


class Style(NamedTuple):
    """How an article labels its parts: `marks` that several known labels stand before, and whether it `asks`."""

    marks: frozenset[str]
    asks: bool


def find_kind(heading: str, otherwise: SectionKind = "other") -> SectionKind:
    """The kind of section that a heading opens; `otherwise` where no list knows its words."""
    return _find_listed_kind(heading) or otherwise


def is_question(heading: str) -> bool:
    """Whether a heading asks."""
    return heading.rstrip("*_ ").endswith("?")


def is_listed(heading: str) -> bool:
    """Whether the lists know the words of a heading."""
    return _find_listed_kind(heading) is not None


def _find_listed_kind(heading: str) -> SectionKind | None:
    plain = _MARKS.sub("", heading.replace("’", "'").replace("‘", "'")).lower().strip(" '\"“”?:.-–—")
    for kind, pattern in read_wordlists().headings:
        if pattern.search(plain):
            return cast(SectionKind, kind)
    return None


def find_own_line(paragraph: Paragraph, following: Paragraph | None) -> Label | None:
    """The heading that a paragraph of its own is, or None: short, unpunctuated, with text below it."""
    text = paragraph.text
    if following is None or len(text) > MAX_HEADING_CHARS or len(text.split()) > MAX_HEADING_WORDS or "\n" in text:
        return None
    plain = _MARKS.sub("", text).strip()
    if not plain or _ENDS_LIKE_TEXT.search(plain) or _STOP_WITHIN.search(plain) or _BULLET.match(text):
        return None
    if not (plain[0].isupper() or plain[0].isdigit() or plain[0] in "'\"‘“¿"):
        return None
    kind = _find_listed_kind(plain)
    if kind is None and (_CAPTION.search(plain) or _is_lead_in(text, following)):
        return None
    marked = text.startswith(("#", "**", "__")) or text.isupper()
    if kind or marked or (paragraph.after_blank and len(following.text) > len(text)):
        return Label(paragraph.start, paragraph.end, _strip_marks(text), kind)
    return None


def _is_lead_in(text: str, following: Paragraph) -> bool:
    """Whether a line with a colon only introduces the list or the quotation below it."""
    return text.endswith(":") and (len(text.split()) > _LEAD_IN_WORDS or _BULLET.match(following.text) is not None)


def _strip_marks(text: str) -> str:
    """The heading as written, without Markdown's marks (its number and colon stay)."""
    return re.sub(r"^[#*_\s]+|[*_\s]+$", "", text)


def find_inline(paragraph: Paragraph, style: Style) -> Label | None:
    """The label that opens a paragraph ("Analysis: …", "**Context** …"), or None.

    Where several listed labels stand before a mark, any short label before that mark counts.
    """
    found = _INLINE.match(paragraph.text)
    if found and _is_label(found, style):
        return _build_label(paragraph, found)
    asked = _QUESTION.match(paragraph.text) if style.asks else None
    return _build_label(paragraph, asked) if asked else None


def find_single_question(paragraph: Paragraph) -> Label | None:
    """The one question among other headings that shares its line with the answer; its words must be listed."""
    asked = _QUESTION.match(paragraph.text)
    if asked is None or len(asked["label"].split()) > _ASKED_WORDS or not _find_listed_kind(asked["label"]):
        return None
    return _build_label(paragraph, asked)


def _build_label(paragraph: Paragraph, found: re.Match[str]) -> Label:
    end = found.end()
    words = found[0].replace("*", "").strip("_ \n–—-")
    return Label(paragraph.start, paragraph.start + end, words, _find_listed_kind(words))


def _is_label(found: re.Match[str], style: Style) -> bool:
    label = (found["strong"] or found["caps"] or found["plain"]).replace("’", "'").strip(" :.?")
    if label.lower() in read_wordlists().inline:
        return True
    if found["bold"]:
        return (found["stop"] + found["after"])[:1] in (":", "?", ".") and len(label.split()) <= _BOLD_WORDS
    return _find_mark(found) in style.marks and len(label.split()) <= _LABEL_WORDS


def _find_mark(found: re.Match[str]) -> str:
    return (found["sep"] or "").strip().replace("–", "—")


def find_style(paragraphs: Sequence[Paragraph]) -> Style:
    """How the paragraphs are labelled, by the labels in them that are listed."""
    none = Style(frozenset(), False)
    found = [match for p in paragraphs if (match := _INLINE.match(p.text)) and _is_label(match, none)]
    marks = [_find_mark(match) for match in found if not match["bold"]]
    asked = sum(_QUESTION.match(paragraph.text) is not None for paragraph in paragraphs)
    known = frozenset(mark for mark in marks if mark in (":", "—", "-") and marks.count(mark) >= _SEVERAL)
    return Style(known, asked >= _SEVERAL)


def is_known_label(paragraph: Paragraph) -> bool:
    """Whether the paragraph opens with one of the listed labels."""
    found = _INLINE.match(paragraph.text)
    return bool(found and _is_label(found, Style(frozenset(), False)))


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
