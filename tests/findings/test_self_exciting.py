"""The self-exciting model: finds again what made a simulated history, and stays a steady rate where nothing excites."""

import numpy as np
import pytest

from analysis.findings.forecasters import Floats, History
from analysis.findings.self_exciting import LIVES, count_excited, fit_offspring, self_exciting_chance


def simulate(background: float, offspring: float, life: float, length: int, seed: int) -> History:
    """Daily counts of a self-exciting process."""
    draw, excitement, counts = np.random.default_rng(seed), 0.0, np.zeros(length)
    for day in range(length):
        counts[day] = draw.poisson(background + offspring * np.expm1(1 / life) * excitement * np.exp(-1 / life))
        excitement = excitement * np.exp(-1 / life) + counts[day]
    days = np.flatnonzero(counts)
    return History(days + 1.0, counts[days], float(length))


def fit(history: History) -> tuple[Floats, Floats]:
    """Offspring and log-likelihood (up to what all share) for each mean life, from the whole history."""
    excited = np.column_stack([count_excited(history, 1 / life) for life in LIVES])
    ends = np.exp(-(history.length - history.days)[:, None] / LIVES)
    due = (history.counts.sum() - history.counts @ ends) / history.length
    level = history.counts.sum() / history.length
    slopes = excited - due
    found = fit_offspring(history.counts, slopes, level, np.zeros(len(LIVES)))
    return found, history.counts @ np.log(level + slopes * found)


def test_it_finds_the_offspring_and_the_life_that_made_the_history() -> None:
    offspring, likelihood = fit(simulate(0.02, 0.6, 30.0, 40_000, seed=4))
    assert LIVES[likelihood.argmax()] == 30.0
    assert offspring[likelihood.argmax()] == pytest.approx(0.6, abs=0.08)


def test_steady_incidents_give_nearly_the_steady_chance() -> None:
    history = simulate(0.01, 0.0, 30.0, 20_000, seed=8)
    steady = history.counts.sum() / history.length
    chance = self_exciting_chance(history, np.array([20_000.0]), 90)
    assert chance[0] == pytest.approx(1 - np.exp(-90 * steady), abs=0.04)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_newtons_method_reaches_the_top_of_the_likelihood(seed: int) -> None:
    history = simulate(0.03, 0.5, 30.0, 4000, seed)
    found, best = fit(history)
    excited = np.column_stack([count_excited(history, 1 / life) for life in LIVES])
    due = (history.counts.sum() - history.counts @ np.exp(-(4000 - history.days)[:, None] / LIVES)) / 4000
    tried = np.linspace(0, 0.99, 500)[:, None, None]
    rates = history.counts.sum() / 4000 + (excited - due) * tried
    likelihood = np.where(rates > 0, history.counts[:, None] * np.log(np.maximum(rates, 1e-12)), -1e9).sum(axis=1)
    assert (best >= likelihood.max(axis=0) - 1e-3).all()
    assert found == pytest.approx(tried[:, 0, 0][likelihood.argmax(axis=0)], abs=0.01)


def test_just_after_a_burst_it_expects_more_than_long_after() -> None:
    history = History(np.array([50.0, 300, 301, 303, 304, 1000, 1001, 1003, 1006]), np.ones(9), 3000.0)
    soon, late = self_exciting_chance(history, np.array([1010.0, 2990.0]), 30)
    assert soon > 2 * late


def test_the_chance_of_a_fitted_process_is_what_then_happens() -> None:
    history = simulate(0.005, 0.5, 30.0, 60_000, seed=6)
    origins = np.arange(6000.0, 59_900, 100)
    chances = self_exciting_chance(history, origins, 90)
    happened = history.count_within(origins, 90) > 0
    assert chances.mean() == pytest.approx(happened.mean(), abs=0.03)


def test_an_empty_history_has_a_small_chance_and_no_fault() -> None:
    nothing = History(np.array([]), np.array([]), 1000.0)
    chance = self_exciting_chance(nothing, np.array([500.0, 1000.0]), 90)
    assert chance == pytest.approx(1 - np.exp(-0.5 * 90 / np.array([500, 1000])))
