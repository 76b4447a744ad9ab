"""Names in a sentence: listed ones, people by title or given name, and capitalised runs by the words they end in."""

import re
from collections.abc import Callable, Sequence
from functools import cache

from analysis.intake.wordlists import word_set
from analysis.reading.lexicon import Entry, Phrases, match_phrase, read_bodies, read_calendar, read_names, read_people
from analysis.reading.locative import is_locative
from analysis.reading.mention import Mention
from analysis.reading.tokens import Token

_CONNECTORS = word_set(
    "bin ibn bint abu de del della di da dos das du do van von der den ten ter la le el al ul ur y e of-the"
)
_COMPOUNDS = ("-led", "-backed", "-controlled", "-run", "-brokered", "-mediated")  # "Kenyan-led" speaks of Kenya
_AMBIGUOUS_STATES = frozenset({"Jordan", "Chad", "Georgia", "Israel", "Kenya", "Guinea", "Cuba"})  # also given names
_MACHINE = re.compile(r"[A-Z][A-Za-z]{0,3}-?\d+[A-Z]?s?")  # F-35, J-15s, MiG-29
_VESSELS = word_set("carrier destroyer frigate tanker vessel ship warship yacht submarine ferry cruiser freighter boat")
_OPENING_MARKS = '“"‘(—–:*'  # after these a capital may only open a sentence
_LONGEST_NAME = 6  # tokens; longer runs are headlines
_SITE_PREPOSITIONS = word_set("of for on against in to and")


def find_names(text: str, tokens: Sequence[Token], sentence: int, own: Phrases | None = None) -> list[Mention]:
    """Every name in a sentence, from left to right, without overlaps; the case's own names first."""
    found: list[Mention] = []
    openers = read_openers().union(own) if own else read_openers()
    at = 0
    while at < len(tokens):
        if not tokens[at].cap and tokens[at].low not in openers:
            at += 1
            continue
        known = match_phrase(own, tokens, at) if own else None
        mention = _build(text, tokens, at, known[1], sentence, known[0]) if known else None
        mention = mention or next((m for read in _READERS if (m := read(text, tokens, at, sentence))), None)
        if mention:
            found.append(mention)
        at = max(mention.last, at + 1) if mention else at + 1
    return found


@cache
def read_openers() -> frozenset[str]:
    """The lower-case words that can open a name: titles, possessives and listed names without a capital."""
    return frozenset((*read_people().titles, *read_names(), *_POSSESSIVES))


def _build(
    text: str, tokens: Sequence[Token], first: int, last: int, sentence: int, entry: Entry, title: str = ""
) -> Mention:
    start, end = tokens[first].start, tokens[last - 1].end
    written = text[start:end]
    name = entry.name or " ".join(written.split())
    where = is_locative(tokens, first)
    return Mention(
        start, end, written, name, entry.kind, entry.iso3, entry.form, sentence, first, last, title, where, entry.town
    )


def _read_titled(text: str, tokens: Sequence[Token], at: int, sentence: int) -> Mention | None:
    """A person named after a title: "Foreign Minister Amir Khan Muttaqi", "spokesman Zafar Khan"."""
    matched = match_phrase(read_people().titles, tokens, at)
    if not matched:
        return None
    first = matched[1]
    while first < len(tokens) and (again := match_phrase(read_people().titles, tokens, first)):
        first = again[1]
    if first < len(tokens) and tokens[first].text == "." and first + 1 < len(tokens):
        first += 1
    last = find_run_end(tokens, first)
    if last == first or tokens[first].low in read_calendar() or tokens[first].low in read_bodies().common:
        return None
    listed = match_phrase(read_names(), tokens, first)
    if (listed and listed[0].name not in _AMBIGUOUS_STATES) or tokens[last - 1].low in read_bodies().heads:
        return None
    title = text[tokens[at].start : tokens[matched[1] - 1].end]
    if title.lower() == "gen" and len(tokens[first].text) == 1:
        return None  # "Gen Z"
    return _build(text, tokens, first, last, sentence, Entry("", "person", None, "person"), title)


