"""Claims that reach back: "X claimed the last two", "X claimed both attacks"."""

import re
from collections.abc import Sequence

from analysis.intake.wordlists import word_set
from analysis.reading.mention import Line
from analysis.reading.numbers import read_number
from analysis.reading.telling import Telling

_LAST = re.compile(
    r"\bclaimed (?:responsibility for )?(?:(?:the )?(?:last|latter|latest|previous|other) (?P<n>two|three|four|five)"
    r"|(?P<both>both)|(?P<one>the (?:latter|last one|second)))\b"
)
_CLAIMING = word_set("claimed")
_REACH = 6  # sentences back in which the incidents meant stand


def give_claims(text: str, lines: Sequence[Line], tellings: Sequence[Telling]) -> list[Telling]:
    """The tellings, those that such a sentence reaches back to with who claimed them."""
    given = list(tellings)
    for line in lines:
        found = _LAST.search(text, line.start, line.end) if line.has(_CLAIMING) else None
        who = (
            next((m for m in line.mentions if m.kind == "armed_group" and m.end <= found.start()), None)
            if found
            else None
        )
        if found and who:
            number = 2 if found["both"] else 1 if found["one"] else read_number(found["n"]) or 1
            near = [k for k, telling in enumerate(given) if 0 < line.number - telling.line.number <= _REACH]
            for k in near[-number:]:
                given[k] = given[k]._replace(perpetrator=who.name, status="claimed")
    return given
