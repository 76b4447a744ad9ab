"""What an article is once it has been read: its text untouched, and the structure found in it.

Nothing here changes a character of the text. `text` is what every offset points into; sections, sentences and the
trailing boilerplate are spans of it.
"""

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from analysis.intake.value import Value

SectionKind = Literal["lede", "background", "why_it_matters", "actors", "whats_next", "implications", "analysis", "other"]


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


class Article(Value):
    """One article as read. `text[start:end]` gives the words of any Span or Evidence back exactly."""

    id: str  # file stem, or what case.yml calls it
    text: str  # as it was read: for HTML, the main text that was found in the page
    sha256: str  # of `text`, UTF-8
    title: str | None = None
    dek: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: date | None = None
    source_credits: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    boilerplate: tuple[Span, ...] = ()  # author bio, share links, "Latest Articles": kept, never read as news
    warnings: tuple[str, ...] = ()  # e.g. "no headings found", "the text seems to be in French"

    def words(self, span: Span) -> str:
        """The exact characters of a span."""
        return self.text[span.start : span.end]

    def evidence(self, start: int, end: int) -> Evidence:
        """The Evidence for a range of characters, with the sentence in which it starts.

        Raises ValueError where no sentence covers `start` (headings and boilerplate are no evidence).
        """
        for sentence in self.sentences:
            if sentence.start <= start < sentence.end:
                return Evidence(article=self.id, sentence=sentence.id, start=start, end=end)
        raise ValueError(f"no sentence of article '{self.id}' covers character {start}")
