"""When something happened: dates as written, resolved against the day the article appeared."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from analysis.intake.masthead import MONTHS
from analysis.intake.wordlists import word_set
from analysis.reading.dossier import DatePrecision
from analysis.reading.quantities import read_number

_DAY_NAMES = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
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
_SOME = r"\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten"
_WEEKDAY = r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_PATTERNS = (
    ("full", re.compile(rf"\b{_MONTH} {_DAY},? {_YEAR}\b")),
    ("full", re.compile(rf"\b{_DAY} {_MONTH},? {_YEAR}\b")),
    ("iso", re.compile(rf"\b{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)\b")),
    ("month_year", re.compile(rf"\b{_MONTH},? (?:of )?{_YEAR}\b")),
    ("month_last_year", re.compile(rf"\b(?:in |last )?{_MONTH} (?:of )?last year\b")),
    ("day_month", re.compile(rf"\b{_MONTH} {_DAY}\b(?!,? (?:percent|people|\d))")),
    ("day_month", re.compile(rf"\b{_DAY} {_MONTH}\b")),
    ("weekday", re.compile(rf"\b(?P<lead>last |on |next |this |late on |early on )?(?P<weekday>{_WEEKDAY})\b")),
    ("later", re.compile(rf"\b(?P<n>{_SOME}) (?P<unit>day|week|month|year)s? (?P<way>{_WAY})\b", re.I)),
    ("next_day", re.compile(r"\b(?:the )?(?:next|following) day\b", re.IGNORECASE)),
    ("today", re.compile(r"\b(?P<word>today|yesterday)\b", re.IGNORECASE)),
    ("last", re.compile(r"\blast (?P<what>year|month|week|weekend)\b", re.IGNORECASE)),
    ("month", re.compile(rf"\b(?P<lead>{_LEAD}) {_MONTH}\b")),
    ("month", re.compile(rf"\b(?P<lead>[Ii]n) (?:early|late|mid-?) ?{_MONTH}\b")),
    ("year", re.compile(rf"\b(?P<lead>{_YEAR_LEAD}) (?:(?:{_SEASON}) (?:of )?)?{_YEAR}\b")),
)  # fmt: skip


_DIGIT = re.compile(r"\d")
_WORDS = {
    "month": word_set("jan feb mar apr jun jul aug sep sept oct nov dec") | frozenset(MONTHS),
    "weekday": frozenset(_DAY_NAMES),
    "way": word_set("later earlier after before ago"),
    "unit": word_set("day days week weeks month months year years weekend"),
    "today": word_set("today yesterday"),
    "last": frozenset({"last"}),
}
_NEEDED = {
    "full": {"digit", "month"}, "iso": {"digit"}, "month_year": {"digit", "month"}, "day_month": {"digit", "month"},
    "year": {"digit"}, "month_last_year": {"month", "last"}, "weekday": {"weekday"}, "next_day": {"unit"},
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
            when = _resolve(kind, match, published, base)
            if when and kind == "later" and match["way"].lower() == "after" and base != anchor:
                when = _count_back(when, base)
            if when:
                found.append(when)
    return sorted(found, key=lambda when: when.start)


_VAGUE = ("more than ", "less than ", "nearly ", "almost ", "about ", "over ", "around ", "some ", "roughly ")


def _find_base(kind: str, match: re.Match[str], text: str, found: list[When], anchor: date | None) -> date | None:
    """The day that "a day after", "two days later" count from: a date just before, else the anchor.

    "On Saturday, a day after a gunman …" counts back from Saturday; "two days after the strike" counts on from it.
    """
    if kind != "later":
        return anchor
    near = next((when for when in found if 0 <= match.start() - when.end <= 3 and when.precision == "day"), None)
    if match["way"].lower() == "after":
        if near:
            return date.fromisoformat(near.iso)
        return anchor if re.match(r" (?:the|that|this|its|his) ", text[match.end() : match.end() + 6]) else None
    return date.fromisoformat(near.iso) if near else anchor


def _resolve(kind: str, match: re.Match[str], published: date | None, anchor: date | None) -> When | None:
    groups = match.groupdict()
    iso: str | None = None
    precision: DatePrecision = "day"
    if kind in ("full", "iso"):
        iso = _iso(int(groups["year"]), _month(groups["month"]), int(groups["day"]))
    elif kind == "month_year":
        iso, precision = f"{groups['year']}-{_month(groups['month']):02d}", "month"
    elif kind == "year":
        iso, precision = groups["year"], "year"
    elif published:
        iso, precision = _resolve_relative(kind, groups, published, anchor)
    return When(iso, precision, match[0], match.start(), match.end(), kind) if iso else None


def _resolve_relative(
    kind: str, groups: dict[str, str], published: date, anchor: date | None
) -> tuple[str | None, DatePrecision]:
    if kind == "weekday":
        return _last_weekday(groups, published), "day"
    if kind == "day_month":
        return _last_day_month(_month(groups["month"]), int(groups["day"]), published), "day"
    if kind == "month":
        return _last_month(_month(groups["month"]), published), "month"
    if kind == "month_last_year":
        return f"{published.year - 1}-{_month(groups['month']):02d}", "month"
    if kind == "today":
        return (published - timedelta(days=groups["word"].lower() == "yesterday")).isoformat(), "day"
    if kind == "next_day":
        return ((anchor + timedelta(days=1)).isoformat() if anchor else None), "day"
    if kind == "last":
        return _resolve_last(groups["what"].lower(), published)
    return _resolve_offset(groups, published, anchor)


def _count_back(when: When, base: date | None) -> When:
    """The same distance on the other side of `base`."""
    if base is None or when.precision != "day":
        return when
    return when._replace(iso=(base - (date.fromisoformat(when.iso) - base)).isoformat())


def _last_weekday(groups: dict[str, str], published: date) -> str | None:
    if (groups["lead"] or "").strip() == "next":
        return None
    back = (published.weekday() - _DAY_NAMES.index(groups["weekday"].lower())) % 7
    return (published - timedelta(days=back)).isoformat()


def _last_day_month(month: int, day: int, published: date) -> str | None:
    """A day without a year: the one nearest before the article, or up to two months ahead of it."""
    this_year = _iso(published.year, month, day)
    if this_year and date.fromisoformat(this_year) <= published + timedelta(days=60):
        return this_year
    return _iso(published.year - 1, month, day)


def _last_month(month: int, published: date) -> str:
    year = published.year if month <= published.month else published.year - 1
    return f"{year}-{month:02d}"


def _resolve_last(what: str, published: date) -> tuple[str | None, DatePrecision]:
    if what == "year":
        return str(published.year - 1), "year"
    if what == "month":
        before = published.replace(day=1) - timedelta(days=1)
        return f"{before.year}-{before.month:02d}", "month"
    return None, "day"  # "last week" names no day


def _resolve_offset(groups: dict[str, str], published: date, anchor: date | None) -> tuple[str | None, DatePrecision]:
    """ "Two days later", "a month earlier", "three days ago"."""
    number, unit, way = read_number(groups["n"]) or 1, groups["unit"].lower(), groups["way"].lower()
    base = published if way == "ago" else anchor
    sign = -1 if way in ("ago", "earlier", "before") else 1
    if base is None or (unit == "year" and way == "ago" and number > 100):
        return None, "day"
    if unit in ("day", "week"):
        return (base + timedelta(days=sign * number * (7 if unit == "week" else 1))).isoformat(), "day"
    months = base.year * 12 + base.month - 1 + sign * number * (12 if unit == "year" else 1)
    return (f"{months // 12}-{months % 12 + 1:02d}", "month") if unit == "month" else (str(months // 12), "year")


def _month(word: str) -> int:
    if word.isdigit():
        return int(word)
    return next(i for i, name in enumerate(MONTHS, 1) if name.startswith(word.lower().rstrip(".")[:3]))


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
