"""The writers whom a line names, and what else a line at the head of a page is made of."""

import re
from typing import NamedTuple

from analysis.intake.datelines import is_place_line
from analysis.intake.days import cut_date, find_date, is_dated, is_update
from analysis.intake.outlets import find_outlet, is_outlet
from analysis.intake.wordlists import read_wordlists, word_set

_WORD = r"(?:[^\W\d_a-z][\w'’.-]*|al-\w+|bin|ibn|van|von|de|da|del|der|la|el|dos|ben|ter|ul)"
_NAME = re.compile(rf"[^\W\d_a-z][\w'’.-]*(?: {_WORD}){{1,4}}")
_LEAD = re.compile(
    r"^[*_\s(–—-]*(?P<lead>(?:(?:written|analysis|opinion|commentary|comment|explainer|reported|story|words|text|report"
    r"|reporting|posted|essay|news analysis|review|published|submitted|contributed|compiled) )?by:?"
    r"|(?:authors?|writer|words|text|story|report):|from)\s+(?P<rest>\S.{1,140})$",
    re.IGNORECASE,
)
_AUTHORS = re.compile(
    rf"[^\W\d_a-z][\w'’.-]*(?: {_WORD}){{0,4}}"
    rf"(?:(?:, | and | & |, and | with )[^\W\d_a-z][\w'’.-]*(?: {_WORD}){{1,4}})*"
)
_AND = re.compile(r",? and | & | with ")
_SEPARATOR = re.compile(r"\s*[|•●▪·›»/]\s*|\s+[–—>-]{1,2}\s+|,\s+")
_ROLE = re.compile(
    r"@\w+|^(?:(?:reporting|writing|filed|dispatches?) from|in (?=[A-Z])|for the\b|special to\b|exclusive to\b)"
    r"|\b(?:correspondents?|reporters?|staff|writers?|editors?|analysts?|columnists?|contributors?|bureau|desk|fellow|journalist"
    r"|producer|agencies|newsroom|min(?:ute)?s? read|comments?|words|views)\b",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"(?<=\w) \(([^()]{3,50})\)$")  # "Ada Lane (Harbour Post)"
_WRITES_FOR = re.compile(r"^([Bb]y [A-Z][^|,]{3,60}?) for (?=[A-Z])")
_FILED_FROM = re.compile(r" in [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?(?=,| and | &|$|\s*\|)")
_FILED = re.compile(
    r"(?P<name>[^,|]{4,40}?) in [A-Z][\w'’ -]{2,25}(?:,? and .{3,60})?$"
)  # "Ada Lane in Harrow and agencies"
_ANALYTIC = re.compile(r"[*_\s(]*(?:news )?(?:analysis|opinion|comment|commentary|essay)\b", re.IGNORECASE)
_TELLING = re.compile(r"\b(?:was|were|is|are|has|had|said|killed|after)\b")
_SURNAMES = word_set("sun post star banner leader nation citizen mail brief day page herald wire ledger watch lens")
LONGEST_LINE = 140  # characters of a line at the head that isn't prose


class HeadLine(NamedTuple):
    """What one line at the head of a page says: writer, outlet, date. `bare`: a name without "By"."""

    byline: str | None = None
    outlet: str | None = None
    dated: bool = False
    updated: bool = False
    bare: str | None = None
    is_analysis: bool = False
    is_role: bool = False  # "Staff Writer", "Our Correspondent"

    def is_meta(self) -> bool:
        """Whether the line tells of the page and not of the news."""
        return bool(self.byline or self.outlet or self.dated)


def find_name(text: str) -> str | None:
    """The person's name that a line consists of, or None."""
    plain = text.strip("*_— ")
    if not (len(plain) < 50 and _NAME.fullmatch(plain)) or plain.isupper():
        return None
    words = [word.lower().strip(".'’") for word in plain.split()]
    lists = read_wordlists()
    return (
        None
        if plain.lower() in lists.labels or words[0] in ("the", "our", "more") or words[-1] in lists.media
        else plain
    )


