"""What an article is once it has been read: its text untouched, and the structure found in it.

Nothing here changes a character of the text. `text` is what every offset points into; sections, sentences and the
trailing boilerplate are spans of it.
"""

from bisect import bisect_right
from datetime import date
from functools import cached_property
from pathlib import Path

from analysis.intake.marks import strip_marks
from analysis.intake.spans import Evidence, Section, SectionKind, Sentence, Span
from analysis.intake.value import InputError, Value

__all__ = ["Article", "ArticleError", "Evidence", "Section", "SectionKind", "Sentence", "Span", "read_article"]


class ArticleError(InputError):
    """A file that can't be read as an article; the text says what was given, what was expected and what to do."""


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
    url: str | None = None
    dateline: str | None = None  # "KABUL, Afghanistan": where the first paragraph says it was filed
    source_credits: tuple[str, ...] = ()
    citation: str | None = None  # from the file's passport, where it has one: how to name it as a source
    sections: tuple[Section, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    boilerplate: tuple[Span, ...] = ()  # author bio, share links, "Latest Articles": kept, never read as news
    warnings: tuple[str, ...] = ()  # e.g. "no headings found", "the text seems to be in French"

    def words(self, span: Span) -> str:
        """The exact characters of a span."""
        return self.text[span.start : span.end]

    def quote(self, span: Span) -> str:
        """The words of a span as they are quoted: on one line, without Markdown's marks."""
        return strip_marks(self.text[span.start : span.end])

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def evidence(self, start: int, end: int) -> Evidence:
        """The Evidence for a range of characters, with the sentence in which it starts.

        Raises ValueError where no sentence covers `start` (headings and boilerplate are no evidence).
        """
        index = bisect_right(self._sentence_starts, start) - 1
        if index >= 0 and start < self.sentences[index].end:
            if end <= start:
                raise ValueError(f"evidence must hold at least one character, got start={start}, end={end}")
            sentence = self.sentences[index].id
            return Evidence.model_construct(article=self.id, sentence=sentence, start=start, end=end)
        raise ValueError(f"no sentence of article '{self.id}' covers character {start}")


def read_article(path: Path, *, id: str | None = None, published: date | None = None) -> Article:
    """The article in a .txt, .md or .html file; raises ArticleError with what to do about it.

    `published` is used where the file itself doesn't say when it appeared.
    """
    from analysis.intake.read_article import read_article_file  # here, because that module builds this one's values

    return read_article_file(Path(path), id=id, published=published)
