"""Borders come from a checked file, whole or clipped, and neighbours share their border exactly."""

import gzip
import json
from pathlib import Path

import pytest
import shapely

from analysis.intake import borders
from analysis.intake.borders import find_reference, read_borders, read_world
from analysis.intake.passport import SUFFIX
from analysis.intake.value import InputError


def test_countries_are_found_by_their_code_in_the_order_asked_for() -> None:
    found = read_borders(["TJK", "AFG"])
    assert [country.name for country in found.countries] == ["Tajikistan", "Afghanistan"]
    assert all(country.shape.is_valid for country in found.countries)
    assert "Natural Earth" in found.passport.citation


@pytest.mark.parametrize(
    ("iso3", "place"),
    [("TJK", (68.78, 38.56)), ("AFG", (69.17, 34.53)), ("NAM", (17.08, -22.57)), ("FJI", (178.0, -17.8))],
)
def test_a_capital_lies_in_its_country(iso3: str, place: tuple[float, float]) -> None:
    (country,) = read_borders([iso3]).countries
    assert country.shape.contains(shapely.Point(place))


def test_neighbours_share_their_border_without_gaps() -> None:
    one, other = (country.shape for country in read_borders(["TJK", "AFG"]).countries)
    shared = one.boundary.intersection(other.boundary)
    assert shared.length > 8  # degrees: the Panj with its bends
    assert one.intersection(other).area < 1e-9


def test_a_box_clips_what_it_touches_and_nothing_else_is_built() -> None:
    found = read_borders(bbox=(68.0, 37.0, 71.0, 39.0))
    assert {country.iso3 for country in found.countries} == {"TJK", "AFG", "UZB"}
    for country in found.countries:
        west, south, east, north = country.shape.bounds
        assert west >= 68 and south >= 37 and east <= 71 and north <= 39


def test_territories_without_a_code_are_kept_without_one() -> None:
    found = read_borders(bbox=(20.0, 42.0, 22.0, 43.5))
    assert {country.name: country.iso3 for country in found.countries}["Kosovo"] is None


def test_an_unknown_country_is_named() -> None:
    with pytest.raises(InputError, match="there is no country XYZ among the borders"):
        read_borders(["TJK", "XYZ"])


def test_a_file_that_differs_from_its_passport_is_refused(tmp_path: Path) -> None:
    source = find_reference() / borders.NAME
    topology = json.loads(gzip.decompress(source.read_bytes()))
    topology["objects"]["countries"]["geometries"].pop()
    changed = tmp_path / borders.NAME
    changed.write_bytes(gzip.compress(json.dumps(topology).encode()))
    (tmp_path / (borders.NAME + SUFFIX)).write_text((find_reference() / (borders.NAME + SUFFIX)).read_text())
    with pytest.raises(InputError, match="is not the file that its passport describes"):
        read_world(changed)


def test_the_file_is_read_once() -> None:
    assert read_world(find_reference() / borders.NAME) is read_world(find_reference() / borders.NAME)


def test_every_country_of_the_world_is_land_and_nothing_else() -> None:
    kinds = {country.shape.geom_type for country in read_borders().countries}
    assert kinds <= {"Polygon", "MultiPolygon"}
