"""The outlook: right by hand, never looking ahead, always beside its opponents."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.findings.outlook import (
    HALF_LIVES,
    NAMES,
    count_calibration,
    forecast_chance,
    forecast_outlook,
    run_backtest,
    score_backtest,
)
from analysis.findings.record import Record, select_record
from analysis.intake.case import Case
from analysis.intake.value import InputError
from tests.findings.test_rates import record_of


def test_without_forgetting_the_chance_is_the_closed_form() -> None:
    days = np.array([100.0, 500.0, 900.0])
    assert forecast_chance(days, 1000, 90, np.inf) == pytest.approx(1 - (1000 / 1090) ** 3.5)


def test_forgetting_discounts_incidents_and_exposure_alike() -> None:
    # One incident exactly one half-life (one year) ago: shape 0.5 + 0.5; exposure (1 - 2**-2) / ln 2 years of two.
    chance = forecast_chance(np.array([365.25]), 730.5, 365.25, 1.0)
    exposure = (1 - 0.25) / np.log(2)
    assert chance == pytest.approx(1 - (exposure / (exposure + 1)) ** 1.0)


def test_a_recent_burst_raises_the_discounted_chance_above_the_all_history_one() -> None:
    outlook = forecast_outlook(record_of([3000, 3300, 3400, 3500, 3550, 3600, 3640]), 90)
    assert outlook.probability >= outlook.opponents["all-history rate"]
    assert outlook.opponents["never"] == 0


def test_the_back_test_never_sees_what_came_after_its_origin() -> None:
    days = np.array([100.0, 900.0, 1500.0, 2000.0, 3000.0])
    whole, _ = run_backtest(days, 3652, 90)
    cut, _ = run_backtest(days[days <= 2000], 2000, 90)
    shared = whole[whole["origin"] + 90 <= 2000]
    assert len(cut) == len(shared)
    for name in NAMES:
        np.testing.assert_allclose(cut[name], shared[name])


def test_an_empty_record_is_won_by_never() -> None:
    outlook = forecast_outlook(record_of([]), 90)
    assert outlook.winner == "never"
    assert 0 < outlook.probability < 0.05


def test_scores_are_the_textbook_ones() -> None:
    backtest, _ = run_backtest(np.array([800.0]), 1000, 90)
    happened = backtest["happened"].to_numpy(dtype=float)
    never = next(score for score in score_backtest(backtest) if score.name == "never")
    assert never.brier == pytest.approx(happened.mean())
    assert never.forecasts == len(backtest) == 7


def test_a_history_too_short_to_test_has_no_scores_and_no_winner() -> None:
    outlook = forecast_outlook(record_of([10, 20], length=400), 90)
    assert outlook.scores == ()
    assert outlook.winner is None
    assert outlook.half_life_years == HALF_LIVES[-1]
    assert count_calibration(outlook.backtest).empty


def test_calibration_counts_every_forecast_once() -> None:
    outlook = forecast_outlook(record_of(list(range(50, 3600, 120))), 90)
    assert count_calibration(outlook.backtest)["forecasts"].sum() == len(outlook.backtest)


@pytest.mark.parametrize("horizon", [0, -5, 18263])
def test_an_impossible_horizon_is_refused(ford: Case, horizon: int) -> None:
    with pytest.raises(InputError, match="horizon_days must lie between 1 and 3653"):
        forecast_outlook(select_record(ford), horizon)


def test_the_order_of_rows_changes_nothing() -> None:
    record = record_of([100, 900, 1500, 3000])
    shuffled: Record = replace(record, frame=record.frame.iloc[::-1])
    assert forecast_outlook(shuffled, 90).probability == forecast_outlook(record, 90).probability
    assert forecast_outlook(record, 90).origin == dt.date(2020, 1, 1)


@given(
    st.lists(st.integers(1, 3652), min_size=1, max_size=25),
    st.data(),
    st.integers(1, 365),
    st.sampled_from(HALF_LIVES),
)
def test_a_part_is_never_likelier_than_the_whole(
    days: list[int], data: st.DataObject, horizon: int, half_life: float
) -> None:
    part = data.draw(st.lists(st.sampled_from(days), max_size=len(days), unique=True))
    whole = forecast_outlook(record_of(sorted(set(days))), horizon, half_life).probability
    assert forecast_outlook(record_of(part), horizon, half_life).probability <= whole + 1e-12
