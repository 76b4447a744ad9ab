"""What happened: the main incident gathered over the whole article, and the others told as background."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from analysis.intake.article import Article
from analysis.reading.dating import is_beside_event, is_spoken
from analysis.reading.dossier import Incident
from analysis.reading.events import find_kinds, find_victims
from analysis.reading.ids import build_id, find_unique_ids
from analysis.reading.main_incident import VIOLENT, build_main
from analysis.reading.mention import Line
from analysis.reading.perpetrators import find_perpetrator
from analysis.reading.telling import Telling, build_incident
from analysis.reading.when import When, find_dates
from analysis.reading.where import Where, find_countries, find_where

_READ_SECTIONS = frozenset({"lede", "background", "why_it_matters", "whats_next", "actors", "analysis", "other"})
_SPLIT = re.compile(r"(?:;|, and|, while|, but| and (?=an? |in |on ))\s")
_TO_COME = re.compile(r"\b(?:will|is to|are to|would|plans? to|set to|due to|expected to|scheduled|expires?|set elections)\b")


def find_incidents(article: Article, lines: Sequence[Line]) -> tuple[Incident, ...]:
    """The incidents of an article, the main one first; none where the text tells of no event."""
    main = build_main(article, lines)
    if main is None:
        return ()
    others = _merge([telling for telling in _find_others(article, lines, main) if not _is_same(telling, main)])
    incidents = [build_incident(article, telling, is_main=telling is main) for telling in (main, *others)]
    ids = [build_id("incident", " ".join(filter(None, (i.type, i.place or i.country_iso3, i.date)))) for i in incidents]
    unique = find_unique_ids(ids)
    return tuple(i.model_copy(update={"id": each}) for i, each in zip(incidents, unique, strict=True))


def _find_others(article: Article, lines: Sequence[Line], main: Telling) -> Iterator[Telling]:
    """One telling for each dated piece of a sentence that speaks of an event."""
    anchor = _find_day(main.when)
    countries = find_countries(lines)
    for line in lines:
        for start, end, when in _find_pieces(article, line, anchor) if line.kind in _READ_SECTIONS else ():
            if _is_event(article.text, line, start, end, when):
                anchor = _find_day(when) or anchor
                yield _build_telling(article.text, countries, line, (start, end), when, main)


def _find_day(when: When | None) -> date | None:
    if when is None or when.precision == "year":
        return None
    return date.fromisoformat(when.iso if when.precision == "day" else f"{when.iso}-01")


def _find_pieces(article: Article, line: Line, anchor: date | None) -> list[tuple[int, int, When]]:
    """The sentence cut into one piece per date, at the conjunction before each later date."""
    dates = find_dates(article.text, line.start, line.end, article.published, anchor)
    pieces: list[tuple[int, int, When]] = []
    start = line.start
    for number, when in enumerate(dates):
        later = dates[number + 1].start if number + 1 < len(dates) else None
        cuts = [cut.end() for cut in _SPLIT.finditer(article.text, when.end, later)] if later else []
        end = cuts[-1] if cuts else line.end
        pieces.append((start, end, when))
        start = end if cuts else start
    return pieces


def _is_event(text: str, line: Line, start: int, end: int, when: When) -> bool:
    """Whether a dated piece tells of something that happened then, rather than of something said or to come."""
    tolls = find_victims(text, start, end)
    if not tolls and (not is_beside_event(text, when, start, end) or _TO_COME.search(text, start, end)):
        return False
    return when.kind not in ("weekday", "today") or not is_spoken(line, when)


def _build_telling(
    text: str, countries: dict[str, int], line: Line, span: tuple[int, int], when: When, main: Telling
) -> Telling:
    start, end = span
    kind = next(iter(find_kinds(text, start, end)), "other")
    where = find_where(line, countries, text, span)
    if where.country is None and (kind in VIOLENT or kind == "other"):
        where = Where(where.place, main.where.country, where.town, where.precision)
    who, status = find_perpetrator(text, line, start, end)
    return Telling(line, start, end, kind, when, where, tuple(find_victims(text, start, end)), who, status)


def _is_same(telling: Telling, main: Telling) -> bool:
    """Whether a telling is of the main incident: the same day, unless it happened in another country."""
    if main.when is None or telling.when is None:
        return False
    same_day = main.when.iso.startswith(telling.when.iso) or telling.when.iso.startswith(main.when.iso)
    elsewhere = telling.where.country and main.where.country and telling.where.country != main.where.country
    return same_day and not elsewhere


def _merge(tellings: Sequence[Telling]) -> list[Telling]:
    """One telling for each day and country; the one with a toll, else the first, stands for them."""
    kept: dict[tuple[str, str], Telling] = {}
    for telling in tellings:
        key = (telling.when.iso if telling.when else "", telling.where.country or "")
        if key not in kept or (telling.tolls and not kept[key].tolls):
            kept[key] = telling
    return list(kept.values())
