"""Which state somebody belongs to: by the words beside a name, else the state that the article is about."""

from collections.abc import Iterable, Sequence

from analysis.intake.wordlists import word_set
from analysis.reading.gazetteer import find_largest, plain_name
from analysis.reading.lexicon import read_people
from analysis.reading.mention import Line, Mention

_REACH = 6  # tokens before or after a person's name in which a state's name or adjective tells where they belong
_CITY = 100_000  # inhabitants from which a town's name alone tells its country; smaller ones have namesakes
_OPENING = 4  # sentences at the start that say what an article is about: a state named there counts twice
_SCENE_SHARE = 4  # the scene counts unless another state is named more than so many times as often


def find_home(lines: Iterable[Line], scene: str | None = None) -> str | None:
    """Whose army "the army" is: that of `scene`, where it happened, else of the state that the article names most.

    Cities and listed bodies of states ("FBI") count as their states; a scene that is hardly ever named is doubted.
    """
    counts: dict[str, int] = {}
    for line in lines:
        weight = 2 if line.number < _OPENING else 1
        for mention in line.mentions:
            state = _find_state_named(mention)
            if state:
                counts[state] = counts.get(state, 0) + weight
    most = max(counts, key=lambda code: counts[code], default=None)
    if scene and (most is None or counts.get(scene, 0) * _SCENE_SHARE >= counts[most]):
        return scene
    return most


def _find_state_named(mention: Mention) -> str | None:
    if mention.kind in ("state", "government_body"):
        return mention.iso3
    town = find_largest(mention.text) if mention.kind == "place" and mention.locative else None
    return town.iso3 if town and town.population >= _CITY else None


def find_person_state(lines: Sequence[Line], mentions: Sequence[Mention], home: str | None) -> str | None:
    """The state of a person; None for officers of international organisations and of groups that work in several."""
    known = read_people().leaders.get(plain_name(mentions[0].name))
    if known:
        return None if known == "NONE" else known
    for mention in mentions:
        line = lines[mention.sentence]
        before = _find_before(line, mention) or _find_after(line, mention)
        if before:
            return _find_state_of(before, home)
    first = mentions[0]
    earlier = [m for m in lines[first.sentence].mentions if m.last <= first.first]
    near = next((m for m in earlier if m.kind in ("state", "international_org") and _is_setting(m)), None)
    return near.iso3 if near else home


def _is_setting(mention: Mention) -> bool:
    """Whether a name before a person tells where they belong: "Chinese …", "In Brussels, Commissioner X"."""
    return mention.form != "name" or (mention.kind == "international_org" and mention.first == 1 and mention.locative)


def _find_state_of(owner: Mention, home: str | None) -> str | None:
    """The state that the owner of an office is or belongs to; a described body without one belongs to `home`."""
    if owner.kind == "place":
        town = find_largest(owner.text)
        return town.iso3 if town and town.population >= _CITY else home
    return owner.iso3 or (home if owner.kind in ("government_body", "company", "community") else None)


_OWNERS = frozenset({"state", "government_body", "international_org", "armed_group"})
_JOINERS = word_set("and said told on in that with of to by from says")


_VERBS = word_set("has have had was were is are will would who whom whose said says told and but met visited landed")


def _find_before(line: Line, person: Mention) -> Mention | None:
    """The name right before the title: "Iranian Foreign Ministry spokesman", "Qatar's prime minister, Sheikh …"."""
    near = [m for m in line.mentions if 0 < person.first - m.last + 1 <= _REACH and m.kind in _OWNERS]
    for mention in reversed(near):
        between = line.tokens[mention.last : person.first]
        if between and between[0].text == ",":
            if len(between) == 1 and _is_office_of(line, mention):
                return mention  # "the head of the African Union Commission, X"
            continue  # "… in Kenya, minister X": a clause ends there
        if all(t.text in ".," or t.text.isalpha() or t.low == "'s" or "-" in t.text for t in between) and not any(
            t.low in _JOINERS for t in between
        ):
            return mention
    return None


def _is_office_of(line: Line, mention: Mention) -> bool:
    """Whether the words before a name say whose office it is: "the head of the …", "a spokesman for …"."""
    at = mention.first - 1
    while at >= 0 and line.tokens[at].low in ("the", "of", "for"):
        at -= 1
    return 0 <= at < mention.first - 1 and line.tokens[at].low in read_people().roles


def _find_after(line: Line, person: Mention) -> Mention | None:
    """The name in the apposition: "X, the ECOWAS commissioner", "X, president of Chad", "X, an analyst in Lagos"."""
    tokens = line.tokens
    if person.last >= len(tokens) or tokens[person.last].text not in (",", "("):
        return None
    return next(
        (
            m
            for m in line.mentions
            if 0 < m.first - person.last <= _REACH
            and (m.kind in _OWNERS or (m.kind == "place" and m.locative))
            and not any(t.text in ",;." or t.low in _VERBS for t in tokens[person.last + 1 : m.first])
        ),
        None,
    )
