"""The track record: what this edition forecasts, and how the forecasts of earlier ones did.

A forecast is settled once the data cover its whole horizon, never before: settling early only where something happened
would flatter high chances. It is settled by the record of today, in the scope of today; where the case has renamed or
dropped that scope, it is void, and counted as void.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from analysis.findings.backtest import OURS, find_half_life, forecast_opponents
from analysis.findings.forecasters import count_history
from analysis.findings.outlook import check_horizon, forecast_chance
from analysis.findings.record import select_record
from analysis.findings.scores import brier, log_loss
from analysis.intake.case import Case
from analysis.intake.events import Events
from analysis.intake.forecasts import Forecast
from analysis.intake.review import ModelProbability

State = Literal["happened", "did not happen", "open", "void"]


@dataclass(frozen=True)
class Settled:
    """An earlier forecast and what became of it. Scores are None while it is open, and where it is void."""

    forecast: Forecast
    state: State
    reason: str
    brier: float | None = None
    log_score: float | None = None
    opponents_brier: dict[str, float] | None = None

    @property
    def in_hindsight(self) -> bool:
        """Whether the data already held what was to come; the forecast did not use it, its maker may have known."""
        return self.forecast.data_end > self.forecast.origin


def draw_forecasts(case: Case, horizon_days: int) -> tuple[Forecast, ...]:
    """What this edition forecasts: of the main scope, and of each scope that a key judgment asks the model about.

    All share the main scope's half-life, as the judgments do. Raises InputError for an impossible horizon.
    """
    if case.events is None or case.file.main_scope is None:
        return ()
    asked = [j.probability.scope for j in case.review.judgments if isinstance(j.probability, ModelProbability)]
    main = select_record(case)
    check_horizon(main, horizon_days)
    half_life = find_half_life(count_history(main), horizon_days)
    names = dict.fromkeys([case.file.main_scope, *asked])
    # A scope that ends before the data do has no days ahead of it.
    open_ended = [name for name in names if select_record(case, name).end == case.coverage_end]
    return tuple(draw_forecast(case, case.events, name, horizon_days, half_life) for name in open_ended)


def draw_forecast(case: Case, events: Events, name: str, horizon_days: int, half_life: float) -> Forecast:
    """The forecast for one named scope, with the rule that will settle it."""
    record = select_record(case, name)
    until = record.end + timedelta(days=horizon_days)
    return Forecast(
        as_of=case.as_of,
        origin=record.end,
        horizon_days=horizon_days,
        until=until,
        scope=name,
        scope_text=record.scope.title,
        probability=round(forecast_chance(record, horizon_days, half_life), 6),
        model=f"{OURS} ({'forgets nothing' if half_life == float('inf') else f'half-life {half_life:g} years'})",
        opponents={key: round(p, 6) for key, p in forecast_opponents(count_history(record), horizon_days).items()},
        rule=f"true if the record then holds at least one incident in scope dated {record.end + timedelta(days=1)} to "
        f"{until}; settled once the data cover {until}",
        data=events.passport.source_line(),
        data_sha256=events.passport.sha256,
        data_end=events.coverage[1],
    )


def match_forecasts(case: Case, ledger: tuple[Forecast, ...]) -> tuple[Settled, ...]:
    """What became of each forecast from before the days that this edition covers, oldest first.

    Those from the same day or later are left out, so that an edition made again says the same again.
    """
    if case.events is None:
        return ()
    earlier = [each for each in ledger if each.origin < case.coverage_end]
    return tuple(settle(case, each) for each in sorted(earlier, key=lambda each: (each.origin, each.scope)))


def settle(case: Case, forecast: Forecast) -> Settled:
    """Whether it came true, by its own rule."""
    scope = case.file.scopes.get(forecast.scope)
    if scope is None or " ".join(scope.title.split()) != forecast.scope_text:
        return Settled(forecast, "void", f"the case has no scope '{forecast.scope}' with these words any more")
    record = select_record(case, forecast.scope)
    if record.end < forecast.until:
        return Settled(forecast, "open", f"settles when the data reach {forecast.until:%-d %B %Y}")
    count = record.between(forecast.origin, forecast.until).count
    return Settled(
        forecast,
        "happened" if count else "did not happen",
        f"{count} on record",
        brier=float(brier(forecast.probability, count > 0)),
        log_score=float(log_loss(forecast.probability, count > 0)),
        opponents_brier={name: float(brier(chance, count > 0)) for name, chance in forecast.opponents.items()},
    )
