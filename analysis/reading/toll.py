"""A number of killed or injured people in one place of a text."""

from typing import NamedTuple


class Toll(NamedTuple):
    """Killed or injured people in one place of the text. `who`: the words for them; `adds`: "another five"."""

    kind: str
    low: int
    best: int
    high: int | None
    start: int
    end: int
    who: str
    adds: bool
    is_vague: bool = False
