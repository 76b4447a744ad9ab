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
    r"|\btook responsibility\b|\bclaimed [^.;]{0,60}?\bthat (?:it|they|its \w+) (?:had|have|were|was)\b"
    r"|\b(?:said|announced|declared) [^.;]{0,40}?\b(?:it|they|its \w+) "
    r"(?:(?:had |have )?(?:carried out|mounted|staged)|(?:was|were) (?:behind|responsible for))",
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
    r"|assassinated|dropped|took back|overran|broke|rammed|detonated|drove|ousted|toppled|overthrew|entered|captured"
    r"|sank|boarded|torched|beheaded|executed|gunned down|planted|swept into)\b(?! by\b)"
)
_CLAIM_WORDS = word_set("claim claims claimed said announced declared responsibility")
_BLAME_WORDS = word_set(
    "blamed blames blaming accused accuses accusing attributed held pointed suspects suspected linked"
)
_DEED_WORDS = (_CLAIM_WORDS | _BLAME_WORDS) | word_set(
    "bombed struck attacked killed stormed raided fired shot abducted kidnapped seized shelled hit blew ambushed opened"
    " massacred carried launched set destroyed assassinated dropped took overran broke rammed detonated drove ousted"
    " toppled overthrew entered captured sank boarded torched beheaded executed gunned planted swept strike strikes"
    " airstrike airstrikes raid raids shelling missile missiles drone drones warplanes jets"
)
_STRIKES = word_set(
    "strike strikes airstrike airstrikes raid raids shelling missile missiles drone drones warplanes jets"
)
_BESIDE = word_set("by to with from for on of")  # "rebels backed by X": X stands beside, it did not do it
_LINKS = word_set(
    "branch affiliate offshoot wing arm faction front successor backed linked loyal affiliated"
    " allied tied aligned sympathetic"
)
_PHRASE = re.compile(r"(?:[\w-]+ ){0,2}$")
_ACTING = frozenset({"armed_group", "state", "government_body", "person"})
_NEAR = 60  # characters between who did it and the verb


def find_perpetrator(text: str, line: Line, start: int, end: int) -> Attribution:
    """The perpetrator that a passage names and how sure the attribution is; (None, "unknown") where it names none."""
    if not line.has(_DEED_WORDS):
        return None, "unknown"
    actors = [m for m in line.mentions if start <= m.start < end and m.kind in _ACTING and m.form != "adjective"]
    actors = [m for m in actors if not _is_beside(line, m) and not _inquires(text, m)]
    claimed = _CLAIMED.search(text, start, end) if line.has(_CLAIM_WORDS) else None
    if claimed:
        opening = next((m for m in actors if m.first <= 3 and m.end <= claimed.start() and m.kind != "person"), None)
        who = opening or _before(actors, claimed.start()) or _after(actors, claimed.end())
        return (who.name, "claimed") if who and not _is_denied(line) else (None, "unknown")
    blamed = _BLAMED.search(text, start, end) if line.has(_BLAME_WORDS) else None
    if blamed:
        who = _after(actors, blamed.end())
        return (who.name, "alleged") if who else (None, "unknown")
    return _find_doer(text, line, actors, start, end)


def _find_doer(text: str, line: Line, actors: list[Mention], start: int, end: int) -> Attribution:
    """Who is told as doing it: the subject of the deed, a state whose strike it was, else "gunmen" and the like."""
    striking = next((m for m in line.mentions if start <= m.start < end and _strikes(line, m)), None)
    if striking:
        return striking.name, "alleged"
    did = _DID.search(text, start, end)
    who = _before([m for m in actors if not _is_struck(line, m)], did.start()) if did else None
    return (who.name, "alleged") if who and who.kind != "person" and not who.locative else (None, "unknown")


def _is_struck(line: Line, mention: Mention) -> bool:
    """ "Strikes on southern Lebanon killed": what stands after "on" or "against" did not do it."""
    before = [token.low for token in line.tokens[max(0, mention.first - 3) : mention.first]]
    return bool({"on", "against", "in", "into"} & set(before))


def find_named_suspect(text: str, line: Line) -> str | None:
    """The person whom a sentence gives as the lone attacker: "identified the gunman as Jan Hollis"."""
    if not line.has(_SUSPECT_WORDS):
        return None
    for person in line.mentions:
        if person.kind != "person":
            continue
        before, after = text[max(line.start, person.start - _NAMED_REACH) : person.start], text[person.end : line.end]
        if _NAMED_AS.search(before) or _APPOSED.search(before) or _IS_SUSPECT.match(after):
            return person.name
    return None


_NAMED_REACH = 90  # characters
_ATTACKER = r"(?:gunman|attacker|shooter|assailant|bomber|suspect|driver|perpetrator|knifeman|hijacker|killer)"
_SUSPECT_WORDS = word_set(
    "named identified gunman attacker shooter assailant bomber suspect driver perpetrator knifeman hijacker killer"
)
_NAMED_AS = re.compile(
    rf"\b{_ATTACKER}\b[^.;]{{0,60}}\b(?:as|named|was)\s(?:\d+-year-old |[a-z]+ ){{0,2}}$"
    rf"|\b(?:named|identified) him as $"
)
_APPOSED = re.compile(rf"\b[Tt]he (?:[\w-]+ )?{_ATTACKER}, (?:\w+-year-old )?$")
_IS_SUSPECT = re.compile(rf",? (?:\d+, )?(?:was |is |as )?the (?:\w+ )?{_ATTACKER}\b")


def find_plotters(text: str, lines: Sequence[Line]) -> str | None:
    """Who took power, in the words of the sentences: a unit or corps by its name, else "army officers", "soldiers"."""
    for pattern in (_UNIT, _SOLDIERS):
        found = next(filter(None, (pattern.search(text, line.start, line.end) for line in lines)), None)
        if found:
            return found[0]
    return None


_UNIT = re.compile(r"\b(?:presidential guard|(?:elite |special )(?:\w+ )?unit|republican guard|paratroopers)\b", re.I)
_SOLDIERS = re.compile(
    r"\b(?:[Aa]rmy officers|[Ss]enior officers|mutinous soldiers|(?:[A-Z]\w+['\u2019]s )?(?:military|army)"
    r"|[Oo]fficers|[Ss]oldiers"
    r"|junta|putschists)\b"
)


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


def _inquires(text: str, mention: Mention) -> bool:
    """Whether the body looks into deeds and tells of them, as police and ministries do, or is only "soldiers"."""
    if mention.kind != "government_body" or _FIRED.match(text, mention.end):
        return False
    return mention.text.islower() or _INQUIRING.search(mention.name) is not None


_FIRED = re.compile(r" (?:\w+ )?(?:opened fire|fired|shot|bombed|shelled|seized power|took power)\b")


_INQUIRING = re.compile(
    r"police|investigat|ministry|minister|office|court|prosecut|hospital|health|council|committee|commission|embassy"
    r"|authorit|parliament|rescue|fire (?:service|department)|bureau|department|agency|government",
    re.IGNORECASE,
)


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
