"""How many were killed and injured, as a text puts it: exact, "at least", "dozens", none."""

import re

from analysis.intake.wordlists import word_set
from analysis.reading.numbers import NUMBER, VAGUE, read_number
from analysis.reading.sums import count_beside, count_joined_after, find_listed_after, find_listed_before, is_active
from analysis.reading.toll import Toll as Toll  # part of this module's interface
from analysis.reading.uncounted import find_lone, find_nobody

_QUALIFIER = (
    r"(?:at least|more than|over|about|around|nearly|almost|up to|as many as|some|roughly|approximately"
    r"|fewer than|less than|an estimated|another|a further|only|no fewer than|upwards of|an additional"
    r"|all|the|between|just over|just under|close to|a total of)"
)
_COUNT = (
    rf"(?:(?P<q>{_QUALIFIER})\s+)?(?:(?:another|other)\s+)?(?P<n>{NUMBER})(?P<more>\s+or more"
    rf"|\s+others)?(?:\s+(?:and|to)\s+(?P<n2>\d{{1,6}})(?!\s+(?:injured|wounded|hurt)))?"
)
_WORD = r"(?:[\w’'-]+)"
_NOUNS = (
    rf"(?:\s+(?:of\s+)?(?!and\b|but\b|when\b|while\b|after\b|who\b|were\b|was\b){_WORD}){{0,6}}?"
    r"(?:\s\([A-Z][\w-]{1,9}\))?"
)
_BE = (
    r"(?:,\s(?:including|among them|(?:most|many|some|half) of them|mostly|mainly)\b[^.;]{1,120}?,)?"
    r"(?:(?:,[^,.;]{1,60},)?\s+(?:was|were|is|are|has been|have been|had been|had|have|has|being|lay"
    r"|people|reported|[a-z]+ly|confirmed|may have|left|also|already|as|were also))*"
)
_KIN = (  # "three Chinese and their driver"; in headlines "eight guards, driver killed"
    rf"(?:\s+and\s+(?:their|his|her|its|an?|one)(?:\s+{_WORD}){{1,2}}?"
    rf"|\s+and\s+(?!\d)[a-z-]+(?=\s+(?:were|have|had|killed|died|dead|injured|wounded)\b)"
    rf"|,\s(?:driver|pilot|guard|bodyguard|interpreter|child|wife))"
)
_KILLED = (
    r"(?:killed|dead|died|slain|deaths?|fatalities|murdered|massacred|shot dead|lost their lives|perished"
    r"|executed|beheaded|martyred|martyrs|lives|crushed to death|bodies|fatally shot|to death)"
)
_HURT = r"(?:injured|wounded|hurt|injuries)"
_KILLING = (
    r"(?:kill(?:ed|ing|s)"
    r"|(?<!to )(?<!could )(?<!would )(?<!may )(?<!might )(?<!will )(?<!can )(?<!not )kill|shot dead"
    r"|shoot(?:ing)? dead|murder(?:ed|ing)|massacr(?:ed|ing)|claim(?:ed|ing) the lives of|claim(?:ed|ing)"
    r"|t(?:ook|aking) the lives of|slaughter(?:ed|ing)|execut(?:ed|ing)"
    r"|gunn(?:ed|ing) down|assassinat(?:ed|ing)|left|leaving)"
)
_HURTING = r"(?:injur(?:ed|ing|es?)|wound(?:ed|ing|s)?|hurt(?:ing)?)"
_NOT_PEOPLE = re.compile(
    (
        r"^\s*(?:-|%|percent|per cent|years?|months?|weeks?|days?|hours?|minutes?|seconds?|km|kilomet|miles?"
        r"|met(?:re|er)s?|feet|dollars|euros|pounds|rupees|million|billion|tons?|tonnes|times|a\.m|p\.m"
        r"|points?|°|degrees|rounds|vehicles|homes|houses|buildings|cars|cows|cattle|animals"
        r"|dogs|sheep|goats|camels|horses|livestock|birds|drones|missiles|rockets|attacks?"
        r"|strikes?|incidents|bombs|explosions|blasts|january|february|march|april|june|july|august|september"
        r"|october|november|december|of (?:its|their|the) (?:ships|tanks))"
    ),
    re.IGNORECASE,
)
_KILLED_STEMS = (
    "kill dead died slain death fatal murder massac shot shoot lives perish execut behead martyr crush bod slaughter"
)
_TAKING_STEMS = _KILLED_STEMS + " claim took taking left leaving gunn assassin"
_HURT_STEMS = "injur wound hurt"
_PATTERNS = tuple(
    (kind, re.compile(pattern, re.IGNORECASE), tuple(needed.split()))
    for kind, pattern, needed in (
        ("killed", rf"\b{_COUNT}(?P<who>{_NOUNS})(?P<kin>{_KIN})?(?P<be>{_BE})\s+{_KILLED}\b", _KILLED_STEMS),
        ("injured", rf"\b{_COUNT}(?P<who>{_NOUNS})(?P<kin>{_KIN})?(?P<be>{_BE})\s+{_HURT}\b", _HURT_STEMS),
        ("injured", (rf"\b{_COUNT}(?P<who>{_NOUNS})\s+(?:was|were|had been|have been|are|remain|remained)"
r"(?: still| now| also| all| currently)? (?:taken to"
rf"|rushed to|admitted to|treated (?:at|in|for)|hospitalised|hospitalized|in (?:the )?hospital|being "
rf"treated|in (?:a )?(?:critical|serious|grave|stable) condition)\b"), "hospital treated condition"),
        ("killed", rf"\b{_KILLING}\s+{_COUNT}(?P<who>{_NOUNS})(?=[\s,.;:)—–]|$)", _TAKING_STEMS),
        ("injured", rf"\b{_HURTING}\s+{_COUNT}(?P<who>{_NOUNS})(?=[\s,.;:)—–]|$)", _HURT_STEMS),
        ("killed", (rf"\b(?:death )?toll\b(?:[^.;\d]{{0,60}}?)\b(?:from\s+[\w,-]+\s+to|to|at|of|was|is"
rf"|reached|stood at|passed|exceeded|from)\s+{_COUNT}(?P<who>)(?=[\s,.;:)]|$)"), "toll"),
        ("killed", (rf"\b(?:number|figure|count) of (?:people )?(?:dead|killed|deaths|victims"
rf"|fatalities)\b(?:[^.;]{{0,90}}?)\b(?:to|at)\s+{_COUNT}(?P<who>)(?=[\s,.;:)]|$)"), "number figure count"),
        ("injured", (rf"\b(?:number|figure|count) of (?:people )?(?:the )?(?:injured|wounded|hurt|injuries)\b"
rf"(?:[^.;]{{0,60}}?)\b(?:to|at|was|is|reached)\s+{_COUNT}(?P<who>)(?=[\s,.;:)]|$)"), _HURT_STEMS),
        ("killed", (rf"\b(?:rais|bring|brought|lift|push|tak|put)\w* to {_COUNT}(?P<who>) the "
rf"(?:number|toll|death toll)(?: of (?:people )?(?:dead|killed|deaths))?\b"), "number toll"),
        ("killed", rf"\b(?:dead|deaths|victims|fatalities) (?:now )?number(?:ed|s)?\s+{_COUNT}(?P<who>)\b", "number"),
        ("killed", (rf"\blost\s+{_COUNT}(?P<who>(?:\s+[\w-]+){{0,2}}?\s+(?:soldiers|troops|men"
rf"|peacekeepers|policemen|officers|fighters|personnel|members|guards|lives))\b"), "lost"),
        ("killed", (rf"\bnumber of (?:people )?(?:dead|killed|deaths)[^.;]{{0,160}}?\brose "
rf"to\s+{_COUNT}(?P<who>)(?=[\s,.;:)]|$)"), "number"),
    )
)  # fmt: skip
_ANY_STEMS = (
    *word_set(
        "kill hospital dead died dies death toll lost lynched beaten escaped"
        " stabbed unhurt wound injur hurt casualt slain fatal lives murder massacr perish"
        " execut behead nobody gunned shot bodies assassinat treated slaughter"
    ),
    "no one",
    "no-one",
)
_LOW_QUALIFIERS = frozenset(["at least", "more than", "over", "no fewer than", "upwards of", "just over"])
_HIGH_QUALIFIERS = frozenset(
    ["up to", "as many as", "nearly", "almost", "fewer than", "less than", "just under", "close to"]
)


