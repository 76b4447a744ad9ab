"""One passage that tells of an incident, and the Incident that it makes."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, cast

from analysis.intake.article import Article
from analysis.reading.dossier import AttributionStatus, Count, Incident, IncidentKind
from analysis.reading.mention import Line
from analysis.reading.pieces import find_turn
from analysis.reading.targets import find_target
from analysis.reading.toll import Toll
from analysis.reading.weapons import find_weapon
from analysis.reading.when import When
from analysis.reading.where import Where


class Telling(NamedTuple):
    """What one passage, or several of the same incident, say of it."""

    line: Line
    start: int
    end: int
    kind: str
    when: When | None
    where: Where
    tolls: tuple[Toll, ...]
    perpetrator: str | None
    status: AttributionStatus
    number: int = 1
    spans: tuple[tuple[int, int], ...] = ()
    wider: tuple[tuple[int, int], ...] = ()  # later sentences of the same incident: a weapon may stand there


def build_incident(article: Article, telling: Telling, *, is_main: bool) -> Incident:
    """The Incident of a telling, with a reason for every field that the text doesn't state."""
    told = {**_find_time(telling.when), **_find_place(telling.where), **_find_harm(article, telling, is_main=is_main)}
    return Incident(
        id="incident",
        summary=" ".join(article.text[telling.start : telling.end].split()),
        type=cast(IncidentKind, "other" if telling.kind == "upheaval" else telling.kind),
        is_main=is_main,
        number=telling.number,
        attribution_status=telling.status,
        not_stated=_find_reasons(told, telling.where),
        evidence=tuple(article.evidence(start, end) for start, end in telling.spans or ((telling.start, telling.end),)),
        **told,
    )


def _find_time(when: When | None) -> dict[str, Any]:
    if when is None:
        return {"date": None}
    return {"date": when.iso, "date_precision": when.precision, "date_text": when.text}


def _find_place(where: Where) -> dict[str, Any]:
    town = where.town
    return {
        "place": where.place,
        "place_precision": where.precision,
        "country_iso3": where.country,
        "latitude": town.latitude if town else None,
        "longitude": town.longitude if town else None,
    }


def _find_harm(article: Article, telling: Telling, *, is_main: bool) -> dict[str, Any]:
    text, title = article.text, (article.title or "") if is_main else ""
    told = telling.spans or ((telling.start, telling.end),)
    spans = [(start, find_turn(text, start, end) if is_main else end) for start, end in told]
    return {
        "killed": _build_count(text, telling.tolls, "killed"),
        "injured": _build_count(text, telling.tolls, "injured"),
        "perpetrator": telling.perpetrator,
        "target": find_target(text, title, telling.kind, spans, telling.tolls),
        "weapon": find_weapon(text, title, telling.kind, (*spans, *telling.wider)),
    }


def _find_reasons(stated: Mapping[str, object], where: Where) -> dict[str, str]:
    reasons = {field: "the article doesn't say" for field, value in stated.items() if value is None}
    if "latitude" in reasons:
        reasons["longitude"] = reasons["latitude"] = _why_no_coordinates(where)
    return reasons


def _why_no_coordinates(where: Where) -> str:
    if where.precision == "border":
        return "a border is a line: no single point was named"
    if where.place:
        return f"'{where.place}' is not in the offline gazetteer for the countries that the article names"
    return "no place was named"


def _build_count(text: str, tolls: Sequence[Toll], kind: str) -> Count | None:
    """The count that the first toll of a kind gives; later ones widen its range."""
    mine = sorted((toll for toll in tolls if toll.kind == kind), key=lambda toll: toll.is_vague)
    if not mine:
        return None
    first = mine[0]
    mine = [toll for toll in mine if _is_rival(toll.best, first.best)]
    highs = [toll.high for toll in mine]
    high = None if None in highs else max(h for h in highs if h is not None)
    low = min(max(toll.low, toll.best if toll.low else 0) for toll in mine)
    words = " ".join(text[first.start : first.end].split())
    top = high if high is None else max(high, first.best)
    return Count(low=min(low, first.best), best=first.best, high=top, text=words, is_vague=first.is_vague)


def _is_rival(figure: int, best: int) -> bool:
    """Whether a figure may be another count of the same dead: a part or a sum of years is of another order."""
    return figure * 2 >= best and figure <= 2 * max(best, 2)
