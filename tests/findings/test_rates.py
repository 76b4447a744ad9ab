"""Rates: closed forms against hand-computed cases and simulation, and what must hold for any numbers."""

import datetime as dt
from dataclasses import replace
from random import Random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.findings.outlook import forecast_outlook
from analysis.findings.rates import (
    choose_verdict,
    compare_baselines,
    compare_rates,
    count_quiet_spell,
    count_rate,
    find_interval,
    find_weaknesses,
    select_baseline,
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
    expected = draw.uniform(2, 20, 200_000)  # true rates that give 2 to 20 incidents in the ten years
    low, high = find_interval(draw.poisson(expected), 10.0)
    hits = (low <= expected / 10) & (expected / 10 <= high)
    assert 0.88 <= hits.mean() <= 0.92
    for most in (5, 10, 15, 20):  # and it is not made right on average by being wrong at both ends
        assert 0.87 <= hits[(expected > most - 5) & (expected <= most)].mean() <= 0.93


def test_the_interval_of_one_count_is_that_of_its_rate() -> None:
    rate = count_rate(record_of([10, 20, 30]))
    assert find_interval(3, rate.years) == pytest.approx((rate.low, rate.high))


@given(st.lists(st.integers(1, 3652), max_size=40), st.integers(1, 3652))
def test_one_more_incident_never_lowers_the_rate(days: list[int], more: int) -> None:
    assert count_rate(record_of([*days, more])).mean > count_rate(record_of(days)).mean


@given(st.lists(st.integers(1, 1826), max_size=20), st.integers(1900, 3000), st.integers(1, 600))
def test_a_longer_quiet_spell_never_had_a_better_chance(days: list[int], length: int, more: int) -> None:
    shorter = count_quiet_spell(record_of(days, length), DAY, 5).probability
    assert count_quiet_spell(record_of(days, length + more), DAY, 5).probability <= shorter


@given(st.lists(st.integers(1, 3652), min_size=2, max_size=30), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_rate(days: list[int], order: Random) -> None:
    record = record_of(days)
    shuffled = replace(record, frame=record.frame.sample(frac=1, random_state=order.randrange(2**32)))
    assert compare_rates(shuffled, DAY, 3) == compare_rates(record, DAY, 3)
    assert count_quiet_spell(shuffled, DAY, 3) == count_quiet_spell(record, DAY, 3)


@given(
    st.lists(st.integers(1, 3652), max_size=10),
    st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1)),
    st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1)),
    st.floats(0.1, 100),
)
def test_exposure_never_exceeds_coverage(days: list[int], one: dt.date, other: dt.date, years: float) -> None:
    record = record_of(days)
    for part in (record.between(min(one, other), max(one, other)), select_baseline(record, one, years)):
        assert 0 <= part.days <= record.days
        assert record.start <= part.start <= part.end
        assert part.end <= max(record.end, part.start)
        assert part.days == 0 or part.end <= record.end


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
    record = record_of([5] * 7)
    assert count_rate(record).count == 7
    assert (count_quiet_spell(record, DAY, 5).days, compare_rates(record, DAY, 5).after.count) == (1826, 0)
    assert 0 < forecast_outlook(record, 90).probability < 1


def test_with_no_incident_at_all_nothing_is_claimed() -> None:
    compared = compare_rates(record_of([]), DAY, 5)
    assert (compared.before.count, compared.after.count, compared.verdict) == (0, 0, "too early to say")
    assert compared.p_fell == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize(
    ("days", "length", "words"),
    [
        ([*range(100, 1800, 100), *range(1900, 3600, 100)], 3652, []),
        ([], 3652, ["0.5 incidents were to be expected in the 1826 days", "rests on no incident only", "from 0.0 to"]),
        ([900], 3652, ["rests on 1 incident only", "from 0.0 to"]),
        (list(range(100, 1800, 100)), 1850, ["0.2 incidents were to be expected in the 24 days", "from 0.0 to"]),
        ([100, 700, 1300, 1500, *range(1900, 3600, 100)], 3652, ["rests on 4 incidents only"]),
    ],
)
def test_what_makes_a_comparison_weak_is_said_in_plain_words(days: list[int], length: int, words: list[str]) -> None:
    said = find_weaknesses(compare_rates(record_of(days, length), DAY, 5))
    assert len(said) == len(words)
    for sentence, passage in zip(said, words, strict=True):
        assert passage in sentence


def test_baselines_longer_than_the_coverage_are_shown_once(ford: Case) -> None:
    labels = [label for label, _ in compare_baselines(select_record(ford), dt.date(2020, 7, 1))]
    assert labels == ["1 year before", "2 years before", "5 years before", "6 years before"]