_OPEN_BELOW = frozenset(["up to", "as many as", "fewer than", "less than"])


def find_tolls(text: str, start: int, end: int) -> list[Toll]:
    """The tolls told in `text[start:end]`, in order of place, at most one for each number."""
    words = text[start:end].lower()
    if not any(stem in words for stem in _ANY_STEMS):
        return []
    found: dict[tuple[int, str], Toll] = {}
    for kind, pattern, needed in _PATTERNS:
        if not any(stem in words for stem in needed):
            continue
        for match in pattern.finditer(text, start, end):
            toll = _build_toll(kind, match, text, start, end)
            if toll:
                found.setdefault((match.start("n"), kind), toll)
    tolls = [*_drop_doubled(list(found.values())), *find_nobody(text, start, end)]
    tolls += [one for one in find_lone(text, start, end) if not any(_overlaps(one, toll) for toll in tolls)]
    return sorted(tolls, key=lambda toll: toll.start)


def _overlaps(one: Toll, toll: Toll) -> bool:
    return one.start < toll.end and toll.start < one.end


def _drop_doubled(tolls: list[Toll]) -> list[Toll]:
    """One kind for each number: the shorter match is the surer one ("22 people were killed and 100 injured")."""
    kept: dict[tuple[int, int], Toll] = {}
    for toll in sorted(tolls, key=lambda toll: toll.end - toll.start):
        clash = any(
            toll.start < other.end and other.start < toll.end and toll.best == other.best and toll.kind != other.kind
            for other in kept.values()
        )
        if not clash:
            kept[(toll.start, toll.best)] = toll
    return list(kept.values())


