"""Scores of forecasts whose outcome is known: lower is better in all of them, and none can be bettered by hedging.

Brier (1950), Monthly Weather Review 78; logarithmic score: Good (1952), J. R. Stat. Soc. B 14; CRPS: Gneiting & Raftery
(2007), J. Am. Stat. Assoc. 102, and for the negative binomial distribution Wei & Held (2014), TEST 23.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

Floats = NDArray[np.float64]

FLOOR = 1e-4  # log scores of certain forecasts that fail are infinite; 1 in 10,000 is the firmest "never" scored
NODES, WEIGHTS = np.polynomial.legendre.leggauss(120)  # ten digits of the exact sum (test_scores.py)
NEGLIGIBLE = 40.0  # exp(-40) of an integrand's peak adds nothing to twelve digits


def brier(chances: ArrayLike, happened: ArrayLike) -> Floats:
    """Squared error of a probability, for each forecast."""
    return np.square(np.asarray(chances, np.float64) - np.asarray(happened, np.float64))


def log_loss(chances: ArrayLike, happened: ArrayLike) -> Floats:
    """-log of the probability given to what happened, for each forecast; none is firmer than FLOOR."""
    sure = np.clip(np.asarray(chances, np.float64), FLOOR, 1 - FLOOR)
    return -np.log(np.where(np.asarray(happened, np.bool_), sure, 1 - sure))


def crps_of_draws(draws: ArrayLike, outcome: ArrayLike) -> Floats:
    """CRPS of a forecast given as equally likely draws, along the last axis, against an outcome.

    E|X - y| - E|X - X'| / 2 over all pairs of draws, each also with itself: the definition that the VIEWS challenge
    scores by. Raises ValueError where there is no draw.
    """
    ordered = np.sort(np.asarray(draws, np.float64), axis=-1)
    if ordered.shape[-1] == 0:
        raise ValueError("a forecast needs at least one draw")
    count = ordered.shape[-1]
    error = np.abs(ordered - np.asarray(outcome, np.float64)[..., None]).mean(axis=-1)
    ranks = 2 * np.arange(1, count + 1) - count - 1
    return np.asarray(error - (ordered * ranks).sum(axis=-1) / count**2)


def crps_of_counts(shape: ArrayLike, exposure: ArrayLike, horizon: ArrayLike, count: ArrayLike) -> Floats:
    """CRPS of the number of incidents that a Gamma(shape, exposure) rate foretells for `horizon`, against the count.

    That number is negative binomial with size `shape` and probability exposure / (exposure + horizon). Exposure and
    horizon in the same unit; all broadcast.
    """
    a, b, h, y = np.broadcast_arrays(*(np.asarray(v, np.float64) for v in (shape, exposure, horizon, count)))
    p = b / (b + h)
    spread = h * (b + h) / b**2  # (1 - p) / p ** 2
    below = np.where(y > 0, special.betainc(a + 1, np.maximum(y, 1), p), 0.0)  # P(at most y - 1) at size a + 1
    error = y * (2 * special.betainc(a, y + 1, p) - 1)
    return np.asarray(error - a * spread * (p * (2 * below - 1) + hypergeometric(a + 1, 4 * spread)))


def hypergeometric(a: Floats, z: Floats) -> Floats:
    """2F1(a, 1/2; 2; -z) for a, z > 0, by quadrature of its integral: SciPy's overflows for a in the hundreds.

    It is 4 / pi times the integral of cos(t)^2 (1 + z sin(t)^2)^-a over a quarter turn.
    """
    reach = np.arcsin(np.sqrt(np.minimum(1.0, np.expm1(NEGLIGIBLE / a) / z)))[..., None]  # where the integrand dies
    # t = sinh(s): nodes lie denser towards 0, where a small a leaves a narrow peak on a long tail
    width = 1 / np.sqrt(1 + a * z)[..., None]
    top = np.arcsinh(reach / width)
    steps = top * (NODES + 1) / 2
    angles = width * np.sinh(steps)
    inside = np.cos(angles) ** 2 * np.exp(-a[..., None] * np.log1p(z[..., None] * np.sin(angles) ** 2))
    return np.asarray(4 / np.pi * (inside * width * np.cosh(steps) * top / 2 * WEIGHTS).sum(axis=-1))
