"""Distance in kilometres between points, and from points to a line such as a border.

Each degree has the length that it has on the ellipsoid (47 CFR 73.208(c), the formula of the FCC for up to 475 km),
averaged over both latitudes. Up to 65 degrees of latitude this stays within 0.2 % of the geodesic for 475 km, within
0.5 % for 1,000 km, and within 2 % for 2,000 km; the shorter the better.
"""

from functools import cache

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from analysis.intake.borders import read_borders
from analysis.intake.value import InputError

REACH = 475.0  # km: as far as the formula is meant for
# Degrees, about 0.2 km. The borders themselves err by 2 km, and a tenth of the points is measured ten times as fast.
LINE_TOLERANCE = 0.002
CHUNK = 1_000_000  # pairs of point and stretch measured at once: 8 MB for each of a dozen intermediate results
KM_PER_LATITUDE = (111.13209, -0.56605, 0.00120)  # of 1, cos 2φ, cos 4φ
KM_PER_LONGITUDE = (111.41513, -0.09455, 0.00012)  # of cos φ, cos 3φ, cos 5φ
LEAST_KM_PER_LATITUDE = 110.5

Floats = NDArray[np.float64]


def count_km(latitude: ArrayLike, longitude: ArrayLike, to_latitude: ArrayLike, to_longitude: ArrayLike) -> Floats:
    """Kilometres between points in degrees, element by element, broadcast; NaN where a coordinate is missing."""
    north, east = offset_km(latitude, longitude, to_latitude, to_longitude)
    return np.asarray(np.hypot(north, east))


def count_km_to_line(latitude: ArrayLike, longitude: ArrayLike, line: Floats) -> Floats:
    """Kilometres from each point to the nearest place on a line; NaN where a coordinate is missing.

    `line`: one row for each straight stretch: latitude and longitude of its start, then of its end.
    """
    lat, lon = np.atleast_1d(np.asarray(latitude, np.float64)), np.atleast_1d(np.asarray(longitude, np.float64))
    rows = max(1, CHUNK // len(line))
    parts = [count_chunk(lat[i : i + rows, None], lon[i : i + rows, None], line) for i in range(0, len(lat), rows)]
    return np.concatenate(parts) if parts else np.empty(0)


def count_chunk(lat: Floats, lon: Floats, line: Floats) -> Floats:
    """The same for as many points as fit into memory at once; each point is the origin of a plane of its own."""
    y1, x1 = offset_km(lat, lon, line[:, 0], line[:, 1])
    y2, x2 = offset_km(lat, lon, line[:, 2], line[:, 3])
    dy, dx = y2 - y1, x2 - x1
    length = dy**2 + dx**2
    along = np.clip(-(y1 * dy + x1 * dx) / np.where(length > 0, length, 1), 0, 1)
    return np.asarray(np.hypot(y1 + along * dy, x1 + along * dx).min(axis=1))


def offset_km(
    latitude: ArrayLike, longitude: ArrayLike, to_latitude: ArrayLike, to_longitude: ArrayLike
) -> tuple[Floats, Floats]:
    """How far north and how far east of the first points the second ones lie, the short way round the globe."""
    lat, lon, to_lat, to_lon = (np.asarray(v, np.float64) for v in (latitude, longitude, to_latitude, to_longitude))
    (tall, wide), (to_tall, to_wide) = degree_lengths(lat), degree_lengths(to_lat)
    turn = (to_lon - lon + 540) % 360 - 180
    return (to_lat - lat) * (tall + to_tall) / 2, turn * (wide + to_wide) / 2


def degree_lengths(latitude: ArrayLike) -> tuple[Floats, Floats]:
    """Kilometres in a degree of latitude and in one of longitude, at latitudes in degrees."""
    phi = np.radians(np.asarray(latitude, np.float64))
    a, b, c = KM_PER_LATITUDE
    d, e, f = KM_PER_LONGITUDE
    return a + b * np.cos(2 * phi) + c * np.cos(4 * phi), d * np.cos(phi) + e * np.cos(3 * phi) + f * np.cos(5 * phi)


def find_box(line: Floats, km: float) -> tuple[float, float, float, float]:
    """South, north, west, east of a box that holds every point within `km` of a line.

    Where it would cross the 180th meridian or come near a pole, it goes round the globe: too large is safe.
    """
    margin = km / LEAST_KM_PER_LATITUDE
    south, north = float(line[:, [0, 2]].min()) - margin, float(line[:, [0, 2]].max()) + margin
    farthest = max(abs(south), abs(north))
    if farthest >= 85:
        return south, north, -180.0, 180.0
    wide = 1.02 * km / float(degree_lengths(farthest)[1])
    west, east = float(line[:, [1, 3]].min()) - wide, float(line[:, [1, 3]].max()) + wide
    return (south, north, west, east) if west >= -180 and east <= 180 else (south, north, -180.0, 180.0)


@cache
def find_border(one: str, other: str) -> Floats:
    """The border that two countries (ISO 3166 alpha-3) share, as the stretches of a line.

    Raises InputError where a country is not known, or the two share no border on land.
    """
    first, second = (each.shape for each in read_borders([one, other]).countries)
    shared = shapely.get_parts(first.boundary.intersection(second.boundary))
    lines = shapely.line_merge(shapely.MultiLineString([part for part in shared if part.length]))
    stretches = []
    for line in shapely.get_parts(shapely.simplify(lines, LINE_TOLERANCE)):
        points = shapely.get_coordinates(line)[:, ::-1]
        stretches.append(np.hstack([points[:-1], points[1:]]))
    if not stretches:
        raise InputError(f"{one} and {other} share no border on land. Name two neighbours by ISO 3166 alpha-3 codes.")
    found = np.concatenate(stretches)
    found.setflags(write=False)
    return found
