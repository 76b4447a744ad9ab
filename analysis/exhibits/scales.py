"""Scales: days and deaths to pixels, with ticks that a reader expects."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil, floor, log10, sqrt

import pandas as pd

from analysis.exhibits.drawing import Drawing, measure
from analysis.exhibits.style import MUTED, NEUTRAL, RULE, SMALL

LINEAR_UP_TO = 20  # dead: above it one massacre would press every other incident to the ground, so roots are drawn
TICK_ROOM = 34  # pixels between two year labels


@dataclass(frozen=True)
class Scale:
    """From `start`–`end` in data to `low`–`high` in pixels; calling it converts."""

    start: float
    end: float
    low: float
    high: float
    ticks: tuple[float, ...] = ()
    bend: Callable[[float], float] = float

    def __call__(self, value: float) -> float:
        first, last = self.bend(self.start), self.bend(self.end)
        share = (self.bend(value) - first) / (last - first) if last > first else 0.0
        return self.low + share * (self.high - self.low)

    def between(self, low: float, high: float) -> "Scale":
        """The same scale on other pixels."""
        return replace(self, low=low, high=high)


def time_scale(start: date, end: date, low: float, high: float, margin: float) -> Scale:
    """Days from `start` to `end`, with a margin after the end (share of the span) for what is not known yet."""
    first, last = start.toordinal(), max(end.toordinal(), start.toordinal() + 1)
    return Scale(first, last + (last - first) * margin, low, high)


def killed_scale(values: Sequence[float]) -> Scale:
    """From none to the most dead, never less than 4; square roots where the most exceeds 20."""
    most = max([4.0, *(value for value in values if pd.notna(value))])
    if most <= LINEAR_UP_TO:
        step = nice_step(most / 3)
        return Scale(0, most, 0, 1, tuple(step * i for i in range(floor(most / step) + 1)))
    ticks = [tick for tick in (0, 5, 20, 50, 100, 200, 500, 1000, 2000, 5000) if tick <= most]
    return Scale(0, most, 0, 1, tuple(float(tick) for tick in ticks), bend=lambda value: sqrt(max(value, 0)))


def nice_step(rough: float) -> float:
    """The next of 1, 2, 5, 10, 20, 50 …"""
    power = 10 ** floor(log10(max(rough, 1)))
    return float(next(step * power for step in (1, 2, 5, 10) if step * power >= rough))


def draw_killed_axis(drawing: Drawing, killed: Scale, left: float, right: float) -> None:
    """Fine lines at the ticks, with their numbers on the left."""
    for tick in killed.ticks:
        y = killed(tick)
        drawing.line([left, right], [y, y], RULE if tick == 0 else NEUTRAL, 1.0)
        drawing.text(left - 6, y + 4, f"{tick:.0f}", size=SMALL, color=MUTED, align="right")


def draw_years(drawing: Drawing, times: Scale, ground: float) -> None:
    """Years, or months where the span is short, below the ground line; as many as there is room for."""
    for position, words in list_ticks(times):
        x = times(position)
        drawing.line([x, x], [ground, ground + 4], RULE, 1.0)
        if x + measure(words, SMALL) / 2 <= drawing.width - 1:
            drawing.text(max(x, measure(words, SMALL) / 2), ground + 17, words, size=SMALL, color=MUTED, align="center")


def list_ticks(times: Scale) -> list[tuple[float, str]]:
    """Positions and words of the time axis."""
    days, room = times.end - times.start, abs(times.high - times.low)
    most = max(2, floor(room / TICK_ROOM))
    first, last = date.fromordinal(int(times.start)), date.fromordinal(int(times.end))
    if days > 2 * 365:
        step = int(nice_year_step((last.year - first.year + 1) / most))
        years = range(
            ceil((first.year + (first.toordinal() > date(first.year, 1, 7).toordinal())) / step) * step,
            last.year + 1,
            step,
        )
        return [(date(year, 1, 1).toordinal(), str(year)) for year in years]
    months = pd.date_range(first, last, freq="MS")
    step = next(s for s in (1, 2, 3, 6, 12) if s >= len(months) / max(2, floor(room / 44)) or s == 12)
    chosen = [m for m in months if (m.month - 1) % step == 0]
    return [(m.toordinal(), f"{m:%b}" if m.month != 1 else f"{m:%Y}") for m in chosen]


def nice_year_step(rough: float) -> int:
    """1, 2, 5, 10 … years."""
    return next(step for step in (1, 2, 5, 10, 20, 50, 100) if step >= rough or step == 100)