def find_run_end(tokens: Sequence[Token], first: int) -> int:
    """The token after a run of capitalised words, with the small words that names hold ("bin", "de la")."""
    last = at = first
    while at < len(tokens) and at - first < _LONGEST_NAME:
        token = tokens[at]
        if token.cap and token.low not in read_calendar():
            at = last = at + 1
        elif at > first and token.low in _CONNECTORS and at + 1 < len(tokens):
            at += 1
        elif token.text == "." and at > first and len(tokens[at - 1].text) == 1 and last == at:
            at = last = at + 1
        else:
            break
    return last


def _read_listed(text: str, tokens: Sequence[Token], at: int, sentence: int) -> Mention | None:
    """A state, group or organisation of the lists, unless it only opens a longer name ("Sudan Doctors Network")."""
    matched = match_phrase(read_names(), tokens, at)
    if not matched:
        return _read_compound(text, tokens, at, sentence)
    entry, last = matched
    if entry.kind == "state":
        longer = _read_state_run(text, tokens, at, last, sentence, entry)
        if longer:
            return longer
    if last < len(tokens) and tokens[last].text == "-" and tokens[last].start == tokens[last - 1].end:
        return None  # "U.S.-led" and the like describe something else
    return _build(text, tokens, at, last, sentence, entry)


def _read_compound(text: str, tokens: Sequence[Token], at: int, sentence: int) -> Mention | None:
    if "-" not in tokens[at].low or not tokens[at].cap:
        return None
    stem = next((tokens[at].text[: -len(end)] for end in _COMPOUNDS if tokens[at].low.endswith(end)), None)
    if not stem:
        return None
    word = Token(tokens[at].start, tokens[at].end, stem, stem.lower(), True)
    matched = match_phrase(read_names(), [word], 0)
    return _build(text, tokens, at, at + 1, sentence, matched[0]) if matched else None


def _read_state_run(
    text: str, tokens: Sequence[Token], at: int, last: int, sentence: int, entry: Entry
) -> Mention | None:
    """What begins with a state's name but is a body, a place or a person: "Iranian Foreign Ministry"."""
    end = find_run_end(tokens, last)
    if end == last:
        return None
    stop = next((k for k in range(last, end) if match_phrase(read_people().titles, tokens, k)), end)
    final = tokens[stop - 1].low
    bodies = read_bodies()
    if stop > last and final in bodies.heads:
        stop = _find_of_tail(tokens, stop)
        return _build(text, tokens, at, stop, sentence, Entry("", bodies.heads[final], entry.iso3))
    if stop == end and final in bodies.places and entry.form != "adjective":
        return _build(text, tokens, at, end, sentence, Entry("", "place", entry.iso3))
    if stop == end and entry.name in _AMBIGUOUS_STATES and entry.form == "name" and end - at == 2:
        return _build(text, tokens, at, end, sentence, Entry("", "person", None, "person"))
    return None


def _find_of_tail(tokens: Sequence[Token], last: int) -> int:
    """The end of a name that goes on with "of …" or "for …": "Ministry of Foreign Affairs"."""
    at = last
    while at + 1 < len(tokens) and tokens[at].low in ("of", "for"):
        skip = at + 2 if tokens[at + 1].low == "the" else at + 1
        end = find_run_end(tokens, skip)
        if end == skip:
            break
        at = end
    return at


def _read_run(text: str, tokens: Sequence[Token], at: int, sentence: int) -> Mention | None:
    """An unlisted capitalised run, with what its own words tell of it."""
    first = at
    common, calendar = read_bodies().common, read_calendar()
    if not tokens[at].cap or tokens[at].low in calendar:
        return None
    if tokens[at].low in common and (at == 0 or tokens[at - 1].text in _OPENING_MARKS):
        return None
    last = find_run_end(tokens, first)
    last = _cut_at_listed(tokens, first, last)
    kind, form = find_run_kind(tokens, first, last)
    if kind in ("government_body", "international_org", "community", "company", "armed_group", "media"):
        last = _find_of_tail(tokens, last)
    return _build(text, tokens, first, last, sentence, Entry("", kind, None, form)) if last > first else None


