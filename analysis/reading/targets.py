"""Whom or what an incident hit: the object of the attack, as full a phrase as the text has."""

import re
from collections.abc import Sequence

from analysis.reading.events import read_event_words
from analysis.reading.toll import Toll

_TOLD_FIRST = 4  # sentences in which the object of an attack is looked for
_STOP = (
    r"(?!(?:killed|wounded|injured|left|in|on|near|at|during|with|when|while|after|before|as|by|from|who|which"
    r"|that|killing|leaving|wounding"
    r"|injuring"
    r"|where|and|but|late|early|overnight|outside|inside|across|amid|for|because|since|to|into|using|carrying"
    r"|along|over"
    r"|under|through|around|was|were|is|are|has|have|had|said|again|back|off|out|up|down|if|unless|so|or|began"
    r"|begins|started|shocked|drew|came|comes|followed|marked|raised|showed|would"
    r"|could|will|may|might|can|should"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|yesterday|today)\b)"
)
_WORD = rf"{_STOP}(?:[\w'\u2019]+- and )?[\w\u2019'&-]+"
_PHRASE = rf"(?P<what>{_WORD}(?: {_WORD}){{0,8}})"
_HIT = (
    r"attack(?:ed|s)?|hit|hits|struck|target(?:ed|s)?|bombed|bombs|shelled|storm(?:ed|s)?|raid(?:ed|s)?"
    r"|ambush(?:ed|es)?"
    r"|overr[au]n|opened fire (?:on|at)|fir(?:ed|ing) (?:on|at)|blew up|blown up|ramm(?:ed|ing)(?: into)?"
    r"|besieged|broke into"
    r"|(?:dr(?:ove|iven)|plough(?:ed|ing)|plow(?:ed|ing)|swerv(?:ed|ing)) (?:\w+ ){0,3}?(?:into|through)"
    r"|ran down|boarded"
    r"|hijack(?:ed|s)?|sabotag(?:ed|ing)|sever(?:ed|s)|sank|sink|sinks|torched|set fire to|tore through|ripped through"
    r"|destroyed|damaged|locked (?:its |their )?radar (?:on|onto)|cut through"
)
_TAKEN = (
    r"ousted|toppled|overthrew|removed|seized?|seizes|abduct(?:ed|s)?|kidnap(?:ped|s)?|captured|snatched"
    r"|assassinat(?:ed|es)"
    r"|killed|kills?|shot dead|shoots dead|gunned down|massacred|shot|shooting|murdered|executed|entered|took|taken"
)
_DEED = (
    r"attacks?|assault|strikes?|raid|bombing|shooting|siege|attempt|ambush|massacre|killings?|murder|abduction"
    r"|kidnapping"
    r"|seizure|hijacking|incursion|airstrikes?|shelling|offensive"
)
_NOT_PLAIN = r"(?!(?:it|them|him|her|us|back|out|place|responsibility|part|control|power|up|a ?n?other|when|in)\b)"
_TIERS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:{_HIT})\s+{_NOT_PLAIN}{_PHRASE}|\b(?:{_DEED})\s+(?:on|against|at)\s+{_PHRASE.replace('what', 'on')}",
        rf"\b(?:{_TAKEN})\s+(?:from )?{_NOT_PLAIN}{_PHRASE}|\b(?:{_DEED})\s+of\s+{_PHRASE.replace('what', 'on')}",
        rf"(?P<what>(?:[Aa]n?|[Tt]he|[Tt]wo|[Tt]hree) (?:{_WORD} ){{1,6}}?)(?:was|were) (?:also )?(?:{_HIT})",
        rf"\b(?:bomb|bombs|blast|blasts|explosions?|blew up|exploded|detonated|went off)\b[^.;]{{0,40}}?"
        rf" (?:outside|near|at|in front of|inside|beneath|under) (?:the|an?) {_PHRASE}",
    )
)
_LEADING = re.compile(
    r"^(?:(?:at least|more than|some|about|nearly|around|up to|as many as|over|another|the|an?|its|their|his|her|all"
    r"|hundreds of|dozens of|scores of|several|\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|thirteen|fourteen|fifteen|twenty)\s+)+",
    re.IGNORECASE,
)
_TIME = re.compile(r"^(?:days?|weeks?|hours?|months?|years?|time|night|morning|others?|people|lives|place|off|more)\b")
_GROUND = re.compile(r"\b(?:soil|territory|ground|land|side|scale|orders|behalf|terms|board)$")  # "on Tajik soil"
_NAMED = re.compile(r"(?:(?:north|south|east|west|central)\w* )?[A-Z][\w'\u2019-]*[a-z]")  # "southern Lebanon", "Goma"
_RULERS = re.compile(
    r"\b(?:[Pp]resident|[Pp]rime [Mm]inister|[Kk]ing|[Cc]hancellor|[Rr]uler),? (?P<name>(?:[A-Z][\w'\u2019-]+ ?){1,4})"
)
_RULER = re.compile(r"\b(?:president|prime minister|government)\b", re.IGNORECASE)
_WITHOUT_TARGET = frozenset({"diplomatic", "arrest"})


def find_target(
    text: str, title: str, kind: str, spans: Sequence[tuple[int, int]], tolls: Sequence[Toll]
) -> str | None:
    """The words for what was hit, without article and number; None where a kind of event has no target.

    In order: what an attack was on, in the first sentences and then in the title; whom it took or killed; the words for
    the victims; the first thing named that is often a target.
    """
    if kind in _WITHOUT_TARGET:
        return None
    passages = [text[start:end] for start, end in spans[: _TOLD_FIRST if kind != "upheaval" else None]]
    if kind == "upheaval":
        ruler = next((found for passage in passages if (found := _RULERS.search(passage))), None)
        if ruler:
            return ruler[0].strip().removesuffix("'s").removesuffix("\u2019s")
        plain = next((found for passage in passages if (found := _RULER.search(passage))), None)
        return _find_struck(passages, title, _TIERS) or (plain[0] if plain else None)
    tiers = (_TIERS[1], _TIERS[0], *_TIERS[2:]) if kind == "kidnapping" else _TIERS
    struck = _find_struck(passages, title, tiers)
    if struck or kind == "other":
        return struck
    listed = read_event_words().targets
    victims = next((toll.who for toll in tolls if toll.kind == "killed" and listed.search(toll.who)), None)
    if victims:
        return _trim(victims)
    first = next((found for found in listed.finditer(passages[0]) if not _ASIDE.match(passages[0], found.end())), None)
    return first[0] if first and first.start() else None


_ASIDE = re.compile(
    r" (?:said|say|says|told|reported|bombs?|announced|attack|declared|killed|fired|opened)\b"
    r"|['\u2019]s? (?:said|\w+ said)"
)


def _find_struck(passages: Sequence[str], title: str, tiers: Sequence[re.Pattern[str]]) -> str | None:
    """The object of the first verb or noun of attack that has one worth the name."""
    for tier in tiers:
        for passage in (*passages, title):
            for match in tier.finditer(passage):
                words = _trim(match["what"] or match.groupdict().get("on") or "")
                if words and _is_thing(words):
                    return words
    return None


def _trim(words: str) -> str:
    return _LEADING.sub("", " ".join(words.split())).strip()


def _is_thing(words: str) -> bool:
    """Whether the phrase names a target: a listed one, or a place or thing by its name."""
    if _TIME.match(words) or _GROUND.search(words):
        return False
    lists = read_event_words()
    listed = lists.targets.search(words) or lists.attackers.search(words)
    return listed is not None or _NAMED.match(words) is not None
