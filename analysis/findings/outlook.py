"""The outlook: how likely is at least one more incident, and has this way of asking ever beaten simpler ones?

Model: discounted Gamma-Poisson. An incident of age u years counts exp(-u ln 2 / half-life), exposure likewise, so that
the rate follows change; P(at least one in h) = 1 - (b / (b + h)) ** a. It stands beside its opponents: never, the
all-history rate, the last twelve months, and a self-exciting model. The last earned its place at scale: over 90 days in
the countries and border regions of UCDP GED it had the best log score of all (benchmarks/backtest.py, README).
Whether, not how many: on deaths in Tajikistan nothing has beaten "always zero" (VIEWS challenge, 2018-23).
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from analysis.findings.backtest import OURS, Backtest, Score, is_clearly_better, run_backtest
from analysis.findings.forecasters import count_history, discounted_rate
from analysis.findings.record import Record
from analysis.intake.value import InputError

MAX_HORIZON_DAYS = 3653  # ten years: beyond it no reader should trust a rate from a decade of data


@dataclass(frozen=True)
class Outlook:
    """P(at least one incident in scope within the horizon), beside its opponents and its past."""

    scope: str
    origin: date
    horizon_days: int
    probability: float
    half_life_years: float
    opponents: dict[str, float]  # name -> probability
    scores: tuple[Score, ...]  # best Brier score first; empty where the history is too short to test
    is_clear: bool  # the winner beats ours, or ours the next best, by more than luck
    backtest: pd.DataFrame  # origin (a day), happened, count, and one column of probabilities per name

    @property
    def winner(self) -> str | None:
        """The best by Brier score in the back-test, even when it is "never"; None where there was no test."""
        return self.scores[0].name if self.scores else None


def forecast_outlook(record: Record, horizon_days: int) -> Outlook:
    """The outlook from the record's last covered day.

    Raises InputError for a horizon outside 1 day … 10 years, and for a record that covers no day.
    """
    check_horizon(record, horizon_days)
    tested = run_backtest(count_history(record), horizon_days)
    days = [pd.Timestamp(record.start + timedelta(days=int(day))) for day in tested.frame["origin"]]
    scores = tested.scores()
    return Outlook(
        scope=record.scope.title,
        origin=record.end,
        horizon_days=horizon_days,
        probability=tested.now[OURS],
        half_life_years=tested.half_life,
        opponents={name: chance for name, chance in tested.now.items() if name != OURS},
        scores=scores,
        is_clear=is_winner_clear(tested, scores),
        backtest=tested.frame.assign(origin=days),
    )


def is_winner_clear(tested: Backtest, scores: tuple[Score, ...]) -> bool:
    """Whether the best name beats ours by more than luck or, where it is ours, the next best."""
    if not scores:
        return False
    other = scores[1].name if scores[0].name == OURS else OURS
    return is_clearly_better(tested.frame, scores[0].name, other)


def forecast_chance(record: Record, horizon_days: int, half_life: float) -> float:
    """P(at least one) by the discounted rate with a half-life (years) that was chosen elsewhere.

    Forecasts that are compared must share one: with the same forgetting a part is never likelier than the whole.
    Raises InputError like `forecast_outlook`.
    """
    check_horizon(record, horizon_days)
    history = count_history(record)
    return float(discounted_rate(history, np.array([history.length]), half_life).chance(horizon_days)[0])


def check_horizon(record: Record, horizon_days: int) -> None:
    """Raises InputError for a horizon outside 1 day … 10 years, and for a record that covers no day."""
    if not 1 <= horizon_days <= MAX_HORIZON_DAYS:
        raise InputError(
            f"horizon_days must lie between 1 and {MAX_HORIZON_DAYS} (ten years), given {horizon_days}. "
            "Beyond ten years a rate from such a record says nothing."
        )
    if record.days <= 0:
        raise InputError(f"no day is covered between {record.start} and {record.end}, so there is no outlook to give.")
