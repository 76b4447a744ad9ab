"""Key judgments and implications with their likelihood: computed where a model can, the analyst's range elsewhere.

ICD 203: the likelihood stands with its band, and confidence never in the same sentence.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.findings.backtest import find_half_life
from analysis.findings.forecasters import count_history
from analysis.findings.likelihood import Likelihood, ScaleName, match_likelihood, percent
from analysis.findings.outlook import forecast_chance
from analysis.findings.record import select_record
from analysis.intake.case import Case
from analysis.intake.review import Judgment, ModelProbability, ReaderImplication


@dataclass(frozen=True)
class Ground:
    """One thing that a judgment rests on, resolved from its id. `kind`: fact, reported, assumption, commitment."""

    id: str
    kind: str
    text: str
    url: str | None = None


@dataclass(frozen=True)
class KeyJudgment:
    """A judgment as it is shown: the proposition, its likelihood and, in a sentence of its own, the confidence."""

    id: str
    text: str
    likelihood: Likelihood
    basis: str  # "computed: …" or "the analyst's range"
    confidence: str
    confidence_sentence: str
    grounds: tuple[Ground, ...]
    would_change: str


@dataclass(frozen=True)
class WeighedImplication:
    """What follows for one reader, with its likelihood."""

    id: str
    reader: str
    text: str
    condition: str | None
    likelihood: Likelihood
    basis: str
    impact: str
    horizon_days: int
    grounds: tuple[Ground, ...]
    indicator: str | None


def draw_judgments(case: Case, horizon_days: int, scale: ScaleName) -> tuple[KeyJudgment, ...]:
    """The review's key judgments, those with a model computed anew. Raises InputError for an unknown scope."""
    return tuple(draw_judgment(case, judgment, horizon_days, scale) for judgment in case.review.judgments)


def draw_judgment(case: Case, judgment: Judgment, horizon_days: int, scale: ScaleName) -> KeyJudgment:
    likelihood, basis = weigh_probability(case, judgment.probability, horizon_days, scale)
    return KeyJudgment(
        id=judgment.id,
        text=judgment.text.replace("{horizon_days}", str(horizon_days)),
        likelihood=likelihood,
        basis=basis,
        confidence=judgment.confidence,
        confidence_sentence=f"Confidence is {judgment.confidence}: {judgment.confidence_reason}",
        grounds=tuple(find_ground(case, ground) for ground in judgment.rests_on),
        would_change=judgment.would_change,
    )


def draw_implications(case: Case, scale: ScaleName) -> tuple[WeighedImplication, ...]:
    """The review's implications per reader, in its order."""
    return tuple(draw_implication(case, implication, scale) for implication in case.review.implications)


def draw_implication(case: Case, implication: ReaderImplication, scale: ScaleName) -> WeighedImplication:
    likelihood, basis = weigh_probability(case, implication.probability, implication.horizon_days, scale)
    return WeighedImplication(
        id=implication.id,
        reader=implication.reader,
        text=implication.text,
        condition=implication.condition,
        likelihood=likelihood,
        basis=basis,
        impact=implication.impact,
        horizon_days=implication.horizon_days,
        grounds=tuple(find_ground(case, ground) for ground in implication.rests_on),
        indicator=implication.indicator,
    )


def weigh_probability(
    case: Case, probability: ModelProbability | tuple[float, float], horizon_days: int, scale: ScaleName
) -> tuple[Likelihood, str]:
    """The likelihood, and a phrase on where its number comes from."""
    if isinstance(probability, tuple):
        low, high = probability
        return match_likelihood(probability, scale), f"the analyst's range, {percent(low)} to {percent(high)}"
    record = select_record(case, probability.scope)
    shared = select_record(case) if case.file.main_scope else record
    chance = forecast_chance(record, horizon_days, find_half_life(count_history(shared), horizon_days))
    return (
        match_likelihood(chance, scale),
        f"computed: {percent(chance)} in {horizon_days} days by the discounted rate of {record.scope.title}",
    )


def find_ground(case: Case, id: str) -> Ground:
    """What an id in `rests_on` stands for: evidence, assumption, commitment or incident; unknown ids say so."""
    for piece in case.review.evidence:
        if piece.id == id:
            return Ground(id, "reported", piece.text, piece.url)
    for assumption in case.review.assumptions:
        if assumption.id == id:
            return Ground(id, "assumption", assumption.text)
    if case.commitments is not None and (row := find_row(case.commitments.frame, "commitment_id", id)) is not None:
        summary, url = (case.commitments.frame[name].iat[row] for name in ("summary", "source_url"))
        return Ground(id, "commitment", str(summary), str(url))
    if case.events is not None and (row := find_row(case.events.frame, "event_id", id)) is not None:
        place, note, url = (str(case.events.frame[name].iat[row]) for name in ("place", "note", "source_url"))
        day = pd.Timestamp(case.events.frame["date"].iat[row])  # type: ignore[arg-type] # the stubs type a cell as anything
        return Ground(id, "fact", f"{day:%-d %B %Y}, {place}: {note}", url)
    return Ground(id, "unknown", f"'{id}' is not defined in the review, the commitments or the events")


def find_row(frame: pd.DataFrame, column: str, id: str) -> int | None:
    """The position of the row with that id; None where there is none. A briefing asks a hundred times."""
    found = np.flatnonzero(frame[column] == id)
    return int(found[0]) if len(found) else None
