"""The reader's word lists, read once from `lexicon/*.yml` and arranged for looking up phrases by their first word."""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ruamel.yaml import YAML

from analysis.intake.own_names import OwnName
from analysis.reading.gazetteer import Town, plain_name
from analysis.reading.tokens import Token, find_tokens

_FOLDER = Path(__file__).parent / "lexicon"


class Entry(NamedTuple):
    """What a listed phrase stands for. `form`: a name, an adjective or people ("Tajik"), or a seat ("Dushanbe")."""

    name: str
    kind: str
    iso3: str | None
    form: str = "name"
    town: Town | None = None  # of a place that the case adds


class Phrase(NamedTuple):
    """A listed phrase: its words, which of them need a capital, and whether it is an acronym."""

    words: tuple[str, ...]
    caps: tuple[bool, ...]
    is_acronym: bool
    written: str
    entry: Entry


Phrases = dict[str, list[Phrase]]


class People(NamedTuple):
    """Titles (as phrases), role nouns, given names, and the states of leaders whom news names without theirs."""

    titles: Phrases
    roles: frozenset[str]
    given: frozenset[str]
    leaders: dict[str, str]


class Bodies(NamedTuple):
    """Words by which unlisted bodies, places and communities are known."""

    heads: dict[str, str]
    places: frozenset[str]
    things: frozenset[str]
    bodies: Phrases
    communities: Phrases
    appositives: dict[str, str]
    common: frozenset[str]
    modified: frozenset[str]
    speakers: frozenset[str]


class ActorWords(NamedTuple):
    """Nouns by which actors are chosen and gathered."""

    wires: frozenset[str]
    state_voices: frozenset[str]
    ranks: frozenset[str]
    too_vague: frozenset[str]
    grouped: frozenset[str]
    locals: frozenset[str]
    organs: frozenset[str]
    shared: frozenset[str]
    synonyms: dict[str, str]


class Acts(NamedTuple):
    """Speech verbs by kind, and the words of promises and likelihood."""

    speech: Phrases
    not_speech_after: frozenset[str]
    weak: frozenset[str]
    promises: Phrases
    likelihood: Phrases


@cache
def read_rows(file: str) -> dict[str, object]:
    """One lexicon file as plain data."""
    data = YAML(typ="safe").load((_FOLDER / file).read_text(encoding="utf-8"))
    if not isinstance(data, dict):
        raise ValueError(f"lexicon/{file}: expected 'key: value' lines, got {type(data).__name__}. Correct the file")
    return data


@cache
def read_names() -> Phrases:
    """States, armed groups and organisations by every name, adjective and seat that stands for them."""
    phrases: Phrases = {}
    for row in _find_cells(read_rows("countries.yml")["rows"], 5):
        code, name, others, people, seats = row
        _add_all(phrases, [name, *_split(others)], Entry(name, "state", code))
        _add_all(phrases, _split(people), Entry(name, "state", code, "adjective"))
        _add_all(phrases, _split(seats), Entry(name, "state", code, "seat"))
    for row in _find_cells(read_rows("groups.yml")["rows"], 4):
        kind = "government_body" if row[3] == "governs" else "armed_group"
        form = "governing" if row[3] == "governs" else "name"
        _add_all(phrases, [row[0], *_split(row[1])], Entry(row[0], kind, row[2] or None, form))
    for kind in ("international_org", "government_body", "company", "community", "media"):
        for row in _find_cells(read_rows("organisations.yml")[kind], 3):
            _add_all(phrases, [row[0], *_split(row[1])], Entry(row[0], kind, row[2] or None))
    return _sort(phrases)


def build_phrases(names: Iterable[OwnName]) -> Phrases:
    """The names that a case adds, arranged as the lists are."""
    phrases: Phrases = {}
    for own in names:
        form = "person" if own.kind == "person" else "name"
        town = None
        if own.latitude is not None and own.longitude is not None and own.iso3:
            town = Town(own.name, own.iso3, own.latitude, own.longitude, 0)
        _add_all(phrases, [own.name, *own.aliases], Entry(own.name, own.kind, own.iso3, form, town))
    return _sort(phrases)


def build_listed(rows: Iterable[tuple[str, Entry]]) -> Phrases:
    """Phrases from rows of "a; b; c" with the entry that they stand for; the first row that lists a phrase has it."""
    phrases: Phrases = {}
    for words, entry in rows:
        _add_all(phrases, _split(words), entry)
    return _sort(phrases)


@cache
def _read_adjectives() -> dict[str, str]:
    rows = _find_cells(read_rows("countries.yml")["rows"], 5)
    return {row[0]: (_split(row[3]) or [row[1]])[0] for row in rows}


def find_state_name(iso3: str) -> str:
    """The English name of a state: "Tajikistan" for TJK."""
    return _read_state_names().get(iso3, iso3)


@cache
def _read_state_names() -> dict[str, str]:
    return {row[0]: row[1] for row in _find_cells(read_rows("countries.yml")["rows"], 5)}


def find_adjective(iso3: str) -> str:
    """The adjective of a state: "Tajik" for TJK."""
    return _read_adjectives().get(iso3, iso3)


@cache
def read_people() -> People:
    """Titles, roles and given names."""
    data = read_rows("people.yml")
    titles: Phrases = {}
    for phrase in _split(str(data["titles"]).replace("\n", ";")):
        _add_all(titles, [phrase], Entry(phrase, "person", None, "title"))
    leaders = {plain_name(name): code for code, names in _find_cells(data["leaders"], 2) for name in _split(names)}
    return People(_sort(titles), frozenset(str(data["roles"]).split()), frozenset(str(data["given"]).split()), leaders)


