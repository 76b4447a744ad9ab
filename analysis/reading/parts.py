"""Which of the names in a text are actors: those with a part or a voice, not mere places, labels or origins."""

from collections.abc import Sequence
from typing import NamedTuple

from analysis.intake.wordlists import word_set
from analysis.reading.bodies import is_subject
from analysis.reading.lexicon import read_actor_words, read_bodies
from analysis.reading.mention import Line, Mention
from analysis.reading.resolve import is_speaking


class Cluster(NamedTuple):
    """All mentions of one actor."""

    key: str
    mentions: list[Mention]


def is_home(cluster: Cluster, home: str | None, lines: Sequence[Line]) -> bool:
    """Whether the cluster is the state that the article is about: an actor even where it is only a place."""
    named = [m for m in cluster.mentions if m.form != "seat"]
    return cluster.key == f"state {home}" and (len(named) > 1 or any(_is_ground(lines[m.sentence], m) for m in named))


def _is_ground(line: Line, mention: Mention) -> bool:
    """Whether a state's adjective tells where something is: "the Sudanese city of …"."""
    following = line.tokens[mention.last].low if mention.last < len(line.tokens) else ""
    return mention.form == "adjective" and following in read_bodies().places


def is_actor(cluster: Cluster, lines: Sequence[Line], listed: Sequence[Mention]) -> bool:
    first = cluster.mentions[0]
    if any(mention in listed for mention in cluster.mentions):
        return True
    if cluster.key.startswith("state"):
        return _is_state_actor(cluster, lines)
    if any(m.form == "name" and m.kind == "government_body" for m in cluster.mentions) and first.form == "body":
        return True
    if first.form == "body" and first.kind != "media":
        return _is_body_actor(cluster, lines)
    if first.form == "community":
        return _is_community_actor(cluster, lines)
    if first.kind == "media":
        return first.form == "name" and any(_is_told(lines[m.sentence], m) for m in cluster.mentions)
    if _is_school(first):
        return any(_acts(lines[m.sentence], m) for m in cluster.mentions)
    if first.kind == "government_body":
        return any(_has_voice(lines[m.sentence], m) for m in cluster.mentions)
    return not all(_is_platform(lines[m.sentence], m) for m in cluster.mentions)


def _is_told(line: Line, mention: Mention) -> bool:
    """Whether a medium is a voice here and no place of publication: "told Reuters", "X reported", "cited by X"."""
    if mention.name not in read_actor_words().wires:
        return not mention.locative
    before = [token.low for token in line.tokens[max(0, mention.first - 3) : mention.first]]
    return is_speaking(line.tokens, mention.last) or not _HEARING.isdisjoint(before)


_HEARING = word_set("told telling quoted cited according reported seen reviewed obtained interviewed")


def _has_voice(line: Line, mention: Mention) -> bool:
    """Whether a body is more than the label of an officer: a seat of power is, in "Kremlin spokesman X"."""
    speaks = mention.last < len(line.tokens) and line.tokens[mention.last].low.startswith("spokes")
    is_seat = mention.text.lower().split()[-1] not in read_bodies().heads and not mention.text.isupper()
    return (speaks and is_seat) or not _describes_person(line, mention)


def _is_school(mention: Mention) -> bool:
    """Whether the name is a school's, a university's or a hospital's: mostly a place, seldom an actor."""
    words = mention.name.lower().split()
    return mention.form == "name" and mention.kind in ("company", "community") and bool(_SCHOOLS.intersection(words))


_SCHOOLS = frozenset({"university", "institute", "school", "college", "academy"})


def _acts(line: Line, mention: Mention) -> bool:
    owns = mention.last < len(line.tokens) and line.tokens[mention.last].low == "'s"
    return owns or is_speaking(line.tokens, mention.last) or (is_subject(line, mention) and not mention.locative)


def _is_state_actor(cluster: Cluster, lines: Sequence[Line]) -> bool:
    acting = [m for m in cluster.mentions if _takes_part(lines[m.sentence], m)]
    return bool(acting) or (len(cluster.mentions) > 2 and any(m.form != "seat" for m in cluster.mentions))


def _takes_part(line: Line, mention: Mention) -> bool:
    """Whether a state is named as one that acts: no place, no goal of a journey, no mere origin of somebody."""
    if mention.locative or _describes_person(line, mention) or _is_label(line, mention) or _is_goal(line, mention):
        return False
    if mention.form != "adjective" or mention.title:
        return True
    following = line.tokens[mention.last : mention.last + _NOUN_REACH]
    stop = next((k for k, token in enumerate(following) if not token.text.isalpha() and "-" not in token.text), None)
    words = [token.low for token in following[:stop]]
    return not read_actor_words().organs.isdisjoint(words) or (is_subject(line, mention) and mention.text[-1] == "s")


