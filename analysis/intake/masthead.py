"""What stands above an article's first paragraph: title, standfirst, writer, date; and the agency's dateline."""

import calendar
import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from analysis.intake.paragraphs import Paragraph

_WORD = r"(?:[^\W\d_a-z][\w'’.-]*|al-\w+|bin|van|von|de|da|del|der|la|el)"
_NAME = re.compile(rf"[^\W\d_a-z][\w'’.-]*(?: {_WORD}){{1,4}}")
_BYLINE = re.compile(
    (
        r"^[*_\s]*(?P<lead>by|written by|analysis by|opinion by|commentary by|explainer by|reported by|story "
        r"by|words by|text by|report by|author:)\s+(?P<rest>\S.{1,120})$"
    ),
    re.IGNORECASE,
)
_AUTHORS = re.compile(
    rf"[^\W\d_a-z][\w'’.-]*(?: {_WORD}){{0,4}}(?:(?:, | and | & |, and )[^\W\d_a-z][\w'’.-]*(?: {_WORD}){{1,4}})*"
)
MONTHS = tuple(name.lower() for name in calendar.month_name[1:])  # English: no locale is ever set here
_MONTH = r"(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATES = (
    re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE),
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b"),
)
_DATELINE = re.compile(
    r"(?P<place>[^\W\d_a-z](?:[^\W\d_a-z]|[.'’ /-]){2,40}(?:, ?[^\W\d_a-z][\w.'’ -]{1,40}){0,2}?)(?:, "
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}))?\s*"
    r"(?:\((?P<outlet>[^()]{2,40})\))?\s*(?:—|–|--?|:)\s+(?=\S)"
)
_MIXED = re.compile(
    r"(?P<place>[^\W\d_a-z][\w.'’ -]{2,40}(?:, [^\W\d_a-z][\w.'’ -]{1,40})?)(?: \([^()]{2,30}\))? "
    r"\((?P<outlet>[A-Z][\w ./&-]{1,30})\)\s*(?:—|–|--?|:)\s+(?=\S)"
)
_AGENCY_WITHIN = re.compile(r"[^.!?()]{3,80}?\((?P<outlet>[A-Z][\w .&-]{1,25})\)[^.!?()]{0,20}?(?:—|–|--?|:)\s*(?=\S)")
_AGENCY_ONLY = re.compile(r"\((?P<outlet>[A-Z][\w ./&-]{1,30})\)\s*(?:—|–|--?)\s+(?=\S)")
_LONGEST_TITLE, _LONGEST_DEK, _LONGEST_META = 220, 320, 110  # characters
_HEAD = 8  # paragraphs below the title that may still be masthead


class Dateline(NamedTuple):
    """ "KABUL, Afghanistan (Orbis) —": where the first paragraph was filed, by which agency, and where it ends."""

    place: str | None
    outlet: str | None
    end: int


_OWN_DATELINE = re.compile(
    r"(?P<place>[^\W\d_a-z](?:[^\W\d_a-z]|[.'’ /-]){2,40}(?:, ?[^\W\d_a-z][\w.'’ "
    r"-]{1,40})?)\s*(?:\((?P<outlet>[^()]{2,40})\))?\s*[—–-]{0,2}$"
)


class Masthead(NamedTuple):
    """What the head of the page says, and the numbers of the paragraphs that say it."""

    title: str | None
    dek: str | None
    byline: str | None
    published: date | None
    is_analysis: bool
    used: frozenset[int]


def find_masthead(paragraphs: Sequence[Paragraph]) -> Masthead:
    """The head of the page; what isn't there is None."""
    if not paragraphs:
        return Masthead(None, None, None, None, False, frozenset())
    has_title = _is_title(paragraphs)
    title = _plain(paragraphs[0].text) if has_title else None
    first = 1 if has_title else 0
    byline, published, is_analysis, used = _read_meta(paragraphs, first)
    dek_at = _find_dek(paragraphs, first, used) if has_title else None
    dek = _plain(paragraphs[dek_at].text) if dek_at is not None else None
    if dek_at is not None and _is_repeated(paragraphs, dek_at):
        used.add(dek_at)  # the first paragraph says it again; its words are read there
    return Masthead(title, dek, byline, published, is_analysis, frozenset(used | ({0} if has_title else set())))


def _read_meta(paragraphs: Sequence[Paragraph], first: int) -> tuple[str | None, date | None, bool, set[int]]:
    byline: str | None = None
    published: date | None = None
    is_analysis, used = False, set[int]()
    for index in range(first, min(first + _HEAD, len(paragraphs))):
        text = paragraphs[index].text
        if len(text) > _LONGEST_META:
            continue
        name, day = find_byline(text), find_date(text)
        if name is None:
            name = _find_bare_name(paragraphs, index, first)
        if name or (day and _is_date_line(text)):
            used.add(index)
            byline, published = byline or name, published or day
            is_analysis |= bool(re.match(r"[*_\s]*(?:analysis|opinion|commentary|explainer)", text, re.IGNORECASE))
    return byline, published, is_analysis, used


