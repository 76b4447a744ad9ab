"""What happened: the main incident gathered over the whole article, and the others told as background."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from analysis.intake.article import Article
from analysis.reading.claims import give_claims
from analysis.reading.dating import is_beside_event, is_spoken, is_total
from analysis.reading.dossier import Incident
from analysis.reading.events import select_kinds
from analysis.reading.ids import build_id, find_unique_ids
from analysis.reading.main_incident import VIOLENT, build_main
from analysis.reading.mention import Line
from analysis.reading.perpetrators import find_perpetrator
from analysis.reading.pieces import Piece, find_parts, find_pieces, select_tolls
from analysis.reading.telling import Telling, build_incident
from analysis.reading.when import When
from analysis.reading.where import Where, find_countries, find_where

_READ_SECTIONS = frozenset({"lede", "background", "why_it_matters", "whats_next", "actors", "analysis", "other"})
_COMING_REACH = 50  # characters before a date in which "will" makes it one to come
_RETOLD_DAYS = 7  # news goes on about an event for a week
_TO_COME = re.compile(
    r"\b(?:will|is to|are to|would|plans? to|set to|due to|expected to|scheduled|expires?|set elections)\b"
)


def find_incidents(article: Article, lines: Sequence[Line]) -> tuple[Incident, ...]:
    """The incidents of an article, the main one first; none where the text tells of no event."""
    main = build_main(article, lines)
    if main is None:
        return ()
    others = _merge([telling for telling in _find_others(article, lines, main) if not _is_same(telling, main)])
    others = give_claims(article.text, lines, others)
    others += _find_elsewhere(article.text, lines, main)
    others += _find_undated(article.text, lines, main, others)
    incidents = [build_incident(article, telling, is_main=telling is main) for telling in (main, *others)]
    ids = [build_id("incident", " ".join(filter(None, (i.type, i.place or i.country_iso3, i.date)))) for i in incidents]
    unique = find_unique_ids(ids)
    return tuple(i.model_copy(update={"id": each}) for i, each in zip(incidents, unique, strict=True))


def _find_others(article: Article, lines: Sequence[Line], main: Telling) -> Iterator[Telling]:
    """One telling for each dated piece of a sentence that speaks of an event."""
    anchor = _find_day(main.when)
    countries = find_countries(lines)
    for line in lines:
        for start, end, when in _find_dated(article, line, anchor):
            if _is_event(article.text, line, start, end, when):
                anchor = _find_day(when) or anchor
                telling = _build_telling(article.text, countries, line, (start, end), when, main)
                yield _add_following(telling, lines, main)


def _find_dated(article: Article, line: Line, anchor: date | None) -> list[Piece]:
    return find_pieces(article.text, line, article.published, anchor) if line.kind in _READ_SECTIONS else []


def _add_following(telling: Telling, lines: Sequence[Line], main: Telling) -> Telling:
    """A telling without a toll takes that of the undated next sentence, where the main incident has none of its own."""
    after = lines[telling.line.number + 1] if telling.line.number + 1 < len(lines) else None
    if telling.tolls or main.kind in VIOLENT or after is None or after.dates or telling.kind not in VIOLENT:
        return telling
    return telling._replace(tolls=after.tolls)


def _find_elsewhere(text: str, lines: Sequence[Line], main: Telling) -> list[Telling]:
    """Deadly events in other countries, told without a day of their own beside one that has it."""
    found = []
    countries = find_countries(lines)
    for before, line in pairwise(lines):
        if line.dates or not line.tolls or line.kind not in _READ_SECTIONS or is_total(text, line):
            continue
        for span in find_parts(text, line):
            where = find_where(line, countries, text, span)
            tolls = select_tolls(line, *span)
            if tolls and where.country not in (None, main.where.country):
                kind = next(iter(select_kinds(line.events, *span)), "other")
                when = before.dates[-1] if before.dates else None
                found.append(Telling(line, *span, kind, when, where, tuple(tolls), None, "unknown"))
    return found


def _find_undated(text: str, lines: Sequence[Line], main: Telling, others: Sequence[Telling]) -> list[Telling]:
    """The first diplomatic step that the news tells without a day: an envoy summoned, a counterpart assured."""
    if main.kind == "diplomatic" or any(telling.kind == "diplomatic" for telling in others):
        return []
    for line in lines:
        step = _STEP.search(text, line.start, line.end) if line.kind == "lede" and not line.dates else None
        if step or (line.kind == "lede" and line.number < _FIRST and _SUMMONS.search(text, line.start, line.end)):
            opening = next((m for m in line.mentions if m.first == 0 and m.kind == "state"), None)
            where = Where(None, opening.iso3 if opening else None, None, None)
            return [Telling(line, line.start, line.end, "diplomatic", None, where, (), None, "unknown")]
    return []


_FIRST = 3  # sentences in which a summons is news even where a date stands beside another event
_STEP = re.compile(
    r"\b(?:counterparts?|summoned|expelled|recalled its|severed|lodged a protest|held talks|telephone "
    r"call|phone call|signed an?)\b"
)
_SUMMONS = re.compile(r"\b(?:summoned|expelled|recalled its|severed|lodged a protest)\b")


def _find_day(when: When | None) -> date | None:
    if when is None or when.precision == "year":
        return None
    return date.fromisoformat(when.iso if when.precision == "day" else f"{when.iso}-01")


def _is_event(text: str, line: Line, start: int, end: int, when: When) -> bool:
    """Whether a dated piece tells of something that happened then, rather than of something said or to come."""
    tolls = select_tolls(line, start, end)
    if is_total(text, line) or (not tolls and _PLURAL.match(text, start, end)):
        return False  # several incidents in one breath are told one by one elsewhere
    beside = is_beside_event(text, line, when, start, end)
    told = text.startswith(" when ", when.end)  # "since 2014, when …" tells an event all the same
    if when.precision == "year" and (not beside or (_SINCE.match(when.text) and not told)):
        return False
    coming = _TO_COME.search(text, max(start, when.start - _COMING_REACH), when.end)
    if not tolls and (not beside or coming):
        return False
    if when.kind not in ("weekday", "today", "last"):
        return True
    return not is_spoken(line, when) and (beside or not _TALLY.search(text, start, end))


_PLURAL = re.compile(
    r"(?:In |On |During |After )?[^,;]{0,40}?\b(?:two|three|four|five|six|several|many) (?:\w+ ){0,1}"
    r"(?:attacks|bombings|incidents|raids|blasts|assaults)\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"since|the |from|after", re.IGNORECASE)
_TALLY = re.compile(r"\b(?:toll|counted|spoke of|put the|figures?|rose|risen|climbed)\b")


def _build_telling(
    text: str, countries: dict[str, int], line: Line, span: tuple[int, int], when: When, main: Telling
) -> Telling:
    start, end = span
    kind = next(iter(select_kinds(line.events, start, end)), "other")
    where = find_where(line, countries, text, span)
    if where.country is None and (kind in VIOLENT or kind in ("other", "upheaval")):
        where = Where(where.place, main.where.country, where.town, where.precision)
    who, status = find_perpetrator(text, line, start, end)
    return Telling(line, start, end, kind, when, where, tuple(select_tolls(line, start, end)), who, status)


def _is_same(telling: Telling, main: Telling) -> bool:
    """Whether a telling is of the main incident: the same day, unless it happened in another country."""
    if main.when is None or telling.when is None:
        return False
    same_day = main.when.iso.startswith(telling.when.iso) or telling.when.iso.startswith(main.when.iso)
    elsewhere = telling.where.country and main.where.country and telling.where.country != main.where.country
    return (same_day and not elsewhere) or _retells(telling, main)


def _retells(telling: Telling, main: Telling) -> bool:
    """Whether a telling of the same kind a few days off only says again what happened, with the same toll or none."""
    first, second = _find_day(main.when), _find_day(telling.when)
    if telling.when is None or telling.when.kind not in ("weekday", "today"):
        return False
    if telling.kind != main.kind or first is None or second is None or abs((second - first).days) > _RETOLD_DAYS:
        return False
    tolls = {(toll.kind, toll.best) for toll in telling.tolls}
    return telling.where.place in (None, main.where.place) and tolls <= {(toll.kind, toll.best) for toll in main.tolls}


def _merge(tellings: Sequence[Telling]) -> list[Telling]:
    """One telling for each day and country; the one with a toll, else the first, stands for them."""
    kept: dict[tuple[str, str], Telling] = {}
    for telling in tellings:
        key = (telling.when.iso if telling.when else "", telling.where.country or "")
        if key not in kept or (telling.tolls and not kept[key].tolls):
            kept[key] = telling
    return list(kept.values())
