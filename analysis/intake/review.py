"""The review: what the analyst adds to a case or corrects in its reading (`review.yml` in the case folder)."""

import datetime as dt
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from analysis.intake.decisions import Addition, Decision
from analysis.intake.value import Value, read_value

Reliability = Literal["A", "B", "C", "D", "E", "F"]  # Admiralty code: the source. F: can't be judged
Credibility = Literal[1, 2, 3, 4, 5, 6]  # Admiralty code: the information. 6: can't be judged
Rating = Literal["CC", "C", "N", "I", "II"]  # how a piece of evidence sits with a hypothesis
Confidence = Literal["low", "moderate", "high"]
Reader = Literal["staff on site", "company", "host state", "home state", "region"]
Impact = Literal["minor", "moderate", "severe"]


class Source(Value):
    """A source and its Admiralty reliability; graded apart from what it says."""

    id: str
    name: str
    reliability: Reliability
    reason: str


class EvidencePiece(Value):
    """One piece of evidence: what it says, who says so, how credible the information is."""

    id: str
    text: str
    source: str  # Source.id
    credibility: Credibility
    url: str | None = None
    date: dt.date | None = None
    ratings: dict[str, Rating] = {}  # Hypothesis.id -> rating


class Hypothesis(Value):
    """One explanation among exclusive ones."""

    id: str
    title: str
    text: str


class Assumption(Value):
    """Something taken for true without proof, and what happens if it is not."""

    id: str
    text: str
    if_wrong: str
    bears_on: tuple[str, ...] = ()  # ids of judgments, hypotheses, evidence pieces


class ModelProbability(Value):
    """A probability that a model of `analysis.findings` computes at every run."""

    model: Literal["outlook"]
    scope: str  # a key of the case's scopes


class Judgment(Value):
    """A key judgment. Its probability is computed (`ModelProbability`) or the analyst's own range."""

    id: str
    text: str
    probability: ModelProbability | tuple[float, float]
    confidence: Confidence
    confidence_reason: str
    rests_on: tuple[str, ...] = Field(min_length=1)  # ids of evidence pieces, assumptions, commitments, events
    would_change: str  # what would change our mind

    @model_validator(mode="after")
    def _range_is_a_probability(self) -> "Judgment":
        if isinstance(self.probability, tuple):
            low, high = self.probability
            if not 0 < low <= high < 1:
                raise ValueError(f"a probability range needs 0 < low <= high < 1, given {low} and {high}")
        return self


class Signpost(Value):
    """What would be seen if a scenario came about; tested on the record where a scope is given."""

    text: str
    scope: str | None = None
    at_least: int | None = None  # incidents in scope after the pledge
    at_most: int | None = None

    @model_validator(mode="after")
    def _can_be_met(self) -> "Signpost":
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            raise ValueError(f"at_least {self.at_least} exceeds at_most {self.at_most}: it can never be met")
        return self


class Scenario(Value):
    """One of a set of exclusive futures; the probabilities of the set sum to 1."""

    id: str
    title: str
    text: str
    probability: float = Field(gt=0, lt=1)
    signposts: tuple[Signpost, ...] = Field(min_length=1)


class IncidentTest(Value):
    """A pledge test on the record: how many incidents in scope since the pledge make it strained or broken."""

    kind: Literal["incidents"]
    strained_scope: str
    strained_at: int = Field(ge=1)
    broken_scope: str | None = None
    broken_at: int = Field(default=1, ge=1)
    kept_after_days: int = Field(ge=1)


class Observation(Value):
    """Something dated that speaks for or against a promise being kept."""

    date: dt.date
    shows: Literal["for", "against"]
    decisive: bool = False  # settles the question: fulfilled, or openly broken
    text: str
    source: str  # Source.id
    url: str


class ObservationTest(Value):
    """A pledge test on what was observed: fulfilled by a decisive sign, otherwise weighed."""

    kind: Literal["observations"]
    fulfilled_by: str  # in words: what would show it kept
    deadline: dt.date | None = None
    observations: tuple[Observation, ...] = ()


