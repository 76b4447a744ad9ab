"""Whether the words before a name put it as a place: "in northern Mali", "in the centre of Prague"."""

from collections.abc import Sequence

from analysis.intake.wordlists import word_set
from analysis.reading.tokens import Token

_LOCATIVES = word_set("in near at off inside outside across around into within throughout along")


def is_locative(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word before (past "the" and directions) puts the name as a place: "in northern Mali"."""
    before = at - 1
    while before >= 0 and (tokens[before].low in _DIRECTIONS or tokens[before].low == "the"):
        before -= 1
    if before > 1 and tokens[before].low == "and" and tokens[before - 1].cap:
        before -= 2  # "in Iraq and Syria"
    if before > 0 and tokens[before].low == "of" and tokens[before - 1].low in _PARTS:
        return True
    return before >= 0 and tokens[before].low in _LOCATIVES


_PARTS = word_set("centre center heart outskirts city town village suburb district streets middle edge port capital")


_DIRECTIONS = word_set("""northern southern eastern western central north south east west northeast northwest
    southeast southwest
    northeastern northwestern southeastern southwestern neighbouring neighboring war-torn landlocked upper lower""")