def _is_goal(line: Line, mention: Mention) -> bool:
    """Whether a state is where somebody goes, comes from or borders on, or what a town's name goes on with."""
    tokens, first = line.tokens, mention.first
    before = [token.low for token in tokens[max(0, first - 4) : first]]
    following = tokens[mention.last].low if mention.last < len(tokens) else ""
    beside = [m for m in line.mentions if m.kind == "place" and (m.first == mention.last + 1 or m.last == first - 1)]
    if following == "'s" and any(m.first > first for m in beside):
        return True  # "Egypt's Sinai Peninsula"
    if before[-1:] == [","] and any(m.last < first for m in beside):
        return True  # "in Magdeburg, Germany,"
    if before[-1:] in (["to"], ["from"]):
        return not _MOVING.isdisjoint(before[:-1])
    return before[-2:] in (["border", "with"], ["flag", "of"], ["coast", "of"], ["north", "of"], ["south", "of"])


_NOUN_REACH = 4  # tokens after an adjective in which the noun it belongs to stands
_MOVING = word_set(
    "sailed taken deported travelled traveled fled flew flown flying returned moved deployment deployed trip visit"
    " travel journey crossed bound heading headed left leave leaving shipped transferred extradited drove escaped went"
    " going came arrived way on back"
)


def _describes_person(line: Line, mention: Mention) -> bool:
    """Whether the name only tells whose officer a person is: "former Malawian President Ada Lane"."""
    person = next(
        (m for m in line.mentions if m.kind == "person" and m.title and 0 < m.first - mention.last <= 5), None
    )
    if person is None:
        return False
    between = line.tokens[mention.last : person.first]
    return not any(token.text in ",;:" or token.low in ("'s", "and", "said", "with") for token in between)


def _is_label(line: Line, mention: Mention) -> bool:
    """Whether a seat only labels a thing: "the Pretoria text"."""
    before = line.tokens[mention.first - 1].low if mention.first else ""
    return mention.form == "seat" and before in (
        "the",
        "a",
        "an",
        "from",
        "to",
        "toward",
        "towards",
        "via",
        "through",
        "of",
        "between",
    )


def _is_platform(line: Line, mention: Mention) -> bool:
    return mention.kind == "company" and mention.first > 0 and line.tokens[mention.first - 1].low == "on"


def _is_body_actor(cluster: Cluster, lines: Sequence[Line]) -> bool:
    speaks = any(is_speaking(lines[m.sentence].tokens, m.last) for m in cluster.mentions)
    noun = cluster.mentions[0].title
    if noun == "lawmakers":
        return False
    if noun.startswith(_SEATS):
        return speaks  # the others are buildings
    if noun.endswith(("ministry", "office")):
        return True
    if noun in read_actor_words().ranks or noun in read_actor_words().state_voices:
        return (speaks and noun in read_actor_words().state_voices and noun != "officials") or any(
            m.first == 0 and noun in read_actor_words().ranks for m in cluster.mentions
        )
    subject = any(is_subject(lines[m.sentence], m) for m in cluster.mentions)
    if any(m.text[:1].isupper() and m.first > 1 and " " in m.text for m in cluster.mentions):
        return True  # "members of the National Guard"
    return speaks or subject or len(cluster.mentions) > 1 or any(m.iso3 for m in cluster.mentions)


_SEATS = ("embassy", "consulate", "high commission")


def _is_community_actor(cluster: Cluster, lines: Sequence[Line]) -> bool:
    first = cluster.mentions[0]
    if first.title in read_actor_words().too_vague and not first.iso3:
        return False
    subjects = sum(is_subject(lines[m.sentence], m) for m in cluster.mentions)
    speaks = any(_speaks(lines[m.sentence], m) for m in cluster.mentions)
    if first.iso3:
        return len(cluster.mentions) > 1 or speaks
    acts = any(_is_doing(lines[m.sentence], m) for m in cluster.mentions)
    several = subjects > 0 and len(cluster.mentions) > 1
    return speaks or acts or several or any(m.first == 0 for m in cluster.mentions)


def _is_doing(line: Line, mention: Mention) -> bool:
    """Whether people of the place do something: "some 500 protesters threw stones", "relatives have refused"."""
    if read_actor_words().locals.isdisjoint(mention.title.split()) or not is_subject(line, mention):
        return False
    return mention.last < len(line.tokens) and line.tokens[mention.last].low in _DOING


_DOING = word_set(
    "have has had threw burned set attacked stormed marched gathered blocked accuse accused say said fled demanded want"
    " wanted refused rallied clashed surrounded chanted waved torched took pelted fought protested occupied besieged"
    " staged held carried buried fear feared called began stopped left returned sought"
)


def _speaks(line: Line, mention: Mention) -> bool:
    return is_speaking(line.tokens, mention.last) and is_subject(line, mention)