def _is_title(paragraphs: Sequence[Paragraph]) -> bool:
    text = paragraphs[0].text
    if len(paragraphs) < 2 or len(text) > _LONGEST_TITLE or find_dateline(text):
        return False
    return not re.search(r"[.;,]$", text) or text.startswith("#")


def _plain(text: str) -> str:
    return re.sub(r"^[#*_>\s]+|[*_\s]+$", "", re.sub(r"\s*\n\s*", " ", text))


def find_name(text: str) -> str | None:
    """The person's name that a line consists of, or None."""
    plain = text.strip("*_— ")
    return plain if len(plain) < 50 and _NAME.fullmatch(plain) and not plain.isupper() else None


def _find_bare_name(paragraphs: Sequence[Paragraph], index: int, first: int) -> str | None:
    """A name near the top without "By": the writer's, when a date stands beside it or the name is repeated."""
    text = paragraphs[index].text
    name = find_name(re.split(r"\s*[|•·–—]\s*|, ", text.strip("*_ "))[0])
    around = [paragraphs[near].text for near in (index - 1, index + 1) if first <= near < len(paragraphs)]
    dated = any(find_date(line) and _is_date_line(line) for line in (text, *around) if line != name)
    posted = index <= first + 1 and name != text.strip("*_ ") and not re.search(r"[.!?:]$", text) and len(text) < 70
    return name if name and (dated or posted or name in around) and not find_dateline(text) else None


def find_byline(text: str) -> str | None:
    """The writer that a line such as "By Ada Lane | 3 May 2024" names, or None."""
    found = _BYLINE.match(text)
    names = _AUTHORS.match(found["rest"]) if found else None
    if not names:
        return None
    words = re.split(r"\s+(?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d)", names[0])[0]
    people = [part for part in re.split(r", (?:and )?| and | & ", words) if part]
    if not re.search(r" and | & ", words):
        people = people[:1]  # what follows a lone comma is an outlet or a place
    return " and ".join(part.title() if part.isupper() else part for part in people if part is people[0] or " " in part)


def find_date(text: str) -> date | None:
    """The first full date in a line, or None."""
    for pattern in _DATES if "20" in text or "19" in text else ():
        found = pattern.search(text)
        if found:
            month = found["month"].lower()
            number = int(month) if month.isdigit() else next(i for i, m in enumerate(MONTHS, 1) if m.startswith(month))
            try:
                return date(int(found["year"]), number, int(found["day"]))
            except ValueError:
                return None
    return None


def _is_date_line(text: str) -> bool:
    return (
        len(text) < 70
        and not re.search(r"[.!?]$", text)
        and not re.search(r"\b(?:was|were|is|are|has|had|said)\b", text)
    )


def _find_dek(paragraphs: Sequence[Paragraph], first: int, used: set[int]) -> int | None:
    """The standfirst: directly below the title, short, in italics, repeated below, or before the byline."""
    if first + 1 >= len(paragraphs) or first in used:
        return None
    text, following = paragraphs[first].text, paragraphs[first + 1].text
    if len(text) > _LONGEST_DEK or len(text.split()) < 5 or find_dateline(text):
        return None
    is_marked = text[0] in "*_" or _is_repeated(paragraphs, first) or first + 1 in used
    return first if is_marked or (len(text) < len(following) and text[-1] in '.!?”"') else None


def _is_repeated(paragraphs: Sequence[Paragraph], index: int) -> bool:
    opening = re.sub(r"\W+", " ", paragraphs[index].text).strip().lower()
    later = paragraphs[index + 1 : index + 5]
    return any(re.sub(r"\W+", " ", paragraph.text).strip().lower().startswith(opening) for paragraph in later)


def find_dateline(text: str) -> Dateline | None:
    """The dateline that opens a paragraph, or None. The place is in capitals, at least in its first word."""
    for pattern in (_DATELINE, _OWN_DATELINE):
        found = pattern.match(text)
        if found and _is_filed(found):
            return Dateline(found["place"].strip(), found["outlet"], found.end())
    mixed = _MIXED.match(text)  # "Abuja (AFP) – …": French agencies write the place in small letters
    if mixed:
        return Dateline(mixed["place"].strip(), mixed["outlet"], mixed.end())
    alone = _AGENCY_ONLY.match(text) or _AGENCY_WITHIN.match(text)
    return Dateline(None, alone["outlet"], alone.end()) if alone else None


def _is_filed(found: re.Match[str]) -> bool:
    """A dateline of its own line needs an agency or a country: a heading in capitals has neither."""
    capitals = sum(letter.isupper() for letter in found["place"].split(",")[0]) >= 3
    alone = found.re is _OWN_DATELINE
    return capitals and not (alone and not found["outlet"] and ("," not in found["place"] or found["place"].isupper()))
