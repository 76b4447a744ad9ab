"""Placement: whether coordinates lie in the country that a row states.

The borders are simplified and err by about 2 km (along the Panj, a place on one bank is drawn on the other), and the
coordinates of some rows stand for a district or a province. So a place may lie up to `TOLERANCE_KM` outside; one that
is known to about 25 km, or less well, that much further; one at sea within territorial waters. Land that a source
counts as a country's is in `data/reference/countries.yml` under `territory`.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import NamedTuple

import duckdb
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from analysis.intake.borders import NAME, World, find_reference, read_world
from analysis.intake.columns import ROUGH
from analysis.intake.expressions import values
from analysis.intake.known_names import is_state, read_reference
from analysis.intake.staging import build_rows

TOLERANCE_KM = 2.0
ROUGH_KM = 25.0  # UCDP's where_prec 2: "within about 25 km"
COAST_KM = 22.2  # territorial waters: 12 nautical miles (UN Convention on the Law of the Sea, article 3)
KM_PER_DEGREE = 111.32
CORNERS = 32  # of the polygon that stands for a circle: it errs by half a percent
# Rows whose place can be checked: a point that stands for a whole country or the high sea need not lie in the country.
CHECKED = (
    "latitude IS NOT NULL AND longitude IS NOT NULL AND country_iso3 IS NOT NULL "
    "AND coalesce(geo_precision, 'place') NOT IN ('country', 'sea')"
)
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Places = NDArray[np.intp]
Point = tuple[str, float, float, bool]  # country, longitude, latitude, whether it is rough


class Territory(NamedTuple):
    """Land that counts as a country's up to a day: shapes of the borders file, or a box in degrees."""

    shape: BaseGeometry
    until: date | None


def read_places_world() -> World:
    """The borders that places are checked against; read once."""
    return read_world(find_reference() / NAME)


def find_misplaced(connection: duckdb.DuckDBPyConnection) -> None:
    """Adds to `faults` every row of `typed` whose coordinates contradict its country.

    Not checked, and kept: rows without coordinates, rows whose coordinates stand for a whole country or the high sea,
    and countries without a shape in the borders file.
    """
    found = connection.execute(
        "SELECT country_iso3, longitude, latitude, "  # noqa: S608 - our own words
        f"coalesce(geo_precision IN {values(ROUGH)}, false) AS is_rough "
        f"FROM typed WHERE NOT is_faulty AND {CHECKED} GROUP BY ALL ORDER BY country_iso3"
    ).fetchnumpy()
    countries, starts = np.unique(np.asarray(found["country_iso3"], dtype=str), return_index=True)
    if not any(is_state(str(iso3)) for iso3 in countries):
        return
    world = read_places_world()
    parts: list[tuple[int, Floats, Floats, Flags]] = []
    for iso3, start, end in zip(countries, starts, [*starts[1:], len(found["longitude"])], strict=True):
        if str(iso3) in world.known:
            lon, lat, rough = (np.asarray(found[each][start:end]) for each in ("longitude", "latitude", "is_rough"))
            parts.append((world.known[str(iso3)], lon, lat, rough))
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # shapely lets go of Python while it works
        outside = list(pool.map(lambda part: select_outside(world, *part), parts))
    wrong: list[Point] = []
    for (index, lon, lat, rough), at in zip(parts, outside, strict=True):
        iso3 = str(world.iso3[index])
        wrong += [
            (iso3, float(lon[each]), float(lat[each]), bool(rough[each]))
            for each in select_land(world, index, lon, lat, at)
        ]
    add_faults(connection, world, wrong)


def select_outside(world: World, index: int, lon: Floats, lat: Floats, rough: Flags) -> Places:
    """The places of the points that lie farther outside a country than they may, those at sea among them."""
    outline = world.outline(index)
    at = np.flatnonzero(~shapely.contains_xy(outline, lon, lat))
    km = np.where(rough[at], TOLERANCE_KM + ROUGH_KM, TOLERANCE_KM)
    at = at[~shapely.intersects(outline, draw_circles(lon[at], lat[at], km))]
    if len(at) and not outline.is_valid:  # a ring that touches itself hides land; the valid shape tells, and takes time
        at = at[~shapely.contains_xy(world.country(index).shape, lon[at], lat[at])]
    return at


