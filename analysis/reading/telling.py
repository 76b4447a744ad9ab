"""One passage that tells of an incident, and the Incident that it makes."""

from collections.abc import Sequence
from typing import NamedTuple, cast

from analysis.intake.article import Article
from analysis.reading.dossier import AttributionStatus, Count, Incident, IncidentKind
from analysis.reading.events import read_event_words
from analysis.reading.mention import Line
from analysis.reading.quantities import Toll
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


def build_incident(article: Article, telling: Telling, *, is_main: bool) -> Incident:
    """The Incident of a telling, with a reason for every field that the text doesn't state."""
    when, where = telling.when, telling.where
    killed, injured = (_build_count(article.text, telling.tolls, kind) for kind in ("killed", "injured"))
    words = read_event_words()
    weapon = words.weapons.search(article.text, telling.start, telling.end)
    target = _find_target(article.text, telling)
    stated = {
        "date": when.iso if when else None, "place": where.place, "country_iso3": where.country, "killed": killed, "injured": injured,
        "perpetrator": telling.perpetrator, "target": target, "weapon": weapon[0] if weapon else None,
        "latitude": where.town.latitude if where.town else None,
    }  # fmt: skip
    return Incident(
        id="incident",
        summary=" ".join(article.text[telling.start : telling.end].split()),
        type=cast(IncidentKind, telling.kind),
        is_main=is_main,
        number=telling.number,
        date=when.iso if when else None,
        date_precision=when.precision if when else None,
        date_text=when.text if when else None,
        place=where.place,
        latitude=where.town.latitude if where.town else None,
        longitude=where.town.longitude if where.town else None,
        place_precision=where.precision,
        country_iso3=where.country,
        killed=killed,
        injured=injured,
        perpetrator=telling.perpetrator,
        attribution_status=telling.status,
        target=target,
        weapon=weapon[0] if weapon else None,
        not_stated=_find_reasons(stated, where),
        evidence=tuple(article.evidence(start, end) for start, end in telling.spans or ((telling.start, telling.end),)),
    )


def _find_reasons(stated: dict[str, object], where: Where) -> dict[str, str]:
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
    highs = [toll.high for toll in mine]
    high = None if None in highs else max(h for h in highs if h is not None)
    low = min(max(toll.low, toll.best if toll.low else 0) for toll in mine)
    words = " ".join(text[first.start : first.end].split())
    top = high if high is None else max(high, first.best)
    return Count(low=min(low, first.best), best=first.best, high=top, text=words, is_vague=first.is_vague)


def _find_target(text: str, telling: Telling) -> str | None:
    """Whom or what it hit: the victims' words, else the first listed target."""
    victims = next(
        (toll.who for toll in telling.tolls if toll.who and toll.kind == "killed" and len(toll.who.split()) > 1), None
    )
    if victims:
        return victims
    found = read_event_words().targets.search(text, telling.start, telling.end)
    return found[0] if found else None
