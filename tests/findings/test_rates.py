"""Rates: closed forms against hand-computed cases and simulation, and what must hold for any numbers."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.findings.rates import (
    choose_verdict,
    compare_baselines,
    compare_rates,
    count_quiet_spell,
    count_rate,
)
from analysis.findings.record import DAYS_PER_YEAR, Record, select_record
from analysis.intake.case import Case
from analysis.intake.scope import Scope
from analysis.intake.value import InputError

START, DAY = dt.date(2010, 1, 1), dt.date(2015, 1, 1)
SCOPE = Scope(title="raids", one="raid")


def record_of(days: list[int], length: int = 3652) -> Record:
    """A record from START with incidents on the given days after it."""
    frame = pd.DataFrame({"date": [pd.Timestamp(START) + pd.Timedelta(days=d) for d in sorted(days)]})
    frame["date"] = frame["date"].astype("datetime64[ns]")
    return Record(SCOPE, frame, START, START + dt.timedelta(days=length), "source")


def test_a_rate_is_the_jeffreys_posterior_mean() -> None:
    rate = count_rate(record_of([10, 20, 30], length=1461))
    assert rate.mean == pytest.approx(3.5 / (1461 / DAYS_PER_YEAR))
    assert rate.low == pytest.approx(0.27092, abs=1e-4)  # chi-square(7) quantile 0.05 = 2.16735, halved, over 4 years
    assert rate.high == pytest.approx(1.75840, abs=1e-4)  # 14.06714 / 2 / 4


def test_no_covered_day_means_no_rate() -> None:
    with pytest.raises(InputError, match="no day is covered"):
        count_rate(record_of([], length=0))


def test_the_chance_that_a_rate_fell_agrees_with_simulation() -> None:
    compared = compare_rates(record_of([100, 400, 800, 1200, 1500, 1900]), DAY, 5)
    draw = np.random.default_rng(7)
    before = draw.gamma(compared.before.shape, 1 / compared.before.years, 400_000)
    after = draw.gamma(compared.after.shape, 1 / compared.after.years, 400_000)
    assert compared.p_fell == pytest.approx((after < before).mean(), abs=0.003)
    quantiles = np.quantile(after / before, [0.05, 0.5, 0.95])
    assert [compared.ratio_low, compared.ratio, compared.ratio_high] == pytest.approx(quantiles, rel=0.02)


def test_a_quiet_spell_agrees_with_simulation() -> None:
    spell = count_quiet_spell(record_of([100, 700, 1300], length=2191), DAY, 5)
    draw = np.random.default_rng(3)
    rates = draw.gamma(spell.baseline.shape, 1 / spell.baseline.years, 400_000)
    assert spell.days == 365
    assert spell.probability == pytest.approx(np.exp(-rates * 365 / DAYS_PER_YEAR).mean(), abs=0.003)


def test_the_ninety_percent_interval_covers_nine_times_in_ten() -> None:
    draw = np.random.default_rng(11)
    expected = draw.uniform(2, 20, 4000)  # true rates that give 2 to 20 incidents in the ten years
    record = record_of([])
    hits = 0
    for rate, count in zip(expected, draw.poisson(expected), strict=True):
        counted = count_rate(replace(record, frame=pd.DataFrame({"date": [pd.Timestamp(START)] * count})))
        hits += counted.low <= rate / record.years <= counted.high
    assert 0.88 <= hits / 4000 <= 0.92


@given(st.lists(st.integers(1, 3652), max_size=40), st.integers(1, 3652))
def test_one_more_incident_never_lowers_the_rate(days: list[int], more: int) -> None:
    assert count_rate(record_of([*days, more])).mean > count_rate(record_of(days)).mean


@given(st.lists(st.integers(1, 1826), max_size=20), st.integers(1900, 3000), st.integers(1, 600))
def test_a_longer_quiet_spell_never_had_a_better_chance(days: list[int], length: int, more: int) -> None:
    shorter = count_quiet_spell(record_of(days, length), DAY, 5).probability
    assert count_quiet_spell(record_of(days, length + more), DAY, 5).probability <= shorter


@pytest.mark.parametrize(
    ("p_fell", "expected", "verdict"),
    [
        (0.99, 0.4, "too early to say"),
        (0.99, 3.0, "fell"),
        (0.80, 3.0, "no clear change"),
        (0.03, 3.0, "rose"),
        (0.03, 0.4, "rose"),
        (0.5, 0.9, "too early to say"),
    ],
)
def test_the_verdict_claims_no_more_than_the_numbers(p_fell: float, expected: float, verdict: str) -> None:
    assert choose_verdict(p_fell, expected) == verdict


def test_a_day_before_coverage_or_after_it_is_refused() -> None:
    for day in (dt.date(2009, 1, 1), dt.date(2025, 1, 1)):
        with pytest.raises(InputError, match="no day is covered"):
            compare_rates(record_of([5]), day, 5)


def test_all_incidents_on_one_day_are_all_counted() -> None:
    assert count_rate(record_of([5] * 7)).count == 7


def test_baselines_longer_than_the_coverage_are_shown_once(ford: Case) -> None:
    labels = [label for label, _ in compare_baselines(select_record(ford), dt.date(2020, 7, 1))]
    assert labels == ["1 year before", "2 years before", "5 years before", "6 years before"]
