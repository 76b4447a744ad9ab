"""Forecasters: ways to say how likely at least one more incident is, each for many origins at once.

A forecaster sees the days up to its origin and nothing later, and gives a Gamma posterior of the rate there:
P(at least one in h) = 1 - (b / (b + h)) ** a, and for the number in h a negative binomial distribution.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.findings.record import DAYS_PER_YEAR, Record
from analysis.findings.scores import crps_of_counts

Floats = NDArray[np.float64]

PRIOR = 0.5  # Jeffreys: an empty history still has half an incident's worth of doubt


@dataclass(frozen=True)
class History:
    """How many incidents on which day: `days` after the record's start, each once and in order, and their `counts`."""

    days: Floats
    counts: Floats
    length: float  # days covered

    def count_until(self, day: Floats) -> Floats:
        """Incidents up to and including each day."""
        total = np.concatenate([[0.0], np.cumsum(self.counts)])
        return np.asarray(total[np.searchsorted(self.days, day, side="right")])

    def count_within(self, origins: Floats, horizon: float) -> Floats:
        """Incidents after each origin, up to and including `horizon` days later."""
        return self.count_until(origins + horizon) - self.count_until(origins)


@dataclass(frozen=True)
class Posterior:
    """What a rate may be, at each origin: Gamma(shape, exposure in days)."""

    shape: Floats
    exposure: Floats

    def chance(self, horizon: float) -> Floats:
        """P(at least one incident in `horizon` days)."""
        return np.asarray(-np.expm1(-self.shape * np.log1p(horizon / self.exposure)))

    def crps(self, horizon: float, counts: Floats) -> Floats:
        """CRPS of the number of incidents in `horizon` days, against how many there were."""
        return crps_of_counts(self.shape, self.exposure, horizon, counts)


def count_history(record: Record) -> History:
    """A record's incidents by day."""
    after = (record.frame["date"] - np.datetime64(record.start, "ns")).dt.days
    days, counts = np.unique(after.to_numpy(np.float64), return_counts=True)
    return History(np.asarray(days, np.float64), np.asarray(counts, np.float64), float(record.days))


def discounted_rate(history: History, origins: Floats, half_life: float) -> Posterior:
    """An incident of age u years counts exp(-u ln 2 / half_life), exposure likewise; `inf` forgets nothing."""
    decay = np.log(2) / (half_life * DAYS_PER_YEAR)
    exposure = origins if decay == 0 else -np.expm1(-decay * origins) / decay
    return Posterior(PRIOR + count_discounted(history, origins, decay), np.asarray(exposure))


def last_year(history: History, origins: Floats) -> Posterior:
    """The last twelve months only; all there is where the history is shorter."""
    recent = history.count_until(origins) - history.count_until(origins - DAYS_PER_YEAR)
    return Posterior(PRIOR + recent, np.minimum(origins, DAYS_PER_YEAR))


def count_discounted(history: History, origins: Floats, decay: float) -> Floats:
    """At each origin, in ascending order, the incidents up to it, each weighing exp(-decay * age in days).

    One pass over the days: what stood at the last origin fades, what came since is added. Nothing later can enter.
    """
    if decay == 0:
        return history.count_until(origins)
    next_origin = np.searchsorted(origins, history.days, side="left")
    seen = next_origin < len(origins)
    place, days, counts = next_origin[seen], history.days[seen], history.counts[seen]
    fresh = np.bincount(place, counts * np.exp(-decay * (origins[place] - days)), minlength=len(origins))
    fading = np.exp(-decay * np.diff(origins, prepend=0.0))
    total, sums = 0.0, np.empty(len(origins))
    for i, (kept, added) in enumerate(zip(fading.tolist(), fresh.tolist(), strict=True)):
        sums[i] = total = total * kept + added
    return sums