def select_land(world: World, index: int, lon: Floats, lat: Floats, at: Places) -> Places:
    """Those of the points that do not lie in the country's territorial waters."""
    near = shapely.intersects(world.outline(index), draw_circles(lon[at], lat[at], np.full(len(at), COAST_KM)))
    near[near] = is_at_sea(world, lon[at[near]], lat[at[near]])
    return at[~near]


def draw_circles(lon: Floats, lat: Floats, km: Floats) -> NDArray[np.object_]:
    """A polygon around each point, in degrees; wider towards the poles, where degrees of longitude are short."""
    angle = np.linspace(0, 2 * np.pi, CORNERS, endpoint=False)
    high = (km / KM_PER_DEGREE)[:, None]
    wide = high / np.maximum(np.cos(np.radians(lat)), 0.01)[:, None]
    return np.asarray(
        shapely.polygons(np.stack([lon[:, None] + wide * np.cos(angle), lat[:, None] + high * np.sin(angle)], axis=-1))
    )


def is_at_sea(world: World, lon: Floats, lat: Floats) -> Flags:
    """For each point whether no land holds it."""
    sea = np.ones(len(lon), dtype=bool)
    for index in range(len(world.iso3)) if len(lon) else ():
        west, south, east, north = world.bounds(index)
        inside = sea & (west <= lon) & (lon <= east) & (south <= lat) & (lat <= north)
        if inside.any():
            sea[inside] = ~shapely.contains_xy(world.outline(index), lon[inside], lat[inside])
    return sea


def add_faults(connection: duckdb.DuckDBPyConnection, world: World, wrong: list[Point]) -> None:
    """Adds the rows at the wrong points to `faults`, but for those in land that was the country's on their day."""
    connection.execute("CREATE TABLE misplaced (iso3 VARCHAR, lon DOUBLE, lat DOUBLE, rough BOOLEAN, until DATE)")
    lands = {iso3: find_territories(world, iso3) for iso3 in {each[0] for each in wrong}}
    build_rows(connection, "misplaced", [(*each, allow(lands[each[0]], each[1], each[2])) for each in wrong])
    connection.execute(
        "INSERT INTO faults SELECT row, event_id, 'rejected', 'coordinates: ' || latitude || ', ' || longitude || "  # noqa: S608
        "' lie outside ' || country_iso3 || ' by more than ' || CASE WHEN rough THEN "
        f"'{TOLERANCE_KM + ROUGH_KM:g} km' ELSE '{TOLERANCE_KM:g} km' END FROM typed JOIN misplaced "
        "ON country_iso3 = iso3 AND longitude = lon AND latitude = lat AND rough = "
        f"coalesce(geo_precision IN {values(ROUGH)}, false) "
        f"WHERE NOT is_faulty AND {CHECKED} AND (until IS NULL OR date > until)"
    )


def allow(territories: list[Territory], lon: float, lat: float) -> date | None:
    """The last day for which a point counts as the country's; None where it never does."""
    days = [each.until or date.max for each in territories if shapely.intersects_xy(each.shape, lon, lat)]
    return max(days, default=None)


def find_territories(world: World, iso3: str) -> list[Territory]:
    """The land that sources count as a country's, besides its own shape, by `countries.yml`."""
    by_name = {str(each["properties"]["name"]): at for at, each in enumerate(world.listed)}
    found = []
    for rule in read_reference("countries.yml")["territory"]:
        if rule["iso3"] != iso3:
            continue
        shapes = [world.country(world.known.get(each, by_name.get(each, -1))).shape for each in rule.get("shapes", ())]
        shapes += [shapely.box(*rule["box"])] if "box" in rule else []
        found += [Territory(each, rule.get("until")) for each in shapes]
    return found
