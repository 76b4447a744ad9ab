"""The sentences of an article with their words and the names in them: what every other reading module looks at."""

from analysis.intake.article import Article
from analysis.reading.bodies import find_bodies
from analysis.reading.mention import Line
from analysis.reading.names import find_names
from analysis.reading.resolve import resolve_names
from analysis.reading.tokens import find_tokens


def find_lines(article: Article) -> list[Line]:
    """One Line per sentence of the article, names resolved against the whole text."""
    lines = [_build_line(article, index) for index in range(len(article.sentences))]
    resolved = resolve_names(lines)
    return [
        line._replace(mentions=sorted([*line.mentions, *find_bodies(article.text, line)], key=lambda m: m.start))
        for line in resolved
    ]


def _build_line(article: Article, index: int) -> Line:
    sentence = article.sentences[index]
    tokens = find_tokens(article.text, sentence.start, sentence.end)
    kind = article.sections[sentence.section].kind
    return Line(index, sentence.start, sentence.end, kind, tokens, find_names(article.text, tokens, index))
