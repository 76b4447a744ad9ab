"""How often, before and after: rates with intervals, and what a quiet spell is worth.

Method: counts in an exposure are Poisson; with Jeffreys' prior the posterior of the rate is Gamma(n + 1/2, T). The
difference of two such posteriors has closed forms (F and beta distributions). Gelman et al. (2013), Bayesian Data
Analysis, 3rd ed., section 2.6, gives the gamma posterior.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special  # not scipy.stats: the same quantiles, and a second less to import

from analysis.findings.record import DAYS_PER_YEAR, Record
from analysis.intake.value import InputError

INTERVAL = 0.90  # equal-tailed; wide enough to be honest, narrow enough to be read
CLEAR = 0.95  # a change is called clear from this posterior probability on: one error in twenty
BASELINES = (1.0, 2.0, 5.0, 10.0, 20.0)  # years: short ones follow change, long ones hold more incidents
TOO_THIN = 1.0  # fewer incidents than this expected after the date: silence could not be told from luck
FEW = 5  # incidents: with 4 the 90 % interval of a rate spans a factor of 5 (1.7 to 8.5 for 4.5)
WIDE = 10.0  # times between the ends of a ratio's interval: an order of magnitude

Verdict = Literal["rose", "fell", "no clear change", "too early to say"]


@dataclass(frozen=True)
class Rate:
    """Incidents per year: posterior mean and 90 % interval, with the count and the exposure they rest on."""

    count: int
    years: float
    mean: float
    low: float
    high: float
    start: date
    end: date

    @property
    def shape(self) -> float:
        return self.count + 0.5

    @property
    def days(self) -> int:
        return (self.end - self.start).days


@dataclass(frozen=True)
class Comparison:
    """Two rates on both sides of a day, and how sure it is that the second is lower."""

    before: Rate
    after: Rate
    p_fell: float
    ratio: float  # posterior median of after / before
    ratio_low: float
    ratio_high: float
    verdict: Verdict


@dataclass(frozen=True)
class QuietSpell:
    """How long nothing has happened, and how likely that was if the baseline rate had gone on."""

    days: int
    probability: float
    baseline: Rate


def count_rate(record: Record) -> Rate:
    """Incidents per year in a record. Raises InputError where the record covers no day."""
    if record.days <= 0:
        raise InputError(f"no day is covered between {record.start} and {record.end}, so there is no rate to give.")
    low, high = find_interval(record.count, record.years)
    return Rate(
        count=record.count,
        years=record.years,
        mean=(record.count + 0.5) / record.years,
        low=float(low),
        high=float(high),
        start=record.start,
        end=record.end,
    )


def find_interval(count: ArrayLike, years: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The 90 % equal-tailed interval of the rate that gave `count` incidents in `years`; element by element.

    For true rates that give 2 to 20 incidents it holds the truth 90 times in 100 (tests/findings/test_rates.py).
    """
    shape, exposure, tail = np.asarray(count, np.float64) + 0.5, np.asarray(years, np.float64), (1 - INTERVAL) / 2
    low, high = (special.gammaincinv(shape, share) / exposure for share in (tail, 1 - tail))
    return np.asarray(low, np.float64), np.asarray(high, np.float64)


def select_baseline(record: Record, day: date, years: float) -> Record:
    """The record of the `years` up to and including `day`; shorter where coverage starts later."""
    days = min(round(min(years, 1000.0) * DAYS_PER_YEAR), (day - record.start).days)  # coverage may start later
    return record.between(date.fromordinal(day.toordinal() - max(days, 0)), day)


def compare_rates(record: Record, day: date, baseline_years: float) -> Comparison:
    """The rate in the `baseline_years` up to `day` against the rate since.

    P(fell) = I(b1 / (b0 + b1); a1, a0): regularised incomplete beta, a shapes, b exposures, 1 after, 0 before. The
    ratio's interval is that of a scaled F(2 a1, 2 a0). Raises InputError where one side has no covered day.
    """
    before, after = (
        count_rate(select_baseline(record, day, baseline_years)),
        count_rate(record.between(day, record.end)),
    )
    p_fell = float(special.betainc(after.shape, before.shape, after.years / (before.years + after.years)))
    scale = after.mean / before.mean
    low, middle, high = (
        float(special.fdtri(2 * after.shape, 2 * before.shape, q)) * scale
        for q in ((1 - INTERVAL) / 2, 0.5, (1 + INTERVAL) / 2)
    )
    verdict = choose_verdict(p_fell, expected=before.mean * after.years)
    return Comparison(before, after, p_fell, middle, low, high, verdict)


def choose_verdict(p_fell: float, expected: float) -> Verdict:
    """The plain word for a comparison; a rise is called even in a short time, a fall is not."""
    if p_fell <= 1 - CLEAR:
        return "rose"
    if expected < TOO_THIN:
        return "too early to say"
    return "fell" if p_fell >= CLEAR else "no clear change"


def find_weaknesses(comparison: Comparison) -> tuple[str, ...]:
    """What makes a comparison weak, in sentences; none where nothing does. Each has a rule of its own."""
    before, after, found = comparison.before, comparison.after, []
    expected = before.mean * after.years
    if expected < TOO_THIN:
        found.append(
            f"At the rate before, {expected:.1f} incidents were to be expected in the {after.days} days since: "
            "too few to tell a fall from luck."
        )
    if before.count < FEW:
        count = "no incident" if not before.count else f"{before.count} incident{'s' if before.count > 1 else ''}"
        found.append(f"The rate before rests on {count} only.")
    if comparison.ratio_high > WIDE * comparison.ratio_low:
        found.append(
            f"The rate since may be anything from {comparison.ratio_low:.1f} to {comparison.ratio_high:.1f} times the "
            "rate before."
        )
    return tuple(found)


def count_quiet_spell(record: Record, day: date, baseline_years: float) -> QuietSpell:
    """The days without an incident since the last one, or since `day` if that is later, up to the end of coverage.

    P(none in t) = (b0 / (b0 + t)) ** a0 under the baseline before `day`: it averages over what the rate may have been.
    """
    baseline = count_rate(select_baseline(record, day, baseline_years))
    since = record.between(day, record.end).frame["date"]
    last = since.max().date() if len(since) else day
    days = max((record.end - last).days, 0)
    spell = days / DAYS_PER_YEAR
    return QuietSpell(days, (baseline.years / (baseline.years + spell)) ** baseline.shape, baseline)


def compare_baselines(record: Record, day: date, years: tuple[float, ...] = BASELINES) -> list[tuple[str, Comparison]]:
    """The same comparison under several baseline lengths, to see whether the answer hangs on the choice.

    A baseline longer than the coverage before `day` is cut to it, and only the first of those is kept.
    """
    compared: list[tuple[str, Comparison]] = []
    for length in years:
        comparison = compare_rates(record, day, length)
        if not compared or comparison.before.start < compared[-1][1].before.start:
            years_before = round(comparison.before.years)
            compared.append((f"{years_before} year{'s' if years_before > 1 else ''} before", comparison))
    return compared
