"""Scores: by hand, by published examples, against exact sums and the VIEWS challenge's own figures."""

import csv
from pathlib import Path

import duckdb
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special

from analysis.findings.scores import FLOOR, brier, crps_of_counts, crps_of_draws, log_loss

SERIES = Path(__file__).parents[3] / "shared" / "events" / "series"


def test_brier_and_log_score_are_the_textbook_ones() -> None:
    assert list(brier([0.8, 0.8, 0.0], [True, False, False])) == pytest.approx([0.04, 0.64, 0.0])
    assert list(log_loss([0.8, 0.25], [True, False])) == pytest.approx([-np.log(0.8), -np.log(0.75)])


def test_a_certain_forecast_that_fails_costs_much_but_not_everything() -> None:
    assert list(log_loss([0.0, 1.0], [True, False])) == pytest.approx([-np.log(FLOOR)] * 2)


@pytest.mark.parametrize(
    ("draws", "outcome", "score"),
    [
        ([3], 5, 2.0),  # one draw: the absolute error
        ([0, 0, 0], 4, 4.0),
        ([0, 2], 1, 0.5),  # E|X - y| = 1; E|X - X'| = (0 + 2 + 2 + 0) / 4 = 1
        ([0, 2], 5, 3.5),
        ([1, 2, 3, 4], 2, 0.375),  # 1 - 20 / 16 / 2
        ([10, 0, 10, 0], 10, 2.5),
    ],
)
def test_the_score_of_draws_by_hand(draws: list[int], outcome: int, score: float) -> None:
    assert crps_of_draws(draws, outcome) == pytest.approx(score)


def test_a_forecast_without_draws_is_refused() -> None:
    with pytest.raises(ValueError, match="needs at least one draw"):
        crps_of_draws([], 1)


@given(st.lists(st.integers(0, 50), min_size=1, max_size=30), st.integers(0, 60))
def test_the_score_of_draws_is_the_area_between_two_step_functions(draws: list[int], outcome: int) -> None:
    steps = np.arange(0, 61)
    share = (np.array(draws)[:, None] <= steps).mean(axis=0)
    assert crps_of_draws(draws, outcome) == pytest.approx(np.square(share - (outcome <= steps)).sum())


# R package scoringRules, tests of crps_nbinom: count, size, probability, score.
PUBLISHED = [
    (5, 100, 0.95, 0.53215257681),
    (44, 200.1, 0.82, 1.70859687251),
    (41, 200.1, 0.83, 1.63833674721),
    (222, 2000.1, 0.9, 3.66926727576),
    (2222, 20000.1, 0.9, 11.6114812752),
    (1999797667, 200000.1, 0.0001, 1045062.81311),
]


@pytest.mark.parametrize(("count", "size", "probability", "score"), PUBLISHED)
def test_the_score_of_counts_agrees_with_published_values(
    count: float, size: float, probability: float, score: float
) -> None:
    assert crps_of_counts(size, probability, 1 - probability, count) == pytest.approx(score, rel=1e-9)


@given(st.floats(0.5, 3000), st.floats(30, 13000), st.floats(1, 3653), st.integers(0, 400))
def test_the_score_of_counts_is_the_exact_sum(shape: float, exposure: float, horizon: float, count: int) -> None:
    p = exposure / (exposure + horizon)
    mean, spread = shape * horizon / exposure, np.sqrt(shape * (1 - p)) / p
    steps = np.arange(min(mean + 40 * spread + count + 50, 2_000_000))
    exact = np.square(special.betainc(shape, steps + 1, p) - (steps >= count)).sum()
    assert crps_of_counts(shape, exposure, horizon, count) == pytest.approx(exact, rel=1e-8, abs=1e-9)


def test_the_score_of_counts_agrees_with_that_of_many_draws() -> None:
    draw = np.random.default_rng(5)
    draws = draw.poisson(draw.gamma(4.5, 90 / 1000, 200_000))
    assert crps_of_counts(4.5, 1000, 90, 2) == pytest.approx(float(crps_of_draws(draws, 2)), rel=0.01)


@pytest.mark.skipif(not SERIES.is_dir(), reason="the VIEWS challenge's files are not beside this clone")
@pytest.mark.parametrize("year", [2020, 2021, 2022, 2023])
def test_the_score_of_draws_reproduces_the_views_challenge(year: int) -> None:
    query = f"SELECT * FROM '{SERIES}/cm_actuals_*.parquet'"
    months = duckdb.sql(query).df().pivot(index="country_id", columns="month_id", values="outcome")
    listed = csv.DictReader((SERIES / "reference_crps.csv").read_text().splitlines())
    reference = next(row for row in listed if row["year"] == str(year))
    january = (year - 1980) * 12 + 1  # month 1 is January 1980
    outcomes = months.loc[:, january : january + 11].to_numpy(float)
    last_known = months.loc[:, january - 14 : january - 3].to_numpy(float)  # November to October
    own = crps_of_draws(last_known[:, None, :], outcomes).mean()
    assert own == pytest.approx(float(reference["CRPS_conflictology"]), abs=1e-4)
    none = crps_of_draws(np.zeros((len(outcomes), 1, 1)), outcomes).mean()
    assert none == pytest.approx(float(reference["CRPS_zero"]), abs=1e-4)
