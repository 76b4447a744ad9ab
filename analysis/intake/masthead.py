"""What stands above an article's first paragraph: title, standfirst, writer, outlet, date."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from analysis.intake.bylines import HeadLine, find_head_line
from analysis.intake.datelines import find_dateline, is_place_line
from analysis.intake.days import MONTHS, find_date
from analysis.intake.furniture import is_furniture
from analysis.intake.outlets import is_outlet, split_site
from analysis.intake.paragraphs import Paragraph
from analysis.intake.wordlists import read_wordlists

_LONGEST_TITLE, _LONGEST_DEK = 220, 320  # characters
_HEAD = 12  # paragraphs at the top that may be masthead
_PROSE = 12  # words of a line with a full stop that make it text
_ANALYTIC_TITLE = re.compile(
    r"(?:analysis|opinion|comment|viewpoint)\s*[:|–—]|(?:\w+ ){0,2}(?:takeaways|lessons|reasons|hard truths)\b",
    re.IGNORECASE,
)
_BOLD_LABEL = re.compile(r"(?:\*\*|__)[^*_]+(?:\*\*|__)\s*\S")
_LABEL_WORDS = 4  # no section name or kicker is longer
_ANALYTIC = re.compile(r"\W*(?:news )?(?:analysis|opinion|comment|commentary|essay|viewpoint|perspective)\b\W*", re.I)


class Masthead(NamedTuple):
    """What the head of the page says, and the numbers of the paragraphs that say it."""

    title: str | None = None
    dek: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: date | None = None
    is_analysis: bool = False
    used: frozenset[int] = frozenset()


def find_masthead(paragraphs: Sequence[Paragraph]) -> Masthead:
    """The head of the page; what isn't there is None."""
    if not paragraphs:
        return Masthead()
    title_at, labels = _find_title(paragraphs)
    title, site = split_site(_plain(paragraphs[title_at].text)) if title_at is not None else (None, None)
    first = 0 if title_at is None else title_at + 1
    head = _find_head_lines(paragraphs, first, title_at is not None)
    above = {index: line for index in labels if (line := find_head_line(paragraphs[index].text))}
    lines = [*above.values(), *head.values()]
    used = {*head, *labels} | ({title_at} if title_at is not None else set())
    used |= {index for index in range(first, first + _HEAD) if _says_again(paragraphs, index, title_at)}
    dek_at = _find_dek(paragraphs, first, used) if title_at is not None else None
    dek = _plain(paragraphs[dek_at].text) if dek_at is not None else None
    if dek_at is not None and _is_repeated(paragraphs, dek_at):
        used.add(dek_at)  # the first paragraph says it again; its words are read there
    return Masthead(
        title,
        dek,
        _find_writer(lines),
        next((line.outlet for line in lines if line.outlet), None) or site or _find_breadcrumb(paragraphs, labels),
        _find_day([paragraphs[index].text for index in (*above, *head)], lines),
        any(line.is_analysis for line in lines)
        or any(_ANALYTIC.fullmatch(paragraphs[i].text) for i in labels)
        or (title is not None and _ANALYTIC_TITLE.match(title) is not None),
        frozenset(used),
    )


def _find_title(paragraphs: Sequence[Paragraph]) -> tuple[int | None, set[int]]:
    """The number of the title, and those of the labels and lines above it."""
    marked = next((i for i, p in enumerate(paragraphs[:_HEAD]) if re.match(r"# +\S", p.text)), None)
    if marked is not None and not any(_is_prose(p.text) for p in paragraphs[:marked]):
        return marked, set(range(marked))
    above: set[int] = set()
    for index in range(min(_HEAD, len(paragraphs) - 1)):
        text = paragraphs[index].text
        if _is_prose(text) or find_dateline(text):
            break
        if is_furniture(text) or _is_label(text, paragraphs[index + 1 : index + 4]) or _is_head_line(text, index):
            above.add(index)
        elif len(text) <= _LONGEST_TITLE and not re.search(r"[.;,]$", text):
            return index, above
        else:
            break
    return _fall_back(paragraphs)


def _is_head_line(text: str, index: int) -> bool:
    """Whether a line above the title tells of the page: an outlet alone, a dated or signed line, never a mere name."""
    line = find_head_line(text)
    if line is None or not line.is_meta():
        return False
    return index > 0 or line.dated or line.byline is not None or is_outlet(text.strip("*_ "))


def _fall_back(paragraphs: Sequence[Paragraph]) -> tuple[int | None, set[int]]:
    text = paragraphs[0].text
    if len(paragraphs) < 2 or len(text) > _LONGEST_TITLE or find_dateline(text):
        return None, set()
    return (None, set()) if re.search(r"[.;,]$", text) and not text.startswith("#") else (0, set())


def _is_prose(text: str) -> bool:
    plain = text.rstrip("*_ ")
    return len(plain) > _LONGEST_TITLE or (len(plain.split()) >= _PROSE and plain[-1] in ".”\"'’" and "." in plain[-2:])


