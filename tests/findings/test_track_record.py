"""The track record: forecasts are settled by their own rule, when the data cover it and not before."""

import pytest

from analysis.findings.outlook import forecast_outlook
from analysis.findings.record import select_record
from analysis.findings.track_record import draw_forecasts, match_forecasts
from analysis.intake.case import Case
from analysis.intake.forecasts import Forecast
from analysis.intake.value import InputError
from tests.conftest import Workbook


def forecasts(workbook: Workbook, as_of: str, horizon: int = 30) -> tuple[Forecast, ...]:
    return draw_forecasts(workbook.read(as_of), horizon)


def test_an_edition_forecasts_its_main_scope_as_the_outlook_does(ford: Case) -> None:
    (forecast,) = draw_forecasts(ford, 90)
    outlook = forecast_outlook(select_record(ford), 90)
    assert (forecast.scope, forecast.scope_text) == ("ford", "armed raids across the ford")
    assert forecast.probability == pytest.approx(outlook.probability, abs=1e-6)
    assert forecast.opponents == pytest.approx(outlook.opponents, abs=1e-6)
    assert (f"{forecast.origin}", f"{forecast.until}") == ("2020-11-30", "2021-02-28")
    assert "at least one incident in scope dated 2020-12-01 to 2021-02-28" in forecast.rule


def test_scopes_that_key_judgments_ask_about_are_forecast_too(workbook: Workbook) -> None:
    workbook.write_case("{model: outlook, scope: ford}", "{model: outlook, scope: killed}", name="review.yml")
    made = draw_forecasts(workbook.read(), 90)
    assert [each.scope for each in made] == ["ford", "killed"]
    assert made[1].probability <= made[0].probability


def test_a_scope_that_ended_is_not_forecast(workbook: Workbook) -> None:
    workbook.write_case("border_segment: XAA-XBB}", "border_segment: XAA-XBB, until: 2020-08-31}")
    assert draw_forecasts(workbook.read(), 90) == ()


def test_forecasts_settle_once_the_data_cover_their_horizon(workbook: Workbook) -> None:
    ledger = (*forecasts(workbook, "2020-08-01"), *forecasts(workbook, "2020-09-15"))
    raid, quiet = match_forecasts(workbook.read("2020-11-30"), ledger)
    assert (raid.state, raid.reason) == ("happened", "1 on record")
    assert raid.brier == pytest.approx((1 - raid.forecast.probability) ** 2)
    assert quiet.state == "did not happen"
    assert quiet.brier == pytest.approx(quiet.forecast.probability**2)
    assert quiet.opponents_brier is not None and quiet.opponents_brier["never"] == 0


def test_a_forecast_stays_open_until_then_even_where_it_has_come_true_already(workbook: Workbook) -> None:
    (settled,) = match_forecasts(workbook.read("2020-08-20"), forecasts(workbook, "2020-08-01"))
    assert (settled.state, settled.brier) == ("open", None)
    assert settled.reason == "settles when the data reach 31 August 2020"


def test_an_edition_leaves_out_forecasts_from_its_own_day_and_later(workbook: Workbook) -> None:
    ledger = (*forecasts(workbook, "2020-08-01"), *forecasts(workbook, "2020-09-15"))
    assert match_forecasts(workbook.read("2020-08-01"), ledger) == ()
    assert len(match_forecasts(workbook.read("2020-09-15"), ledger)) == 1


def test_a_forecast_from_before_the_end_of_its_data_is_marked_as_made_in_hindsight(workbook: Workbook) -> None:
    (late,) = match_forecasts(workbook.read(), forecasts(workbook, "2020-08-01"))
    assert late.in_hindsight
    (own,) = forecasts(workbook, "2020-11-30")
    assert own.data_end == own.origin


@pytest.mark.parametrize(
    ("old", "new"),
    [("armed raids across the ford", "raids"), ("ford: {title", "bridge: {title")],
    ids=["words", "name"],
)
def test_a_forecast_whose_scope_is_gone_is_void(workbook: Workbook, old: str, new: str) -> None:
    ledger = forecasts(workbook, "2020-08-01")
    text = (workbook.case_folder / "case.yml").read_text().replace(old, new).replace("main_scope: ford", "")
    (workbook.case_folder / "case.yml").write_text(text)
    review = (workbook.case_folder / "review.yml").read_text().replace("scope: ford", "scope: killed")
    (workbook.case_folder / "review.yml").write_text(review)
    (void,) = match_forecasts(workbook.read(), ledger)
    assert (void.state, void.brier) == ("void", None)
    assert void.reason == "the case has no scope 'ford' with these words any more"


def test_a_case_without_data_forecasts_nothing(workbook: Workbook) -> None:
    ledger = forecasts(workbook, "2020-08-01")
    workbook.write_case("events: skirmishes\n", "")
    assert draw_forecasts(workbook.read(), 90) == match_forecasts(workbook.read(), ledger) == ()


@pytest.mark.parametrize("horizon", [0, 18263])
def test_an_impossible_horizon_is_refused(ford: Case, horizon: int) -> None:
    with pytest.raises(InputError, match="horizon_days must lie between 1 and 3653"):
        draw_forecasts(ford, horizon)