def _build_toll(kind: str, match: re.Match[str], text: str, start: int, end: int) -> Toll | None:
    number = read_number(match["n"])
    if number is None or not _counts_people(match, text, end) or _has_object(match, text, end):
        return None
    if kind == "killed" and _LEAVING.match(text, match.start(), end):
        return None
    number += _find_others(match, text, start, end)
    second = read_number(match["n2"]) if match["n2"] else None
    more = bool(match["more"] and "more" in match["more"])
    low, best, high = _find_bounds(number, second, (match["q"] or "").lower(), more, match["n"])
    who, vague = (match["who"] or "").strip(), match["n"].lower() in VAGUE
    return Toll(kind, low, best, high, match.start(), match.end(), who, _adds(match), vague)


_LEAVING = re.compile(
    r"(?:left|leaving)\b[^.,;]{1,50}?\b(?:wounded|injured|hurt|homeless|missing|stranded|hospital|without|displaced)\b"
    r"|(?:left|leaving)\s+[\w,]+\s+(?:of|behind|for|to|in|on|at|minutes|hours|survivors)\b",
    re.IGNORECASE,
)


def _has_object(match: re.Match[str], text: str, end: int) -> bool:
    """Whether "killed" is what those counted did, and not what befell them."""
    parts = match.groupdict()
    word = match[0][match.end("be") - match.start() :].strip().lower() if "be" in parts else ""
    return word in _DEEDS and is_active(text, match["be"], match.end(), end)


_DEEDS = word_set("killed wounded injured hurt murdered massacred executed beheaded")


def _find_others(match: re.Match[str], text: str, start: int, end: int) -> int:
    """How many more victims the same verb has, listed before or after the number."""
    passive = "kin" in match.groupdict()
    if passive:
        before = [read_number(word) or 0 for word in find_listed_before(text, start, match.start())]
        one = 0 if before else _is_beside_named(match, text, start)
        return sum(before) + one + _is_one_more(match["kin"] or "") + count_beside(match["who"] or "")
    second = find_listed_after(text, match.end("n"), end)
    return (read_number(second) or 0 if second else 0) or count_joined_after(text, match.end("n"), end)


def _is_beside_named(match: re.Match[str], text: str, start: int) -> bool:
    """Whether one named person stands before the others: "Hollis and four other guards died"."""
    others = "other" in (match["more"] or "") or re.match(r"\s*others?\b", match["who"] or "") is not None
    return others and _NAMED_AND.search(text, max(start, match.start() - 60), match.start()) is not None


_NAMED_AND = re.compile(r"(?:^|[\s“\"])[A-Z][\w’'-]+(?:,[^.;]{1,40},)?(?: \([^)]{1,20}\))?,? and (?:at least )?$")


def _is_one_more(kin: str) -> bool:
    """Whether "and their driver" names one more person; "and companions" only says who the counted are."""
    return kin.startswith(",") or re.match(r"\s+and\s+(?:their|his|her|its|an?|one)\b", kin) is not None


def _counts_people(match: re.Match[str], text: str, end: int) -> bool:
    """Whether the number counts the people of the toll: no part of them, no unit, year or sum of money."""
    if _PART.search(match["who"] or ""):
        return False  # "53 of the injured", "nine children were among the dead" count a part
    after = text[match.end("n") : min(end, match.end("n") + 40)]
    return not (_NOT_PEOPLE.match(after) or _is_year(match["n"]) or _is_money(text, match.start("n")))


_PART = re.compile(
    r"\bof (?:the|those|them|its|their|our)\s*$|\bamong\b"
    r"|^\s*of (?:the|those|its|their) (?:injured|wounded|victims|dead|hurt)"
)


def _adds(match: re.Match[str]) -> bool:
    """Whether the toll comes on top of one told before: "another five"."""
    words = match[0][: match.end("who") - match.start()].lower()
    if _NAMED_AND.search(match.string, max(0, match.start() - 60), match.start()):
        return False  # "Hollis and four others" are five
    return "more than" not in words and re.search(r"\b(?:another|further|additional|others?|more)\b", words) is not None


def _find_bounds(number: int, second: int | None, qualifier: str, more: bool, word: str) -> tuple[int, int, int | None]:
    if second is not None and second > number:
        return number, number, second
    if qualifier in _LOW_QUALIFIERS or more or word.lower() in VAGUE:
        return number, number, None
    if qualifier in _HIGH_QUALIFIERS:
        return 0 if qualifier in _OPEN_BELOW else number * 9 // 10, number, number
    return number, number, number


def _is_money(text: str, at: int) -> bool:
    return text[max(0, at - 1) : at] in ("$", "€", "£", "-")


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and 1900 <= int(word) <= 2100