@cache
def read_bodies() -> Bodies:
    """Head nouns of names, and the lower-case nouns that stand for bodies and communities."""
    data = read_rows("bodies.yml")
    heads, bodies, beside = data["heads"], data["bodies"], data["appositives"]
    if not (isinstance(heads, dict) and isinstance(bodies, dict) and isinstance(beside, dict)):
        raise ValueError("lexicon/bodies.yml: 'heads', 'bodies', 'appositives' must be lists by kind. Correct the file")
    phrases: Phrases = {}
    for group, words in bodies.items():
        _add_all(
            phrases, _split(words), Entry(str(group), "media" if group == "media" else "government_body", None, "body")
        )
    communities: Phrases = {}
    for noun in _split(str(data["communities"])):
        kind = "armed_group" if noun.split()[-1] in str(beside["armed_group"]).split() else "community"
        _add_all(communities, [noun], Entry("community", kind, None, "community"))
    return Bodies(
        heads={word: str(kind) for kind, words in heads.items() for word in words.split()},
        places=frozenset(str(data["places"]).split()),
        things=frozenset(str(data["things"]).split()),
        bodies=_sort(phrases),
        communities=_sort(communities),
        appositives={word: str(kind) for kind, words in beside.items() for word in words.split()},
        common=frozenset(str(data["common"]).split()),
        modified=frozenset(str(data["modified"]).split()),
        speakers=frozenset(str(data["speakers"]).split()),
    )


@cache
def read_actor_words() -> ActorWords:
    """The nouns of `bodies.yml` by which actors are chosen and gathered."""
    data = read_rows("bodies.yml")
    groups, synonyms = data["actors"], data["synonyms"]
    if not (isinstance(groups, dict) and isinstance(synonyms, dict)):
        raise ValueError("lexicon/bodies.yml: 'actors' and 'synonyms' must be lists by name. Correct the file")
    sets = {name: frozenset(_split(str(words))) for name, words in groups.items()}
    return ActorWords(
        **sets, synonyms={word: str(name) for name, words in synonyms.items() for word in _split(str(words))}
    )


@cache
def read_calendar() -> frozenset[str]:
    """Days and months: capitalised, but no names."""
    return frozenset(str(read_rows("bodies.yml")["calendar"]).split())


@cache
def read_acts() -> Acts:
    """Verbs of speech by kind of statement, words of promise and likelihood."""
    data = read_rows("acts.yml")
    speech: Phrases = {}
    verbs = data["speech"]
    if not isinstance(verbs, dict):
        raise ValueError("lexicon/acts.yml: 'speech' must list verbs by kind of statement. Correct the file")
    for kind, words in verbs.items():
        for word in _split(words):
            _add_all(speech, [word], Entry(word, str(kind), None, "verb"))
    promises: Phrases = {}
    _add_all(promises, _split(str(data["promises"])), Entry("promise", "pledge", None, "verb"))
    likelihood: Phrases = {}
    _add_all(likelihood, _split(str(data["likelihood"])), Entry("likelihood", "likelihood", None, "word"))
    return Acts(
        speech=_sort(speech),
        not_speech_after=frozenset(_split(str(data["not_speech_after"]))),
        weak=frozenset(_split(str(data["weak"]))),
        promises=_sort(promises),
        likelihood=_sort(likelihood),
    )


def match_phrase(phrases: Phrases, tokens: Sequence[Token], at: int) -> tuple[Entry, int] | None:
    """The longest listed phrase that starts at token `at`, with the number of the token after it.

    A word listed with a capital must have one in the text; words listed in capitals must be in capitals.
    """
    first = tokens[at]
    for words, caps, is_acronym, written, entry in phrases.get(first.low, ()):
        end = at + len(words)
        if end == at + 1:
            if (not caps[0] or first.text[0].isupper()) and not (is_acronym and first.text != written):
                return entry, end  # "Who", "Us", "Is" and "Let" are no organisations
        elif end <= len(tokens) and tokens[at + 1].low == words[1] and _fits(words, caps, tokens[at:end]):
            return entry, end
    return None


def _fits(words: tuple[str, ...], caps: tuple[bool, ...], tokens: Sequence[Token]) -> bool:
    return all(
        token.low == word and (not cap or token.text[0].isupper())
        for word, cap, token in zip(words, caps, tokens, strict=True)
    )


def _add_all(phrases: Phrases, names: Iterable[str], entry: Entry) -> None:
    for name in names:
        tokens = find_tokens(name, 0, len(name))
        if len(tokens) > 1 and tokens[0].low == "the":
            tokens = tokens[1:]
        words = tuple(token.low for token in tokens)
        acronym = len(words) == 1 and sum(letter.isupper() for letter in name) > 1 and len(name) < 7 and "-" not in name
        phrase = Phrase(words, tuple(token.text[0].isupper() for token in tokens), acronym, tokens[0].text, entry)
        phrases.setdefault(words[0], []).append(phrase)


def _sort(phrases: Phrases) -> Phrases:
    for listed in phrases.values():
        listed.sort(key=lambda phrase: -len(phrase.words))
    return phrases


def _split(cell: str) -> list[str]:
    return [part for part in (" ".join(piece.split()) for piece in cell.split(";")) if part]


def _find_cells(rows: object, number: int) -> list[list[str]]:
    """The cells of "a | b | c" lines, padded to `number`."""
    lines = [[cell.strip() for cell in line.split("|")] for line in str(rows).splitlines() if line.strip()]
    return [(cells + [""] * number)[:number] for cells in lines]
