"""Who did it, as attributed: claimed, alleged, denied or unknown."""

import re

from analysis.reading.dossier import AttributionStatus
from analysis.reading.mention import Line, Mention

_CLAIMED = re.compile(
    (
        r"\bclaim(?:ed|s)? (?:responsibility|the (?:attack|bombing|blast|shooting|killing|raid)|it\b)"
        r"|\bclaimed by\b|\bsaid (?:one of )?its (?:members|fighters|soldiers|\w+ ?soldiers)"
    ),
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
    r"|shelled|hit|blew up|ambushed|opened fire|massacred|carried out|launched|set off|destroyed"
    r"|assassinated|dropped|took back|overran|broke)\b"
)
_BY = re.compile(r"\b(?:by|from) (?:the |a |an |suspected |alleged )*$")
_ACTING = frozenset({"armed_group", "state", "government_body", "person"})


def find_perpetrator(text: str, line: Line, start: int, end: int) -> tuple[str | None, AttributionStatus]:
    """The perpetrator that a passage names and how sure the attribution is; (None, "unknown") where it names none."""
    actors = [m for m in line.mentions if start <= m.start < end and m.kind in _ACTING and m.form != "adjective"]
    claimed = _CLAIMED.search(text, start, end)
    if claimed:
        opening = next((m for m in actors if m.first <= 3 and m.end <= claimed.start() and m.kind != "person"), None)
        who = opening or _before(actors, claimed.start()) or _after(actors, claimed.end())
        return (who.name, "claimed") if who else (None, "unknown")
    blamed = _BLAMED.search(text, start, end)
    if blamed:
        who = _after(actors, blamed.end())
        return (who.name, "alleged") if who else (None, "unknown")
    did = _DID.search(text, start, end)
    who = _before(actors, did.start()) if did else None
    if who and who.kind != "person" and not who.locative:
        return who.name, "alleged"
    return None, "unknown"


def _before(actors: list[Mention], at: int) -> Mention | None:
    return next((m for m in reversed(actors) if m.end <= at and at - m.end < 60), None)


def _after(actors: list[Mention], at: int) -> Mention | None:
    return next((m for m in actors if m.start >= at and m.start - at < 60), None)
