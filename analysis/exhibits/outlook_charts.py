"""The outlook beside its opponents, how each scored in the past, and whether its numbers mean what they say."""

import pandas as pd

from analysis.exhibits.drawing import Drawing, fitted, measure
from analysis.exhibits.exhibit import NO_RECORD, Exhibit, absent, rows
from analysis.exhibits.style import BEFORE, COOL, INK, MUTED, NARROW, NEUTRAL, PAPER, RULE, SINCE, SMALL
from analysis.exhibits.svg import stills
from analysis.exhibits.wording import capital, day, percent, plural
from analysis.findings.outlook import NAMES, Outlook, count_calibration

OURS = NAMES[0]
SIZES = (460, NARROW)  # a square needs no more
TOO_FEW = 10  # forecasts in a band below which its share of outcomes is mostly luck
ROW = 46
SPOKEN = {OURS: "our model (discounted rate)", "never": "“never”"}


def outlook_chart(outlook: Outlook | None, source: str = "the event table in scope", *, id: str = "outlook") -> Exhibit:
    """P(at least one incident in the horizon) by our model and its opponents, with each one's back-test score."""
    if outlook is None:
        return absent(id, "outlook", NO_RECORD)
    table = list_forecasts(outlook)
    best = outlook.winner
    note = "Brier score: mean squared error of the probability in the back-test; lower is better."
    if outlook.scores:
        note += f" {plural(outlook.scores[0].forecasts, 'forecast')} from monthly origins."
    else:
        note = "The record is too short for a back-test, so no forecast here has been tested."
    return Exhibit(
        id=id,
        title=describe_outlook(outlook),
        body=stills(id, alt_text(outlook, table), lambda width: draw_outlook(width, table, best)),
        source=f"{source}; discounted Gamma–Poisson from {day(outlook.origin)}, half-life {half_life(outlook)}",
        alt=alt_text(outlook, table),
        note=f"{note} Whether, not how many: nothing here forecasts the number of dead.",
        data=table,
        findings={
            "outlook": {
                "scope": outlook.scope,
                "origin": outlook.origin,
                "horizon_days": outlook.horizon_days,
                "probability": outlook.probability,
                "half_life_years": outlook.half_life_years,
                "opponents": outlook.opponents,
                "winner": outlook.winner,
                "scores": [
                    {"name": s.name, "brier": s.brier, "log_score": s.log_score, "forecasts": s.forecasts}
                    for s in outlook.scores
                ],
            }
        },
    )


def half_life(outlook: Outlook) -> str:
    """The half-life in words."""
    years = outlook.half_life_years
    return "none (forgets nothing)" if years == float("inf") else f"{years:g} year{'' if years == 1 else 's'}"


def describe_outlook(outlook: Outlook) -> str:
    """The message: the chance, and who won the back-test, even where it is "never"."""
    chance = f"{capital(percent(outlook.probability))} chance of at least one more in {outlook.horizon_days} days"
    if outlook.winner is None:
        return f"{chance}; untested, the record is too short"
    if outlook.winner == OURS:
        return f"{chance}; this model did best in the back-test"
    if outlook.winner == "never":
        return f"{chance}; but in the back-test no model beat “never”"
    return f"{chance}; but in the back-test the {outlook.winner} did better"


def alt_text(outlook: Outlook, table: pd.DataFrame) -> str:
    """Every forecast with its score."""
    listed = [
        f"{r.forecast}: {percent(r.probability)}" + (f", Brier {r.brier:.3f}" if pd.notna(r.brier) else "")
        for r in rows(table)
    ]
    text = f"Chance of at least one of {outlook.scope} within {outlook.horizon_days} days of {day(outlook.origin)}. "
    return (
        text + "; ".join(listed) + (f". Best in the back-test: {outlook.winner}." if outlook.winner else ". Untested.")
    )


