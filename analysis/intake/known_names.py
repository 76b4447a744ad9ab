"""Known names: countries, actors and places by the many names and numbers that event data use, from `data/reference/`.

A name that nobody knows is refused with the nearest known ones: a slip must not become a country without incidents.
"""

import difflib
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Literal, NamedTuple

from ruamel.yaml import YAML

from analysis.intake.borders import find_reference
from analysis.intake.own_names import OwnName
from analysis.intake.passport import read_passport
from analysis.intake.value import InputError

System = Literal["name", "gw", "cow", "fips"]
MOST_SHOWN = 3  # nearest names for one unknown name
LEAST_LIKE = 0.6  # difflib's own default: below it, suggestions are noise
USER_ASSIGNED = re.compile("X[A-Z]{2}|Q[M-Z][A-Z]|ZZ[A-Z]|AA[A-Z]")  # ISO 3166-1 leaves these to users


class Place(NamedTuple):
    """A named place: coordinates in degrees, WGS 84."""

    name: str
    iso3: str
    latitude: float
    longitude: float


def find_country(name: str, own: Iterable[OwnName] = ()) -> str:
    """The ISO 3166 alpha-3 code of a country by name or code. Raises InputError with the nearest known names."""
    found = match_countries([name], own=own)[name]
    if found is None:
        raise InputError(describe_unknown("country", {name: country_names(own)}))
    return found


def find_actor(name: str, own: Iterable[OwnName] = (), also: Iterable[str] = ()) -> str:
    """The one name for an actor by any spelling or UCDP number; `also` are the names that a table holds.

    Raises InputError with the nearest known names.
    """
    known = {**{plain_name(each): each for each in also}, **actor_names(own)}
    if (plain := plain_name(name)) in known:
        return known[plain]
    raise InputError(describe_unknown("actor", {name: known}))


def match_countries(
    names: Iterable[str], system: System = "name", own: Iterable[OwnName] = ()
) -> dict[str, str | None]:
    """For each name (or number, or code, by `system`) the alpha-3 code; None where it is not known."""
    if system != "name":
        codes = country_codes()[system]
        return {name: codes.get(name.strip().upper()) for name in names}
    known = country_names(own)
    iso3 = set(known.values())
    return {name: name if name in iso3 or not is_state(name) else known.get(plain_name(name)) for name in names}


def country_names(own: Iterable[OwnName] = ()) -> dict[str, str]:
    """Plain name -> alpha-3 code; the case's own names go before ours."""
    return {**read_country_names(), **{plain: each.iso3 for plain, each in own_forms(own, "state") if each.iso3}}


def actor_names(own: Iterable[OwnName] = ()) -> dict[str, str]:
    """Plain name or UCDP number -> canonical name; the case's own names go before ours."""
    kinds = ("armed_group", "state", "government_body", "person", "company", "international_org", "community", "media")
    return {**read_actor_names(), **{plain: each.name for plain, each in own_forms(own, *kinds)}}


def is_state(iso3: str) -> bool:
    """Whether a code is one of ISO 3166's own, not one that it leaves to users."""
    return USER_ASSIGNED.fullmatch(iso3) is None


def own_forms(own: Iterable[OwnName], *kinds: str) -> Iterator[tuple[str, OwnName]]:
    for each in own:
        if each.kind in kinds:
            yield from ((plain_name(form), each) for form in (each.name, *each.aliases))


def describe_unknown(kind: str, unknown: Mapping[str, Collection[str] | Mapping[str, str]]) -> str:
    """What is not known, each with the nearest known names, and what to do."""
    parts = []
    for name, known in unknown.items():
        shown = dict.fromkeys(show_name(near, known) for near in nearest(name, known))
        parts.append(f"'{name}' (nearest: {', '.join(shown) or 'none'})")
    return (
        f"unknown {kind}: {'; '.join(parts)}. Correct the name, or add it under 'names:' in the case's case.yml "
        f"(name, aliases, kind, iso3)."
    )


def nearest(name: str, known: Iterable[str]) -> list[str]:
    """The plain known names that are most like a name, best first."""
    return difflib.get_close_matches(plain_name(name), list(known), MOST_SHOWN, LEAST_LIKE)


def show_name(plain: str, known: Collection[str] | Mapping[str, str]) -> str:
    meant = known[plain] if isinstance(known, Mapping) else plain
    return f"{plain.title()} ({meant})" if re.fullmatch("[A-Z]{3}", meant) else meant


def plain_name(name: str) -> str:
    """A name without accents, marks and case, as sources spell it differently."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c)).split())


@cache
def read_country_names() -> dict[str, str]:
    """Plain name -> alpha-3 code, from `countries.yml`. Raises InputError where the file differs from its passport."""
    forms = ((row[0], [row[0], row[1], *split(row[5], ";")]) for row in read_rows("countries.yml", 6))
    return {plain_name(form): iso3 for iso3, names in forms for form in names}


@cache
def country_codes() -> dict[str, dict[str, str | None]]:
    """By system (gw, cow, fips): number or code -> alpha-3 code; None for codes that stand for no country."""
    systems = {"gw": 2, "cow": 3, "fips": 4}
    found: dict[str, dict[str, str | None]] = {name: {} for name in systems}
    found["fips"] = dict.fromkeys(read_reference("countries.yml")["nowhere"])
    for row in read_rows("countries.yml", 6):
        for name, column in systems.items():
            found[name].update(dict.fromkeys(split(row[column], ","), row[0]))
    return found


@cache
def read_actor_names() -> dict[str, str]:
    """Plain name or UCDP number -> canonical name, from `actors.yml`."""
    forms = ((row[0], [row[0], *split(row[1], ","), *split(row[3], ";")]) for row in read_rows("actors.yml", 4))
    return {plain_name(form): name for name, names in forms for form in names}


@cache
def read_places() -> dict[str, Place]:
    """Plain name -> place, from `places.yml`: districts and villages that gazetteers of towns lack."""
    rows = read_rows("places.yml", 5)
    placed = ((Place(row[0], row[1], float(row[2]), float(row[3])), split(row[4], ";")) for row in rows)
    return {plain_name(form): place for place, others in placed for form in (place.name, *others)}


def read_rows(name: str, width: int) -> list[list[str]]:
    """The lines under `rows:` of a reference file, split at '|' and filled up to `width` cells."""
    lines = [[cell.strip() for cell in line.split("|")] for line in read_reference(name)["rows"].splitlines()]
    return [[*cells, *[""] * (width - len(cells))] for cells in lines]


@cache
def read_reference(name: str) -> dict[str, Any]:
    """A YAML file of `data/reference/`, checked against its passport. Raises InputError."""
    path = find_reference() / name
    read_passport(path)
    content: dict[str, Any] = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    return content


def split(cell: str, mark: str) -> list[str]:
    return [part.strip() for part in cell.split(mark) if part.strip()]
