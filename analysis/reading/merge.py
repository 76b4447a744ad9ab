"""Several articles on one story become one dossier: the same actor once, the same incident once, nobody overruled.

Where two articles tell an incident differently the merged one holds the range, and every telling is kept beside it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from analysis.reading.dossier import Actor, Count, Dossier, Incident, Item

ITEMS = ("statements", "commitments", "implications", "judgments")

AnyItem = TypeVar("AnyItem", bound=Item)


@dataclass(frozen=True)
class Told:
    """One incident as it stands in the merged dossier, and how each article tells it (article id -> incident)."""

    incident: Incident
    tellings: dict[str, Incident]


@dataclass(frozen=True)
class Merged:
    """The dossier of all articles together, and its incidents with their tellings, in the same order."""

    dossier: Dossier
    told: tuple[Told, ...]


def merge_dossiers(dossiers: tuple[Dossier, ...]) -> Merged:
    """One dossier from several, in the order of the articles; of a single one, that one."""
    groups = group_items([(d.article, i) for d in dossiers for i in d.incidents], is_same_incident)
    told = tuple(tell(group) for group in groups)
    actors = group_items([(d.article, a) for d in dossiers for a in d.actors], is_same_actor)
    merged: dict[str, Any] = {
        "incidents": tuple(each.incident for each in told),
        "actors": tuple(merge_actors([actor for _, actor in group]) for group in actors),
        **{kind: merge_said([item for d in dossiers for item in getattr(d, kind)]) for kind in ITEMS},
        **{k: merge_names(dossiers, k) for k in ("unresolved_names", "unresolved_places")},
    }
    return Merged(dossiers[0].model_copy(update=merged), told)


def group_items(
    items: list[tuple[str, AnyItem]], is_same: Callable[[AnyItem, AnyItem], bool]
) -> list[list[tuple[str, AnyItem]]]:
    """Items in groups of the same thing, first come first; two of one article are never the same."""
    groups: list[list[tuple[str, AnyItem]]] = []
    for article, item in items:
        fits = (g for g in groups if all(a != article for a, _ in g) and any(is_same(each, item) for _, each in g))
        group = next(fits, None)
        if group is None:
            groups.append([(article, item)])
        else:
            group.append((article, item))
    return groups


def is_same_actor(one: Actor, other: Actor) -> bool:
    """Whether two actors share a name or an alias and, where both have one, the country."""
    if one.iso3 and other.iso3 and one.iso3 != other.iso3:
        return False
    return one.name.casefold() == other.name.casefold() or (one.kind == other.kind and bool(names(one) & names(other)))


def names(actor: Actor) -> set[str]:
    return {name.casefold() for name in (actor.name, *actor.aliases)}


def is_same_incident(one: Incident, other: Incident) -> bool:
    """Whether two tellings can be of one incident: no clash of country or date, and a reason to think so.

    The reason: both are their article's main story, or they share the day, or they share place and toll.
    """
    if one.country_iso3 and other.country_iso3 and one.country_iso3 != other.country_iso3:
        return False
    if (one.type == "diplomatic") != (other.type == "diplomatic"):
        return False
    days = (one.date or "", other.date or "")
    if all(days) and not (days[0].startswith(days[1]) or days[1].startswith(days[0])):
        return False
    same_toll = bool(one.killed and other.killed and one.killed.best == other.killed.best)
    same_place = bool(one.place and other.place and one.place.casefold() == other.place.casefold())
    same_day = days[0] == days[1] and len(days[0]) == len("2025-11-26")
    return (one.is_main and other.is_main) or (same_day and (same_place or same_toll)) or (same_place and same_toll)


def tell(group: list[tuple[str, Incident]]) -> Told:
    """The merged incident of a group of tellings: what any of them states, tolls as the range of all."""
    first = group[0][1]
    if len(group) == 1:
        return Told(first, dict(group))
    tellings = [incident for _, incident in group]
    fields: tuple[str, ...] = (
        "date",
        "date_precision",
        "date_text",
        "place",
        "latitude",
        "longitude",
        "place_precision",
    )
    fields += ("country_iso3", "perpetrator", "target", "weapon")
    known = {name: next((v for t in tellings if (v := getattr(t, name)) is not None), None) for name in fields}
    update = {
        **known,
        "killed": merge_counts([t.killed for t in tellings if t.killed]),
        "injured": merge_counts([t.injured for t in tellings if t.injured]),
        "is_main": any(t.is_main for t in tellings),
        "number": max(t.number for t in tellings),
        "evidence": tuple(dict.fromkeys(e for t in tellings for e in t.evidence)),
        "not_stated": {k: why for k, why in first.not_stated.items() if known.get(k) is None},
    }
    return Told(first.model_copy(update=update), dict(group))


def merge_counts(counts: list[Count]) -> Count | None:
    """Lowest low, first best, highest high, and the words of all; None where nobody gives a figure."""
    if not counts:
        return None
    highs = [c.high for c in counts]
    high = None if any(h is None for h in highs) else max(h for h in highs if h is not None)
    words = " / ".join(dict.fromkeys(c.text for c in counts))
    return counts[0].model_copy(update={"low": min(c.low for c in counts), "high": high, "text": words})


def merge_actors(actors: list[Actor]) -> Actor:
    """One actor under all its names, with whatever any article knows of it."""
    first = actors[0]
    staked = next((a for a in actors if a.stake), first)
    update = {
        "aliases": tuple(dict.fromkeys(alias for a in actors for alias in a.aliases)),
        "evidence": tuple(dict.fromkeys(e for a in actors for e in a.evidence)),
        "iso3": next((a.iso3 for a in actors if a.iso3), None),
        "stake": staked.stake,
        "stake_evidence": staked.stake_evidence,
    }
    return first.model_copy(update=update)


def merge_said(items: list[AnyItem]) -> tuple[AnyItem, ...]:
    """Items in order, those with the same id once, with the evidence of all."""
    by_id: dict[str, AnyItem] = {}
    for item in items:
        had = by_id.get(item.id)
        evidence = tuple(dict.fromkeys((*had.evidence, *item.evidence))) if had else item.evidence
        by_id[item.id] = (had or item).model_copy(update={"evidence": evidence})
    return tuple(by_id.values())


def merge_names(dossiers: tuple[Dossier, ...], field: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for dossier in dossiers for name in getattr(dossier, field)))
