"""The outlook: how likely is at least one more incident, and has this way of asking ever beaten simpler ones?

Model: discounted Gamma-Poisson. An incident of age u years counts exp(-u ln 2 / half-life), exposure likewise, so that
the rate follows change; P(at least one in h) = 1 - (b / (b + h)) ** a. The half-life is chosen by the log score that
it would have earned before the origin, never after (prequential: Dawid 1984, J. R. Stat. Soc. A 147). Opponents:
never, the all-history rate, the last twelve months. Whether, not how many: on deaths in Tajikistan nothing has beaten
"always zero" (VIEWS challenge, 2018-23).
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.findings.record import DAYS_PER_YEAR, Record
from analysis.intake.value import InputError

Floats = NDArray[np.float64]

HALF_LIVES = (0.5, 1.0, 2.0, 4.0, np.inf)  # years; inf forgets nothing
STEP_DAYS = 30  # origins of the back-test: one a month
WARM_UP_DAYS = 730  # two years of history before the first origin, or every rate is a guess
MAX_HORIZON_DAYS = 3653  # ten years: beyond it no reader should trust a rate from a decade of data
FLOOR = 1e-4  # log scores of certain forecasts that fail are infinite; 1 in 10,000 is the firmest "never" scored

NAMES = ("discounted rate", "never", "all-history rate", "last 12 months")


@dataclass(frozen=True)
class Score:
    """How one way of forecasting did over the back-test. Lower is better in both."""

    name: str
    brier: float
    log_score: float
    forecasts: int


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
    backtest: pd.DataFrame  # origin, happened, and one column of probabilities per name

    @property
    def winner(self) -> str | None:
        """The best by Brier score in the back-test, even when it is "never"; None where there was no test."""
        return self.scores[0].name if self.scores else None


def compute_days(record: Record) -> Floats:
    """Days from the record's start to each incident, oldest first."""
    return np.asarray((record.frame["date"] - pd.Timestamp(record.start)).dt.days, dtype=np.float64)


def forecast_outlook(record: Record, horizon_days: int, half_life: float | None = None) -> Outlook:
    """The outlook from the record's last covered day. Raises InputError for a horizon outside 1 day … 10 years.

    `half_life` (years) is chosen by the back-test where it is not given. Forecasts that are compared must share one:
    with the same forgetting a part is never likelier than the whole.
    """
    if not 1 <= horizon_days <= MAX_HORIZON_DAYS:
        raise InputError(
            f"horizon_days must lie between 1 and {MAX_HORIZON_DAYS} (ten years), given {horizon_days}. "
            "Beyond ten years a rate from such a record says nothing."
        )
    days, now = compute_days(record), float(record.days)
    backtest, best = run_backtest(days, now, horizon_days)
    half_life = best if half_life is None else half_life
    chances = forecast_all(days, now, horizon_days, half_life)
    return Outlook(
        scope=record.scope.title,
        origin=record.end,
        horizon_days=horizon_days,
        probability=chances.pop(NAMES[0]),
        half_life_years=half_life,
        opponents=chances,
        scores=score_backtest(backtest),
        backtest=backtest.assign(
            origin=[pd.Timestamp(record.start + timedelta(days=int(day))) for day in backtest["origin"]]
        ),
    )


def forecast_all(days: Floats, now: float, horizon: float, half_life: float) -> dict[str, float]:
    """The chance of at least one incident in (now, now + horizon], by each name."""
    last_year = np.array([d for d in days if now - DAYS_PER_YEAR < d <= now])
    return {
        NAMES[0]: forecast_chance(days, now, horizon, half_life),
        NAMES[1]: 0.0,
        NAMES[2]: forecast_chance(days, now, horizon, np.inf),
        NAMES[3]: chance(len(last_year) + 0.5, min(now, DAYS_PER_YEAR), horizon),
    }