def _cut_at_listed(tokens: Sequence[Token], first: int, last: int) -> int:
    """The run's end before a title or a listed state's adjective inside it ("Acting US Ambassador …")."""
    if last - first == 2 and tokens[first].low in _CONTINENTAL and tokens[first + 1].low in read_bodies().things:
        return last  # "North America" is no America
    for at in range(first + 1, last):
        matched = match_phrase(read_names(), tokens, at)
        if matched and matched[0].form == "seat" and at == first + 1 and tokens[first].low in read_people().given:
            continue  # "Ivan Lima" is no Lima
        if (matched and matched[0].kind == "state" and tokens[last - 1].low not in read_bodies().heads) or match_phrase(
            read_people().titles, tokens, at
        ):
            return at
    return last


_CONTINENTAL = word_set("north south latin central east west southeast northern southern eastern western")
_SITES = word_set(
    "hospital university airport school mosque church stadium bridge prison barracks square camp base station street"
    " hotel market road cemetery shrine"
)


def find_run_kind(tokens: Sequence[Token], first: int, last: int) -> tuple[str, str]:
    """The kind and form that a capitalised run's words show by themselves; ("unknown", "name") where they don't."""
    bodies, final = read_bodies(), tokens[last - 1].low
    size = last - first
    if size == 1 and _MACHINE.fullmatch(tokens[first].text):
        return "thing", "name"
    if first > 0 and tokens[first - 1].low in _VESSELS:
        return "thing", "name"
    if size > 1 and final in bodies.heads:
        return bodies.heads[final], "name"
    opens = tokens[first].low
    of_what = tokens[last : last + 2]
    goes_on = len(of_what) == 2 and of_what[0].low in ("of", "for") and (of_what[1].cap or of_what[1].low == "the")
    people_of = bodies.heads.get(opens) == "armed_group"  # "Fighters of the TTP" is no name
    if opens in bodies.heads and goes_on and not people_of:
        return bodies.heads[opens], "name"
    if final in bodies.places:
        return "place", "name"
    if final in bodies.things or opens in bodies.things:
        return "thing", "name"
    if (
        size > 1
        and opens in read_people().given
        and not (last < len(tokens) and tokens[last].low in _SITES)
        and not any(t.text.isupper() and len(t.text) > 3 for t in tokens[first:last])
    ):
        return "person", "person"
    return "unknown", "name"


def _read_unnamed(text: str, tokens: Sequence[Token], at: int, sentence: int) -> Mention | None:
    """An officer without a name: "his Tajik counterpart", "the Chinese ambassador", "its defence minister"."""
    if tokens[at].low not in _POSSESSIVES:
        return None
    matched = match_phrase(read_names(), tokens, at + 1) if at + 1 < len(tokens) else None
    state = matched[0] if matched and matched[0].kind == "state" and matched[0].form == "adjective" else None
    role = matched[1] if matched and state else at + 1
    if role >= len(tokens) or (tokens[at].low == "the" and state is None):
        return None
    last = next(
        (role + size for size in (2, 1) if " ".join(t.low for t in tokens[role : role + size]) in _OFFICERS), role
    )
    named = any(
        token.cap for token in tokens[last : last + (2 if tokens[last : last + 1] and tokens[last].text == "," else 1)]
    )
    if last == role or named:
        return None
    entry = Entry(text[tokens[at + 1].start : tokens[last - 1].end], "person", state.iso3 if state else None, "officer")
    return _build(text, tokens, at, last, sentence, entry)


_POSSESSIVES = word_set("the his her its their")
_OFFICERS = frozenset(
    {
        "counterpart",
        "counterparts",
        "ambassador",
        "ambassadors",
        "foreign minister",
        "foreign ministers",
        "defence minister",
        "defense minister",
        "defence ministers",
        "army chief",
        "consul",
        "envoy",
        "interior minister",
        "navy",
        "air force",
        "embassy",
    }
    - {"embassy"}
)
_READERS: tuple[Callable[[str, Sequence[Token], int, int], Mention | None], ...] = (
    _read_unnamed,
    _read_titled,
    _read_listed,
    _read_run,
)
