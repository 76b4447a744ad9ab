"""Bodies and communities that a text describes rather than names: "the army", "Tajik authorities", "residents"."""

from collections.abc import Sequence

from analysis.reading.lexicon import match_phrase, read_bodies
from analysis.reading.mention import Line, Mention
from analysis.reading.names import is_locative

_ADJECTIVES_BETWEEN = 2  # words that may stand between the nationality and the noun ("Pakistani armed security forces")


def find_bodies(text: str, line: Line) -> list[Mention]:
    """The described bodies and communities of a sentence, each with the state it belongs to where the words say so."""
    taken = {k for mention in line.mentions for k in range(mention.first, mention.last)}
    found: list[Mention] = []
    at = 0
    while at < len(line.tokens):
        mention = None if at in taken else _read_body(text, line, at)
        if mention:
            found.append(mention)
        at = mention.last if mention else at + 1
    return found


def _read_body(text: str, line: Line, at: int) -> Mention | None:
    listed = read_bodies()
    matched = match_phrase(listed.bodies, line.tokens, at) or match_phrase(listed.communities, line.tokens, at)
    if not matched:
        return None
    entry, last = matched
    if last < len(line.tokens) and (line.tokens[last].low in listed.modified or line.tokens[last].text == "-"):
        return None
    owner, first = _find_owner(line, at)
    if owner is None:
        owner = _find_owner_after(line, last)
    start, end = line.tokens[first].start, line.tokens[last - 1].end
    phrase = text[line.tokens[at].start : end].lower()
    name = f"{_adjective(owner)} {phrase}" if owner else phrase
    return Mention(
        start, end, text[start:end], name, entry.kind, owner.iso3 if owner else None, entry.form,
        line.index, first, last, phrase, is_locative(line.tokens, first),
    )  # fmt: skip


def _adjective(owner: Mention) -> str:
    return owner.text if owner.form == "adjective" else owner.name


def _find_owner(line: Line, at: int) -> tuple[Mention | None, int]:
    """The state (or other name) that the noun belongs to, and the token at which the whole phrase begins."""
    for gap in range(_ADJECTIVES_BETWEEN + 1):
        before = at - gap
        for mention in line.mentions:
            if mention.kind not in ("state", "place", "armed_group", "international_org"):
                continue
            possessive = mention.last + 1 == before and line.tokens[mention.last].low in ("'s", "'")
            direct = mention.last == before and mention.form == "adjective"
            plain = mention.last == before and gap == 0 and mention.kind == "state" and mention.form == "name"
            if possessive or direct or plain:
                return (mention if mention.kind == "state" else None), mention.first
        if before > 0 and not _is_adjective(line.tokens[before - 1].low):
            break
    return None, at


def _is_adjective(word: str) -> bool:
    return word in _ADJECTIVES or word.endswith(("al", "ary", "ed", "ian"))


_ADJECTIVES = frozenset(
    "senior local foreign top armed ousted ruling own former interim caretaker new special elite regular".split()
)


def _find_owner_after(line: Line, last: int) -> Mention | None:
    """The state named after: "the government in Kabul", "families of …" don't count, "army of Mali" does."""
    tokens = line.tokens
    if last + 1 < len(tokens) and tokens[last].low in ("in", "of"):
        skip = last + 2 if tokens[last + 1].low == "the" else last + 1
        return next((m for m in line.mentions if m.first == skip and m.kind == "state" and m.form != "adjective"), None)
    return None


def is_subject(line: Line, mention: Mention, verbs: Sequence[str] = ()) -> bool:
    """Whether the mention opens its sentence or follows a comma or conjunction: where subjects stand."""
    before = line.tokens[mention.first - 1].low if mention.first else ""
    return before in ("", ",", "and", "but", "while", "that", "the", "“", '"', ";", *verbs)
