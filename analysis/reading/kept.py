"""What would show that a promise is kept: a plain sentence by the class of the promised act, never a guess."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from analysis.reading.lexicon import Entry, Phrases, build_listed, match_phrase, read_rows
from analysis.reading.mention import Line

NO_CLASS = "the promised act is of no class whose signs are listed"
NEGATED = "the promise is not to do something"
TOO_GENERAL = "the promise is too general for a sign"
_NEGATIONS = frozenset({"not", "never", "no", "neither", "nor", "without"})
_NEGATED_REACH = 3  # tokens before the act
_PLACES = frozenset({"place", "state"})


class Sign(NamedTuple):
    """What would be seen, or why no sign can be named."""

    shown_by: str | None
    reason: str | None = None


def find_sign(line: Line, start: int, end: int | None = None) -> Sign:
    """The sign for the act promised in `[start, end)` of a sentence: that of the first listed act there."""
    last = line.end if end is None else end
    inside = [at for at, token in enumerate(line.tokens) if start <= token.start < last]
    acts = [(act[0], at) for at in inside if (act := match_phrase(read_signs(), line.tokens, at))]
    if not acts:
        return Sign(None, NO_CLASS)
    meant = [entry for entry, at in acts if not _is_negated(line, at, inside[0])]
    entry = next((each for each in meant if each.name), None)
    if entry is None:
        return Sign(None, TOO_GENERAL if meant else NEGATED)
    return Sign(entry.name.format(place=_find_place(line, start)))


def _is_negated(line: Line, at: int, first: int) -> bool:
    return any(token.low in _NEGATIONS for token in line.tokens[max(first, at - _NEGATED_REACH) : at])


def _find_place(line: Line, start: int) -> str:
    """The place that the promise names, as written."""
    near = (m.text for m in line.mentions if m.start >= start and m.kind in _PLACES and m.locative)
    return next(near, "the place named")


@cache
def read_signs() -> Phrases:
    """Every word and phrase of an act with the sign of its class as the entry's name."""
    classes = read_rows("signs.yml")["classes"]
    if not isinstance(classes, Sequence):
        raise ValueError("lexicon/signs.yml: 'classes' must be a list. Correct the file")
    return build_listed((row["words"], Entry(row["sign"], row["name"], None, "act")) for row in classes)
