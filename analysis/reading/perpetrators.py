"""Who did it, as attributed: claimed, alleged, denied or unknown."""

import re
from collections.abc import Sequence

from analysis.intake.wordlists import word_set
from analysis.reading.dossier import AttributionStatus
from analysis.reading.events import read_event_words
from analysis.reading.mention import Line, Mention

Attribution = tuple[str | None, AttributionStatus]
_CLAIMED = re.compile(
    r"\bclaim(?:ed|s)? (?:responsibility|the (?:attack|bombing|blast|shooting|killing|raid)|it\b)"
    r"|\bclaimed by\b|\bsaid (?:one of )?its (?:members|fighters|soldiers|\w+ ?soldiers)"
    r"|\bsaid (?:[\w,]+ ){0,7}?(?:it|they) had (?:carried out|targeted|attacked|struck|killed|fired|planted|detonated)"
    r"|\btook responsibility\b",
    re.IGNORECASE,
)
_BLAMED = re.compile(
    (
        r"\b(?:blam(?:ed|es|ing)|accus(?:ed|es|ing)|attributed to|held responsible|pointed (?:the finger )?at"
        r"|suspect(?:s|ed) of|linked to)\b"
    ),
    re.IGNORECASE,
)
_DID = re.compile(
    r"(?<!were )(?<!was )(?<!been )(?<!are )"
    r"\b(?:bombed|struck|attacked|killed|stormed|raided|fired|shot (?!down)|abducted|kidnapped|seized"
    r"|shelled|hit|blew|ambushed|opened fire|massacred|carried out|launched|set off|destroyed"
    r"|assassinated|dropped|took back|overran|broke|rammed|detonated|drove|ousted|toppled|overthrew)\b"
)
_DEED_WORDS = word_set(
    "bombed struck attacked killed stormed raided fired shot abducted kidnapped seized shelled hit blew ambushed opened"
    " massacred carried launched set destroyed assassinated dropped took overran broke rammed detonated drove ousted"
    " toppled overthrew claimed claims claim responsibility said blamed blames blaming accused accuses accusing"
    " attributed held pointed suspects suspected linked strike strikes airstrike airstrikes raid raids shelling missile"
    " missiles drone drones warplanes jets"
)
_STRIKES = word_set(
    "strike strikes airstrike airstrikes raid raids shelling missile missiles drone drones warplanes jets"
)
_BESIDE = word_set("by to with from for on")  # "rebels backed by X": X stands beside, it did not do it
_LINKS = word_set("backed linked loyal affiliated allied tied aligned sympathetic")
_PHRASE = re.compile(r"(?:[\w-]+ ){0,2}$")
_ACTING = frozenset({"armed_group", "state", "government_body", "person"})
_NEAR = 60  # characters between who did it and the verb


def find_perpetrator(text: str, line: Line, start: int, end: int) -> Attribution:
    """The perpetrator that a passage names and how sure the attribution is; (None, "unknown") where it names none."""
    if not line.has(_DEED_WORDS):
        return None, "unknown"
    actors = [m for m in line.mentions if start <= m.start < end and m.kind in _ACTING and m.form != "adjective"]
    actors = [m for m in actors if not _is_beside(line, m)]
    claimed = _CLAIMED.search(text, start, end)
    if claimed:
        opening = next((m for m in actors if m.first <= 3 and m.end <= claimed.start() and m.kind != "person"), None)
        who = opening or _before(actors, claimed.start()) or _after(actors, claimed.end())
        return (who.name, "claimed") if who and not _is_denied(line) else (None, "unknown")
    blamed = _BLAMED.search(text, start, end)
    if blamed:
        who = _after(actors, blamed.end())
        return (who.name, "alleged") if who else (None, "unknown")
    return _find_doer(text, line, actors, start, end)


def _find_doer(text: str, line: Line, actors: list[Mention], start: int, end: int) -> Attribution:
    """Who is told as doing it: the subject of the deed, a state whose strike it was, else "gunmen" and the like."""
    did = _DID.search(text, start, end)
    who = _before(actors, did.start()) if did else None
    if who and who.kind != "person" and not who.locative:
        return who.name, "alleged"
    striking = next((m for m in line.mentions if start <= m.start < end and _strikes(line, m)), None)
    return (striking.name, "alleged") if striking else (None, "unknown")


def find_unnamed(text: str, line: Line) -> str | None:
    """The words for perpetrators whom nobody names: "gunmen", "a suicide bomber"."""
    did = _DID.search(text, line.start, line.end)
    found = read_event_words().attackers.search(text, line.start, did.start()) if did else None
    if found is None or found[0].lower() == "soldiers" or (did and did.start() - found.end() > 2 * _NEAR):
        return None
    before = _PHRASE.search(text, line.start, found.start())
    lead = before[0].split() if before else []
    kept = [word for word in lead if word.islower() and word in _KINDS_OF_ATTACKER]
    return " ".join((*kept, found[0].lower()))


_KINDS_OF_ATTACKER = word_set("suicide masked armed unidentified unknown islamist jihadist separatist suspected lone")


def _strikes(line: Line, mention: Mention) -> bool:
    following = line.tokens[mention.last : mention.last + 3]
    owns = mention.form == "adjective" or mention.kind == "armed_group" or [t.low for t in following[:1]] == ["'s"]
    return owns and mention.kind in ("state", "armed_group") and any(t.low in _STRIKES for t in following)


def _is_beside(line: Line, mention: Mention) -> bool:
    """Whether the name only tells on whose side somebody is: "rebels backed by the Islamic State"."""
    before = [token.low for token in line.tokens[max(0, mention.first - 4) : mention.first]]
    return bool(set(before) & _LINKS and set(before) & _BESIDE)


def _is_denied(line: Line) -> bool:
    """ "No group has claimed …": nobody did."""
    return bool(line.tokens) and line.tokens[0].low in ("no", "nobody", "none", "neither")


def is_denying(lines: Sequence[Line], name: str) -> bool:
    """Whether the one accused is told as denying it."""
    for line in lines:
        for mention in line.mentions:
            following = line.tokens[mention.last : mention.last + 6] if mention.name == name else ()
            if any(t.low in ("denied", "denies", "rejected", "rejects", "disavowed") for t in following):
                return True
    return False


def _before(actors: list[Mention], at: int) -> Mention | None:
    return next((m for m in reversed(actors) if m.end <= at and at - m.end < _NEAR), None)


def _after(actors: list[Mention], at: int) -> Mention | None:
    return next((m for m in actors if m.start >= at and m.start - at < _NEAR), None)
