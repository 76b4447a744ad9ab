"""How earlier forecasts did: the case's ledger, settled by today's record, and what this edition adds to it."""

from collections.abc import Sequence
from statistics import fmean

import pandas as pd

from analysis.exhibits.exhibit import NO_RECORD, Exhibit, absent
from analysis.exhibits.grid import grid
from analysis.exhibits.wording import capital, counted, day, percent, plural
from analysis.findings.track_record import Settled
from analysis.intake.forecasts import Forecast

FEW = 30  # settled forecasts below which a mean score is mostly luck; even a coin's Brier score varies by 0.05 then
NOTE = (
    "Brier score: squared error of the probability; lower is better. A forecast settles once the data cover its whole "
    "horizon. The ledger, forecasts.csv in the case folder, is only ever added to, when an edition is published."
)


def forecast_table(earlier: Sequence[Settled], own: Sequence[Forecast], *, id: str = "forecasts") -> Exhibit:
    """Earlier forecasts with what became of them, then this edition's own, which later ones will settle."""
    if not earlier and not own:
        return absent(id, "forecast", NO_RECORD)
    names = ["Said from", "At least one of", "Until", "Chance", "Then", "Brier score"]
    cells = [[*list_forecast(each.forecast), describe_state(each), show_score(each.brier)] for each in earlier]
    cells += [
        [*list_forecast(each), f"this edition's; settles when the data reach {day(each.until)}", ""] for each in own
    ]
    return Exhibit(
        id=id,
        title=describe_record(earlier, own),
        body=grid(names, cells, label="Forecasts", numeric=(3, 5), stacked=True),
        source="the case's forecast ledger; " + (own[-1] if own else earlier[-1].forecast).data,
        note=" ".join([NOTE, *describe_doubts(earlier)]),
        data=pd.DataFrame([list_settled(each) for each in earlier]),
        kind="table",
        findings={
            "forecasts": [each.model_dump(mode="json") for each in own],
            "earlier_forecasts": [list_settled(each) for each in earlier],
        },
    )


def describe_record(earlier: Sequence[Settled], own: Sequence[Forecast]) -> str:
    """The message: how many are settled and how they did beside the best opponent; never more than that."""
    scored = [each for each in earlier if each.brier is not None]
    if not earlier:
        return (
            f"No earlier forecast is on record; {counted(len(own), 'is', 'are').lower()} made here, to be settled later"
        )
    if not scored:
        return f"{plural(len(earlier), 'earlier forecast')}, none settled yet"
    ours = fmean(each.brier for each in scored if each.brier is not None)
    known = set.intersection(*(set(each.opponents_brier or {}) for each in scored))
    rivals = {name: fmean((each.opponents_brier or {})[name] for each in scored) for name in sorted(known)}
    best = min(rivals, key=lambda name: rivals[name], default=None)
    beside = f"; the best opponent was “{best}” with {rivals[best]:.2f}" if best else ""
    settled = (
        f"{len(scored)} of {plural(len(earlier), 'earlier forecast')} {'is' if len(scored) == 1 else 'are'} settled"
    )
    return f"{settled}, with a mean Brier score of {ours:.2f}{beside}"


def describe_doubts(earlier: Sequence[Settled]) -> list[str]:
    """What must be said before anyone reads much into the scores."""
    scored = [each for each in earlier if each.brier is not None]
    late = sum(each.in_hindsight for each in earlier)
    void = sum(each.state == "void" for each in earlier)
    doubts = []
    if 0 < len(scored) < FEW:
        doubts.append(f"{capital(plural(len(scored), 'settled forecast'))}: too few to tell skill from luck.")
    if late:
        verb = "was" if late == 1 else "were"
        doubts.append(f"{late} of {len(earlier)} {verb} made in hindsight, when the data already held what came next.")
    if void:
        doubts.append(f"{void} of {len(earlier)} {'is' if void == 1 else 'are'} void.")
    return doubts


def list_forecast(each: Forecast) -> list[str]:
    """The forecast itself, as cells."""
    return [day(each.origin), each.scope_text, day(each.until), percent(each.probability)]


def describe_state(each: Settled) -> str:
    """What became of it, in words."""
    late = " (made in hindsight)" if each.in_hindsight else ""
    return f"{each.state}: {each.reason}{late}" if each.state != "did not happen" else f"did not happen{late}"


def show_score(score: float | None) -> str:
    return "" if score is None else f"{score:.3f}"


def list_settled(each: Settled) -> dict[str, object]:
    """One earlier forecast for the data twin."""
    said = each.forecast
    return {
        "origin": said.origin,
        "until": said.until,
        "scope": said.scope,
        "probability": said.probability,
        "state": each.state,
        "brier": each.brier,
        "log_score": each.log_score,
        "in_hindsight": each.in_hindsight,
        "data_sha256": said.data_sha256,
    }
