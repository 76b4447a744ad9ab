"""Distances: right to half a per cent, the same for points and for lines."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.intake.distance import count_km, count_km_to_line, find_border, find_box
from analysis.intake.value import InputError

LATITUDES = st.floats(-65, 65, allow_subnormal=False)
LONGITUDES = st.floats(-180, 180, allow_subnormal=False)


def geodesic_km(lat: float, lon: float, to_lat: float, to_lon: float) -> float:
    """The length of the geodesic on WGS 84 by Vincenty's inverse method (Survey Review XXIII, 176, 1975)."""
    major, flat = 6378.137, 1 / 298.257223563
    minor = major * (1 - flat)
    u1, u2 = (math.atan((1 - flat) * math.tan(math.radians(phi))) for phi in (lat, to_lat))
    turn = math.radians((to_lon - lon + 540) % 360 - 180)
    lam = turn
    for _ in range(100):
        sin_s = math.hypot(
            math.cos(u2) * math.sin(lam),
            math.cos(u1) * math.sin(u2) - math.sin(u1) * math.cos(u2) * math.cos(lam),
        )
        if sin_s == 0:
            return 0.0
        cos_s = math.sin(u1) * math.sin(u2) + math.cos(u1) * math.cos(u2) * math.cos(lam)
        sigma = math.atan2(sin_s, cos_s)
        sin_a = math.cos(u1) * math.cos(u2) * math.sin(lam) / sin_s
        cos2_a = 1 - sin_a**2
        cos_2m = cos_s - 2 * math.sin(u1) * math.sin(u2) / cos2_a if cos2_a > 1e-12 else 0.0
        c = flat / 16 * cos2_a * (4 + flat * (4 - 3 * cos2_a))
        inner = cos_2m + c * cos_s * (2 * cos_2m**2 - 1)
        before, lam = lam, turn + (1 - c) * flat * sin_a * (sigma + c * sin_s * inner)
        if abs(lam - before) < 1e-12:
            break
    uu = cos2_a * (major**2 - minor**2) / minor**2
    a = 1 + uu / 16384 * (4096 + uu * (-768 + uu * (320 - 175 * uu)))
    b = uu / 1024 * (256 + uu * (-128 + uu * (74 - 47 * uu)))
    third = b / 6 * cos_2m * (4 * sin_s**2 - 3) * (4 * cos_2m**2 - 3)
    return minor * a * (sigma - b * sin_s * (cos_2m + b / 4 * (cos_s * (2 * cos_2m**2 - 1) - third)))


def test_the_measure_itself_is_right() -> None:
    assert geodesic_km(38.5597, 68.7738, 34.5253, 69.1783) == pytest.approx(449.1, abs=0.6)  # Dushanbe to Kabul
    assert geodesic_km(0, 0, 0, 1) == pytest.approx(111.3195, abs=1e-3)  # a degree of the equator


@given(LATITUDES, LONGITUDES, st.floats(0.5, 470), st.floats(0, 2 * math.pi))
def test_distances_are_within_half_a_per_cent_of_the_geodesic(lat: float, lon: float, km: float, turn: float) -> None:
    to_lat = max(-65.0, min(65.0, lat + km / 111.3 * math.cos(turn)))
    to_lon = lon + km / 111.3 * math.sin(turn) / math.cos(math.radians(lat)) * 0.9
    assert float(count_km(lat, lon, to_lat, to_lon)) == pytest.approx(
        geodesic_km(lat, lon, to_lat, to_lon), rel=0.005, abs=1e-6
    )


def test_the_short_way_crosses_the_180th_meridian() -> None:
    assert float(count_km(0, 179.9, 0, -179.9)) == pytest.approx(22.26, abs=0.05)


def test_a_missing_coordinate_has_no_distance() -> None:
    assert np.isnan(count_km([math.nan], [70], 37, 70)).all()
    assert np.isnan(count_km_to_line([37], [math.nan], find_border("AFG", "TJK"))).all()


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_a_point_is_a_line_without_length(lat: float, lon: float, to_lat: float, to_lon: float) -> None:
    line = np.array([[to_lat, to_lon, to_lat, to_lon]])
    assert count_km_to_line([lat], [lon], line)[0] == pytest.approx(float(count_km(lat, lon, to_lat, to_lon)))


def test_a_line_is_as_near_as_the_nearest_place_on_it() -> None:
    line = np.array([[37.0, 69.0, 37.0, 71.0]])  # along a parallel: its middle is nearest to a point north of it
    assert count_km_to_line([37.5], [70.0], line)[0] == pytest.approx(float(count_km(37.5, 70, 37, 70)), rel=1e-3)
    assert count_km_to_line([37.0], [68.0], line)[0] == pytest.approx(float(count_km(37, 68, 37, 69)))


@given(LATITUDES, LONGITUDES, st.floats(1, 475), st.floats(-8, 8), st.floats(-8, 8))
def test_the_box_around_a_place_holds_all_that_is_near_it(
    lat: float, lon: float, km: float, north: float, east: float
) -> None:
    point_lat, point_lon = max(-90.0, min(90.0, lat + north)), (lon + east + 540) % 360 - 180
    south, top, west, right = find_box(np.array([[lat, lon, lat, lon]]), km)
    if float(count_km(lat, lon, point_lat, point_lon)) <= km:
        assert south <= point_lat <= top
        assert west <= point_lon <= right


@pytest.mark.parametrize(
    ("pair", "message"), [(("AFG", "FRA"), "share no border on land"), (("AFG", "XAA"), "there is no country XAA")]
)
def test_countries_that_are_no_neighbours_are_refused(pair: tuple[str, str], message: str) -> None:
    with pytest.raises(InputError, match=message):
        find_border(*pair)


def test_a_border_is_found_whichever_country_comes_first() -> None:
    one, other = find_border("AFG", "TJK"), find_border("TJK", "AFG")
    assert sum(count_km(*one.T)) == pytest.approx(sum(count_km(*other.T)), rel=1e-3)
    assert 1100 < sum(count_km(*one.T)) < 1400  # given as 1,357 km along every bend of the river
