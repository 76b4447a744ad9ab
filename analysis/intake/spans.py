"""Runs of characters in an article's text: sections, sentences, evidence. Half-open, never empty."""

from typing import Literal

from pydantic import Field, model_validator

from analysis.intake.value import Value

SectionKind = Literal[
    "lede", "background", "why_it_matters", "actors", "whats_next", "implications", "analysis", "other"
]


class Span(Value):
    """A half-open range of characters, `start <= i < end`, in an article's text."""

    start: int = Field(ge=0)
    end: int

    @model_validator(mode="after")
    def _is_not_empty(self) -> "Span":
        if self.end <= self.start:
            raise ValueError(f"a span must hold at least one character, got start={self.start}, end={self.end}")
        return self


class Evidence(Span):
    """The exact words that an item was read from: `article.text[start:end]`."""

    article: str  # Article.id
    sentence: str  # "s1" … "sn"


class Section(Span):
    """A run of text under one heading (None: no heading of its own) of one kind."""

    heading: str | None
    kind: SectionKind


class Sentence(Span):
    """One sentence, numbered `s1 … sn` in reading order. `section` is the index of its section."""

    id: str
    section: int
