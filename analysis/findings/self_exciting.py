"""The self-exciting model: every incident makes the next ones likelier for a while, over a steady background.

Intensity of day t: m + e * sum over earlier incidents of the chance, by a geometric law with mean life L, that their
effect falls on day t; `e` is how many further incidents one brings on average. Hawkes (1971), Biometrika 58; for
attacks counted by day Porter & White (2012), Annals of Applied Statistics 6. Fitted by maximum likelihood on the days
up to each origin. It forecasts whether, not how many: after a first incident the intensity is no longer known.
"""

import numpy as np

from analysis.findings.forecasters import PRIOR, Floats, History, count_discounted

LIVES = np.array([7.0, 30.0, 90.0, 365.0])  # days: from reprisals within the week to a season of fighting
MOST_OFFSPRING = 0.99  # from one on, each incident would bring on more than itself, without end
STEPS, CLOSE = 25, 1e-9  # of Newton's method, and when to stop it


def self_exciting_chance(history: History, origins: Floats, horizon: float) -> Floats:
    """P(at least one incident in `horizon` days) at each origin, in ascending order.

    Exact for the fitted intensity: until the first incident nothing excites it further, so its path is known.
    """
    rates = 1 / LIVES
    excited = np.column_stack([count_excited(history, rate) for rate in rates])
    standing = np.column_stack([count_discounted(history, origins, rate) for rate in rates])
    until = history.count_until(origins)
    spent = until[:, None] - standing  # of each incident's effect, what had come due by the origin
    known = np.searchsorted(history.days, origins, side="right")
    expected, offspring = np.zeros(len(origins)), np.zeros(len(LIVES))
    for i, (origin, seen) in enumerate(zip(origins.tolist(), known.tolist(), strict=True)):
        counts, level, due = history.counts[:seen], until[i] / origin, spent[i] / origin
        slopes = excited[:seen] - due
        offspring = fit_offspring(counts, slopes, level, offspring)
        best = int((counts @ np.log(level + slopes * offspring)).argmax()) if seen else 0
        background = max((until[i] + PRIOR) / origin - offspring[best] * due[best], 0.0)
        fading = -np.expm1(-rates[best] * horizon)
        expected[i] = background * horizon + offspring[best] * standing[i, best] * fading
    return np.asarray(-np.expm1(-expected))


def count_excited(history: History, rate: float) -> Floats:
    """On each day with an incident, the effect that the incidents of earlier days have on it."""
    return np.asarray(np.expm1(rate) * (count_discounted(history, history.days, rate) - history.counts))


def fit_offspring(counts: Floats, slopes: Floats, level: float, start: Floats) -> Floats:
    """The most likely number of further incidents per incident, for each mean life, from the fit before as a start.

    At the maximum the background is what the offspring leave of the mean count, so one unknown is left, and the
    likelihood is concave in it.
    """
    found = start
    for _ in range(STEPS if len(counts) else 0):
        share = slopes / np.maximum(level + slopes * found, 1e-12)
        curve = counts @ np.square(share)
        step = np.clip((counts @ share) / np.where(curve > 0, curve, 1.0), -0.25, 0.25)
        found, last = np.clip(found + step, 0.0, MOST_OFFSPRING), found
        if np.abs(found - last).max() < CLOSE:
            break
    return found
