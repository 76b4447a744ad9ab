"""The back-test at scale: its arithmetic on hand-made series, and a README that shows its last result."""

import json

import numpy as np
import pytest

from analysis.findings.backtest import NAMES
from benchmarks import backtest
from benchmarks.series import Series
from tests.findings.test_forecasters import history_of


def test_skill_is_one_minus_the_ratio_of_mean_scores() -> None:
    skill, low, high = backtest.compare_skill(np.array([0.1, 0.2, 0.3]), np.array([0.2, 0.4, 0.6]))
    assert (skill, low, high) == pytest.approx((0.5, 0.5, 0.5))  # half of it in every series: drawing can't change it


def test_the_interval_of_a_skill_is_paired_by_series() -> None:
    draw = np.random.default_rng(1)
    hard = draw.uniform(0, 1, 200)  # series differ much, the two forecasters little
    _, low, high = backtest.compare_skill(hard, hard + draw.normal(0.01, 0.01, 200))
    assert 0 < low < high < 0.05


def test_an_origin_counts_from_the_fifth_incident_on() -> None:
    late = Series("XAA", "country", history_of([100, 200, 300, 400, 2500], length=3652))
    row = backtest.score_series(late, 90)
    assert row is not None and row["origins"] == sum(2500 <= 730 + 30 * i <= 3652 - 90 for i in range(200))
    assert backtest.score_series(Series("XBB", "country", history_of([100, 200, 300, 400], length=3652)), 90) is None


def test_every_forecaster_is_in_the_results_and_ours_is_not_set_against_itself() -> None:
    series = [
        Series(f"X{i}", kind, history_of(list(range(i + 40, 3600, 97 + i))))
        for i in range(4)
        for kind in backtest.KINDS
    ]
    found = backtest.compare_horizon(series, 90)["country"]
    assert (found["series"], list(found["forecasters"])) == (4, list(NAMES))
    assert "brier_skill" not in found["forecasters"]["discounted rate"]
    assert found["forecasters"]["never"]["brier_skill"][0] > 0
    assert "crps" not in found["forecasters"]["self-exciting model"]


@pytest.mark.parametrize(
    ("skill", "words"),
    [(None, "–"), ([0.123, 0.04, 0.2], "+12 % [+4, +20]"), ([-0.0002, -0.05, 0.05], "0 % [-5, +5]")],
)
def test_a_skill_is_shown_with_its_interval(skill: list[float] | None, words: str) -> None:
    assert backtest.show_skill(skill) == words


def test_the_readme_shows_what_the_last_measurement_gave() -> None:
    results = json.loads(backtest.RESULTS.read_text(encoding="utf-8"))
    assert f"{backtest.OPENS}\n{backtest.build_table(results)}\n{backtest.CLOSES}" in backtest.README.read_text()
    assert {kind: found["series"] for kind, found in results["horizons"]["90"].items()} == {
        "country": 101,
        "border region": 127,
    }
