"""The sentences of an article with their words and the names in them: what every other reading module looks at."""

from analysis.intake.article import Article
from analysis.reading.bodies import find_bodies
from analysis.reading.events import find_kinds, find_victims
from analysis.reading.mention import Line
from analysis.reading.names import find_names
from analysis.reading.resolve import resolve_names
from analysis.reading.tokens import find_tokens
from analysis.reading.when import find_dates


def find_lines(article: Article) -> list[Line]:
    """One Line per sentence of the article, names resolved against the whole text."""
    lines = [_build_line(article, number) for number in range(len(article.sentences))]
    resolved = resolve_names(lines)
    return [
        line._replace(mentions=sorted([*line.mentions, *find_bodies(article.text, line)], key=lambda m: m.start))
        for line in resolved
    ]


def find_title_line(article: Article) -> Line | None:
    """The title as a Line whose offsets point into `article.title`, not into the text: a hint, never evidence."""
    title = article.title or ""
    tokens = find_tokens(title, 0, len(title))
    if not tokens:
        return None
    names = find_names(title, tokens, -1)
    kinds, tolls = find_kinds(title), find_victims(title, 0, len(title))
    return Line(-1, 0, len(title), "title", tokens, names, tuple(kinds), tuple(tolls), ())


def _build_line(article: Article, number: int) -> Line:
    text, sentence = article.text, article.sentences[number]
    start, end = sentence.start, sentence.end
    tokens = find_tokens(text, start, end)
    return Line(
        number=number,
        start=start,
        end=end,
        kind=article.sections[sentence.section].kind,
        tokens=tokens,
        mentions=find_names(text, tokens, number),
        events=tuple(find_kinds(text, start, end)),
        tolls=tuple(find_victims(text, start, end)),
        dates=tuple(find_dates(text, start, end, article.published)),
    )