def list_forecasts(outlook: Outlook) -> pd.DataFrame:
    """Our forecast first, then the opponents from the highest down, each with its scores."""
    scores = {score.name: score for score in outlook.scores}
    chances = {OURS: outlook.probability, **dict(sorted(outlook.opponents.items(), key=lambda item: -item[1]))}
    return pd.DataFrame(
        [
            {
                "forecast": name,
                "probability": chance,
                "brier": scores[name].brier if name in scores else float("nan"),
                "log_score": scores[name].log_score if name in scores else float("nan"),
                "is_best": name == outlook.winner,
            }
            for name, chance in chances.items()
        ]
    )


def draw_outlook(width: int, table: pd.DataFrame, best: str | None) -> Drawing:
    """One row each: name and score above, the probability as a bar on a scale from 0 to 100 %."""
    drawing = Drawing(width, 34 + ROW * len(table))
    left, right = 4.0, width - 52.0
    bottom = 8 + ROW * len(table)
    for share in (0, 0.25, 0.5, 0.75, 1):
        x = left + (right - left) * share
        drawing.line([x, x], [4, bottom], RULE if share == 0 else NEUTRAL)
        drawing.text(
            x, bottom + 17, f"{share * 100:.0f} %", size=SMALL, color=MUTED, align="left" if share == 0 else "center"
        )
    for i, row in enumerate(rows(table)):
        y = 8 + ROW * i
        ours, wins = row.forecast == OURS, row.forecast == best
        name = SPOKEN.get(row.forecast, row.forecast)
        score = f"Brier {row.brier:.3f}" if pd.notna(row.brier) else "not tested"
        score += ", best in the back-test" if wins else ""
        drawing.text(left + 2, y + 15, name, weight=600 if ours else 400)
        room = width - left - measure(name, weight=600) - 16
        words, colour = fitted(score, room, SMALL, 600), INK if wins else MUTED
        drawing.text(width - 4, y + 15, words, size=SMALL, align="right", weight=600 if wins else 400, color=colour)
        x = left + (right - left) * row.probability
        drawing.rect(left, y + 22, max(x - left, 1.5), 14, SINCE if ours else BEFORE)
        drawing.text(x + 6, y + 34, percent(row.probability), weight=600 if ours else 400)
    return drawing


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
    """A square with its diagonal."""
    side = min(width - 60, 340)
    drawing = Drawing(width, side + 58)
    left, bottom = 46.0, side + 10.0

    def place(x: float, y: float) -> tuple[float, float]:
        return left + side * x, bottom - side * y

    for share in (0, 0.25, 0.5, 0.75, 1):
        (x, y) = place(share, share)
        drawing.line([x, x], [bottom, bottom - side], NEUTRAL)
        drawing.line([left, left + side], [y, y], NEUTRAL)
        drawing.text(x, bottom + 17, f"{share * 100:.0f} %", size=SMALL, color=MUTED, align="center")
        drawing.text(left - 7, y + 4, f"{share * 100:.0f} %", size=SMALL, color=MUTED, align="right")
    drawing.line([left, left + side], [bottom, bottom - side], MUTED, 1.2, dash=(4, 3))
    drawing.text(left + side, bottom + 36, "forecast", size=SMALL, weight=600, align="right")
    drawing.text(left + 5, bottom - side + 13, "happened", size=SMALL, weight=600, halo=True)
    most = float(table["forecasts"].max())
    for row in rows(table):
        x, y = place(row.mean_forecast, row.share_happened)
        radius = 4 + 12 * (row.forecasts / most) ** 0.5
        few = row.forecasts < TOO_FEW
        drawing.circle(x, y, radius, PAPER if few else COOL, stroke=COOL if few else PAPER, line=1.6,
                       mark=str(row.band), title=f"{row.band}: {row.forecasts} forecasts")  # fmt: skip
        words = f"{row.forecasts}"
        beside = x + radius + 5 + measure(words, SMALL) < left + side
        drawing.text(x + radius + 5 if beside else x - radius - 5, y + 4, words, size=SMALL, color=MUTED, halo=True,
                     align="left" if beside else "right")  # fmt: skip
    return drawing
