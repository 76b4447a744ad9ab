"""Names that a text introduces with their acronym: "Rapid Action Front (RAF)", "the RAF, or Rapid Action Front"."""

from collections.abc import Sequence

from analysis.reading.mention import Line, Mention

_NAMED = frozenset({
    "government_body", "armed_group", "international_org", "company", "community", "media", "unknown", "thing",
})  # fmt: skip
_SPECIFIC = frozenset({"government_body", "armed_group", "international_org", "company", "community", "media"})
_SHORTEST, _LONGEST = 2, 10  # letters of an acronym


def join_acronyms(lines: Sequence[Line]) -> list[Line]:
    """The same lines, every acronym that the text itself explains standing for the name that it was explained with.

    What the text says outranks the lists: "AFP" after "Armed Forces of the Philippines (AFP)" is no news agency.
    """
    meant: dict[str, Mention] = {}
    for line in lines:
        for whole, short in _find_pairs(line):
            meant.setdefault(short.text, _combine(whole, short))
    if not meant:
        return list(lines)
    wholes = {(each.sentence, each.first): each for each in meant.values()}
    return [line._replace(mentions=[_give(m, meant, wholes) for m in line.mentions]) for line in lines]


def _find_pairs(line: Line) -> list[tuple[Mention, Mention]]:
    """Each name with the acronym in brackets after it."""
    pairs = []
    for whole, short in zip(line.mentions, line.mentions[1:], strict=False):
        opens = line.tokens[whole.last : short.first]
        closes = line.tokens[short.last : short.last + 1]
        bracketed = [t.text for t in opens] == ["("] and bool(closes) and closes[0].text in "),;"
        if bracketed and whole.kind in _NAMED and whole.form != "adjective" and _abbreviates(short.text, whole.text):
            pairs.append((whole, short))
    return pairs


def _abbreviates(short: str, whole: str) -> bool:
    """Whether a text is an acronym that may stand for a name of several words, by its first letter."""
    letters = short.replace(".", "")
    capitals = sum(letter.isupper() for letter in letters)
    return (
        _SHORTEST <= len(letters) <= _LONGEST
        and capitals > 1
        and capitals * 2 > len(letters)
        and len(whole) > len(short)
    )


def _combine(whole: Mention, short: Mention) -> Mention:
    """The whole name, with what the lists know of its acronym where they know more."""
    if whole.kind in _SPECIFIC and (short.kind not in _SPECIFIC or short.kind == "media" or short.iso3 is not None):
        return whole
    if short.kind in _SPECIFIC and short.kind != "media":
        return whole._replace(kind=short.kind, iso3=short.iso3, form=short.form)
    return whole if whole.kind in _SPECIFIC else whole._replace(kind="community", form="name")


def _give(mention: Mention, meant: dict[str, Mention], wholes: dict[tuple[int, int], Mention]) -> Mention:
    whole = meant.get(mention.text) or wholes.get((mention.sentence, mention.first))
    if whole is None or mention.kind in ("person", "state"):
        return mention
    return mention._replace(name=whole.name, kind=whole.kind, iso3=whole.iso3, form=whole.form)
