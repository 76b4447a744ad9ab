"""The word lists of incidents, compiled once: kinds, weapons, attackers, targets, waters."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from analysis.intake.wordlists import word_set
from analysis.reading.lexicon import read_rows
from analysis.reading.numbers import read_number
from analysis.reading.quantities import Toll, find_tolls
from analysis.reading.tokens import Token, find_tokens


class EventWords(NamedTuple):
    """The words of incidents: kinds as phrases by first word, the rest as patterns of whole words in any case."""

    kinds: dict[str, list[tuple[tuple[str, ...], str]]]
    order: tuple[str, ...]
    weapons: re.Pattern[str]
    attackers: re.Pattern[str]
    targets: re.Pattern[str]
    at_sea: re.Pattern[str]


class Event(NamedTuple):
    """One word or phrase that speaks of a kind of incident, and where it stands."""

    kind: str
    start: int
    end: int


_GROUND = re.compile(
    (
        r"\b(?:car|truck|suicide|roadside|motorcycle|parcel) bomb|\bsuicide (?:attack|vest)|\b(?:explosive "
        r"device|IED|landmine|vest)\b"
    ),
    re.IGNORECASE,
)


@cache
def read_event_words() -> EventWords:
    """The word lists of `lexicon/events.yml`."""
    data = read_rows("events.yml")
    kinds = data["kinds"]
    if not isinstance(kinds, dict):
        raise ValueError("lexicon/events.yml: 'kinds' must list words by kind of incident. Correct the file")
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind, listed in kinds.items():
        for phrase in str(listed).split(";"):
            words = tuple(token.low for token in find_tokens(phrase, 0, len(phrase)))
            phrases.setdefault(words[0], []).append((words, str(kind)))
    patterns = (_compile(str(data[name])) for name in ("weapons", "attackers", "targets", "at_sea"))
    return EventWords(phrases, tuple(map(str, kinds)), *patterns)


def find_events(text: str, tokens: Sequence[Token]) -> tuple[Event, ...]:
    """Every word or phrase of the lists in a sentence; bombs from the air are no bombing."""
    phrases = read_event_words().kinds
    found = []
    for at, token in enumerate(tokens):
        for words, kind in phrases.get(token.low, ()):
            last = at + len(words)
            if len(words) == 1 or (
                last <= len(tokens) and all(tokens[at + k].low == words[k] for k in range(1, len(words)))
            ):
                found.append(Event(kind, token.start, tokens[last - 1].end))
    found = [event for event in found if not (event.kind == "bombing" and _is_carried(text, event))]
    found = [_generalise(text, event) if event.kind == "airstrike" else event for event in found]
    found += _find_taken(tokens)
    kinds = {event.kind for event in found}
    if (
        "bombing" in kinds
        and kinds & {"airstrike", "drone_attack"}
        and not _GROUND.search(text, tokens[0].start, tokens[-1].end)
    ):
        found = [event for event in found if event.kind != "bombing"]
    return tuple(found)


_CARRIED = re.compile(
    r"\b(?:guns?|rifles?|weapons|armed|carrying|knives|machetes|grenades|rockets)(?: \w+)? (?:and |with |or |, )?$"
)
_TAKING = frozenset({"seized", "seize", "seizes", "took", "snatched", "grabbed", "rounded"})
_SHIPS = word_set("tanker ship vessel freighter trawler tankers ships vessels boat boats ferry")
_CAPTURING = word_set(
    "hijacked boarded took captured capture overran overrun recaptured retook seized seizes seizing captures entered"
)
_GROUNDS = word_set(
    "town city village airport base post outpost barracks camp capital mines mine island islands territory bridge hills"
    " headquarters district region province"
)
_NO_GROUND = word_set("to and said 's of")
_TAKEN = word_set(
    "girls boys pupils students schoolgirls schoolboys children women men people workers hostages passengers villagers"
    " tourists missionaries nuns priests aid soldiers sailors crew"
)


def _is_carried(text: str, event: Event) -> bool:
    """Whether "bombs" only tells how attackers were armed: "men with guns and bombs"."""
    plain = text[event.start : event.end].lower() in ("bomb", "bombs", "explosives")
    return plain and _CARRIED.search(text, max(0, event.start - 30), event.start) is not None


def _generalise(text: str, event: Event) -> Event:
    """ "Jihadists strike the heart of the capital", "went on strike": no air strike without a word for one."""
    if text[event.start : event.end].lower() not in ("strike", "strikes"):
        return event
    if _LABOUR.search(text, max(0, event.start - 20), event.start):
        return event._replace(kind="protest")
    acting = _STRIKERS.search(text, max(0, event.start - 30), event.start)
    return event._replace(kind="armed_attack") if acting else event


_LABOUR = re.compile(r"\b(?:general|hunger|rail|national|on|workers\W*|teachers\W*) $", re.IGNORECASE)
_STRIKERS = re.compile(
    r"\b(?:militants?|gunmen|jihadists?|rebels|insurgents?|attackers?|terrorists?|bombers?|extremists|fighters|maoists|to)"
    r" (?:again )?$",
    re.IGNORECASE,
)


def _find_taken(tokens: Sequence[Token]) -> list[Event]:
    """ "seized 276 girls", "took the passengers": people taken are kidnapped."""
    found = []
    for at, token in enumerate(tokens):
        if token.low in _TAKING and any(t.low in _TAKEN for t in tokens[at + 1 : at + 4]):
            found.append(Event("kidnapping", token.start, token.end))
        elif token.low in _CAPTURING and any(t.low in _SHIPS for t in tokens[at + 1 : at + 7]):
            found.append(Event("armed_attack", token.start, token.end))
        elif token.low in _CAPTURING and _is_ground(tokens, at + 1):
            found.append(Event("clash", token.start, token.end))
    return found


def _is_ground(tokens: Sequence[Token], at: int) -> bool:
    """Whether a place stands there: "took Goma", "captured the town of Ostrel", "overran an army post"."""
    if at < len(tokens) and tokens[at].cap:
        return at + 1 < len(tokens) and not tokens[at + 1].cap and tokens[at + 1].low not in _NO_GROUND
    return any(token.low in _GROUNDS for token in tokens[at + 1 : at + 4])


def select_kinds(events: Sequence[Event], start: int = 0, end: int | None = None) -> list[str]:
    """The kinds that the events inside [start, end) speak of, most telling first."""
    kinds = {event.kind for event in events if event.start >= start and (end is None or event.end <= end)}
    return [kind for kind in read_event_words().order if kind in kinds]


def find_victims(text: str, start: int, end: int) -> list[Toll]:
    """The tolls of victims in a passage: dead and injured attackers are left out."""
    attackers = read_event_words().attackers
    tolls = [
        toll
        for toll in find_tolls(text, start, end)
        if not attackers.search(toll.who) or _BY_FORCES.match(text, toll.end, end)
    ]
    return [_leave_out(text, toll, end) if toll.kind == "killed" and toll.best > 1 else toll for toll in tolls]


def _leave_out(text: str, toll: Toll, end: int) -> Toll:
    """The toll without the attackers that it counts: "16 people, including four attackers"."""
    found = _COUNTED_IN.search(text, toll.start, min(end, toll.end + _COUNTED_REACH))
    number = (2 if found["n"].lower() == "both" else read_number(found["n"]) or 1) if found else 0
    if not 0 < number < toll.best:
        return toll
    high = None if toll.high is None else toll.high - number
    return toll._replace(low=max(0, toll.low - number), best=toll.best - number, high=high)


_BY_FORCES = re.compile(  # "27 rebels were killed by troops": then they are the victims
    r" (?:by|in an? (?:operation|raid|airstrike|air strike|drone strike) by) (?:the |\w+ ){0,2}?"
    r"(?:security forces|troops|soldiers|police|army|government forces|forces|commandos|guards)\b"
)
_COUNTED_REACH = 45  # characters
_COUNTED_IN = re.compile(
    r"\b(?:including|among them|counting|one of them)(?: all)?(?: of)?(?: the)? ?(?P<n>both|\d+|an?|one|two|three|four"
    r"|five|six|seven|eight|nine|ten|)(?: the)?(?: \w+)? ?"
    r"(?:attackers?|assailants?|gunm[ae]n|bombers?|hijackers?|perpetrators?|shooters?|terrorists?)\b",
    re.IGNORECASE,
)


def _compile(words: str) -> re.Pattern[str]:
    parts = sorted((re.escape(" ".join(part.split())) for part in words.split(";")), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])", re.IGNORECASE)
