"""The sentences of an article with their words and the names in them: what every other reading module looks at."""

from analysis.intake.article import Article
from analysis.intake.wordlists import word_set
from analysis.reading.bodies import find_bodies
from analysis.reading.events import find_events, find_victims
from analysis.reading.lexicon import Phrases
from analysis.reading.mention import Line
from analysis.reading.names import find_names
from analysis.reading.quantities import Toll
from analysis.reading.resolve import resolve_names
from analysis.reading.tokens import find_tokens
from analysis.reading.when import find_dates


def find_lines(article: Article, own: Phrases | None = None) -> list[Line]:
    """One Line per sentence of the article, names resolved against the whole text."""
    lines = [_build_line(article, number, own) for number in range(len(article.sentences))]
    resolved = resolve_names(lines)
    return [
        line._replace(
            mentions=sorted([*line.mentions, *find_bodies(article.text, line)], key=lambda m: m.start),
            tolls=(*line.tolls, *_find_named_victims(line)),
        )
        for line in resolved
    ]


def _find_named_victims(line: Line) -> list[Toll]:
    """One dead for a person whose killing is told by name: "a drone strike killed X", "the death of a militant, X"."""
    found = []
    for person in line.mentions if not line.tolls else ():
        before = line.tokens[max(0, person.first - _KILLING_REACH) : person.first]
        told = next((token for token in reversed(before) if token.low in _KILLING), None)
        if (
            person.kind == "person"
            and told
            and not any(t.low in ("said", "who", "and") for t in before if t.start > told.start)
        ):
            found.append(Toll("killed", 1, 1, 1, told.start, person.end, person.text, False))
    return found[:1]


_KILLING_REACH = 7  # tokens between "death of" or "killed" and the name
_KILLING = word_set("killed killing assassinated assassination murdered murder death slain executed beheaded")


def find_title_line(article: Article) -> Line | None:
    """The title as a Line whose offsets point into `article.title`, not into the text: a hint, never evidence."""
    title = article.title or ""
    tokens = find_tokens(title, 0, len(title))
    if not tokens:
        return None
    names = find_names(title, tokens, -1)
    events, tolls = find_events(title, tokens), find_victims(title, 0, len(title))
    words = frozenset(token.low for token in tokens)
    return Line(-1, 0, len(title), "title", tokens, names, events, tuple(tolls), (), words)


def _build_line(article: Article, number: int, own: Phrases | None) -> Line:
    text, sentence = article.text, article.sentences[number]
    start, end = sentence.start, sentence.end
    tokens = find_tokens(text, start, end)
    words = frozenset([token.low for token in tokens])
    return Line(
        number=number,
        start=start,
        end=end,
        kind=article.sections[sentence.section].kind,
        tokens=tokens,
        mentions=find_names(text, tokens, number, own),
        events=find_events(text, tokens) if tokens else (),
        tolls=tuple(find_victims(text, start, end)),
        dates=tuple(find_dates(text, start, end, article.published, words=words)),
        words=words,
    )
