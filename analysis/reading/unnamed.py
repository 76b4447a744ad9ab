"""Speakers without a name: "a U.S. official", "one resident", "two brokers"."""

from collections.abc import Sequence

from analysis.intake.wordlists import word_set
from analysis.reading.lexicon import read_bodies, read_people
from analysis.reading.memory import Speaker
from analysis.reading.tokens import Token


def describe_speaker(tokens: Sequence[Token], text: str, first: int, end: int, follows: bool = False) -> Speaker | None:
    """A speaker without a name: "a U.S. official who spoke on condition of anonymity", "one resident"."""
    nouns = read_bodies().speakers | read_people().roles
    phrase = tokens[first:end]
    if any(token.low in FINITE for token in phrase):
        return None
    of = next((k for k, token in enumerate(phrase) if k > 1 and token.low == "of"), len(phrase))
    heads = phrase[:of] if phrase[of - 1].low not in _PARTS_OF else phrase
    known = any(t.low in nouns or t.low.rstrip("s") in nouns or t.low in read_bodies().communities for t in heads)
    known = known or any(t.low in read_bodies().bodies or t.low in read_bodies().heads for t in phrase)
    if not known and (follows or not _is_somebody(phrase)):
        return None
    while phrase and phrase[0].low in ("the", "a", "an"):
        phrase = phrase[1:]
    if not phrase:
        return None
    return Speaker(" ".join(text[phrase[0].start : phrase[-1].end].split()), phrase[0].start, phrase[-1].end, None)


def _is_somebody(phrase: Sequence[Token]) -> bool:
    """Whether a phrase that no list knows is people by its form: "a rubber tapper", "two brokers", "brokers"."""
    plain = all(token.text.isalpha() or "-" in token.text for token in phrase)
    counted = phrase[0].low in _COUNTING or phrase[0].text.isdigit()
    last = phrase[-1].low
    if not plain or phrase[-1].cap or last.endswith(("ing", "tion", "ment", "ly", "ity", "ness")) or last in _INANIMATE:
        return False
    many = len(phrase) < 3 and last.endswith("s") and not last.endswith("ss")
    return (counted and 1 < len(phrase) < 7) or (many and phrase[0].low not in _LEADING)


_PARTS_OF = word_set("one some many most two three several none all both part half dozens hundreds group pair")
_LEADING = word_set("of for to from in at")
_COUNTING = word_set("a an one another two three four several some many")
_INANIMATE = word_set(
    "letter message video post tweet paper document note memo article leaflet census poll survey study headline figures"
    " reports images photos videos times days hours weeks months years results details records posts messages papers"
    " documents letters records series lots events attacks blasts shots words things"
)
FINITE = word_set("was were is are had has have been will would be")  # a phrase that holds one is a clause
