"""Own sites: read whole or refused, and not read at all where their marking keeps them in the case."""

import pytest

from analysis.intake.case import Case
from analysis.intake.conditions import select_frame
from analysis.intake.value import InputError
from tests.conftest import Workbook

SITES = "name,latitude,longitude,people\nSecret mill,50.15,20.15,12\nNew bridge,50.9,21.0,\n"
SCOPE = "  mill: {near: {km: 8, site: Secret mill}}\n"


def read_sited(workbook: Workbook, sites: str = "sites.csv", rows: str = SITES, scope: str = "", **given: bool) -> Case:
    workbook.write(workbook.case_folder / "sites.csv", rows)
    workbook.write_case("scopes:\n", f"sites: {sites}\nscopes:\n{scope}")
    return workbook.read(None, **given)


def test_sites_that_may_be_shared_are_read(workbook: Workbook) -> None:
    case = read_sited(workbook, "{file: sites.csv, marking: TLP:GREEN, radius_km: 30}")
    assert [(site.name, site.people) for site in case.sites] == [("Secret mill", 12), ("New bridge", None)]
    assert case.marking == "TLP:GREEN"
    assert {"sites.csv", "sites.csv.source.yml"} <= {path.name for path in case.inputs}


@pytest.mark.parametrize(
    ("sites", "marking", "with_sites", "shown", "carried"),
    [
        ("sites.csv", "TLP:CLEAR", False, 0, "TLP:CLEAR"),  # AMBER where nothing is said
        ("sites.csv", "TLP:CLEAR", True, 2, "TLP:AMBER"),
        ("{file: sites.csv, marking: TLP:CLEAR}", "TLP:GREEN", False, 2, "TLP:GREEN"),
        ("{file: sites.csv, marking: TLP:CLEAR}", "TLP:AMBER", False, 0, "TLP:AMBER"),
        ("{file: sites.csv, marking: TLP:CLEAR}", "TLP:AMBER+STRICT", False, 0, "TLP:AMBER+STRICT"),
        ("{file: sites.csv, marking: TLP:RED}", "TLP:GREEN", False, 0, "TLP:GREEN"),
        ("{file: sites.csv, marking: TLP:RED}", "TLP:GREEN", True, 2, "TLP:RED"),
    ],
)
def test_a_marking_above_green_keeps_sites_in_the_case_unless_asked(
    workbook: Workbook, sites: str, marking: str, with_sites: bool, shown: int, carried: str
) -> None:
    read_sited(workbook)  # writes the files
    workbook.write_case("scopes:\n", f"marking: {marking}\nsites: {sites}\nscopes:\n")
    case = workbook.read(None, with_sites=with_sites)
    assert (len(case.sites), case.marking) == (shown, carried)
    assert case.has_withheld_sites is (shown == 0)
    assert ("sites.csv" in {path.name for path in case.inputs}) is (shown > 0)


def test_sites_that_are_kept_out_are_not_even_opened(workbook: Workbook) -> None:
    assert read_sited(workbook, rows="no,such,columns\n").sites == ()


def test_a_case_without_sites_has_none(ford: Case) -> None:
    assert (ford.sites, ford.has_withheld_sites, ford.marking) == ((), False, "TLP:CLEAR")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("name,latitude", "site,latitude", "has the columns site, latitude, longitude, people. Expected: name, latit"),
        ("50.15,", "95.15,", r"'sites.csv', line 2, latitude: .* less than or equal to 90 \(given: '95.15'\)"),
        ("50.15,", ",", "line 2, latitude: .* valid number"),
        ("50.15,", "nan,", "line 2, latitude: .* finite number"),
        (",12", ",12.5", "line 2, people: '12.5' is no whole number. Leave it empty where not known"),
        (",12", ",-1", "line 2, people: '-1' is no whole number"),
        ("New bridge", " ", "line 3, name: .* at least 1 character"),
        ("New bridge", "secret MILL", "two sites called 'Secret mill'"),
        ("Secret mill,50.15,20.15,12\nNew bridge,50.9,21.0,\n", "", "has no rows"),
        ("Secret mill,", "\"Secret mill,", "can't be read as a CSV table"),
        ("12\n", "12,13,14\n", "line 2: 6 fields, expected 4. Put a text with a comma in quotes"),
    ],
)  # fmt: skip
def test_a_faulty_row_of_sites_is_refused(workbook: Workbook, old: str, new: str, message: str) -> None:
    assert old in SITES
    with pytest.raises(InputError, match=message):
        read_sited(workbook, rows=SITES.replace(old, new), with_sites=True)


@pytest.mark.parametrize(
    ("sites", "message"),
    [
        ("../sites.csv", "lies outside the case folder"),
        ("{file: sites.csv, radius_km: 0}", "sites.radius_km.*greater than or equal to 1"),
        ("{file: sites.csv, marking: TLP:PINK}", "sites.marking"),
        ("missing.csv", "missing.csv' was not found"),
    ],
)
def test_a_case_that_names_its_sites_wrongly_is_refused(workbook: Workbook, sites: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_sited(workbook, sites, with_sites=True)


def test_sites_need_a_passport(workbook: Workbook) -> None:
    read_sited(workbook)
    (workbook.case_folder / "sites.csv.source.yml").unlink()
    with pytest.raises(InputError, match="has no passport"):
        workbook.read(None, with_sites=True)


def test_a_scope_can_be_near_a_site(workbook: Workbook) -> None:
    case = read_sited(workbook, scope=SCOPE, with_sites=True)
    assert case.events is not None
    scope = case.file.scopes["mill"]
    assert str(scope) == "Armed incidents within 8 km of Secret mill."
    assert set(select_frame(case.events.frame, scope)["event_id"]) == {"R1", "R2", "R4", "R5"}


def test_a_scope_near_a_site_that_is_kept_out_would_tell_where_it_is(workbook: Workbook) -> None:
    with pytest.raises(InputError, match=r"scope 'mill' is near an own site.* marked TLP:AMBER. .*with_sites=true"):
        read_sited(workbook, scope=SCOPE)


def test_a_scope_near_a_site_that_is_none_is_refused(workbook: Workbook) -> None:
    with pytest.raises(InputError, match=r"near the site 'Old mill', which .* It names: Secret mill, New bridge"):
        read_sited(workbook, scope=SCOPE.replace("Secret", "Old"), with_sites=True)
    workbook.write_case("scopes:\n", f"scopes:\n{SCOPE}")
    with pytest.raises(InputError, match=r"near the site 'Secret mill'"):
        workbook.read()
