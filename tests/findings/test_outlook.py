"""The outlook: right by hand, never looking ahead, always beside its opponents."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.findings.backtest import HALF_LIVES, count_calibration
from analysis.findings.outlook import forecast_chance, forecast_outlook
from analysis.findings.record import Record, select_record
from analysis.intake.case import Case
from analysis.intake.value import InputError
from tests.findings.test_rates import record_of


def test_a_recent_burst_raises_the_discounted_chance_above_the_all_history_one() -> None:
    outlook = forecast_outlook(record_of([3000, 3300, 3400, 3500, 3550, 3600, 3640]), 90)
    assert outlook.probability >= outlook.opponents["all-history rate"]
    assert outlook.opponents["never"] == 0


def test_an_empty_record_is_won_by_never() -> None:
    outlook = forecast_outlook(record_of([]), 90)
    assert outlook.winner == "never"
    assert 0 < outlook.probability < 0.05


def test_a_history_too_short_to_test_has_no_scores_and_no_winner() -> None:
    outlook = forecast_outlook(record_of([10, 20], length=400), 90)
    assert outlook.scores == ()
    assert outlook.winner is None
    assert outlook.half_life_years == HALF_LIVES[-1]
    assert count_calibration(outlook.backtest).empty


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
    whole = forecast_chance(record_of(sorted(set(days))), horizon, half_life)
    assert forecast_chance(record_of(part), horizon, half_life) <= whole + 1e-12