def find_byline(text: str) -> str | None:
    """The writer that a line such as "By Ada Lane | 3 May 2024" names, or None."""
    text = _part(text)
    found = _LEAD.match(text)
    if not found or (found["lead"].lower() == "from" and not _AND.search(found["rest"]) and not _ROLE.search(text)):
        return None
    rest = _FILED_FROM.sub("", cut_date(found["rest"]))
    first = _SEPARATOR.split(rest.strip("| )*_"))
    names = _AUTHORS.match(rest) if first else None
    if not names or _is_desk(first[0]):
        return None
    people = [part for part in re.split(r", (?:and )?| and | & | with ", names[0]) if part]
    if not _AND.search(names[0]):
        people = people[:1]  # what follows a lone comma is an outlet or a place
    people = [part for part in people if part is people[0] or (" " in part and not is_outlet(part))]
    return " and ".join(part.title() if part.isupper() else part for part in people)


def _part(text: str) -> str:
    """The line with a bar where an outlet is joined to a name: "Ada Lane (Harbour Post)", "By Ada Lane for …"."""
    return _WRITES_FOR.sub(r"\1 | ", _BRACKETED.sub(r" | \1", text.strip("*_ ")))


def _is_desk(part: str) -> bool:
    """Whether "By …" names an outlet's staff and no writer ("By the Harbour Post staff", "By Our Correspondent")."""
    if len(part.split()) == 2 and part.split()[1].lower() in _SURNAMES:
        return False
    return part.lower().startswith(("our ", "a ", "staff", "the ", "news ", "web ")) or (
        is_outlet(part) and "'" not in part
    )


def find_head_line(text: str) -> HeadLine | None:
    """What a line at the head says of the page, or None for prose, titles and headings."""
    plain = _part(text)
    if len(plain) > LONGEST_LINE or "\n" in plain:
        return None
    byline, dated = find_byline(plain), is_dated(plain)
    rest = cut_date(plain) if dated else plain
    lead = _LEAD.match(rest.strip("| "))
    parts = [part.strip(" *_()[]|:,") for part in _SEPARATOR.split(lead["rest"] if lead else rest)]
    parts = [part for part in parts if part and part != "|"]
    outlet = next((found for part in parts if (found := find_outlet(part)) and found != byline), None)
    filed = _FILED.match(plain)
    if filed and byline is None and not dated and find_name(filed["name"]):
        return HeadLine(byline=filed["name"]) if len(filed["name"].split()) == 2 else None
    signed = lead is not None and lead["lead"].lower() != "from"  # "By Quay Staff and News Agencies"
    if byline is None and not _is_made_of_parts(parts, dated or signed):
        return None
    bare = next((part for part in parts if find_name(part) and part != outlet and not _ROLE.search(part)), None)
    if byline is None and outlet is None and not dated:
        return HeadLine(bare=bare, is_role=bare is None)
    analytic = bool(_ANALYTIC.match(plain))
    return HeadLine(byline, outlet, find_date(plain) is not None or dated, dated and is_update(plain), bare, analytic)


def _is_made_of_parts(parts: list[str], dated: bool) -> bool:
    """Whether every part of a line is a name, an outlet, a place, a role or a short label."""
    if not parts:
        return dated
    longest = 6 if dated else 3
    if any((len(part.split()) > longest and not find_outlet(part)) or part.endswith((".", "?", "!")) for part in parts):
        return False
    if dated:
        return not _TELLING.search(" ".join(parts))
    return _opens_head_line(parts[0])


def _opens_head_line(part: str) -> bool:
    """Whether a line without a date begins with a name, an outlet or a role: only then it is no title."""
    return bool(find_name(part) or find_outlet(part) or _ROLE.search(part)) and not is_place_line(part)
