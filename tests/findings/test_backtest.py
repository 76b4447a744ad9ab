"""The back-test: it never looks ahead, scores as the textbooks do, and counts every forecast once."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.findings.backtest import (
    HALF_LIVES,
    LAST_YEAR,
    NAMES,
    NEVER,
    OURS,
    SELF_EXCITING,
    WARM_UP_DAYS,
    count_calibration,
    find_half_life,
    is_clearly_better,
    run_backtest,
)
from analysis.findings.forecasters import discounted_rate
from analysis.findings.scores import log_loss
from tests.findings.test_forecasters import history_of


@settings(max_examples=40)
@given(
    st.lists(st.integers(1, 3652), max_size=30),
    st.lists(st.integers(2001, 3652), max_size=30),
    st.sampled_from([1, 30, 90, 365]),
)
def test_changing_later_data_never_changes_an_earlier_forecast(days: list[int], other: list[int], horizon: int) -> None:
    early = [day for day in days if day <= 2000]
    one = run_backtest(history_of(days), horizon).frame
    changed = run_backtest(history_of([*early, *other]), horizon).frame
    seen = one["origin"] <= 2000
    for name in NAMES:
        np.testing.assert_array_equal(one[seen][name], changed[seen][name])


def test_the_half_life_at_an_origin_is_the_best_over_horizons_that_had_passed() -> None:
    history, horizon = history_of([100, 300, 500, 1400, 1420, 1430, 1500, 1510, 1600, 1625]), 90
    frame = run_backtest(history, horizon).frame
    origins = frame["origin"].to_numpy()
    chances = np.column_stack([discounted_rate(history, origins, years).chance(horizon) for years in HALF_LIVES])
    losses = log_loss(chances, frame["happened"].to_numpy()[:, None])
    for i, origin in enumerate(origins):
        known = losses[origins + horizon <= origin]
        best = int(known.sum(axis=0).argmin()) if len(known) else len(HALF_LIVES) - 1
        assert frame[OURS][i] == chances[i, best]
    assert find_half_life(history, horizon) == run_backtest(history, horizon).half_life


def test_a_history_that_ends_early_has_the_same_forecasts_as_far_as_it_goes() -> None:
    whole = run_backtest(history_of([100, 900, 1500, 2000, 3000]), 90).frame
    cut = run_backtest(history_of([100, 900, 1500, 2000], 2000), 90).frame
    for name in NAMES:
        np.testing.assert_array_equal(cut[name], whole[name][: len(cut)])
    assert cut["origin"].iloc[-1] + 90 <= 2000


def test_scores_are_means_over_all_origins() -> None:
    tested = run_backtest(history_of([800], 1000), 90)
    happened = tested.frame["happened"].to_numpy(float)
    never = {score.name: score for score in tested.scores()}[NEVER]
    assert never.brier == never.crps == pytest.approx(happened.mean())
    assert never.forecasts == len(tested.frame) == 7
    assert list(tested.frame["origin"][:2]) == [WARM_UP_DAYS, WARM_UP_DAYS + 30]


def test_the_self_exciting_model_forecasts_whether_and_not_how_many() -> None:
    scores = {score.name: score for score in run_backtest(history_of(list(range(50, 3600, 120))), 90).scores()}
    assert scores[SELF_EXCITING].crps is None
    assert all(scores[name].crps for name in NAMES if name != SELF_EXCITING)


def test_the_forecast_of_today_forgets_as_the_back_test_says() -> None:
    history = history_of([3000, 3300, 3400, 3500, 3550, 3600, 3640])
    tested = run_backtest(history, 90)
    today = discounted_rate(history, np.array([history.length]), tested.half_life).chance(90)[0]
    assert tested.now[OURS] == pytest.approx(today)
    assert tested.now[LAST_YEAR] == pytest.approx(1 - (365.25 / 455.25) ** 6.5)


def test_a_history_shorter_than_the_warm_up_has_no_back_test_but_a_forecast() -> None:
    tested = run_backtest(history_of([10, 20], 400), 90)
    assert (len(tested.frame), tested.scores(), tested.half_life) == (0, (), np.inf)
    assert set(tested.now) == set(NAMES)


def test_calibration_counts_every_forecast_once() -> None:
    frame = run_backtest(history_of(list(range(50, 3600, 120))), 90).frame
    table = count_calibration(frame)
    assert table["forecasts"].sum() == len(frame)
    assert (table["share_happened"] * table["forecasts"]).sum() == pytest.approx(frame["happened"].sum())
    assert count_calibration(frame[:0]).empty


def forecasts_of(ours: float, theirs: float, happened: list[bool]) -> pd.DataFrame:
    return pd.DataFrame({"happened": happened, OURS: ours, NEVER: theirs})


def test_a_clear_lead_is_told_from_a_lucky_one() -> None:
    usual, rare = [True, True, True, False] * 30, [True, False, False, False] * 30
    assert is_clearly_better(forecasts_of(0.7, 0.0, usual), OURS, NEVER)
    assert not is_clearly_better(forecasts_of(0.7, 0.0, rare), OURS, NEVER)
    assert is_clearly_better(forecasts_of(0.7, 0.0, rare), NEVER, OURS)
    assert not is_clearly_better(forecasts_of(0.5, 0.5, usual), OURS, NEVER)  # a tie is no lead


def test_a_lead_that_rests_on_one_stretch_of_months_is_not_clear() -> None:
    burst = [False] * 84 + [True] * 12 + [False] * 24
    frame = forecasts_of(0.15, 0.0, burst)
    gain = (frame[NEVER] - frame["happened"]) ** 2 - (frame[OURS] - frame["happened"]) ** 2
    assert gain.mean() > 0 > gain[:84].mean()  # better on average, all of it from one year
    assert not is_clearly_better(frame, OURS, NEVER)


def test_two_years_of_forecasts_are_the_least_that_can_be_clear() -> None:
    assert not is_clearly_better(forecasts_of(1.0, 0.0, [True] * 23), OURS, NEVER)
    assert is_clearly_better(forecasts_of(1.0, 0.0, [True] * 24), OURS, NEVER)
