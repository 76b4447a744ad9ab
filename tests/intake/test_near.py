"""Nearness: one thing, named, measured; a slip is refused."""

import numpy as np
import pandas as pd
import pytest
from pydantic import ValidationError

from analysis.intake.near import Near
from analysis.intake.value import InputError


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"place": "Khorog"}, "within 30 km of Khorog"),
        ({"place": "London", "country": "GBR"}, "within 30 km of London"),
        ({"latitude": 37.5, "longitude": 71.5}, "within 30 km of 37.5, 71.5"),
        ({"border": ["AFG", "TJK"]}, "within 30 km of the border of Afghanistan and Tajikistan"),
        ({"border": ["AFG", "TJK"], "name": "the Panj"}, "within 30 km of the Panj"),
    ],
)
def test_nearness_says_what_it_is_near(given: dict[str, object], words: str) -> None:
    assert Near.model_validate({"km": 30, **given}).words == words


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "expected one of: place, latitude with longitude, border, site"),
        ({"place": "Khorog", "border": ["AFG", "TJK"]}, "expected one of"),
        ({"latitude": 37}, "latitude and longitude go together"),
        ({"latitude": 97, "longitude": 7}, "less than or equal to 90"),
        ({"border": ["AFG", "TJK"], "country": "TJK"}, "country says which place is meant"),
        ({"border": ["AFG", "FRA"]}, "share no border on land"),
        ({"place": "London"}, r"2 places are called 'London': CAN 42\.98, -81\.23; GBR .* Add 'country:'"),
        ({"place": "Khorog", "country": "AFG"}, "no place 'Khorog' in AFG among the cities of GeoNames; TJK has one"),
        ({"place": "Nowhere Ford"}, "none is known. Give latitude and longitude instead"),
        ({"place": "Khorog", "km": 0.2}, "greater than or equal to 1"),
        ({"place": "Khorog", "km": 9000}, "less than or equal to 475"),
    ],
)
def test_a_slip_is_refused(given: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Near.model_validate({"km": 30, **given})


def test_points_are_near_by_their_distance_and_unknown_ones_are_not() -> None:
    near = Near(km=30, place="Khorog")
    latitude, longitude = pd.Series([37.49, 37.7, 37.8, np.nan]), pd.Series([71.55, 71.55, 71.55, 71.55])
    assert list(near.holds(latitude, longitude)) == [True, True, False, False]


def test_a_border_is_near_on_both_sides() -> None:
    near = Near.model_validate({"km": 10, "border": ["AFG", "TJK"]})
    # Khorog in Tajikistan and Shighnan in Afghanistan lie on the two banks of the Panj; Kabul is far from it.
    assert list(near.holds(pd.Series([37.49, 37.51, 34.53]), pd.Series([71.55, 71.48, 69.17]))) == [True, True, False]


def test_a_site_that_the_case_does_not_have_is_said() -> None:
    with pytest.raises(InputError, match=r"near the site 'Mill', and the case has no sites. Add 'sites:'"):
        Near(km=5, site="Mill").line()
