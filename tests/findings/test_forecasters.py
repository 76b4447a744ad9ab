"""Forecasters: right by hand, each blind to what comes after its origin."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.findings.forecasters import (
    Floats,
    History,
    Posterior,
    count_discounted,
    count_history,
    discounted_rate,
    last_year,
)
from analysis.findings.self_exciting import self_exciting_chance
from tests.findings.test_rates import record_of

HALF_LIFE = st.sampled_from([0.25, 1.0, 4.0, np.inf])
DAYS = st.lists(st.integers(1, 3000), max_size=40)


def history_of(days: list[int], length: float = 3652) -> History:
    found, counts = np.unique(np.array(days, dtype=np.float64), return_counts=True)
    return History(found, counts.astype(np.float64), length)


def at(*origins: float) -> Floats:
    return np.array(origins, dtype=np.float64)


def test_a_history_counts_each_day_once() -> None:
    history = count_history(record_of([5, 5, 9]))
    assert (list(history.days), list(history.counts), history.length) == ([5, 9], [2, 1], 3652)
    assert list(history.count_within(at(0, 5, 9), 4)) == [0, 1, 0]


def test_without_forgetting_the_chance_is_the_closed_form() -> None:
    chance = discounted_rate(history_of([100, 500, 900]), at(1000), np.inf).chance(90)
    assert chance[0] == pytest.approx(1 - (1000 / 1090) ** 3.5)


def test_forgetting_discounts_incidents_and_exposure_alike() -> None:
    # One incident exactly one half-life (one year) ago: shape 0.5 + 0.5; exposure (1 - 2**-2) / ln 2 years of two.
    history = History(at(365.25), at(1), 730.5)
    exposure = (1 - 0.25) / np.log(2)
    chance = discounted_rate(history, at(730.5), 1.0).chance(365.25)
    assert chance[0] == pytest.approx(1 - (exposure / (exposure + 1)) ** 1.0)


def test_the_last_year_is_that_of_the_origin() -> None:
    posterior = last_year(history_of([10, 700, 800, 1000]), at(200, 1000))
    assert list(posterior.shape) == [1.5, 3.5]
    assert list(posterior.exposure) == [200, 365.25]


def test_the_number_that_a_posterior_foretells_is_its_simulation() -> None:
    draw = np.random.default_rng(2)
    counts = draw.poisson(draw.gamma(3.5, 90 / 1000, 400_000))
    assert Posterior(at(3.5), at(1000)).chance(90)[0] == pytest.approx((counts > 0).mean(), abs=0.002)


@given(DAYS, HALF_LIFE)
def test_one_pass_over_the_days_gives_the_sum_over_all_of_them(days: list[int], half_life: float) -> None:
    origins = np.arange(100.0, 3100, 37)
    decay = np.log(2) / (half_life * 365.25)
    plain = [sum(np.exp(-decay * (o - d)) for d in days if d <= o) for o in origins]
    assert count_discounted(history_of(days), origins, decay) == pytest.approx(np.array(plain))


@given(DAYS, st.lists(st.integers(1501, 3000), max_size=20), HALF_LIFE)
def test_what_comes_after_an_origin_changes_no_forecast_from_it(
    days: list[int], later: list[int], half_life: float
) -> None:
    early = [day for day in days if day <= 1500]
    origins = np.arange(300.0, 1501, 60)
    one, other = history_of(early), history_of([*early, *later])
    for posterior in (lambda h: discounted_rate(h, origins, half_life), lambda h: last_year(h, origins)):
        np.testing.assert_array_equal(posterior(one).chance(90), posterior(other).chance(90))
    np.testing.assert_array_equal(self_exciting_chance(one, origins, 90), self_exciting_chance(other, origins, 90))


@given(DAYS, st.integers(1, 3000), HALF_LIFE)
def test_one_more_incident_never_lowers_the_chance(days: list[int], more: int, half_life: float) -> None:
    fewer = discounted_rate(history_of(days), at(3652), half_life).chance(90)
    assert discounted_rate(history_of([*days, more]), at(3652), half_life).chance(90)[0] >= fewer[0]


@given(st.lists(st.integers(1, 1500), max_size=20), st.integers(1, 1500), HALF_LIFE, st.integers(1, 3653))
def test_a_longer_quiet_spell_never_raises_the_chance(
    days: list[int], longer: int, half_life: float, horizon: int
) -> None:
    chances = discounted_rate(history_of(days), at(1500, 1500 + longer), half_life).chance(horizon)
    assert chances[1] <= chances[0] + 1e-12
