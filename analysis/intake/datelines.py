"""The dateline that opens a report: where it was filed, by which agency, on what day."""

import re
from datetime import date
from typing import NamedTuple

from analysis.intake.days import find_date

_DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? (?:19|20)\d\d)?"
_CAPITALS = r"[^\W\d_a-z](?:[^\W\d_a-z]|[.'’ /-]){2,40}"
_LATER = r"(?:, ?[^\W\d_a-z][\w.'’ -]{1,40}){0,2}?"
_AGENCY = r"(?:[(\[/]\s?(?P<outlet>[A-Z][^()\[\]/]{1,39})[)\]/]|(?P<bare>INTERFAX|TASS|Reuters|AP|AFP)\b)"
_DASH = r"\s*(?:—|–|--?|:|(?<=/)\.)"
_DATELINE = re.compile(rf"(?P<place>{_CAPITALS}{_LATER})(?:[,.] (?P<day>{_DAY})[.,]?)?\s*{_AGENCY}?{_DASH}\s+(?=\S)")
_OWN = re.compile(rf"(?P<place>{_CAPITALS}(?:, ?[^\W\d_a-z][\w.'’ -]{{1,40}})?)\s*{_AGENCY}?\s*[—–-]{{0,2}}$")
# "Abuja (AFP) – …": some agencies write the place in small letters
_MIXED = re.compile(
    rf"(?P<place>[^\W\d_a-z][\w.'’ -]{{2,40}}(?:, (?!{_DAY} )[^\W\d_a-z][\w.'’ -]{{1,40}})?)(?: \([^()]{{2,30}}\))?"
    rf"(?:, (?P<day>{_DAY}))? \((?P<outlet>[A-Z][\w ./&-]{{1,30}})\)\s*(?:—|–|--?|:)\s+(?=\S)"
)
_SLASHED = re.compile(
    rf"(?P<place>[^\W\d_a-z][\w.'’ -]{{2,40}}), (?P<day>{_DAY})"
    r"\s?/\s?(?P<outlet>[A-Z][\w .&]{1,30}?)\s?[–—-]+\s+(?=\S)"
)
_SIGNED = re.compile(
    rf"(?P<place>{_CAPITALS})\((?P<outlet>[A-Z][^()]{{1,40}}?)\s+[–—-]\s+(?P<day>[^()]{{4,30}}\d)\)\s+(?=[A-Z“\"])"
)
_WITHIN = re.compile(r"[^.!?()]{3,80}?\((?P<outlet>[A-Z][\w .&-]{1,25})\)[^.!?()]{0,20}?(?:—|–|--?|:)\s*(?=\S)")
_ALONE = re.compile(r"[(\[/](?P<outlet>[A-Z][\w .&-]{1,30})[)\]/]\s*(?:—|–|--?|:)?\s+(?=[A-Z“\"‘])")
_PLACE_LINE = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}, [A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}$")
_NO_PLACE = re.compile(
    r"(?:why|what|who|how|when|where|key|background|context|analysis|implications?|summary|overview|update|breaking"
    r"|watch|live|exclusive|security|alert|news|factbox|explainer|opinion|comment|the )\b",
    re.IGNORECASE,
)
_REACH = 200  # characters in which a dateline ends


class Dateline(NamedTuple):
    """ "KABUL, Afghanistan (Orbis) —": where the first paragraph was filed, by which agency, and where it ends."""

    place: str | None
    outlet: str | None
    end: int
    day: date | None = None


def find_dateline(text: str) -> Dateline | None:
    """The dateline that opens a paragraph, or None. The place is in capitals, at least in its first word."""
    head = text[:_REACH]
    for pattern in (_DATELINE, _OWN) if len(text) < _REACH else (_DATELINE,):
        found = pattern.match(head)
        if found and _is_filed(found):
            return _build(found)
    mixed = _MIXED.match(head) or _SLASHED.match(head) or _SIGNED.match(head)
    if mixed:
        return _build(mixed)
    alone = _ALONE.match(head) or _WITHIN.match(head)
    return Dateline(None, alone["outlet"], alone.end()) if alone else None


def is_place_line(text: str) -> bool:
    """Whether a line is nothing but a place: "Harrow, Velmar"."""
    return _PLACE_LINE.match(text) is not None


def _build(found: re.Match[str]) -> Dateline:
    said = found.groupdict()
    day = find_date(said.get("day") or "")
    return Dateline(found["place"].strip(), said.get("outlet") or said.get("bare"), found.end(), day)


def _is_filed(found: re.Match[str]) -> bool:
    """A dateline of its own line needs an agency or a country: a heading in capitals has neither."""
    if _NO_PLACE.match(found["place"]):
        return False
    capitals = sum(letter.isupper() for letter in found["place"].split(",")[0]) >= 3
    named = found["outlet"] or found["bare"]
    alone = found.re is _OWN
    return capitals and not (alone and not named and ("," not in found["place"] or found["place"].isupper()))
