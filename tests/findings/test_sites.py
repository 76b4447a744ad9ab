"""Own sites and the record: who was near, how often, when last."""

import datetime as dt

import pytest

from analysis.findings.record import select_record
from analysis.findings.sites import SiteTable, compare_sites
from analysis.intake.case import Case
from tests.conftest import Workbook

SITES = "name,latitude,longitude,people\nBridge,50.9,21.0,\nMill,50.15,20.15,12\nFar,10.1,10.1,900\n"


def sited(workbook: Workbook, radius: float = 10) -> Case:
    workbook.write(workbook.case_folder / "sites.csv", SITES)
    workbook.write_case("scopes:\n", f"sites: {{file: sites.csv, marking: TLP:CLEAR, radius_km: {radius}}}\nscopes:\n")
    return workbook.read()


def compared(workbook: Workbook, radius: float = 10) -> SiteTable:
    case = sited(workbook, radius)
    table = compare_sites(case, select_record(case))
    assert table is not None
    return table


def test_incidents_within_the_radius_are_counted_by_period(workbook: Workbook) -> None:
    table = compared(workbook)
    assert [each.site.name for each in table.sites] == ["Mill", "Bridge", "Far"]
    # R1, R2, R4 and R5 are within 10 km of the mill, two of them in the last 365 days, none since the pledge.
    assert table.sites[0].within == {"in all": 4, "last 365 days": 2, "since the pledge": 0}
    assert table.periods == {"in all": 2161, "last 365 days": 365, "since the pledge": 152}


def test_the_nearest_and_the_last_are_named(workbook: Workbook) -> None:
    mill = compared(workbook).sites[0]
    assert mill.nearest is not None
    assert mill.last is not None
    assert (mill.nearest.id, round(mill.nearest.km, 1)) == ("R2", 6.6)  # R5 is at the same place, later
    assert (mill.last.id, mill.last.date) == ("R5", dt.date(2020, 6, 28))
    assert mill.nearest.is_rough  # the table does not say how exact its coordinates are


def test_a_larger_radius_finds_more(workbook: Workbook) -> None:
    assert compared(workbook, 25).sites[0].within["in all"] == 6


def test_nothing_near_is_nothing_and_not_an_error(workbook: Workbook) -> None:
    far = compared(workbook).sites[-1]
    assert (far.last, far.within["in all"]) == (None, 0)
    assert far.nearest is not None
    assert far.nearest.km > 4000  # R8, close by, is not in the scope


def test_incidents_without_coordinates_are_counted_apart(workbook: Workbook) -> None:
    rows = workbook.events.read_text().split("\n", 1)[1].replace("50.3,20.3", ",", 1)
    workbook.write_events(rows)
    table = compared(workbook)
    assert (table.unplaced, table.rough, table.unstated) == (1, 0, 5)  # the table does not say how exact places are


@pytest.mark.parametrize("missing", ["sites", "record"])
def test_without_sites_or_record_there_is_no_table(workbook: Workbook, ford: Case, missing: str) -> None:
    case = ford if missing == "sites" else sited(workbook)
    assert compare_sites(case, None if missing == "record" else select_record(case)) is None
