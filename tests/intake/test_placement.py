"""Placement: coordinates that contradict the stated country are found; what may lie outside, how far, until when."""

from pathlib import Path

import numpy as np
import pytest
import shapely

from analysis.intake.known_names import read_reference
from analysis.intake.placement import draw_circles, find_territories, read_places_world
from tests.intake.invented import write_ged
from tests.intake.test_conversion import convert

KABUL, JUBA, MELBOURNE = (34.53, 69.17), (4.85, 31.6), (-37.81, 144.96)


@pytest.mark.parametrize(
    ("country", "where", "change", "is_kept"),
    [
        ("Tajikistan", KABUL, {}, False),
        ("Afghanistan", KABUL, {}, True),
        # Sher Khan Bandar stands on the Afghan bank of the Panj; the Tajik border is some hundred metres away.
        ("Tajikistan", (37.19, 68.61), {}, True),
        ("Tajikistan", (37.10, 68.61), {}, False),  # about 9 km into Afghanistan
        ("Tajikistan", (37.10, 68.61), {"where_prec": "3"}, True),  # known to the district only
        ("Tajikistan", (36.70, 68.61), {"where_prec": "3"}, False),
        ("Tajikistan", KABUL, {"where_prec": "6"}, True),  # the point stands for the whole country
        ("Tajikistan", KABUL, {"where_prec": "7"}, True),
        ("Sudan", JUBA, {"date_start": "2010-01-01", "date_end": "2010-01-01"}, True),
        ("Sudan", JUBA, {"date_start": "2012-01-01", "date_end": "2012-01-01"}, False),
        ("South Sudan", JUBA, {"date_start": "2012-01-01", "date_end": "2012-01-01"}, True),
        ("Israel", (31.52, 34.45), {}, True),  # Gaza, which UCDP counts under Israel
        ("Ukraine", (44.95, 34.1), {}, True),  # Crimea
        ("Australia", MELBOURNE, {}, True),  # islands elsewhere carry Australia's code too
        ("Australia", (-38.35, 144.85), {}, True),  # at sea, within territorial waters
        ("Australia", (-40.0, 140.0), {}, False),  # far out at sea
        ("Russia (Soviet Union)", (65.79, -176.05), {}, True),  # beyond the 180th meridian
        ("Fiji", (-16.8, 179.99), {}, True),
        ("Tajikistan", ("", ""), {}, True),
    ],
)
def test_a_place_is_in_its_country_or_the_row_is_left_out(
    tmp_path: Path, country: str, where: tuple[object, object], change: dict[str, str], is_kept: bool
) -> None:
    row = {"country": country, "latitude": str(where[0]), "longitude": str(where[1]), **change}
    found = convert(write_ged(tmp_path / "ged.csv", [row]))
    assert (len(found.kept) == 1) == is_kept, found.reasons


def test_outlines_and_valid_shapes_say_the_same_of_nearly_every_point() -> None:
    world, generator = read_places_world(), np.random.default_rng(1)
    for iso3 in ("TJK", "AFG", "PAK", "IND", "MMR", "FRA"):
        index = world.known[iso3]
        west, south, east, north = world.bounds(index)
        lon, lat = generator.uniform(west, east, 2000), generator.uniform(south, north, 2000)
        outline = shapely.contains_xy(world.outline(index), lon, lat)
        assert (outline == shapely.contains_xy(world.country(index).shape, lon, lat)).all(), iso3


def test_a_circle_is_as_wide_as_it_says_at_every_latitude() -> None:
    for lat in (0.0, 38.0, 65.0):
        (circle,) = draw_circles(np.array([10.0]), np.array([lat]), np.array([2.0]))
        west, south, east, north = circle.bounds
        assert (north - south) * 111.32 == pytest.approx(4, rel=0.01)
        assert (east - west) * 111.32 * np.cos(np.radians(lat)) == pytest.approx(4, rel=0.01)


def test_every_territory_rule_names_land_that_the_borders_file_has() -> None:
    world = read_places_world()
    for rule in read_reference("countries.yml")["territory"]:
        lands = find_territories(world, rule["iso3"])
        assert lands, rule
        assert all(land.shape.area > 0 for land in lands), rule
        assert rule["reason"]
