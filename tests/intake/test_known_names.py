"""Known names: one country or actor for many names and numbers; a slip is refused with the nearest names."""

import pytest

from analysis.intake.known_names import (
    find_actor,
    find_country,
    match_countries,
    plain_name,
    read_actor_names,
    read_places,
    read_rows,
)  # fmt: skip
from analysis.intake.near import find_place
from analysis.intake.own_names import OwnName
from analysis.intake.value import InputError

UCDP = {  # as GED 23.1 writes them, with the numbers that it gives
    "DR Congo (Zaire)": ("COD", "490"), "Russia (Soviet Union)": ("RUS", "365"), "Yemen (North Yemen)": ("YEM", "678"),
    "Serbia (Yugoslavia)": ("SRB", "345"), "Myanmar (Burma)": ("MMR", "775"), "Ivory Coast": ("CIV", "437"),
    "Cambodia (Kampuchea)": ("KHM", "811"), "Bosnia-Herzegovina": ("BIH", "346"), "Macedonia, FYR": ("MKD", "343"),
    "Kingdom of eSwatini (Swaziland)": ("SWZ", "572"), "South Sudan": ("SSD", "626"), "Congo": ("COG", "484"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "iso3", "number"), [(name, *known) for name, known in UCDP.items()])
def test_a_country_is_known_by_ucdps_name_and_number(name: str, iso3: str, number: str) -> None:
    assert find_country(name) == iso3
    assert match_countries([number], "gw") == {number: iso3}


def test_codes_accents_and_marks_make_no_difference() -> None:
    for name in ("TJK", "Tajikistan", "tajikistan", "Türkiye", "Turkiye", "Côte d'Ivoire", "Cote d’Ivoire"):
        assert find_country(name) in {"TJK", "TUR", "CIV"}
    assert match_countries(["TI", "OS", "??"], "fips") == {"TI": "TJK", "OS": None, "??": None}
    assert match_countries(["679"], "cow") == {"679": "YEM"}


def test_codes_that_iso_leaves_to_users_are_taken_as_they_are() -> None:
    assert find_country("XBB") == "XBB"


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("Tadjikistan", r"\(nearest: Tajikistan \(TJK\), "),
        ("Atlantis", r"\(nearest: "),
        ("TJL", "unknown country: 'TJL'"),
    ],
)
def test_an_unknown_country_is_refused_with_the_nearest(name: str, nearest: str) -> None:
    with pytest.raises(InputError, match=nearest):
        find_country(name)


@pytest.mark.parametrize("name", ["Taleban", "Taliban", "303", "Islamic Emirate of Afghanistan", "afghan taliban"])
def test_an_actor_has_one_name(name: str) -> None:
    assert find_actor(name) == "Afghan Taliban"


def test_a_group_is_not_its_ally_or_its_part() -> None:
    assert find_actor("TTP") == "Pakistani Taliban"
    assert find_actor("ISKP") != find_actor("IS")


def test_an_unknown_actor_is_refused_with_the_nearest_and_a_table_or_case_can_know_more() -> None:
    with pytest.raises(InputError, match=r"unknown actor: 'Afgan Taliban' \(nearest: Afghan Taliban"):
        find_actor("Afgan Taliban")
    assert find_actor("Raiders", also=["Raiders"]) == "Raiders"
    own = OwnName(name="Raiders of the ford", aliases=("Raiders",), kind="armed_group")
    assert find_actor("raiders", own=[own]) == "Raiders of the ford"


@pytest.mark.parametrize(("file", "width", "forms"), [("countries.yml", 6, (0, 1, 5)), ("actors.yml", 4, (0, 3))])
def test_no_name_stands_for_two(file: str, width: int, forms: tuple[int, ...]) -> None:
    seen: dict[str, str] = {}
    for row in read_rows(file, width):
        for form in {plain_name(each) for at in forms for each in row[at].split(";") if each.strip()}:
            assert seen.setdefault(form, row[0]) == row[0], form


def test_places_and_actors_are_read() -> None:
    assert read_places()["shurobod"].name == "Shamsiddin Shohin"
    assert find_place("Shuro-obod") == find_place("Shurobod", "TJK") == (37.86, 70.02)
    assert len(read_actor_names()) > 150
