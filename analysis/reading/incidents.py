"""What happened: the main incident gathered over the whole article, and the others told as background."""

import re
from collections.abc import Sequence
from datetime import date

from analysis.intake.article import Article
from analysis.reading.dossier import Incident
from analysis.reading.events import find_kinds
from analysis.reading.ids import build_id, find_unique_ids
from analysis.reading.main_incident import build_main
from analysis.reading.mention import Line
from analysis.reading.perpetrators import find_perpetrator
from analysis.reading.telling import Telling, build_incident, find_count
from analysis.reading.when import When, find_dates
from analysis.reading.where import find_countries, find_where

_READ_SECTIONS = frozenset({"lede", "background", "why_it_matters", "whats_next", "analysis", "other", "actors"})
_SPLIT = re.compile(r"(?:;|, and|, while|, but| and (?=an? |in |on ))\s")
_TO_COME = re.compile(r"\b(?:will|is to|are to|would|plans? to|set to|due to|expected to|scheduled)\b")
_ONLY_TOLD = frozenset({"weekday", "today"})  # a weekday alone often dates a statement, not an event


def find_incidents(article: Article, lines: Sequence[Line]) -> tuple[Incident, ...]:
    """The incidents of an article, the main one first; none where the text tells of no event."""
    main = build_main(article, lines)
    if main is None:
        return ()
    others = [t for t in _find_others(article, lines, main) if not _is_same(t, main)]
    merged = _merge(others)
    incidents = [
        build_incident(article, main, is_main=True),
        *(build_incident(article, t, is_main=False) for t in merged),
    ]
    ids = find_unique_ids(
        [build_id("incident", " ".join(filter(None, (i.type, i.place or i.country_iso3, i.date)))) for i in incidents]
    )
    return tuple(i.model_copy(update={"id": each}) for i, each in zip(incidents, ids, strict=True))


def _find_others(article: Article, lines: Sequence[Line], main: Telling) -> list[Telling]:
    """One telling for each dated piece of a sentence that speaks of an event."""
    found: list[Telling] = []
    anchor = _day(main.when)
    for line in lines:
        if line.kind not in _READ_SECTIONS:
            continue
        for start, end, when in _find_pieces(article, line, anchor):
            telling = _read_piece(article, lines, line, start, end, when)
            if telling:
                found.append(telling)
                anchor = _day(when) or anchor
    return found


def _day(when: When | None) -> date | None:
    if when is None or when.precision == "year":
        return None
    return date.fromisoformat(when.iso if when.precision == "day" else f"{when.iso}-01")


def _find_pieces(article: Article, line: Line, anchor: date | None) -> list[tuple[int, int, When]]:
    """The sentence cut into one piece per date, at the conjunction before each later date."""
    dates = find_dates(article.text, line.start, line.end, article.published, anchor)
    pieces: list[tuple[int, int, When]] = []
    start = line.start
    for index, when in enumerate(dates):
        later = dates[index + 1].start if index + 1 < len(dates) else None
        cuts = [cut.end() for cut in _SPLIT.finditer(article.text, when.end, later)] if later else []
        end = cuts[-1] if cuts else line.end
        pieces.append((start, end if later else line.end, when))
        start = end if cuts else start
    return pieces


def _read_piece(
    article: Article, lines: Sequence[Line], line: Line, start: int, end: int, when: When
) -> Telling | None:
    kinds = find_kinds(article.text, start, end)
    tolls = find_count(article.text, start, end)
    if not kinds and not tolls:
        return None
    if (
        when.kind in _ONLY_TOLD
        and not tolls
        and (not kinds or kinds[0] not in ("diplomatic", "other", "arrest", "protest"))
    ):
        return None
    if _TO_COME.search(article.text, start, end) and not tolls:
        return None
    where = find_where(line, find_countries(lines), article.text, (start, end))
    who, status = find_perpetrator(article.text, line, start, end)
    return Telling(line, start, end, kinds[0] if kinds else "other", when, where, tuple(tolls), who, status)


def _is_same(telling: Telling, main: Telling) -> bool:
    """Whether a telling is of the main incident: the same day, unless it happened in another country."""
    if main.when is None or telling.when is None:
        return False
    same_day = main.when.iso.startswith(telling.when.iso) or telling.when.iso.startswith(main.when.iso)
    elsewhere = telling.where.country and main.where.country and telling.where.country != main.where.country
    return same_day and not elsewhere


def _merge(tellings: Sequence[Telling]) -> list[Telling]:
    """One telling for each day and kind; the one with a toll, else the first, stands for them."""
    kept: dict[tuple[str, str], Telling] = {}
    for telling in tellings:
        key = (telling.when.iso if telling.when else "", telling.where.country or "")
        if key not in kept or (telling.tolls and not kept[key].tolls):
            kept[key] = telling
    return list(kept.values())