class Indicator(Value):
    """The test of one commitment."""

    id: str
    commitment: str  # commitment_id of the commitments table
    article_says: str | None = None  # words of the article's commitment that this one answers, for matching
    text: str
    test: IncidentTest | ObservationTest = Field(discriminator="kind")
    unknown: str  # what is not known


class SetAside(Value):
    """A promise of the commitments table that is deliberately not tested, and why."""

    commitment: str
    reason: str = Field(min_length=1)


class Gap(Value):
    """An intelligence gap."""

    text: str
    matters_because: str
    close_by: str


class ReaderImplication(Value):
    """What follows for one reader: if what, how likely, how bad, within how long, on what evidence."""

    id: str
    reader: Reader
    text: str
    condition: str | None = None
    probability: ModelProbability | tuple[float, float]
    impact: Impact
    horizon_days: int = Field(ge=1)
    rests_on: tuple[str, ...] = Field(min_length=1)
    indicator: str | None = None  # Indicator.id


class Review(Value):
    """Everything that the analyst decided. An empty review is valid: it says that nobody has reviewed yet."""

    reviewed_by: str | None = None
    reviewed_on: dt.date | None = None
    decisions: tuple[Decision, ...] = ()
    added: tuple[Addition, ...] = ()
    sources: tuple[Source, ...] = ()
    evidence: tuple[EvidencePiece, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    judgments: tuple[Judgment, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    scenarios_until: dt.date | None = None  # the day by which one of them has come about
    indicators: tuple[Indicator, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    gaps: tuple[Gap, ...] = ()
    implications: tuple[ReaderImplication, ...] = ()

    @model_validator(mode="after")
    def _ids_are_known_and_unique(self) -> "Review":
        ids = [
            *(e.id for e in self.evidence),
            *(h.id for h in self.hypotheses),
            *(a.id for a in self.assumptions),
            *(j.id for j in self.judgments),
            *(s.id for s in self.scenarios),
            *(i.id for i in self.indicators),
            *(i.id for i in self.implications),
        ]
        check_unique("ids", ids)
        check_unique("decisions", [d.id for d in self.decisions])
        check_unique("added", [a.id for a in self.added])
        check_unique("set_aside", [each.commitment for each in self.set_aside])
        check_unique("sources", [s.id for s in self.sources])
        sources, hypotheses = {s.id for s in self.sources}, {h.id for h in self.hypotheses}
        tests = [i.test for i in self.indicators if isinstance(i.test, ObservationTest)]
        check_known("evidence.source", [e.source for e in self.evidence], sources)
        check_known("observations.source", [o.source for test in tests for o in test.observations], sources)
        check_known("evidence.ratings", [h for e in self.evidence for h in e.ratings], hypotheses)
        check_known("assumptions.bears_on", [i for a in self.assumptions for i in a.bears_on], set(ids))
        wanted = [i.indicator for i in self.implications if i.indicator]
        check_known("implications.indicator", wanted, {i.id for i in self.indicators})
        return self

    @model_validator(mode="after")
    def _scenarios_sum_to_one(self) -> "Review":
        total = sum(scenario.probability for scenario in self.scenarios)
        if self.scenarios and abs(total - 1) > 0.005:
            raise ValueError(f"the scenarios' probabilities must sum to 1 (100 %), they sum to {total:.3g}")
        return self


def check_unique(where: str, ids: list[str]) -> None:
    """Raises ValueError naming the ids that stand twice."""
    twice = sorted({i for i in ids if ids.count(i) > 1})
    if twice:
        raise ValueError(f"{where}: ids must be unique, these stand more than once: {', '.join(twice)}")


def check_known(where: str, ids: list[str], known: set[str]) -> None:
    """Raises ValueError naming the ids that refer to nothing."""
    missing = sorted(set(ids) - known)
    if missing:
        raise ValueError(f"{where}: {', '.join(missing)} not defined. Known: {', '.join(sorted(known)) or 'none'}")


def read_review(path: Path) -> Review:
    """The review in a file; an empty one where the file does not exist. Raises InputError."""
    if not path.is_file() or not path.read_text(encoding="utf-8").strip():
        return Review()
    return read_value(Review, path)
