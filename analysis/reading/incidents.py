"""What happened: the main incident gathered over the whole article, and the others told as background."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from analysis.intake.article import Article
from analysis.reading.claims import give_claims
from analysis.reading.dating import is_apart, is_beside_event, is_spoken, is_total, only_follows
from analysis.reading.dossier import Incident
from analysis.reading.events import select_kinds
from analysis.reading.ids import build_id, find_unique_ids
from analysis.reading.main_incident import VIOLENT, build_main
from analysis.reading.mention import Line
from analysis.reading.perpetrators import find_perpetrator
from analysis.reading.pieces import Piece, find_parts, find_pieces, is_same_paragraph, select_tolls
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
    text = article.text
    others = _merge([telling for telling in _find_others(article, lines, main) if not _is_same(text, telling, main)])
    others = give_claims(text, lines, others)
    others += _find_elsewhere(text, lines, main)
    others += _find_undated(text, lines, main, others)
    incidents = [build_incident(article, telling, is_main=telling is main) for telling in (main, *others)]
    ids = [build_id("incident", " ".join(filter(None, (i.type, i.place or i.country_iso3, i.date)))) for i in incidents]
    unique = find_unique_ids(ids)
    return tuple(i.model_copy(update={"id": each}) for i, each in zip(incidents, unique, strict=True))


def _find_others(article: Article, lines: Sequence[Line], main: Telling) -> Iterator[Telling]:
    """One telling for each dated piece of a sentence that speaks of an event; talks are told once a sentence."""
    anchor = _find_day(main.when)
    talks = None  # the sentence whose talks were told
    countries = find_countries(lines)
    for line in lines:
        for start, end, when in _find_dated(article, line, anchor):
            if _is_event(article.text, line, start, end, when):
                anchor = _find_day(when) or anchor
                telling = _build_telling(article.text, countries, line, (start, end), when, main)
                if telling.kind == "diplomatic" and talks == line.number:
                    continue
                talks = line.number if telling.kind == "diplomatic" else talks
                yield _add_following(article.text, telling, lines)


def _find_dated(article: Article, line: Line, anchor: date | None) -> list[Piece]:
    return find_pieces(article.text, line, article.published, anchor) if line.kind in _READ_SECTIONS else []


def _add_following(text: str, telling: Telling, lines: Sequence[Line]) -> Telling:
    """A violent telling without a toll takes that of the undated next sentence of its paragraph."""
    after = lines[telling.line.number + 1] if telling.line.number + 1 < len(lines) else None
    if telling.tolls or after is None or after.dates or telling.kind not in VIOLENT:
        return telling
    return telling._replace(tolls=after.tolls) if is_same_paragraph(text, telling.line, after) else telling


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


_OPENS = 3  # tokens
_TO_MEET = re.compile(
    r"\b(?:agreed|plans?|planned|due|expected|set|invited|scheduled|hopes?|will|would) (?:to )?"
    r"(?:meet|hold|visit|sign|discuss|chair)\b"
)
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
    if when.precision == "day" and line.number < _FIRST and only_follows(text, line, when, "armed_attack"):
        return False  # the event told in the lede after it is the news itself
    if is_total(text, line) or (not tolls and _PLURAL.match(text, start, end)):
        return False  # several incidents in one breath are told one by one elsewhere
    reach = end if when.kind != "later" or not _COUNTED_FROM.match(text, when.end) else when.end
    beside = is_beside_event(text, line, when, start, reach)
    if not tolls and _TO_MEET.search(text, max(line.start, start - 30), end):
        return False  # what is still to come
    if not tolls and (_VISITED.search(text, start, end) or _CLAIMED_ON.search(text, start, when.start)):
        return False
    if when.precision == "year" and tolls and not _tells_one(text, line, start, end):
        return False
    told = text.startswith((" when ", ", when "), when.end) or _names_event(text, line, when)
    if when.precision == "year" and (not beside or (_SINCE.match(when.text) and not told)):
        return False
    coming = _TO_COME.search(text, max(start, when.start - _COMING_REACH), when.end)
    if not tolls and (not beside or coming):
        return False
    if when.kind not in ("weekday", "today", "last"):
        return True
    return not is_spoken(line, when) and (beside or not _TALLY.search(text, start, end))


def _names_event(text: str, line: Line, when: When) -> bool:
    """ "The 2023 coup", "the 2004 siege of a school": a year that is an event's name tells that event."""
    lead = when.text.lower().startswith("the ")
    return lead and any(e.start == when.end + 1 and e.kind in _NAMED for e in line.events)


def _tells_one(text: str, line: Line, start: int, end: int) -> bool:
    """Whether a year's toll is that of one event: "219 were killed last year in the region" sums up many."""
    return any(
        event.start >= start and event.end <= end and text[event.start : event.end].lower() not in _DEATHS
        for event in line.events
    )


_DEATHS = ("killed", "killings", "killing", "murdered", "executed", "massacred", "slaughtered")
_COUNTED_FROM = re.compile(r" (?:the|that|this|its|his|her) ")  # "three days before the assault": that is the anchor
_VISITED = re.compile(
    r"\b(?:met|meeting|visited|visit)\b[\w\s]{0,20}\b(?:survivors|families|victims|wounded|injured|relatives)\b"
)
_CLAIMED_ON = re.compile(r"\bclaimed (?:responsibility|the \w+|it)(?: (?:late |early )?on)? ?$")
_NAMED = VIOLENT | {"upheaval"}
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
    if where.country is None:
        named = _names_event(text, line, when)
        where = where._replace(country=_find_country(line, start, end, kind, main, named=named))
    who, status = find_perpetrator(text, line, start, end)
    return Telling(line, start, end, kind, when, where, tuple(select_tolls(line, start, end)), who, status)


def _find_country(line: Line, start: int, end: int, kind: str, main: Telling, *, named: bool) -> str | None:
    """The country of an event whose words name no place: for a state's own step that state, else that of the news.

    A step between two states has none: it may have been taken anywhere. An event with a name ("the 2023 coup") is that
    of the state that opens the sentence.
    """
    if named:
        return next((m.iso3 for m in line.mentions if m.kind == "state" and m.first < _OPENS), main.where.country)
    if kind != "diplomatic":
        return main.where.country
    states = {m.iso3 for m in line.mentions if start <= m.start < end and m.kind == "state" and m.form != "adjective"}
    if len(states) > 1:
        return None
    return next(iter(states), None) or main.where.country


def _is_same(text: str, telling: Telling, main: Telling) -> bool:
    """Whether a telling is of the main incident: the same day, unless it happened in another country."""
    if main.when is None or telling.when is None:
        return False
    if telling.when.text.lower().startswith("last ") and telling.when.precision != "day" and telling.kind != main.kind:
        return False  # "last week" may tell of another thing in the same month
    same_day = main.when.iso.startswith(telling.when.iso) or telling.when.iso.startswith(main.when.iso)
    elsewhere = telling.where.country and main.where.country and telling.where.country != main.where.country
    if same_day and (not elsewhere or _OF_THE_NEWS.match(text, telling.start)):
        return True
    return _retells(text, telling, main)


_OF_THE_NEWS = re.compile(
    r"The (?:\w+ )?(?:fighting|clash(?:es)?|attack|assault|raid|blast|explosion|shooting|battle|strike)\b"
)


def _retells(text: str, telling: Telling, main: Telling) -> bool:
    """Whether a telling of the same kind a few days off only says again what happened, with the same toll or none."""
    first, second = _find_day(main.when), _find_day(telling.when)
    if telling.when is None or telling.when.kind not in ("weekday", "today") or is_apart(text, telling.line):
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
