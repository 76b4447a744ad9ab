"""Runs of capitalised words: where they end, and what their own words tell of them."""

import re
from collections.abc import Sequence

from analysis.intake.wordlists import word_set
from analysis.reading.gazetteer import plain_name
from analysis.reading.lexicon import match_phrase, read_bodies, read_calendar, read_names, read_people
from analysis.reading.tokens import Token

_CONNECTORS = word_set(
    "bin ibn bint abu de del della di da dos das du do van von der den ten ter la le el al ul ur y e of-the o ter dit"
    " zu zum und et des los las"
)
_MACHINE = re.compile(r"[A-Z][A-Za-z]{0,3}-?\d+[A-Z]?s?")  # F-35, J-15s, MiG-29
_VESSELS = word_set("carrier destroyer frigate tanker vessel ship warship yacht submarine ferry cruiser freighter boat")
_LONGEST_NAME = 6  # tokens; longer runs are headlines
_SUBJECTS = word_set(  # what bodies are in charge of: only these are joined by "and" inside one name
    "security defence defense intelligence justice trade health education information culture finance search home"
    " foreign interior law order peace disaster science technology environment agriculture transport investigation"
    " relief humanitarian human safety research customs border migration immigration crime drugs emergency rescue"
    " labor labour social economic political energy mines water women reconciliation"
)
_DESCRIBED = (  # "Iran-backed militias", "Greece-based X": the ends of words that only describe what follows
    "-aligned", "-backed", "-linked", "-affiliated", "-inspired", "-allied", "-sponsored", "-funded", "-trained",
    "-supported", "-based", "-owned", "-flagged", "-registered", "-operated", "-born", "-made", "-built", "-held",
    "-occupied", "-administered", "-dominated", "-majority", "-style", "-friendly", "-armed", "-era", "-related",
    "-brokered", "-mediated", "-led", "-run", "-controlled", "-ruled", "-leaning", "-speaking", "-supplied", "-bound",
)  # fmt: skip


def describes(token: Token) -> bool:
    """Whether a capitalised word only describes what follows: "Iran-aligned", "Greece-based"."""
    return "-" in token.low and token.low.endswith(_DESCRIBED)


def find_run_end(tokens: Sequence[Token], first: int) -> int:
    """The token after a run of capitalised words, with the small words that names hold ("bin", "de la")."""
    last = at = first
    while at < len(tokens) and at - first < _LONGEST_NAME:
        token = tokens[at]
        if token.cap and token.low not in read_calendar() and not describes(token):
            at = last = at + 1
        elif at > first and token.low in _CONNECTORS and at + 1 < len(tokens):
            at += 1
        elif token.text == "." and at > first and len(tokens[at - 1].text) == 1 and last == at:
            at = last = at + 1
        elif token.low in ("and", "&") and last == at and _joins_subjects(tokens, at):
            at += 1
        else:
            break
    return last


def _joins_subjects(tokens: Sequence[Token], at: int) -> bool:
    """Whether "and" joins what a body is in charge of: "Security and Intelligence Service"."""
    return (
        at + 1 < len(tokens)
        and at > 0
        and tokens[at + 1].cap
        and tokens[at - 1].low in _SUBJECTS
        and (tokens[at + 1].low in _SUBJECTS or (tokens[at + 1].cap and tokens[at].text == "&"))
    )


def find_of_tail(tokens: Sequence[Token], last: int) -> int:
    """The end of a name that goes on with "of …" or "for …": "Ministry of Foreign Affairs"."""
    at = last
    while at + 1 < len(tokens) and tokens[at].low in ("of", "for"):
        skip = at + 2 if tokens[at + 1].low == "the" else at + 1
        end = find_run_end(tokens, skip)
        if end == skip:
            break
        at = end
    return at


def cut_at_listed(tokens: Sequence[Token], first: int, last: int) -> int:
    """The run's end before a title or a listed state's adjective inside it ("Acting US Ambassador …")."""
    if last - first == 2 and tokens[first].low in _CONTINENTAL and tokens[first + 1].low in read_bodies().things:
        return last  # "North America" is no America
    for at in range(first + 1, last):
        matched = match_phrase(read_names(), tokens, at)
        if matched and matched[0].form == "seat" and at == first + 1 and tokens[first].low in read_people().given:
            continue  # "Ivan Lima" is no Lima
        if tokens[last - 1].low in read_bodies().heads:
            continue  # "Gopalganj General Hospital"
        titled = match_phrase(read_people().titles, tokens, at)
        if titled and titled[1] == last and not (last < len(tokens) and tokens[last].text == "."):
            titled = None  # a title at the end is a name: "Hun Sen"
        if titled or (matched and matched[0].kind == "state"):
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
    if size > 1 and plain_name(" ".join(t.text for t in tokens[first:last])) in read_people().leaders:
        return "person", "person"
    if (
        size > 1
        and opens in read_people().given
        and not (last < len(tokens) and tokens[last].low in _SITES)
        and not any(t.text.isupper() and len(t.text) > 3 for t in tokens[first:last])
    ):
        return "person", "person"
    return "unknown", "name"
