"""The word lists of incidents, compiled once: kinds, weapons, attackers, targets, waters."""

import re
from functools import cache
from typing import NamedTuple

from analysis.reading.lexicon import read_rows
from analysis.reading.quantities import Toll, find_tolls


class EventWords(NamedTuple):
    """Patterns for the words of incidents; all need whole words, most match any case."""

    kinds: tuple[tuple[str, re.Pattern[str]], ...]
    weapons: re.Pattern[str]
    attackers: re.Pattern[str]
    targets: re.Pattern[str]
    at_sea: re.Pattern[str]


@cache
def read_event_words() -> EventWords:
    """The patterns of `lexicon/events.yml`."""
    data = read_rows("events.yml")
    kinds = data["kinds"]
    if not isinstance(kinds, dict):
        raise ValueError("lexicon/events.yml: 'kinds' must list words by kind of incident. Correct the file")
    return EventWords(
        kinds=tuple((str(kind), _compile(str(words))) for kind, words in kinds.items()),
        weapons=_compile(str(data["weapons"])),
        attackers=_compile(str(data["attackers"])),
        targets=_compile(str(data["targets"])),
        at_sea=_compile(str(data["at_sea"])),
    )


def find_kinds(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """The kinds of incident that the words of `text[start:end]` speak of, most telling first."""
    stop = len(text) if end is None else end
    kinds = [kind for kind, pattern in read_event_words().kinds if pattern.search(text, start, stop)]
    if "bombing" in kinds and ("airstrike" in kinds or "drone_attack" in kinds):
        kinds.remove("bombing")  # bombs from the air
    return kinds


def find_victims(text: str, start: int, end: int) -> list[Toll]:
    """The tolls of victims in a passage: dead and injured attackers are left out."""
    attackers = read_event_words().attackers
    return [toll for toll in find_tolls(text, start, end) if not attackers.search(toll.who)]


def _compile(words: str) -> re.Pattern[str]:
    parts = sorted((re.escape(" ".join(part.split())) for part in words.split(";")), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])", re.IGNORECASE)
