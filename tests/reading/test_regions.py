"""Provinces and regions of the world, and the countries they put an incident in."""

from collections.abc import Callable

import pytest

from analysis.intake.article import Article
from analysis.reading.dossier import Dossier
from analysis.reading.regions import find_region, read_regions

Read = Callable[[str], tuple[Article, Dossier]]


@pytest.mark.parametrize(
    ("name", "countries", "code"),
    [
        ("Cabo Delgado", (), "MOZ"),
        ("Khyber Pakhtunkhwa", (), "PAK"),
        ("Helmand province", (), "AFG"),
        ("Boucle du Mouhoun", (), "BFA"),
        ("Michoac\u00e1n", (), "MEX"),
        ("Punjab", ("IND",), "IND"),
        ("Punjab", ("PAK", "CHN"), "PAK"),
        ("Punjab", (), None),
        ("Ostrel", (), None),
    ],
)
def test_a_region_tells_its_country(name: str, countries: tuple[str, ...], code: str | None) -> None:
    assert find_region(name, countries) == code


def test_every_region_has_a_code_of_three_letters() -> None:
    codes = {code for listed in read_regions().values() for code in listed}
    assert len(codes) > 80
    assert all(len(code) == 3 and code.isupper() for code in codes)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Gunmen killed six people in Borno state on Monday.", "NGA"),
        ("A bomb killed six people in Helmand on Monday.", "AFG"),
        ("A ship registered in Togo was attacked in the waters of Oman on Monday, killing six.", "OMN"),
        ("Gunmen killed six people in Antioquia on Monday, Colombia's army said.", "COL"),
    ],
)
def test_the_country_follows_from_a_region_or_a_coast(read_text: Read, text: str, code: str) -> None:
    assert read_text(f"{text}\n\nIt was dusk.\n")[1].incidents[0].country_iso3 == code


def test_an_accord_between_two_states_is_in_neither_where_no_place_is_told(read_text: Read) -> None:
    text = "Chad and Sudan sign truce\n\nThe leaders of Chad and Sudan signed a truce on Monday.\n\nIt was dusk.\n"
    assert read_text(text)[1].incidents[0].country_iso3 is None
