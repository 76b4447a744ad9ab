"""Which day, month or year the words for a date mean, counted from the day of publication or from an event told."""

from collections.abc import Mapping
from datetime import date, timedelta

from analysis.intake.masthead import MONTHS
from analysis.reading.dossier import DatePrecision
from analysis.reading.numbers import read_number

DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
Resolved = tuple[str | None, DatePrecision]
_NOTHING: Resolved = (None, "day")
_AHEAD = 60  # days; a day and month further ahead of the article than this are those of the year before
_COUNTED_WEEKS = 3  # from here on weeks are round figures: "five weeks after" tells a month, no day


def find_iso(kind: str, groups: Mapping[str, str | None], published: date | None, anchor: date | None) -> Resolved:
    """The ISO date and its precision that a match of `kind` means; (None, "day") where it settles nothing.

    `published`: the day that "today" and weekdays count from; `anchor`: the day that "two days later" counts from.
    """
    told = {name: value for name, value in groups.items() if value}
    if kind in ("full", "iso"):
        return _iso(int(told["year"]), _month(told["month"]), int(told["day"])), "day"
    if kind == "month_year":
        return f"{told['year']}-{_month(told['month']):02d}", "month"
    if kind == "year":
        return told["year"], "year"
    return _resolve_relative(kind, told, published, anchor) if published else _NOTHING


def _resolve_relative(kind: str, told: dict[str, str], published: date, anchor: date | None) -> Resolved:
    if kind == "weekday":
        return _last_weekday(told, published), "day"
    if kind == "day_month":
        return _last_day_month(_month(told["month"]), int(told["day"]), published), "day"
    if kind == "day_last_year":
        month = _month(told.get("month") or told["month2"])
        return _iso(published.year - 1, month, int(told.get("day") or told["day2"])), "day"
    if kind == "month":
        return _last_month(_month(told["month"]), published), "month"
    if kind in ("month_last_year", "month_this_year"):
        return f"{published.year - (kind == 'month_last_year')}-{_month(told['month']):02d}", "month"
    if kind == "today":
        return (published - timedelta(days=_is_day_before(told))).isoformat(), "day"
    if kind == "next_day":
        return _find_neighbour(told, anchor), "day"
    if kind == "last":
        return _resolve_span(told["when"].lower() == "last", told["what"].lower(), published)
    return _resolve_offset(told, published, anchor)


def _last_weekday(told: dict[str, str], published: date) -> str | None:
    """The last such day on or before the article; "last Thursday" in a Thursday's paper is that of a week ago."""
    lead = told.get("lead", "").strip().lower()
    if lead == "next":
        return None
    back = (published.weekday() - DAY_NAMES.index(told["weekday"].lower())) % 7
    return (published - timedelta(days=back or (7 if lead == "last" else 0))).isoformat()


def _last_day_month(month: int, day: int, published: date) -> str | None:
    """A day without a year: the one nearest before the article, or up to two months ahead of it."""
    this_year = _iso(published.year, month, day)
    if this_year and date.fromisoformat(this_year) <= published + timedelta(days=_AHEAD):
        return this_year
    return _iso(published.year - 1, month, day)


def _last_month(month: int, published: date) -> str:
    year = published.year if month <= published.month else published.year - 1
    return f"{year}-{month:02d}"


def _is_day_before(told: dict[str, str]) -> bool:
    return "night" in told or told["word"].lower() in ("yesterday", "last night")


def _find_neighbour(told: dict[str, str], anchor: date | None) -> str | None:
    """The day itself ("that evening", "the same day"), the next ("the following day") or the one before."""
    shift = told.get("shift", "previous" if "before" in told else "same").lower()
    days = {"next": 1, "following": 1, "previous": -1, "same": 0}[shift]
    return (anchor + timedelta(days=days)).isoformat() if anchor else None


def _resolve_span(is_last: bool, what: str, published: date) -> Resolved:
    """ "Last year", "last month", "this month"; a week or weekend tells its month where it lies in one."""
    if what == "year":
        return str(published.year - is_last), "year"
    if what == "month":
        told = published.replace(day=1) - timedelta(days=1) if is_last else published
        return f"{told.year}-{told.month:02d}", "month"
    monday = published - timedelta(days=published.weekday() + (7 if is_last and what == "week" else 0))
    first, last = monday, monday + timedelta(days=6)
    if what == "weekend":
        first = last - timedelta(days=8)
    return (f"{first.year}-{first.month:02d}", "month") if first.month == last.month else _NOTHING


def _resolve_offset(told: dict[str, str], published: date, anchor: date | None) -> Resolved:
    """ "Two days later", "a month earlier", "three days ago"."""
    number, unit, way = read_number(told["n"]), told["unit"].lower(), told["way"].lower()
    base = published if way == "ago" else anchor
    if number is None or told["n"].lower() in ("several", "many", "few"):
        return _NOTHING
    sign = -1 if way in ("ago", "earlier", "before") else 1
    if base is None or (unit == "year" and way == "ago" and number > 100):
        return _NOTHING
    if unit in ("day", "week"):
        day = base + timedelta(days=sign * number * (7 if unit == "week" else 1))
        is_round = unit == "week" and number >= _COUNTED_WEEKS
        return (f"{day.year}-{day.month:02d}", "month") if is_round else (day.isoformat(), "day")
    months = base.year * 12 + base.month - 1 + sign * number * (12 if unit == "year" else 1)
    return (f"{months // 12}-{months % 12 + 1:02d}", "month") if unit == "month" else (str(months // 12), "year")


def _month(word: str) -> int:
    if word.isdigit():
        return int(word)
    return next((i for i, name in enumerate(MONTHS, 1) if name.startswith(word.lower().rstrip(".")[:3])), 0)


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
