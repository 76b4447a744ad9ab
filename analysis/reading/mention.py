"""One place in the text where somebody or something is named."""

from typing import NamedTuple

from analysis.reading.tokens import Token


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


class Line(NamedTuple):
    """A sentence with its tokens and the mentions found in it. `kind` is that of its section."""

    index: int
    start: int
    end: int
    kind: str
    tokens: list[Token]
    mentions: list[Mention]
