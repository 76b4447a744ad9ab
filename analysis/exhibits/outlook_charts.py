"""The outlook beside its opponents, how each scored in the past, and whether its numbers mean what they say."""

import pandas as pd

from analysis.exhibits.drawing import Drawing, fitted, measure
from analysis.exhibits.exhibit import NO_RECORD, Exhibit, absent, rows
from analysis.exhibits.style import BEFORE, INK, MUTED, NEUTRAL, RULE, SINCE, SMALL
from analysis.exhibits.svg import stills
from analysis.exhibits.wording import capital, day, percent, plural
from analysis.findings.backtest import NEVER, OURS
from analysis.findings.outlook import Outlook

ROW = 46
SPOKEN = {OURS: "our model (discounted rate)", NEVER: "“never”"}


def outlook_chart(outlook: Outlook | None, source: str = "the event table in scope", *, id: str = "outlook") -> Exhibit:
    """P(at least one incident in the horizon) by our model and its opponents, with each one's back-test score."""
    if outlook is None:
        return absent(id, "outlook", NO_RECORD)
    table = list_forecasts(outlook)
    best = outlook.winner
    note = "Brier score: mean squared error of the probability in the back-test; lower is better."
    if outlook.scores:
        note += f" {plural(outlook.scores[0].forecasts, 'forecast')}, one a month, from the days before it."
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
        findings={"outlook": list_outlook(outlook)},
    )


def list_outlook(outlook: Outlook) -> dict[str, object]:
    """The outlook for the machine-readable twin."""
    return {
        "scope": outlook.scope,
        "origin": outlook.origin,
        "horizon_days": outlook.horizon_days,
        "probability": outlook.probability,
        "half_life_years": outlook.half_life_years,
        "opponents": outlook.opponents,
        "winner": outlook.winner,
        "winner_is_clear": outlook.is_clear,
        "scores": [vars(score) for score in outlook.scores],
    }


def half_life(outlook: Outlook) -> str:
    """The half-life in words."""
    years = outlook.half_life_years
    return "none (forgets nothing)" if years == float("inf") else f"{years:g} year{'' if years == 1 else 's'}"


def describe_outlook(outlook: Outlook) -> str:
    """The message: the chance, and who won the back-test, even where it is "never"."""
    chance = f"{capital(percent(outlook.probability))} chance of at least one more in {outlook.horizon_days} days"
    if outlook.winner is None:
        return f"{chance}; untested, the record is too short"
    luck = "" if outlook.is_clear else ", by no more than luck allows"
    if outlook.winner == OURS:
        return f"{chance}; this model did best in the back-test{luck}"
    if outlook.winner == NEVER:
        return f"{chance}; but in the back-test no model beat “never”"
    return f"{chance}; but in the back-test the {outlook.winner} did better{luck}"


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
                "crps": scores[name].crps if name in scores else float("nan"),
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
