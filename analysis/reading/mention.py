"""One place in the text where somebody or something is named."""

from typing import NamedTuple

from analysis.reading.events import Event, select_kinds
from analysis.reading.gazetteer import Town
from analysis.reading.quantities import Toll
from analysis.reading.tokens import Token
from analysis.reading.when import When


class Mention(NamedTuple):
    """A name as it stands in the text, and what the words around it tell of it.

    `kind` is an actor kind, or "place", "thing", "unknown". `form`: name, adjective, seat, person, body, community.
    `first`/`last` are token numbers in sentence `sentence` (half-open).
    """

    start: int
    end: int
    text: str
    name: str
    kind: str
    iso3: str | None
    form: str
    sentence: int
    first: int
    last: int
    title: str = ""
    locative: bool = False
    town: Town | None = None  # of a place that the case adds


class Line(NamedTuple):
    """A sentence with its tokens and what was found in it. `kind` is that of its section.

    `events`: words that speak of incidents; `tolls`: victims, not attackers; `dates`: resolved against the
    day of publication.
    """

    number: int
    start: int
    end: int
    kind: str
    tokens: list[Token]
    mentions: list[Mention]
    events: tuple[Event, ...]
    tolls: tuple[Toll, ...]
    dates: tuple[When, ...]
    words: frozenset[str] = frozenset()  # lower case: asking this first spares most searches of the text

    def has(self, words: frozenset[str]) -> bool:
        """Whether any of the words stands in the sentence."""
        return not self.words.isdisjoint(words)

    def kinds(self) -> list[str]:
        """The kinds of incident that the sentence speaks of, most telling first."""
        return select_kinds(self.events)
