"""When something happened: dates as written, resolved against the day the article appeared."""

import re
from datetime import date
from typing import NamedTuple

from analysis.intake.masthead import MONTHS
from analysis.intake.wordlists import word_set
from analysis.reading.days import DAY_NAMES, find_iso
from analysis.reading.dossier import DatePrecision

_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.|Apr\.|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_LEAD = r"[Ii]n|[Ss]ince|[Ll]ast|[Ee]arly|[Ll]ate|[Mm]id-?|of|[Uu]ntil|[Bb]y"
_YEAR_LEAD = r"[Ii]n|[Ss]ince|of|[Ff]rom|[Dd]uring|the|[Aa]fter"
_WAY = r"later|earlier|after|before|ago"
_SEASON = r"early|late|mid-?|summer|autumn|winter|spring"
_SOME = r"\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|many|few"
_TO = r"(?:st|nd|rd|th)?\s?(?:[-\u2013\u2014/]|to|and|or)\s?\d{1,2}(?:st|nd|rd|th)?"  # of "3-4 May" the first
_WEEKDAY = r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_PART_OF_DAY = r"day|night|evening|morning|afternoon"
_PATTERNS = (
    ("full", re.compile(rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:{_TO}|st|nd|rd|th)?,? {_YEAR}\b")),
    ("full", re.compile(rf"\b(?P<day>\d{{1,2}})(?:{_TO}|st|nd|rd|th)? (?:of )?{_MONTH},? {_YEAR}\b")),
    ("iso", re.compile(rf"\b{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)\b")),
    ("month_year", re.compile(rf"\b{_MONTH},? (?:of )?{_YEAR}\b")),
    ("day_last_year", re.compile(rf"\b(?:{_MONTH} {_DAY}|(?P<day2>\d{{1,2}}) (?P<month2>[A-Z][a-z]+)),? last year\b")),
    ("month_last_year", re.compile(rf"\b(?:[Ii]n |[Ll]ast )?{_MONTH} (?:of )?last year\b")),
    ("month_this_year", re.compile(rf"\b(?:[Ii]n )?{_MONTH} (?:of )?this year\b")),
    ("day_month", re.compile(rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:{_TO}|st|nd|rd|th)?\b(?!,? (?:percent|people|\d))")),
    ("day_month", re.compile(rf"\b(?P<day>\d{{1,2}})(?:{_TO}|st|nd|rd|th)? (?:of )?{_MONTH}\b")),
    ("weekday", re.compile(rf"\b(?P<lead>last |on |next |this |late on |early on )?(?P<weekday>{_WEEKDAY})\b")),
    ("later", re.compile(rf"\b(?P<n>{_SOME}) (?P<unit>day|week|month|year)s? (?P<way>{_WAY})\b", re.I)),
    ("next_day", re.compile(rf"\b(?:the )?(?P<shift>next|following|previous|same) (?:{_PART_OF_DAY})\b"
                            rf"|\b(?P<before>the day before)\b(?! (?:the|an?|his|her|its|their)\b)"
                            rf"|\b(?P<that>[Tt]hat (?:same )?(?:{_PART_OF_DAY}))\b",
                            re.IGNORECASE)),
    ("today", re.compile(r"\b(?P<word>today|yesterday|tonight|this (?:morning|afternoon|evening)|last night)\b"
                         r"|\b(?P<night>overnight)\b(?! (?:curfew|stay|stop|guest|train|bus|flight|camp))",
                         re.IGNORECASE)),
    ("last", re.compile(r"\b(?P<when>last|this) (?P<what>(?<=last )year|month|week|weekend)\b", re.IGNORECASE)),
    ("month", re.compile(rf"\b(?P<lead>{_LEAD}) {_MONTH}\b")),
    ("month", re.compile(rf"\b(?P<lead>[Ii]n|[Ss]ince) (?:early|late|mid-?) ?{_MONTH}\b")),
    ("month", re.compile(rf"\b(?P<lead>[Tt]his) (?:past )?{_MONTH}\b")),
    ("year", re.compile(rf"\b(?P<lead>{_YEAR_LEAD}) (?:(?:{_SEASON}) (?:of )?)?{_YEAR}\b")),
)  # fmt: skip


_DIGIT = re.compile(r"\d")
_WORDS = {
    "month": word_set("jan feb mar apr jun jul aug sep sept oct nov dec") | frozenset(MONTHS),
    "weekday": frozenset(DAY_NAMES),
    "way": word_set("later earlier after before ago"),
    "unit": word_set("day days week weeks month months year years weekend night evening morning afternoon"),
    "today": word_set("today yesterday tonight overnight this night"),
    "last": word_set("last this"),
}
_NEEDED = {
    "full": {"digit", "month"}, "iso": {"digit"}, "month_year": {"digit", "month"}, "day_month": {"digit", "month"},
    "year": {"digit"}, "month_last_year": {"month", "last"}, "month_this_year": {"month", "last"},
    "day_last_year": {"digit", "month", "last"}, "weekday": {"weekday"}, "next_day": {"unit"},
    "today": {"today"}, "last": {"last", "unit"}, "later": {"way", "unit"}, "month": {"month"},
}  # fmt: skip


class When(NamedTuple):
    """A date in the text: ISO as precise as it is, how precise, the words, and where they stand."""

    iso: str
    precision: DatePrecision
    text: str
    start: int
    end: int
    kind: str


def find_dates(
    text: str,
    start: int,
    end: int,
    published: date | None,
    anchor: date | None = None,
    words: frozenset[str] = frozenset(),
) -> list[When]:
    """The dates told in `text[start:end]`, left to right, without overlaps.

    Weekdays and bare months are the last ones on or before `published`; "two days later" counts from `anchor`. Without
    those days, such words give no date. `words`: those of the passage in lower case, where they are known already.
    """
    found: list[When] = []
    words = words or frozenset(re.findall(r"\w+", text[start:end].lower()))
    needs = {need for need, listed in _WORDS.items() if not words.isdisjoint(listed)}
    if _DIGIT.search(text, start, end):
        needs.add("digit")
    for kind, pattern in _PATTERNS if needs else ():
        if not _NEEDED[kind] <= needs:
            continue
        for match in pattern.finditer(text, start, end):
            if any(match.start() < when.end and when.start < match.end() for when in found):
                continue
            if kind == "later" and text[max(0, match.start() - 10) : match.start()].lower().endswith(_VAGUE):
                continue  # "more than a week after" tells no day
            base = _find_base(kind, match, text, found, anchor)
            after = kind == "later" and match["way"].lower() == "after"
            when = _build(kind, match, published, base, after and (base != anchor or _follows(text, match.start())))
            if when:
                found.append(when)
    return sorted(found, key=lambda when: when.start)


_VAGUE = ("more than ", "less than ", "nearly ", "almost ", "about ", "over ", "around ", "some ", "roughly ")


def _find_base(kind: str, match: re.Match[str], text: str, found: list[When], anchor: date | None) -> date | None:
    """The day that "a day after", "two days later" count from: a date just before, else the anchor.

    "On Saturday, a day after a gunman …" counts back from Saturday; "two days after the strike" counts on from it.
    """
    if kind not in ("later", "next_day"):
        return anchor
    near = next((when for when in found if 0 <= match.start() - when.end <= 3 and when.precision == "day"), None)
    if kind == "later" and match["way"].lower() == "after":
        if near:
            return date.fromisoformat(near.iso)
        counted = re.match(r" (?:the|that|this|its|his) ", text[match.end() : match.end() + 6])
        return anchor if counted or _follows(text, match.start()) else None
    told = [when for when in found if when.end <= match.start() and _is_fit(when, kind, match)]
    if told and not near:
        near = max(told, key=lambda when: when.end)  # "On 3 May … and the same night …", "in 2022 and a year later"
    return date.fromisoformat((near.iso + "-01-01")[:10]) if near else anchor


def _is_fit(when: When, kind: str, match: re.Match[str]) -> bool:
    """Whether a date of its precision can be what "the same day" or "a year later" counts from."""
    if kind == "next_day":
        return when.precision == "day"
    return match["way"].lower() == "later" and (when.precision == "day" or match["unit"].lower() == "year")


def _follows(text: str, at: int) -> bool:
    """Whether the words before tell that the news came so long after: "The attack came five weeks after …"."""
    return _CAME.search(text, max(0, at - 40), at) is not None


_CAME = re.compile(r"\b(?:came|comes|coming|happened|happens|occurred|took place|is|was) (?:just |only |barely )?$")


def _build(kind: str, match: re.Match[str], published: date | None, base: date | None, is_back: bool) -> When | None:
    """The date that a match means; `is_back`: "a day after" counts back from `base`."""
    told = match.groupdict() | ({"way": "before"} if is_back else {})
    iso, precision = find_iso(kind, told, published, base)
    return When(iso, precision, match[0], match.start(), match.end(), kind) if iso else None
