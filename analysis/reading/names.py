"""Names in a sentence: listed ones, people by title or given name, and capitalised runs by the words they end in."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from analysis.intake.wordlists import word_set
from analysis.reading.lexicon import Entry, Phrases, match_phrase, read_bodies, read_calendar, read_names, read_people
from analysis.reading.locative import is_locative
from analysis.reading.mention import Mention
from analysis.reading.runs import cut_at_listed, describes, find_of_tail, find_run_end, find_run_kind
from analysis.reading.tokens import Token

_TAKING_PART = word_set(  # "Kenyan-led", "Iran-aligned" speak of Kenya and Iran; "Greece-based" of no state that acts
    "led backed controlled run brokered mediated aligned sponsored funded supported trained armed allied occupied"
    " administered ruled supplied"
)
_AMBIGUOUS_STATES = frozenset({"Jordan", "Chad", "Georgia", "Israel", "Kenya", "Guinea", "Cuba"})  # also given names
_OPENING_MARKS = '“"‘(—–:*'  # after these a capital may only open a sentence


def find_names(text: str, tokens: Sequence[Token], sentence: int, own: Phrases | None = None) -> list[Mention]:
    """Every name in a sentence, from left to right, without overlaps; the case's own names first."""
    found: list[Mention] = []
    openers = read_openers().union(find_uncapped(own)) if own else read_openers()
    at = 0
    while at < len(tokens):
        if not tokens[at].cap and tokens[at].low not in openers:
            at += 1
            continue
        described = _find_described_end(tokens, at)
        if described:
            at = described
            continue
        known = match_phrase(own, tokens, at) if own else None
        mention = _build(text, tokens, at, known[1], sentence, known[0]) if known else None
        for read in _READERS if mention is None else ():
            mention = read(text, tokens, at, sentence)
            if mention:
                break
        if mention:
            found.append(mention)
        at = max(mention.last, at + 1) if mention else at + 1
    return found


def _find_described_end(tokens: Sequence[Token], at: int) -> int | None:
    """The end of a body that is described, with capitals or without: "Foreign Ministry" is nobody's own name."""
    matched = match_phrase(read_bodies().bodies, tokens, at) if tokens[at].cap else None
    if tokens[at].cap and (at == 0 or tokens[at - 1].text in _OPENING_MARKS):
        matched = matched or match_phrase(read_bodies().communities, tokens, at)
        if matched and matched[1] - at > 1 and not tokens[matched[1] - 1].cap:
            return matched[1]  # "Legal scholars say": a capital that only opens the sentence
    if not matched or matched[1] - at < 2 or matched[1] != find_run_end(tokens, at):
        return None
    after = find_of_tail(tokens, matched[1])
    return None if after < len(tokens) and tokens[after].text == "(" else matched[1]


@cache
def read_openers() -> frozenset[str]:
    """The lower-case words that can open a name: titles, possessives and listed names without a capital."""
    return frozenset((*read_people().titles, *find_uncapped(read_names()), *_POSSESSIVES))


def find_uncapped(phrases: Phrases) -> Iterator[str]:
    """The first words of the listed phrases that may stand in lower case: "al-qaeda", "the lantern men"."""
    return (first for first, listed in phrases.items() if any(not phrase.caps[0] for phrase in listed))


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
    """What a word such as "Iran-backed" names: a state that has a part in it; anything else only describes."""
    token = tokens[at]
    if not token.cap or not describes(token):
        return None
    stem, _, ending = token.text.rpartition("-")
    word = Token(token.start, token.start + len(stem), stem, stem.lower(), True)
    matched = match_phrase(read_names(), [word], 0)
    if matched and matched[0].kind == "state" and ending in _TAKING_PART:
        found = _build(text, tokens, at, at + 1, sentence, matched[0]._replace(form="adjective"), ending)
        return found._replace(end=word.end, text=stem)
    return _build(text, tokens, at, at + 1, sentence, Entry(stem, "thing", None, "name"))


def _read_state_run(
    text: str, tokens: Sequence[Token], at: int, last: int, sentence: int, entry: Entry
) -> Mention | None:
    """What begins with a state's name but is a body, a place or a person: "Iranian Foreign Ministry"."""
    end = find_run_end(tokens, last)
    if end == last:
        return None
    bodies = read_bodies()
    if entry.form == "adjective" and (listed := match_phrase(read_names(), tokens, last)) and listed[0].kind != "state":
        return None  # "the Russian Wagner Group"
    stop = next((k for k in range(last, end) if match_phrase(read_people().titles, tokens, k)), end)
    final = tokens[stop - 1].low
    if end > last and tokens[end - 1].low in bodies.heads:
        stop, final = end, tokens[end - 1].low  # "the Congolese General Directorate"
    if _find_described_end(tokens, last) == stop and (stop == len(tokens) or tokens[stop].low != "of"):
        return None  # "the Iranian Foreign Ministry": a state and a described body
    if stop > last and final in bodies.heads:
        stop = find_of_tail(tokens, stop)
        return _build(text, tokens, at, stop, sentence, Entry("", bodies.heads[final], entry.iso3))
    if stop == end and final in bodies.places and (entry.form != "adjective" or final in _QUARTERS):
        return _build(text, tokens, at, end, sentence, Entry("", "place", entry.iso3))
    if stop == end and entry.name in _AMBIGUOUS_STATES and entry.form == "name" and end - at == 2:
        return _build(text, tokens, at, end, sentence, Entry("", "person", None, "person"))
    return None


_QUARTERS = word_set(
    "quarter island islands sea channel riviera alps territory territories capital"
)  # "French Quarter"


def _read_run(text: str, tokens: Sequence[Token], at: int, sentence: int) -> Mention | None:
    """An unlisted capitalised run, with what its own words tell of it."""
    first = at
    common, calendar = read_bodies().common, read_calendar()
    if not tokens[at].cap or tokens[at].low in calendar:
        return None
    if tokens[at].low in common and (at == 0 or tokens[at - 1].text in _OPENING_MARKS):
        return None
    last = find_run_end(tokens, first)
    last = cut_at_listed(tokens, first, last)
    kind, form = find_run_kind(tokens, first, last)
    if kind in ("government_body", "international_org", "community", "company", "armed_group", "media"):
        last = find_of_tail(tokens, last)
    state = _find_state_inside(tokens, first + 1, last) if kind == "government_body" else None
    return _build(text, tokens, first, last, sentence, Entry("", kind, state, form)) if last > first else None


def _find_state_inside(tokens: Sequence[Token], first: int, last: int) -> str | None:
    """The state that a body's own name holds: "Armed Forces of the Philippines"."""
    matches = (match_phrase(read_names(), tokens, at) for at in range(first, last))
    return next((m[0].iso3 for m in matches if m and m[0].kind == "state" and m[0].form != "seat"), None)


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
