"""Calibration: do the outlook's numbers mean what they say?"""

import pandas as pd

from analysis.exhibits.drawing import Drawing, measure
from analysis.exhibits.exhibit import NO_RECORD, Exhibit, absent, rows
from analysis.exhibits.style import COOL, MUTED, NARROW, NEUTRAL, PAPER, SMALL
from analysis.exhibits.svg import stills
from analysis.exhibits.wording import percent, plural
from analysis.findings.backtest import count_calibration
from analysis.findings.outlook import Outlook

SIZES = (460, NARROW)  # a square needs no more
TOO_FEW = 10  # forecasts in a band below which its share of outcomes is mostly luck


def calibration(
    outlook: Outlook | None, source: str = "the event table in scope", *, id: str = "calibration"
) -> Exhibit:
    """When the model said x %, how often did it happen? One dot per band of forecasts, its area the number of them."""
    if outlook is None:
        return absent(id, "calibration", NO_RECORD)
    table = count_calibration(outlook.backtest)
    alt = describe_calibration(table)
    return Exhibit(
        id=id,
        title=title_calibration(table),
        body=stills(
            id, alt, lambda width: draw_calibration(width, table) if len(table) else draw_nothing(width), SIZES
        ),
        source=f"{source}; back-test of the discounted rate",
        alt=alt,
        note=f"On the line, forecasts came true as often as they said. Open circles: fewer than {TOO_FEW} forecasts. "
        "Forecasts from neighbouring months share most of their horizon, so they are no independent tests.",
        data=table,
    )


def title_calibration(table: pd.DataFrame) -> str:
    """The message: how far stated probabilities and outcomes were apart."""
    if table.empty:
        return "The record is too short to test whether the forecasts mean what they say"
    weights = table["forecasts"] / table["forecasts"].sum()
    gap = float(((table["mean_forecast"] - table["share_happened"]).abs() * weights).sum())
    bias = float(((table["share_happened"] - table["mean_forecast"]) * weights).sum())
    side = "too low" if bias > 0.02 else "too high" if bias < -0.02 else "neither too high nor too low"
    return f"In the past, forecasts were {gap * 100:.0f} points off on average, and on the whole {side}"


def describe_calibration(table: pd.DataFrame) -> str:
    """Each band in words."""
    listed = (
        f"forecast {r.band}: happened {percent(r.share_happened)} of {plural(r.forecasts, 'time')}" for r in rows(table)
    )
    return f"Calibration of the outlook. {'; '.join(listed)}." if len(table) else "Calibration: no forecasts to test."


def draw_nothing(width: int) -> Drawing:
    """The empty place where a chart would be, saying so."""
    drawing = Drawing(width, 60)
    drawing.rect(0, 0, width, 60, NEUTRAL)
    drawing.text(width / 2, 35, "The record is too short for a back-test", color=MUTED, align="center")
    return drawing


def draw_calibration(width: int, table: pd.DataFrame) -> Drawing:
    """A square with its diagonal, and a dot for each band of forecasts."""
    side = min(width - 60, 340)
    drawing = Drawing(width, side + 58)
    left, bottom = 46.0, side + 10.0
    draw_square(drawing, left, bottom, side)
    most = float(table["forecasts"].max())
    for row in rows(table):
        x, y = left + side * row.mean_forecast, bottom - side * row.share_happened
        radius = 4 + 12 * (row.forecasts / most) ** 0.5
        fill, stroke = (PAPER, COOL) if row.forecasts < TOO_FEW else (COOL, PAPER)
        words = str(row.forecasts)
        title = f"{row.band}: {row.forecasts} forecasts"
        drawing.circle(x, y, radius, fill, stroke=stroke, line=1.6, mark=str(row.band), title=title)
        if x + radius + 5 + measure(words, SMALL) < left + side:
            drawing.text(x + radius + 5, y + 4, words, size=SMALL, color=MUTED, halo=True)
        else:
            drawing.text(x - radius - 5, y + 4, words, size=SMALL, color=MUTED, halo=True, align="right")
    return drawing


def draw_square(drawing: Drawing, left: float, bottom: float, side: float) -> None:
    """Both axes from 0 to 100 %, and the line on which forecasts come true as often as they say."""
    for share in (0, 0.25, 0.5, 0.75, 1):
        x, y = left + side * share, bottom - side * share
        drawing.line([x, x], [bottom, bottom - side], NEUTRAL)
        drawing.line([left, left + side], [y, y], NEUTRAL)
        drawing.text(x, bottom + 17, f"{share * 100:.0f} %", size=SMALL, color=MUTED, align="center")
        drawing.text(left - 7, y + 4, f"{share * 100:.0f} %", size=SMALL, color=MUTED, align="right")
    drawing.line([left, left + side], [bottom, bottom - side], MUTED, 1.2, dash=(4, 3))
    drawing.text(left + side, bottom + 36, "forecast", size=SMALL, weight=600, align="right")
    drawing.text(left + 5, bottom - side + 13, "happened", size=SMALL, weight=600, halo=True)
