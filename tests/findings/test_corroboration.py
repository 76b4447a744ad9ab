"""Article against record: the right rows, for reasons that can be read, and every disagreement shown."""

import pytest

from analysis.findings.corroboration import Match, match_incidents
from analysis.intake.article import Evidence
from analysis.intake.case import Case
from analysis.reading.dossier import Count, Incident
from tests.conftest import Workbook

EVIDENCE = (Evidence(article="article", sentence="s1", start=0, end=5),)


def incident(**changes: object) -> Incident:
    """The two raids of June 2020 as an article might tell them."""
    told = {
        "id": "incident-1", "evidence": EVIDENCE, "summary": "two raids", "type": "drone_attack", "is_main": True,
        "number": 2, "country_iso3": "XBB", "killed": count(3), "injured": count(2), "target": "millers",
        "weapon": "drones and rifles",
    }  # fmt: skip
    return Incident.model_validate({**told, **changes})


def count(best: int, low: int | None = None, high: int | None = None) -> Count:
    return Count(low=best if low is None else low, best=best, high=best if high is None else high, text=str(best))


def match(case: Case, **changes: object) -> Match:
    return match_incidents(case, (incident(**changes),))[0]


def test_two_events_told_as_one_are_matched_with_two_rows_and_summed(ford: Case) -> None:
    found = match(ford)
    assert found.rows == ("R4", "R5")
    assert found.is_found
    assert "killed 3 = 3 (2 + 1)" in found.reason
    assert found.contradictions == ()


def test_a_different_figure_is_a_contradiction_and_not_settled(ford: Case) -> None:
    found = match(ford, injured=count(5))
    assert found.rows == ("R4", "R5")
    assert [(p.field, p.article, p.record) for p in found.contradictions] == [("injured", "5", "2 (1 + 1)")]


def test_a_general_type_does_not_contradict_a_special_one(ford: Case) -> None:
    assert match(ford, type="armed_attack").contradictions == ()
    assert [p.field for p in match(ford, type="bombing").contradictions] == ["type"]


def test_a_range_that_holds_the_record_is_no_contradiction(ford: Case) -> None:
    assert match(ford, injured=Count(low=2, best=4, high=None, text="at least two")).contradictions == ()


def test_a_stated_date_decides(ford: Case) -> None:
    found = match(
        ford, number=1, date="2018-08-09", date_precision="day", killed=count(2), target="guards", weapon=None
    )
    assert found.rows == ("R3",)


@pytest.mark.parametrize("changes", [{"country_iso3": "XDD"}, {"date": "2017-01-01", "date_precision": "day"}])
def test_what_is_not_in_the_record_is_matched_with_nothing(ford: Case, changes: dict[str, object]) -> None:
    found = match(ford, **changes)
    assert found.rows == ()
    assert not found.is_found


def test_what_happened_at_a_border_may_lie_on_either_side(ford: Case) -> None:
    assert match(ford, place_precision="border", country_iso3="XAA").rows == ("R4", "R5")
    assert match(ford, place_precision="site", country_iso3="XAA").rows == ()


def test_a_row_without_a_figure_neither_agrees_nor_contradicts(ford: Case) -> None:
    found = match(ford, number=1, date="2018-08-09", killed=count(2), injured=count(7), target="guards")
    assert {p.field: p.agrees for p in found.points}["injured"] is None


def test_diplomatic_acts_are_not_matched_and_no_data_means_no_match(workbook: Workbook, ford: Case) -> None:
    assert match_incidents(ford, (incident(type="diplomatic"),)) == ()
    workbook.write_case("events: skirmishes\n", "")
    assert match(workbook.read()).rows == ()
