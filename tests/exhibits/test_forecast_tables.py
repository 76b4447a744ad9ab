"""How earlier forecasts did: said plainly, with the doubts beside it."""

import json

import pytest

from analysis.exhibits.exhibit import MIME
from analysis.exhibits.forecast_tables import forecast_table
from analysis.findings.track_record import draw_forecasts, match_forecasts
from analysis.intake.case import Case
from analysis.intake.forecasts import Forecast
from tests.conftest import Workbook


@pytest.fixture
def ledger(workbook: Workbook) -> tuple[Forecast, ...]:
    days = ("2020-08-01", "2020-09-15", "2020-11-20")
    return tuple(each for day in days for each in draw_forecasts(workbook.read(day), 30))


def test_a_first_edition_says_that_nothing_is_on_record_and_what_it_adds(ford: Case) -> None:
    exhibit = forecast_table((), draw_forecasts(ford, 90))
    assert exhibit.title == "No earlier forecast is on record; one is made here, to be settled later"
    assert "settles when the data reach 28 Feb 2021" in exhibit.body
    made = exhibit._repr_mimebundle_()[MIME]["findings"]["forecasts"]
    assert [Forecast.model_validate(each).scope for each in made] == ["ford"]


def test_settled_forecasts_are_scored_beside_the_best_opponent(ford: Case, ledger: tuple[Forecast, ...]) -> None:
    exhibit = forecast_table(match_forecasts(ford, ledger), draw_forecasts(ford, 90))
    assert exhibit.title.startswith("2 of 3 earlier forecasts are settled, with a mean Brier score of 0.")
    assert "; the best opponent was “" in exhibit.title
    assert "2 settled forecasts: too few to tell skill from luck." in exhibit.note
    assert "3 of 3 were made in hindsight" in exhibit.note
    assert "happened: 1 on record (made in hindsight)" in exhibit.body
    assert "open: settles when the data reach 20 December 2020" in exhibit.body
    json.dumps(exhibit._repr_mimebundle_(), allow_nan=False)
    states = [each["state"] for each in exhibit._repr_mimebundle_()[MIME]["findings"]["earlier_forecasts"]]
    assert states == ["happened", "did not happen", "open"]


def test_with_none_settled_no_score_is_claimed(workbook: Workbook, ledger: tuple[Forecast, ...]) -> None:
    case = workbook.read("2020-08-20")
    exhibit = forecast_table(match_forecasts(case, ledger), draw_forecasts(case, 30))
    assert exhibit.title == "1 earlier forecast, none settled yet"
    assert "skill from luck" not in exhibit.note


def test_a_case_without_data_has_words_in_its_place() -> None:
    assert forecast_table((), ()).title == "There is no forecast to show"
