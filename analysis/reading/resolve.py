"""What the words around a name, and its other occurrences, tell of names that no list knows."""

import re
from collections.abc import Iterator, Sequence

from analysis.intake.wordlists import word_set
from analysis.reading.acronyms import join_acronyms
from analysis.reading.gazetteer import is_town
from analysis.reading.lexicon import match_phrase, read_acts, read_bodies, read_names, read_people
from analysis.reading.mention import Line, Mention
from analysis.reading.tokens import Token

_NAMESAKES = 20  # longer names of one surname that are compared
_APPOSITION_REACH = 9  # tokens after a comma in which a role noun counts; longer ones are new clauses
_ORG_KINDS = frozenset({"government_body", "armed_group", "international_org", "company", "community", "media"})


def resolve_names(lines: Sequence[Line]) -> list[Line]:
    """The same lines with unknown names placed: by apposition, by later mentions, by the gazetteer."""
    placed = [line._replace(mentions=[_place_by_context(line, m) for m in line.mentions]) for line in lines]
    placed = join_acronyms(placed)
    people = _find_people(placed)
    organisations = _find_organisations(placed)
    return [
        line._replace(mentions=[_place_by_others(line, m, people, organisations) for m in line.mentions])
        for line in placed
    ]


def _add_noun(line: Line, mention: Mention) -> Mention:
    """The group with the noun that makes it one: "Chechen militants", "the Savien gang"."""
    noun = line.tokens[mention.last]
    if read_bodies().appositives.get(noun.low) != "armed_group":
        return mention._replace(kind="armed_group")
    name = f"{mention.text} {noun.text}"
    return mention._replace(kind="armed_group", name=name, title=noun.text)


def _place_by_context(line: Line, mention: Mention) -> Mention:
    if mention.kind == "community" and mention.form == "name" and _find_beside(line.tokens, mention) == "armed_group":
        return _add_noun(line, mention)  # "Tuareg rebels"
    if mention.kind != "unknown":
        return mention
    if mention.locative and is_inside(line.tokens, mention):
        return mention._replace(kind="place")
    kind = _find_beside(line.tokens, mention)
    if kind == "armed_group" and line.tokens[mention.last : mention.last + 1]:
        return _add_noun(line, mention)
    kind = kind or _find_apposition(line.tokens, mention)
    if kind is None and _is_named(line.tokens, mention):
        kind = "person"
    if kind == "person" and _is_acronym(mention.text):
        kind = None
    if kind is None and 1 < mention.last - mention.first < 5 and _is_human(line.tokens, mention):
        kind = "person"
    if kind is None and (is_town(mention.text) or mention.locative):
        kind = "place"
    return mention._replace(kind=kind, form="person" if kind == "person" else mention.form) if kind else mention


