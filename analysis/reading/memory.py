"""Who spoke or was named before: what a pronoun, "the group" or "the company" stands for."""

from typing import NamedTuple

from analysis.reading.mention import Line, Mention
from analysis.reading.tokens import Token

_PERSON_PRONOUNS = frozenset(("he", "she", "i"))


class Speaker(NamedTuple):
    """Who speaks: a name, its words in the text, and the mention where there is one."""

    name: str
    start: int
    end: int
    mention: Mention | None


class Memory(NamedTuple):
    """Who spoke or was named last: what "he", "it", "they" stand for. `named`: the last name of each kind."""

    person: Mention | None = None
    group: Mention | None = None
    named: tuple[Mention, ...] = ()


def find_meant(line: Line, speaker: Speaker | None, memory: Memory) -> Speaker | None:
    """Whom "the group", "the company", "the ministry" stand for: the last name of that kind before; else as it is."""
    if speaker is None or speaker.name.lower() not in _KINDS_MEANT or (speaker.mention and speaker.mention.iso3):
        return speaker
    kinds = _KINDS_MEANT[speaker.name.lower()]
    earlier = [m for m in line.mentions if m.end <= speaker.start]
    named = (m for m in (*reversed(earlier), *memory.named) if m.kind in kinds and m.form in ("name", "governing"))
    who = next(named, None)
    return Speaker(who.name, speaker.start, speaker.end, who) if who else speaker


_ARMED, _FIRMS = frozenset({"armed_group"}), frozenset({"company"})
_ORGANISED = frozenset({"international_org", "community"})
_KINDS_MEANT = {
    **dict.fromkeys(("movement", "militia", "gang", "cartel", "faction", "insurgents", "rebels"), _ARMED),
    **dict.fromkeys(("rebel group", "militant group", "armed group", "separatist group", "insurgent group"), _ARMED),
    **dict.fromkeys(("company", "firm", "operator", "airline", "manufacturer", "contractor", "hospital"), _FIRMS),
    **dict.fromkeys(("organisation", "organization", "charity", "network", "bloc", "alliance", "watchdog"), _ORGANISED),
    "group": _ARMED | _ORGANISED,
}


def resolve_pronoun(line: Line, at: int, memory: Memory) -> Speaker | None:
    pronoun = line.tokens[at]
    if at > 0 and line.tokens[at - 1].text in ',”"' and (told := _recall(pronoun, memory)):
        return Speaker(told.name, pronoun.start, pronoun.end, told)  # "…, they said": whoever spoke last
    wants_person = pronoun.low in _PERSON_PRONOUNS
    earlier = [
        m
        for m in line.mentions
        if m.last <= at and m.kind not in ("thing", "place", "unknown") and m.form != "adjective"
    ]
    if pronoun.low == "we":
        return None
    if wants_person:
        near = next((m for m in reversed(earlier) if m.kind == "person"), None)
        who = near if near and not memory.person else memory.person or near
    else:
        alone = pronoun.low == "it"
        near = next(
            (m for m in earlier if m.kind != "person" and not m.locative and not (alone and _are_many(m))), None
        )
        who = near or memory.group
    return Speaker(who.name, pronoun.start, pronoun.end, who) if who else None


def _are_many(mention: Mention) -> bool:
    """Whether a name is that of many people, whom "it" can't stand for."""
    return mention.form == "community"


def _recall(pronoun: Token, memory: Memory) -> Mention | None:
    return memory.person if pronoun.low in _PERSON_PRONOUNS else memory.group