def _is_label(text: str, following: Sequence[Paragraph]) -> bool:
    """Whether a line is the name of a section or a kicker: short, of such words, with a longer title below it."""
    plain = text.strip("*_#: ")
    parts = [part for part in re.split(r"\s*[|›»>/•·]\s*", plain) if part]
    title = next((p.text for p in following if len(p.text.split()) > _LABEL_WORDS or _is_prose(p.text)), None)
    if title is None or _is_prose(title) or find_dateline(title) or not parts:
        return False
    if any(len(part.split()) > _LABEL_WORDS for part in parts) or len(title) <= len(plain):
        return False
    labels = read_wordlists().labels
    listed = all(part.lower() in labels or part.lower().split()[-1] in labels for part in parts)
    return len(parts) > 1 or listed or len(plain.split()) == 1 or (plain.isupper() and not title.isupper())


def _find_breadcrumb(paragraphs: Sequence[Paragraph], labels: set[int]) -> str | None:
    for index in sorted(labels):
        first = re.split(r"\s*[|›»>/]\s*", paragraphs[index].text.strip("*_ "))[0]
        if is_outlet(first):
            return first
    return None


def _find_head_lines(paragraphs: Sequence[Paragraph], first: int, has_title: bool) -> dict[int, HeadLine]:
    """The lines between title and text that tell of the page; a mere name counts beside another such line."""
    found: dict[int, HeadLine] = {}
    names: dict[int, HeadLine] = {}
    for index in range(first, min(first + _HEAD, len(paragraphs))):
        text = paragraphs[index].text
        if _is_prose(text) and not is_furniture(text):
            if index > first:
                break
            continue
        if find_dateline(text) or (is_furniture(text) and not find_date(text)):
            continue
        line = _find_breadcrumb_line(text) or find_head_line(text)
        if line and (line.is_meta() or line.is_role) and (has_title or line.byline or line.dated):
            found[index] = line
        elif line and line.bare and _plain(text).lower().rstrip(":") not in read_wordlists().inline:
            names[index] = line  # "Key Takeaways" is nobody's name
        elif is_place_line(text) and index > first - 1 and has_title and index + 1 < len(paragraphs):
            found[index] = HeadLine()
    return dict(sorted({**found, **_select_names(names, found, paragraphs, first)}.items()))


def _find_breadcrumb_line(text: str) -> HeadLine | None:
    parts = re.split(r"\s*[›»>]\s*", text.strip("*_ "))
    if len(parts) < 2 or any(len(part.split()) > _LABEL_WORDS for part in parts):
        return None
    return HeadLine(outlet=parts[0] if is_outlet(parts[0]) else None, dated=True)


def _select_names(
    names: dict[int, HeadLine], found: dict[int, HeadLine], paragraphs: Sequence[Paragraph], first: int
) -> dict[int, HeadLine]:
    """The lone names that are a writer's: beside another line of the head, repeated, or between title and text."""
    chosen = {}
    for index, line in names.items():
        near = {index - 1, index + 1}
        repeated = any(paragraphs[n].text == paragraphs[index].text for n in near if first <= n < len(paragraphs))
        between = index == first and index + 1 < len(paragraphs) and len(paragraphs[index + 1].text) > _LONGEST_DEK // 4
        last = any(i < index for i in found) and index + 1 < len(paragraphs) and _is_prose(paragraphs[index + 1].text)
        if near & set(found) or repeated or between or last:
            chosen[index] = line._replace(byline=line.bare)
    return chosen


def _says_again(paragraphs: Sequence[Paragraph], index: int, title_at: int | None) -> bool:
    """Whether a line only repeats the title, as pages that show it twice do."""
    return title_at is not None and index < len(paragraphs) and paragraphs[index].text == paragraphs[title_at].text


def _find_writer(lines: Sequence[HeadLine]) -> str | None:
    signed = next((line.byline for line in lines if line.byline), None)
    return signed or next((line.bare for line in lines if line.bare), None)


def _find_day(texts: Sequence[str], lines: Sequence[HeadLine]) -> date | None:
    """The day on which the page appeared; that of a change only where no other is told."""
    told = [(line.updated, day) for text, line in zip(texts, lines, strict=True) if (day := find_date(text))]
    return next((day for updated, day in told if not updated), None) or next((day for _, day in told), None)


def _find_dek(paragraphs: Sequence[Paragraph], first: int, used: set[int]) -> int | None:
    """The standfirst: below the title, short, in italics, repeated below, or before the byline."""
    at = next((i for i in range(first, min(first + _HEAD, len(paragraphs))) if i not in used), None)
    if at is None or at + 1 >= len(paragraphs) or is_furniture(paragraphs[at].text):
        return None
    text, following = paragraphs[at].text, paragraphs[at + 1].text
    if len(text) > _LONGEST_DEK or len(text.split()) < 5 or find_dateline(text) or _BOLD_LABEL.match(text):
        return None
    is_marked = text[0] in "*_" or _is_repeated(paragraphs, at) or at + 1 in used
    return at if is_marked or (len(text) < len(following) and text[-1] in '.!?”"') else None


def _is_repeated(paragraphs: Sequence[Paragraph], index: int) -> bool:
    opening = re.sub(r"\W+", " ", paragraphs[index].text).strip().lower()
    later = paragraphs[index + 1 : index + 5]
    return any(re.sub(r"\W+", " ", paragraph.text).strip().lower().startswith(opening) for paragraph in later)


def _plain(text: str) -> str:
    return re.sub(r"^[#*_>\s]+|[*_\s]+$", "", re.sub(r"\s*\n\s*", " ", text))


__all__ = ["MONTHS", "Masthead", "find_masthead"]