def _is_human(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether what comes next is what people do: they speak, resign, are sworn in, have lawyers and wives."""
    if is_speaking(tokens, mention.last) or _names_source(tokens, mention.first):
        return True
    if mention.first > 1 and tokens[mention.first - 1].low in ("said", "says", "added"):
        return tokens[mention.first - 2].text in ',”"’'  # "…, said X"
    following = [token.low for token in tokens[mention.last : mention.last + 3]] + ["", "", ""]
    if following[0] == "," and following[1] == "who":
        return True
    if following[0] == "'s":
        return following[1] in _KIN
    return following[0] in _HUMAN_VERBS or (
        following[0] in ("was", "is", "has", "had", "were") and following[1] in _HUMAN_STATES
    )


def _names_source(tokens: Sequence[Token], first: int) -> bool:
    return first > 1 and tokens[first - 1].low == "to" and tokens[first - 2].low == "according"


def _is_named(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether the words before say that somebody is called so: "a farmer named X", "led by X", "convener X"."""
    near = [token.low for token in tokens[max(0, mention.first - 3) : mention.first]]
    if not near:
        return False
    if near[-1] in _CALLED or near[-2:] in (["identified", "as"], ["called", "only"], ["known", "as"]):
        noun = {token.low for token in tokens[max(0, mention.first - 8) : mention.first]}
        return not noun.isdisjoint(read_people().roles) and near[-1] != "called"
    return near[-1] == "by" and near[-2:-1] != [] and near[-2] in _LED and mention.last - mention.first > 1


_CALLED = word_set("named only as nicknamed alias")
_LED = word_set("led headed commanded founded chaired run ruled fronted")


def _is_acronym(text: str) -> bool:
    return text.isupper() and len(text) < 7 and " " not in text


_KIN = word_set(
    "family wife husband son daughter brother sister mother father lawyer lawyers widow office aide "
    "aides deputy successor death funeral arrest party government"
)
_HUMAN_VERBS = word_set(
    "resigned who whose himself herself replied met flew visited posted wrote stepped refused thinks "
    "believes hopes wants argues worked studied grew ordered led leads heads commands commanded"
)
_HUMAN_STATES = word_set(
    "born killed elected appointed sworn arrested detained sentenced jailed shot abducted kidnapped "
    "released freed named married buried convicted accused charged wounded injured ousted deposed"
)


def is_speaking(tokens: Sequence[Token], at: int) -> bool:
    """Whether token `at` is a verb of speech."""
    return at < len(tokens) and match_phrase(read_acts().speech, tokens, at) is not None


def _find_beside(tokens: Sequence[Token], mention: Mention) -> str | None:
    """The kind that the noun right after or before tells: "the Kraze gang", "rebels of Ansaru"."""
    beside = read_bodies().appositives
    if mention.last < len(tokens) and tokens[mention.last].low in read_bodies().places:
        return "place"
    if mention.last < len(tokens) and tokens[mention.last].low in beside and not mention.locative:
        return beside[tokens[mention.last].low]
    if mention.first > 0 and tokens[mention.first - 1].low in _NAMED_BY:
        return beside.get(tokens[mention.first - 1].low)
    return None


_NAMED_BY = word_set(  # "the charity NPH": nouns that a name may follow straight
    "charity ngo organisation organization company firm operator airline manufacturer insurer gang militia cartel group"
    " alliance broadcaster newspaper website agency think-tank watchdog app platform giant contractor supplier bank"
    " confederation party union federation nonprofit outlet portal magazine station channel arm radio television"
    " movement coalition network bloc consultancy startup developer miner refiner carrier"
)


def is_inside(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether "in", "near" or the like stands straight before the name: then it is a place."""
    return mention.first > 0 and tokens[mention.first - 1].low in ("in", "near", "outside", "around", "inside")


def _find_apposition(tokens: Sequence[Token], mention: Mention) -> str | None:
    """The kind that an apposition tells: "X, the mayor of Y", "the gang's leader, X", "X, 73,"."""
    after = _read_apposition(tokens, mention.last)
    before = _read_preposition(tokens, mention.first)
    for words in (after, before):
        kind = _find_kind_of(words, mention)
        if kind:
            return kind
    return None


def _read_apposition(tokens: Sequence[Token], at: int) -> list[Token]:
    if at >= len(tokens) or tokens[at].text not in (",", "("):
        return []
    words = tokens[at + 1 : at + 1 + _APPOSITION_REACH]
    if words and opens_apposition(words):
        stop = next(
            (k for k, token in enumerate(words) if token.text in ",;.)" or token.low in ("who", "that", "which")),
            len(words),
        )
        return list(words[:stop])
    return []


def opens_apposition(words: Sequence[Token]) -> bool:
    """Whether the words after a comma describe the name before it: "the …", "34", "senior …", "Chad's acting …"."""
    first = words[0]
    if first.low in _DETERMINERS or first.text.isdigit() or first.low in read_people().roles:
        return True
    owner = next((k for k, token in enumerate(words[:5]) if token.low in ("'s", "'")), None)
    if owner is not None and all(token.cap or token.text == "." for token in words[:owner]):
        return True
    adjective = match_phrase(read_names(), words, 0)
    return adjective is not None and adjective[0].form == "adjective"


_DETERMINERS = word_set(
    "a an the his her its their one former then acting senior deputy chief interim outgoing longtime veteran retired"
    " co-founder ex-leader another himself herself local vice special assistant executive general managing"
)


def _read_preposition(tokens: Sequence[Token], first: int) -> list[Token]:
    """The words of an apposition that comes first: "a commander of the Pakistani Taliban, X"."""
    if first < 2 or tokens[first - 1].text != ",":
        return []
    words: list[Token] = []
    for token in reversed(tokens[max(0, first - 1 - _APPOSITION_REACH) : first - 1]):
        if token.text in ',;:."“”' or token.low in ("said", "says", "and", "but"):
            break
        words.insert(0, token)
    start = next(
        (k for k in range(len(words) - 1, -1, -1) if _starts_phrase(words, k)),
        0,
    )
    return words[start:]


def _starts_phrase(words: Sequence[Token], at: int) -> bool:
    """Whether a noun phrase of its own starts after "its", "the" … here, not one that "of" leads in."""
    if words[at].low in ("'s", "'"):
        return True
    return words[at].low in _DETERMINERS and not (at and words[at - 1].low in ("of", "for", "in", "at", "to"))


def _find_kind_of(words: Sequence[Token], mention: Mention) -> str | None:
    """What kind of actor the words describe, by the first role or kind noun among them."""
    if not words:
        return None
    roles, beside = read_people().roles, read_bodies().appositives
    if words[0].text.isdigit() and len(words) == 1:
        return "person"
    for token in words:
        if token.low in roles and (mention.last - mention.first > 1 or token.low not in ("head", "general")):
            return "person"
        if token.low in beside:
            return beside[token.low]
        if token.low in ("of", "for", "in"):
            break
    return None


def _each(lines: Sequence[Line]) -> Iterator[Mention]:
    return (mention for line in lines for mention in line.mentions)


def _find_people(lines: Sequence[Line]) -> dict[str, str]:
    """Part of a person's name -> the whole name; surnames outrank first names, first mentions outrank later ones."""
    names = list(dict.fromkeys(" ".join(m.text.split()) for m in _each(lines) if m.kind == "person"))
    singles = {m.text for m in _each(lines) if m.kind == "unknown" and " " not in m.text}
    pairs = [m.text for m in _each(lines) if m.kind == "unknown" and 1 < m.last - m.first < 5]
    known = set(names)
    names += [
        n for n in dict.fromkeys(pairs) if n not in known and n.split()[-1] in singles and n.split()[0] not in singles
    ]
    names.sort(key=lambda name: -len(name.split()))
    parts: dict[str, str] = {}
    whole = [name for name in names if " " in name]
    for piece in (slice(-1, None), slice(0, 1), slice(1, -1)):
        for name in whole:
            for part in name.split()[piece]:
                parts.setdefault(part.casefold(), name)
    longer = _find_longer(whole)
    for name in names:
        parts.setdefault(name.casefold(), longer.get(name, name))
    return parts


def _find_longer(names: Sequence[str]) -> dict[str, str]:
    """Names of several words -> a longer name that holds all of them ("Ali Khamenei" in "Ali Hosseini Khamenei")."""
    by_word: dict[str, list[str]] = {}
    longer: dict[str, str] = {}
    for name in names:  # the longest come first
        words = name.split()
        near = by_word.get(words[-1], ())[:_NAMESAKES]
        longer.update((name, other) for other in near if set(words) < set(other.split()))
        by_word.setdefault(words[-1], []).append(name)
    return longer


def _find_organisations(lines: Sequence[Line]) -> dict[str, Mention]:
    """A short form -> the organisation: its acronym, or the first word or words of its name."""
    shorts: dict[str, Mention] = {}
    for mention in _each(lines):
        if mention.kind not in _ORG_KINDS or mention.last - mention.first < 2:
            continue
        words = [word for word in re.split(r"[\s-]+", mention.text) if word[:1].isupper()]
        shorts.setdefault("".join(word[0] for word in words).casefold(), mention)
        if mention.form != "body" and mention.iso3 is None:
            shorts.setdefault(words[0].casefold() if words else "", mention)
    return shorts


def _place_by_others(
    line: Line, mention: Mention, people: dict[str, str], organisations: dict[str, Mention]
) -> Mention:
    low = mention.text.casefold()
    if mention.kind == "person" or (
        mention.kind in ("unknown", "place") and low in people and not _is_near_place(mention)
    ):
        name = people.get(low)
        return mention._replace(name=name or mention.name, kind="person", form="person")
    if mention.kind == "unknown" and low in organisations and (" " not in mention.text):
        whole = organisations[low]
        return mention._replace(name=whole.name, kind=whole.kind, iso3=whole.iso3)
    return mention


def _is_near_place(mention: Mention) -> bool:
    return mention.kind == "place" and mention.locative
