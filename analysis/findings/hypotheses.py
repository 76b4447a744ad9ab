"""Competing hypotheses: which explanation has least against it, and what would flip the order. An audit trail.

Method: Analysis of Competing Hypotheses (Heuer 1999, Psychology of Intelligence Analysis, ch. 8). Only inconsistency
counts. ACH brought no benefit in a controlled trial (Karvetski & Mandel 2020, n = 227), so this shows the reasoning
and never the verdict.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import pstdev

import pandas as pd

from analysis.intake.review import Credibility, EvidencePiece, Rating, Reliability, Review

AGAINST: dict[Rating, float] = {"CC": 0.0, "C": 0.0, "N": 0.0, "I": 1.0, "II": 2.0}
STANDING: dict[Rating, float] = {"CC": 2.0, "C": 1.0, "N": 0.0, "I": -1.0, "II": -2.0}
# Even steps from "completely reliable" / "confirmed" down; what can't be judged weighs half. A convention, printed
# beside the matrix: the flip analysis shows whether anything hangs on it.
SOURCE_WEIGHT: dict[Reliability, float] = {"A": 1.0, "B": 0.8, "C": 0.6, "D": 0.4, "E": 0.2, "F": 0.5}
INFORMATION_WEIGHT: dict[Credibility, float] = {1: 1.0, 2: 0.8, 3: 0.6, 4: 0.4, 5: 0.2, 6: 0.5}


@dataclass(frozen=True)
class Flip:
    """One item or assumption without which another hypothesis would have least against it."""

    dropped: str
    text: str
    leader: tuple[str, ...]  # the new leaders


@dataclass(frozen=True)
class Weighing:
    """`matrix`: one row per piece of evidence, its weight, ratings and diagnosticity (0: worthless for the choice).

    `order`: hypothesis, title, weighted inconsistency, rank (equal sums share one); least inconsistent first.
    """

    matrix: pd.DataFrame
    order: pd.DataFrame
    flips: tuple[Flip, ...]

    @property
    def leaders(self) -> tuple[str, ...]:
        return tuple(self.order.loc[self.order["rank"] == 1, "hypothesis"]) if len(self.order) else ()


def weigh_hypotheses(review: Review) -> Weighing:
    """The review's hypotheses in the order of weighted inconsistency, and what would change it."""
    weights = weigh_evidence(review)
    matrix = pd.DataFrame(
        [
            {
                "evidence": piece.id,
                "text": piece.text,
                "weight": weights[piece.id],
                "diagnosticity": count_diagnosticity(piece, [h.id for h in review.hypotheses]),
                **{h.id: piece.ratings.get(h.id, "N") for h in review.hypotheses},
            }
            for piece in review.evidence
        ],
        columns=["evidence", "text", "weight", "diagnosticity", *[h.id for h in review.hypotheses]],
    )
    return Weighing(matrix, order_hypotheses(review, weights), find_flips(review, weights))


def weigh_evidence(review: Review) -> dict[str, float]:
    """Weight of each piece: its source's reliability times its own credibility (Admiralty code)."""
    grades = {source.id: source.reliability for source in review.sources}
    return {e.id: SOURCE_WEIGHT[grades[e.source]] * INFORMATION_WEIGHT[e.credibility] for e in review.evidence}


def count_diagnosticity(piece: EvidencePiece, hypotheses: list[str]) -> float:
    """Spread of a piece's ratings over the hypotheses: 0 where it fits all alike, 2 at most."""
    return pstdev([STANDING[piece.ratings.get(h, "N")] for h in hypotheses]) if hypotheses else 0.0


def order_hypotheses(review: Review, weights: dict[str, float], without: Iterable[str] = ()) -> pd.DataFrame:
    """Hypotheses by the weighted sum of what speaks against them, some evidence left out."""
    sums = count_inconsistency(review, weights, without)
    rows = [{"hypothesis": h.id, "title": h.title, "inconsistency": sums[h.id]} for h in review.hypotheses]
    order = pd.DataFrame(rows, columns=["hypothesis", "title", "inconsistency"])
    order = order.sort_values(["inconsistency", "hypothesis"], ignore_index=True)
    return order.assign(rank=order["inconsistency"].rank(method="min").astype(int))


def count_inconsistency(review: Review, weights: dict[str, float], without: Iterable[str] = ()) -> dict[str, float]:
    """For each hypothesis the weighted sum of what speaks against it."""
    left_out = set(without)
    kept = [piece for piece in review.evidence if piece.id not in left_out]
    return {
        h.id: round(sum(weights[e.id] * AGAINST[e.ratings.get(h.id, "N")] for e in kept), 6) for h in review.hypotheses
    }


def find_flips(review: Review, weights: dict[str, float]) -> tuple[Flip, ...]:
    """Each piece of evidence, and each assumption with all that rests on it, whose loss changes who leads."""
    ids = {piece.id for piece in review.evidence}
    trials = [(piece.id, piece.text, {piece.id}) for piece in review.evidence]
    trials += [(a.id, a.text, set(a.bears_on) & ids) for a in review.assumptions]
    leaders = list_leaders(count_inconsistency(review, weights))
    flips = []
    for dropped, text, without in trials:
        found = list_leaders(count_inconsistency(review, weights, without))
        if without and found != leaders:
            flips.append(Flip(dropped, text, found))
    return tuple(flips)


def list_leaders(sums: dict[str, float]) -> tuple[str, ...]:
    """The hypotheses that share the least inconsistency."""
    return tuple(sorted(h for h, total in sums.items() if total == min(sums.values())))
