"""Victims told without a number: one person named or described, "a third was wounded", nobody at all."""

import re
from collections.abc import Iterator

from analysis.intake.wordlists import word_set
from analysis.reading.lexicon import read_people
from analysis.reading.toll import Toll

_DEAD = (
    r"(?:killed|shot dead|shot and killed|stabbed to death|beaten to death|beaten dead|hacked to death|lynched|murdered"
    r"|assassinated|beheaded|gunned down|fatally shot|fatally stabbed|executed|slain)"
)
_HURT = r"(?:(?:\w+ )?(?:injured|wounded|hurt))"
_ONE = (
    r"\b(?:[Aa]n?|[Tt]he|[Oo]ne|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts) (?P<who>"
    r"(?!(?:\w+ ){0,2}(?:of (?:the|those|them)|others?)\b)"
    r"(?:[\w'\u2019-]+ ){1,5}?(?:of [^,.;]{1,30}? )?)(?:[^,.;]{0,30})?(?:, [^.;]{1,80},? )?"
)
_LONE = (
    ("killed", re.compile(rf"{_ONE}(?:was|has been|had been) (?:also )?(?P<fate>{_DEAD})\b")),
    ("injured", re.compile(rf"{_ONE}(?:was|has been|had been) (?:also )?(?P<fate>{_HURT})\b")),
)
_WAS = re.compile(r"\b(?:was|been)\b")
_NOBODY = re.compile(
    r"\b(?:nobody|no one|no-one|none of them|without(?: any)?(?= (?:casualties|injuries|deaths|victims|loss of life))"
    r"|no (?:people|casualties|injuries|deaths|victims|fatalities|loss of life)|escaped|no reports? of)\b"
    r"(?P<rest>[^.;]{0,40})",
    re.IGNORECASE,
)
_UNHURT = re.compile(r"\b(?:unhurt|unharmed|unscathed|uninjured|without injury)\b")


_SLAYING = re.compile(
    r"\b(?:(?:kill|assassinat|murder)(?:ed|ing|s)|kills|shot dead|shooting dead|gunn(?:ed|ing) down"
    r"|claimed the life of|took the life of) (?:an?|the|its|his|her|their|one) "
    r"(?P<who>(?:[\w'\u2019-]+ ){0,4}?(?P<role>[\w'\u2019-]+))(?=[\s,.;:)\u2014\u2013-]|$)"
)


def _find_slain(text: str, start: int, end: int) -> Iterator[Toll]:
    """One dead for "killed a senior general": the words hold one person's role, and no attacker's."""
    roles = read_people().roles
    for match in _SLAYING.finditer(text, start, end):
        words = match["who"].lower().split()
        reach = text[match.start("who") : min(end, match.end("who") + 40)].lower().split()
        role = next((k for k, word in enumerate(reach[:6]) if word.strip(",.;:") in roles), None)
        before = reach[: role or 0]
        if role is None or _DOERS.intersection(words) or any(word[-1:] in ",.;:" or word in _STOPS for word in before):
            continue
        yield Toll("killed", 1, 1, 1, match.start(), match.end(), " ".join(reach[: role + 1]), False)


_DOERS = word_set("attacker gunman bomber assailant suspect militant driver's number toll son's")
_STOPS = word_set("and or who that which when where while as in on at by of with for after before near")


def find_lone(text: str, start: int, end: int) -> Iterator[Toll]:
    """One victim for "the governor of Ostrel, Jan Hollis, was killed", where no number stands in the words."""
    yield from _find_slain(text, start, end)
    if not _WAS.search(text, start, end):
        return
    for kind, pattern in _LONE:
        for match in pattern.finditer(text, start, end):
            words = match["who"].strip()
            if words and not _PLURAL.search(match[0]):
                yield Toll(kind, 1, 1, 1, match.start(), match.end(), words, False)


_PLURAL = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens?|scores|hundreds|people|number|toll|attack|attacks|bomb"
    r"|were|are|have|figure|report|war|in which|when|after|if|would|could|ship|vessel|deal|truce|plan)\b"
)


def find_nobody(text: str, start: int, end: int) -> Iterator[Toll]:
    """Zero for "no one was hurt", "without casualties", "escaped unharmed"; "nobody else was hurt" tells no dead."""
    for match in _NOBODY.finditer(text, start, end):
        words = match[0].lower()
        if words.startswith("escaped"):
            if _UNHURT.search(words):
                yield Toll("injured", 0, 0, 0, match.start(), match.end(), "", False)
            continue
        if " else" in words and not re.search(r"hurt|injur|wound|harmed", words):
            continue
        if re.search(r"hurt|injur|wound|casualt|harmed", words):
            yield Toll("injured", 0, 0, 0, match.start(), match.end(), "", False)
        if " else" not in words and re.search(r"hurt|kill|dead|died|death|casualt|fatalit|harmed|loss of life", words):
            yield Toll("killed", 0, 0, 0, match.start(), match.end(), "", False)