def forecast_chance(days: Floats, now: float, horizon: float, half_life: float) -> float:
    """P(at least one) under the discounted rate; days and horizon in days, half-life in years."""
    ages = (now - days[days <= now]) / DAYS_PER_YEAR
    decay = 0.0 if np.isinf(half_life) else np.log(2) / half_life
    shape = 0.5 + float(np.exp(-decay * ages).sum())
    history = now / DAYS_PER_YEAR
    exposure = history if decay == 0 else float(-np.expm1(-decay * history)) / decay
    return chance(shape, exposure * DAYS_PER_YEAR, horizon)


def chance(shape: float, exposure_days: float, horizon: float) -> float:
    """1 - (b / (b + h)) ** a."""
    return float(1 - (exposure_days / (exposure_days + horizon)) ** shape)


def run_backtest(days: Floats, now: float, horizon: int) -> tuple[pd.DataFrame, float]:
    """Forecasts at monthly origins with what then happened, and the half-life that does best up to now.

    At each origin the half-life is the one with the best log score over earlier origins whose horizon had passed.
    """
    origins = np.arange(WARM_UP_DAYS, now - horizon + 1, STEP_DAYS, dtype=float)
    happened = np.array([bool(((days > o) & (days <= o + horizon)).any()) for o in origins], dtype=bool)
    chances = np.array([[forecast_chance(days, o, horizon, h) for h in HALF_LIVES] for o in origins])
    losses = log_losses(chances, happened[:, None]) if len(origins) else np.zeros((0, len(HALF_LIVES)))
    rows = []
    for origin, outcome in zip(origins, happened, strict=True):
        known = losses[origins + horizon <= origin]
        rows.append(
            {"origin": origin, "happened": outcome, **forecast_all(days, origin, horizon, best_half_life(known))}
        )
    return pd.DataFrame(rows, columns=["origin", "happened", *NAMES]), best_half_life(losses)


def best_half_life(losses: Floats) -> float:
    """The half-life with the lowest summed log loss; without any history, the one that forgets nothing."""
    return HALF_LIVES[-1] if len(losses) == 0 else HALF_LIVES[int(losses.sum(axis=0).argmin())]


def log_losses(chances: Floats, happened: NDArray[np.bool_]) -> Floats:
    """-log of the probability given to what happened."""
    sure = np.clip(chances, FLOOR, 1 - FLOOR)
    return -np.log(np.where(happened, sure, 1 - sure))


def score_backtest(backtest: pd.DataFrame) -> tuple[Score, ...]:
    """Mean Brier and log score of each name, best Brier first."""
    if backtest.empty:
        return ()
    happened = backtest["happened"].to_numpy(dtype=bool)
    scores = [
        Score(
            name=name,
            brier=float(((backtest[name].to_numpy() - happened) ** 2).mean()),
            log_score=float(log_losses(backtest[name].to_numpy(), happened).mean()),
            forecasts=len(backtest),
        )
        for name in NAMES
    ]
    return tuple(sorted(scores, key=lambda score: score.brier))


def count_calibration(backtest: pd.DataFrame, bins: int = 5) -> pd.DataFrame:
    """Per band of forecast probability: how many forecasts, their mean, and how often it then happened."""
    columns = ["band", "forecasts", "mean_forecast", "share_happened"]
    if backtest.empty:
        return pd.DataFrame(columns=columns)
    edges = np.linspace(0, 1, bins + 1)
    band = np.clip(np.digitize(backtest[NAMES[0]], edges) - 1, 0, bins - 1)
    grouped = backtest.groupby(band)
    table = pd.DataFrame(
        {
            "forecasts": grouped.size(),
            "mean_forecast": grouped[NAMES[0]].mean(),
            "share_happened": grouped["happened"].mean(),
        }
    )
    labels = [f"{edges[i]:.0%}–{edges[i + 1]:.0%}".replace("%–", "–") for i in table.index]
    return table.assign(band=labels).reset_index(drop=True)[columns]
