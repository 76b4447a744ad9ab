"""With what an incident was done, as the text names it: up to three weapons, or "guns" where shots are all it tells."""

import re
from collections.abc import Sequence

from analysis.reading.events import read_event_words

_MOST = 3  # weapons told of one incident
_NEWS = 7  # sentences about the incident from which more than the first weapon is taken
_KIND_WORDS = re.compile(
    r"\b(?:explosive|armed|kamikaze|suicide|assault|automatic|sniper|hunting|ballistic|cruise|anti-tank|homemade|crude"
    r"|heavy|sea|naval|Shahed|Kalashnikov|rocket-propelled|fire-control|improvised|hand|sound|petrol|nail"
    r"|pressure-cooker"
    r"|remote-controlled|surface-to-air|guided|glide|cluster|barrel|attack|military|fighter)(?: |-)$"
)
_LOADED = re.compile(
    r"\b(?:(?:[\w-]+ )?(?:truck|car|van|pickup|lorry|vehicle|motorcycle|motorbike|boat|tanker|rickshaw|drone"
    r"|drones|vest|belt"
    r"|bag|taxi|minibus|bus)s?) (?:packed|laden|loaded|filled|rigged) with (?:explosives|bombs|dynamite|fuel)"
    r"|\b(?:explosives?-(?:laden|packed|filled|rigged)) [\w-]+"
)
_RAMMED = re.compile(
    r"\b(?:(?:truck|car|van|vehicle|lorry|pickup|SUV|tractor)(?:[- ]ramming)?(?= attack\b)"
    r"|(?:rented |stolen |[A-Z][\w-]+ )?(?:pickup truck|pickup|truck|car|van|lorry|vehicle|SUV|tractor|bus)"
    r"(?= (?:\w+ ){0,12}?(?:rammed|ploughed|plowed|swerved|drove|careered|careened|slammed)\b)"
    r"|(?<=drove a )[\w -]{0,20}?(?:truck|car|van|lorry|vehicle|SUV|pickup)\b)"
)
_SHOTS = re.compile(
    r"\b(?:opened fire|gunfire|gunm[ae]n|shot dead|gunned down|shooting|shot and|fired (?:on|at|into)|sprayed"
    r"|bullets?)\b"
)
_VEHICLES = frozenset({"truck", "jet", "jets", "helicopter", "aircraft", "warplanes", "radar", "anchor"})
_FROM_AIR = frozenset({"airstrike", "clash", "other", "upheaval"})
_SHORT = re.compile(r" \((?P<short>[A-Z]{2,5}s?)\)")


def find_weapon(text: str, title: str, kind: str, spans: Sequence[tuple[int, int]]) -> str | None:
    """The weapons that the incident's sentences name, first told first, joined by commas; None where none is told."""
    named: dict[str, str] = {}
    for number, (start, end) in enumerate(spans):
        if number >= _NEWS and named:
            break
        for words in _find_named(text, start, end, kind):
            key = words.lower().split(" (")[0].removesuffix("s").split()[-1]
            if key in named and len(words) > len(named[key]):
                named[key] = words  # "drone", and then "explosive drones"
            elif key not in named and len(named) < _MOST:
                named[key] = words
    rammed = _RAMMED.search(title) or next((m for s, e in spans[:_NEWS] if (m := _RAMMED.search(text, s, e))), None)
    if rammed and kind in ("armed_attack", "other"):
        named = {"rammed": rammed[0].strip(), **dict(list(named.items())[: _MOST - 1])}
    if not named and kind in ("shooting", "armed_attack", "clash", "kidnapping"):
        shots = _SHOTS.search(title) or any(_SHOTS.search(text, start, end) for start, end in spans[:_NEWS])
        return "guns" if shots else None
    return ", ".join(named.values()) or None


def _find_named(text: str, start: int, end: int, kind: str) -> list[str]:
    """The weapons of one sentence, each with the words that tell its kind."""
    loaded = _LOADED.search(text, start, end)
    found = [" ".join(loaded[0].split())] if loaded else []
    for match in read_event_words().weapons.finditer(text, start, end):
        word = match[0]
        if word.lower() in _VEHICLES and kind not in _FROM_AIR:
            continue
        if loaded and loaded.start() <= match.start() < loaded.end():
            continue
        lead = _KIND_WORDS.search(text, max(start, match.start() - 24), match.start())
        short = _SHORT.match(text, match.end())
        if text[match.start() - 1] == "(":
            continue  # the short form of what stands before it
        word = word if word.isupper() or word.startswith("Kalash") else word.lower()
        found.append(f"{lead[0] if lead else ''}{word}{short[0] if short else ''}")
    return found
