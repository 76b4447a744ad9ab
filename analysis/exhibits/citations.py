"""Links from an exhibit to what it rests on: a sentence of the article, a page of a source."""

from collections.abc import Iterable
from typing import Literal

import pandas as pd

from analysis.exhibits.markup import Html, anchor, join, link, tag
from analysis.intake.article import Article
from analysis.intake.spans import Evidence

Quotes = Literal["none", "sentence", "full"]  # how much of the article is reproduced


def sentence_anchor(article: str, sentence: str, main: str | None = None) -> str:
    """The HTML id of a sentence: `s3` in the main article (or the only one), `<article>-s3` in another."""
    return sentence if main is None or article == main else f"{anchor(article)}-{sentence}"


def cite_evidence(evidence: Iterable[Evidence], main: str | None = None) -> Html:
    """Links to the sentences that something was read from, each once, in reading order."""
    seen = dict.fromkeys((each.article, each.sentence) for each in evidence)
    return join(
        tag("a", sentence, class_="ev", href=f"#{sentence_anchor(article, sentence, main)}")
        for article, sentence in seen
    )


def cite_sentence(sentence: str) -> Html:
    """A link to one sentence of the main article."""
    return tag("a", sentence, class_="ev", href=f"#{anchor(sentence)}")


def cite_source(name: object, url: object) -> Html:
    """A source by name, linked where its address is a web address."""
    label = "" if name is None or pd.isna(name) else str(name)  # type: ignore[call-overload]
    return link("" if url is None or pd.isna(url) else url, label or "source")  # type: ignore[call-overload]


def quote_words(article: Article, evidence: Iterable[Evidence]) -> str:
    """The words of the article that something was read from; none where they are of another article."""
    own = [each for each in evidence if each.article == article.id]
    return " … ".join(dict.fromkeys(article.quote(each) for each in own))


def name_sentences(evidence: Iterable[Evidence]) -> str:
    """Sentence ids as text: "s1, s4"."""
    return ", ".join(dict.fromkeys(each.sentence for each in evidence))


def name_article(article: Article) -> str:
    """An article as a source: as its passport cites it, else outlet, title, date."""
    if article.citation:
        return article.citation.removesuffix(".")
    outlet = article.outlet or article.byline or "the article"
    published = f", {article.published:%-d %B %Y}" if article.published else ""
    return f"{outlet}: “{article.title or article.id}”{published}"
