"""The back-test: what each forecaster would have said month by month, set against what then happened.

Rolling origin: each forecast sees the days up to its origin only. That holds for the half-life too: it is the one with
the best log score over earlier origins whose horizon had passed by then (prequential: Dawid 1984, J. R. Stat. Soc. A
147), so that changing later data never changes an earlier forecast.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.findings.forecasters import Floats, History, Posterior, discounted_rate, last_year
from analysis.findings.scores import brier, log_loss
from analysis.findings.self_exciting import self_exciting_chance

# Years; inf forgets nothing. 0.25 was added after the first test at scale (benchmarks/backtest.py), in which forgetting
# faster lowered the Brier score over 90 days from 0.109 to 0.103; 0.125 gave 0.105.
HALF_LIVES = (0.25, 0.5, 1.0, 2.0, 4.0, np.inf)
STEP_DAYS = 30  # origins: one a month
BLOCK = 12  # origins drawn together in the bootstrap: a year
BOOTSTRAP_DRAWS = 1000
WARM_UP_DAYS = 730  # two years of history before the first origin, or every rate is a guess

OURS, NEVER, ALL_HISTORY, LAST_YEAR, SELF_EXCITING = NAMES = (
    "discounted rate",
    "never",
    "all-history rate",
    "last 12 months",
    "self-exciting model",
)


@dataclass(frozen=True)
class Score:
    """How one way of forecasting did over the back-test. Lower is better in all three."""

    name: str
    brier: float
    log_score: float
    forecasts: int
    crps: float | None = None  # of the number of incidents; None for a forecaster of whether only


@dataclass(frozen=True)
class Backtest:
    """`frame`: origin (days after the record's start), happened, count, and a column of chances for each name.

    `half_life`: the best one by all that has been seen up to now; `now`: what each name says from the last day.
    """

    frame: pd.DataFrame
    half_life: float
    now: dict[str, float]
    crps: dict[str, Floats]

    def scores(self) -> tuple[Score, ...]:
        """Mean scores of each name, best Brier score first; none where no origin could be tested."""
        if self.frame.empty:
            return ()
        happened = self.frame["happened"].to_numpy(np.bool_)
        rated = [
            Score(
                name=name,
                brier=float(brier(self.frame[name], happened).mean()),
                log_score=float(log_loss(self.frame[name], happened).mean()),
                forecasts=len(self.frame),
                crps=float(self.crps[name].mean()) if name in self.crps else None,
            )
            for name in NAMES
        ]
        return tuple(sorted(rated, key=lambda score: score.brier))


def run_backtest(history: History, horizon: int) -> Backtest:
    """Forecasts of at least one incident in `horizon` days, at monthly origins and from the last covered day."""
    origins, moments = find_origins(history, horizon)
    counts = history.count_within(origins, horizon)
    candidates = [discounted_rate(history, moments, years) for years in HALF_LIVES]
    chosen = choose_half_lives(candidates, counts > 0, origins, moments, horizon)
    posteriors = {OURS: select_posterior(candidates, chosen), **find_simple(history, moments)}
    chances = {name: each.chance(horizon) for name, each in posteriors.items()}
    chances |= find_others(history, moments, horizon)
    frame = pd.DataFrame({"origin": origins, "happened": counts > 0, "count": counts})
    return Backtest(
        frame=frame.assign(**{name: chances[name][:-1] for name in NAMES}),
        half_life=HALF_LIVES[chosen[-1]],
        now={name: float(chances[name][-1]) for name in NAMES},
        crps={name: each.crps(horizon, np.append(counts, 0))[:-1] for name, each in posteriors.items()}
        | {NEVER: counts},  # the CRPS of a certain forecast is its error
    )


def forecast_opponents(history: History, horizon: int) -> dict[str, float]:
    """What each opponent says from the last covered day, as the back-test would, without the rest of it."""
    now = np.array([history.length])
    simple = {name: each.chance(horizon) for name, each in find_simple(history, now).items()}
    return {name: float(chance[0]) for name, chance in {**simple, **find_others(history, now, horizon)}.items()}


def find_simple(history: History, moments: Floats) -> dict[str, Posterior]:
    """The opponents that are a rate."""
    return {ALL_HISTORY: discounted_rate(history, moments, np.inf), LAST_YEAR: last_year(history, moments)}


def find_others(history: History, moments: Floats, horizon: int) -> dict[str, Floats]:
    """The chances of the opponents that are none."""
    return {
        NEVER: np.zeros(len(moments)),
        SELF_EXCITING: self_exciting_chance(history, moments, horizon),
    }


def find_half_life(history: History, horizon: int) -> float:
    """The half-life (years) that the back-test would choose from the last covered day, without the rest of it."""
    origins, moments = find_origins(history, horizon)
    happened = history.count_within(origins, horizon) > 0
    candidates = [discounted_rate(history, moments, years) for years in HALF_LIVES]
    return HALF_LIVES[choose_half_lives(candidates, happened, origins, moments, horizon)[-1]]


def find_origins(history: History, horizon: int) -> tuple[Floats, Floats]:
    """The origins whose horizon has passed, and with them the last covered day, from which the outlook speaks."""
    origins = np.arange(WARM_UP_DAYS, history.length - horizon + 1, STEP_DAYS, dtype=np.float64)
    return origins, np.append(origins, history.length)


def choose_half_lives(
    candidates: list[Posterior], happened: NDArray[np.bool_], origins: Floats, moments: Floats, horizon: int
) -> NDArray[np.intp]:
    """For each moment the index of the half-life that had lost least by then; without any history, the last one."""
    chances = np.column_stack([each.chance(horizon)[: len(origins)] for each in candidates])
    lost = np.cumsum(log_loss(chances, happened[:, None]), axis=0)
    known = np.searchsorted(origins + horizon, moments, side="right")
    sums = np.vstack([np.zeros(len(candidates)), lost])
    return np.where(known > 0, sums[known].argmin(axis=1), len(candidates) - 1)


def select_posterior(candidates: list[Posterior], chosen: NDArray[np.intp]) -> Posterior:
    """At each moment the chosen candidate's posterior."""
    at = np.arange(len(chosen))
    shapes = np.column_stack([each.shape for each in candidates])[at, chosen]
    return Posterior(shapes, np.column_stack([each.exposure for each in candidates])[at, chosen])


def is_clearly_better(frame: pd.DataFrame, better: str, worse: str) -> bool:
    """Whether one name's Brier score is lower than another's by more than luck: the 90 % interval excludes none.

    Paired moving-block bootstrap (Künsch 1989, Annals of Statistics 17): whole years of origins are drawn anew,
    because neighbouring months share most of their horizon and quiet years follow quiet years.
    """
    gain = brier(frame[worse], frame["happened"]) - brier(frame[better], frame["happened"])
    if len(gain) < 2 * BLOCK:
        return False
    starts = np.random.default_rng(0).integers(0, len(gain), (BOOTSTRAP_DRAWS, -(-len(gain) // BLOCK)))
    drawn = (starts[:, :, None] + np.arange(BLOCK)) % len(gain)
    return bool(np.quantile(gain[drawn].mean(axis=(1, 2)), 0.05) > 0)


def count_calibration(frame: pd.DataFrame, bins: int = 5) -> pd.DataFrame:
    """Per band of our forecasts: how many, their mean, and how often it then happened."""
    columns = ["band", "forecasts", "mean_forecast", "share_happened"]
    if frame.empty:
        return pd.DataFrame(columns=columns)
    edges = np.linspace(0, 1, bins + 1)
    band = np.clip(np.digitize(frame[OURS], edges) - 1, 0, bins - 1)
    grouped = frame.groupby(band)
    table = pd.DataFrame(
        {
            "forecasts": grouped.size(),
            "mean_forecast": grouped[OURS].mean(),
            "share_happened": grouped["happened"].mean(),
        }
    )
    labels = [f"{edges[i]:.0%}–{edges[i + 1]:.0%}".replace("%–", "–") for i in table.index]
    return table.assign(band=labels).reset_index(drop=True)[columns]
