"""Bodies and communities that a text describes rather than names: "the army", "Tajik authorities", "residents"."""

from analysis.intake.wordlists import word_set
from analysis.reading.lexicon import find_adjective, match_phrase, read_bodies
from analysis.reading.locative import is_locative
from analysis.reading.mention import Line, Mention

_ADJECTIVES_BETWEEN = 2  # words that may stand between the nationality and the noun ("Pakistani armed security forces")


def find_bodies(text: str, line: Line) -> list[Mention]:
    """The described bodies and communities of a sentence, each with the state it belongs to where the words say so."""
    taken = {k for mention in line.mentions for k in range(mention.first, mention.last)}
    bodies, communities = read_bodies().bodies, read_bodies().communities
    found: list[Mention] = []
    at = 0
    while at < len(line.tokens):
        low = line.tokens[at].low
        known = (low in bodies or low in communities) and at not in taken
        mention = _read_body(text, line, at) if known else None
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
    if last < len(line.tokens) and _is_described_by(line, at, last):
        return None
    if line.tokens[at].cap and last < len(line.tokens) and line.tokens[last].cap:
        return None  # a title before a name, or a part of one
    written = text[line.tokens[at].start : line.tokens[last - 1].end]
    phrase = written.lower()
    owner, first = _find_owner(line, at)
    if owner is None:
        owner, last = _find_owner_after(line, last)
    elif phrase.startswith(_POSTS):
        last = _find_seat_after(line, last)
    start, end = line.tokens[first].start, line.tokens[last - 1].end
    noun = written if line.tokens[at].cap and at else phrase
    name = f"{find_adjective(owner.iso3)} {noun}" if owner and owner.iso3 else _find_described(text, line, first, end)
    return Mention(
        start, end, text[start:end], name, entry.kind, owner.iso3 if owner else None, entry.form,
        line.number, first, last, phrase, is_locative(line.tokens, first),
    )  # fmt: skip


def _is_described_by(line: Line, at: int, last: int) -> bool:
    """Whether the noun after it is what the body describes ("army base"); a ministry alone speaks by its spokesman."""
    following = line.tokens[last]
    if following.low.startswith("spokes") and line.tokens[last - 1].low == "ministry" and last - at > 1:
        return _find_owner(line, at)[0] is not None
    return following.low in read_bodies().modified or following.text == "-"


def _find_described(text: str, line: Line, first: int, end: int) -> str:
    """The phrase with the adjectives before it ("legal scholars"), the capital of a sentence's first word taken off."""
    words = " ".join(text[line.tokens[first].start : end].split())
    opens = first == 0 or line.tokens[first - 1].text in _OPENING_MARKS
    return words.lower() if opens and line.tokens[first].cap else words


_OPENING_MARKS = '“"‘(—–:*'


def _find_owner(line: Line, at: int) -> tuple[Mention | None, int]:
    """The state that the noun belongs to, and the token at which the whole phrase begins."""
    for before in range(at, max(-1, at - _ADJECTIVES_BETWEEN - 1), -1):
        owner = next((m for m in line.mentions if m.kind == "state" and _owns(line, m, before, before == at)), None)
        if owner:
            return owner, owner.first
        if before > 0 and not _is_adjective(line.tokens[before - 1].low):
            return None, before
    return None, at


def _owns(line: Line, state: Mention, before: int, is_next: bool) -> bool:
    """Whether a state's name or adjective ends right before token `before`, with or without "'s"."""
    possessive = state.last + 1 == before and line.tokens[state.last].low in ("'s", "'")
    return possessive or (state.last == before and (state.form == "adjective" or (is_next and state.form == "name")))


def _is_adjective(word: str) -> bool:
    return word in _ADJECTIVES or (word.endswith(("ary", "ian")) and word.isalpha())


_ADJECTIVES = word_set(
    "senior local foreign top armed ousted own former interim caretaker new special elite regular "
    "western ethnic ordinary young some many other displaced federal national regional provincial tribal royal central"
    " municipal transitional provisional legal medical humanitarian international political religious rival liberal"
)


def _find_owner_after(line: Line, last: int) -> tuple[Mention | None, int]:
    """The state named after, and the end of the phrase: "the government in Kabul", "the army of Mali"."""
    tokens = line.tokens
    if last + 1 < len(tokens) and tokens[last].low in ("in", "of"):
        skip = last + 2 if tokens[last + 1].low == "the" else last + 1
        owner = next(
            (m for m in line.mentions if m.first == skip and m.kind == "state" and m.form != "adjective"), None
        )
        if owner and (owner.form == "seat" or tokens[last].low == "of"):
            return owner, owner.last
    return None, last


_POSTS = ("embassy", "consulate", "mission", "high commission")


def _find_seat_after(line: Line, last: int) -> int:
    """The end of an embassy's name with the town it is in: "the US embassy in Delhi"."""
    if last < len(line.tokens) and line.tokens[last].low == "in":
        seat = next((m for m in line.mentions if m.first == last + 1), None)
        return seat.last if seat and seat.kind != "person" else last
    return last


def is_subject(line: Line, mention: Mention) -> bool:
    """Whether the mention opens its sentence or follows a comma or conjunction: where subjects stand."""
    at = mention.first - 1
    while at >= 0 and (line.tokens[at].low in _QUANTITIES or line.tokens[at].text[0].isdigit()):
        at -= 1
    after = line.tokens[mention.last].text if mention.last < len(line.tokens) else ""
    if at > 0 and line.tokens[at].text == "," == after:
        return False  # "burned parliament, the supreme court, the ministries"
    return at < 0 or line.tokens[at].low in _BEFORE_SUBJECTS


_QUANTITIES = word_set("the a an some many about around nearly almost hundreds thousands dozens of angry several most")
_BEFORE_SUBJECTS = word_set(
    ', and but while that \u201c " ; : as when by because before after though although where evening morning night'
    " afternoon monday tuesday wednesday thursday friday saturday sunday yesterday today meanwhile however"
)  # "by": the agent of a passive
