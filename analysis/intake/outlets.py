"""The outlet that a page belongs to: names of newspapers and the like, and the lines that give them away."""

import re
from collections.abc import Iterable

from analysis.intake.wordlists import read_wordlists

_TITLED = re.compile(
    r"(?:The )?[^\W\d_a-z][\w.'’&-]*(?: (?:(?:of|the|and|for|in|de|la|el) )?[^\W\d_a-z][\w.'’&-]*){0,6}"
)
_DESK = re.compile(
    r"(?:(?:['’]s|\s*[–—-]) (?:[A-Z][\w-]+ ){0,3}"
    r"|(?: (?:online|web|digital|news|foreign|national|special|our|own|staff))*? )"
    r"(?:reports?|desk|bureau|staff|team|correspondents?|reporters?|newsroom|service|writers?|editors?|contributors?)"
    r"(?:,? (?:and|with) (?:news )?agencies)?$|(?:,? (?:and|with))? (?:news )?agencies$",
    re.IGNORECASE,
)
_OWNED = re.compile(r"(?P<name>.+?)['’]s (?:[A-Z][\w-]+ ){0,2}(?:Service|Staff|Bureau|Desk|Team|Newsroom)$")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:\(c\)|©)?\s*(?:\d{4}(?:[-–]\d{2,4})?,?)?\s*(?:by )?(?P<name>[^.|,;]{3,60})",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"(?:article|story|piece|report|analysis|version|post|commentary|essay|column)\b.{0,60}?"
    r"\b(?:published|appeared|posted|ran|printed)\b.{0,20}?\b(?:in|on|by|at)\s+(?P<name>[^.,;|]{3,50})",
    re.IGNORECASE,
)
_MORE = re.compile(r"^[*_\s]*more from (?P<name>The [^:*|]{3,40}|[A-Z][^:*|]{3,40})[:*]", re.IGNORECASE)
_IS_A = re.compile(
    r"^(?P<name>[^.,;]{3,50}?) is (?:an?|the|published|owned)\b.{0,60}?"
    r"\b(?:newsletter|newspaper|website|magazine|publication|news site|outlet|agency|quarterly|weekly|journal)\b"
)
_CONTACT = re.compile(r"\bcontact\b.*?:\s*(?P<name>.+)$|^about (?P<about>[^:]{3,50})[:.]?$", re.IGNORECASE)
_SITE = re.compile(r"^(?P<title>.{15,}?)\s+(?:\||[–—-])\s+(?P<site>[^|]{3,40})$")
_SITE_WORDS = 4  # no longer part behind a bar is taken for a site's name
_YEARS = re.compile(r"^(?:19|20)\d\d\b[-–\d ]*|[\s,]*\b(?:19|20)\d\d\b.*$|\s*\ball rights reserved.*$", re.IGNORECASE)


def is_outlet(text: str) -> bool:
    """Whether words are the name of a newspaper, agency, site or the like."""
    words = text.split()
    if not 1 <= len(words) <= 7 or not _TITLED.fullmatch(text):
        return False
    lists = read_wordlists()
    if text.lower() in lists.labels or (words[0].lower() in lists.labels and len(words) == 2):
        return False
    return any(word.lower().strip(".'’") in lists.media for word in words if word[0].isupper())


def find_outlet(part: str) -> str | None:
    """The outlet that one part of a line names ("Harbour Post Online Report", "Harbour Post – Asia Desk"), or None."""
    plain = re.sub(r"^the (?=[A-Z])", "", part.strip(" *_–—-"))
    owned = _OWNED.match(plain)
    if owned:
        return owned["name"]
    if is_outlet(plain) and not _DESK.search(plain):
        return plain
    bare = _DESK.sub("", plain)
    is_name = len(bare.split()) > 1 and bare.lower() not in read_wordlists().labels and _TITLED.fullmatch(bare)
    if bare != plain and is_name:
        return bare
    return plain if bare == plain and is_outlet(plain) else None


def split_site(title: str) -> tuple[str, str | None]:
    """A title without the site's name behind a bar or a dash, and that name."""
    found = _SITE.match(title)
    if found and (is_outlet(found["site"]) or ("|" in title and len(found["site"].split()) <= _SITE_WORDS)):
        return found["title"], found["site"] if is_outlet(found["site"]) else None
    return title, None


def find_owner(lines: Iterable[str]) -> str | None:
    """The outlet that the lines around an article name: copyright, first printing, contact, "more from"."""
    for line in lines:
        for pattern in (_COPYRIGHT, _FIRST, _MORE, _IS_A, _CONTACT):
            found = pattern.search(line)
            name = _clean(next((text for text in found.groups() if text), "")) if found else None
            if name and (pattern is _COPYRIGHT or pattern is _MORE or is_outlet(name) or pattern is _FIRST):
                return name
    return None


def _clean(words: str) -> str | None:
    """A name without years and without what stands before its last comma."""
    plain = _YEARS.sub("", words.strip(" *_[]()\"“”'")).strip(" *_-–")
    named = re.sub(r"^(?:the|our) ", "", plain.split(", ")[-1])
    return named if _TITLED.fullmatch(named) and "/" not in words else None
