"""Victims counted in several breaths: "nine Chinese and four Pakistanis died", "three engineers and their driver"."""

import re

_VERB = (
    r"(?:was|were|is|are|be|been|had|has|have|killed|died|dead|injured|wounded|hurt|left|and|or|but|who|that|when|while"
    r"|after|before|as|by|in|on|since|said|missing|homeless|displaced|arrested|captured|including|january|february|march|april|may"
    r"|june|july|august|september|october|november|december|\d+)"
)
_NUMBER = (
    r"(?i:\d{1,3}(?:,\d{3})+|\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:[- ]\w+)?)"
)
_WORD = rf"(?!(?i:{_VERB})\b)[\w\u2019'-]+"
_LISTED = re.compile(
    rf"(?:^|[\s(])(?P<n>{_NUMBER}) (?:of (?:them|the) )?(?:{_WORD} ?){{1,4}}?"
    rf"(?:(?:of|from|in) (?:the )?(?:{_WORD} ?){{1,5}}(?:\([A-Z]{{2,6}}\) ?)?)?(?:,| and|, and) $"
)
_REACH = 70  # characters before a number in which the first parts of the sum stand
_PERSON = (
    r"(?:driver|guard|bodyguard|interpreter|translator|pilot|wife|husband|son|daughter|child|baby|infant|mother|father"
    r"|brother|sister|assistant|aide|colleague|policeman|police officer|soldier|civilian|officer|woman|man|girl|boy"
    r"|teenager|passer-by|bystander|resident|nurse|doctor|teacher|pupil|student|journalist|worker|sailor|pastor|priest)"
)
_GROUP = rf"(?: {_WORD}){{1,4}}(?: (?:of|from|at) [^.,;]{{1,30}}?)?,? and "
_AND_ONE = re.compile(rf"{_GROUP}(?:their|his|her|its|an?|one) (?:[\w-]+ ){{0,2}}?{_PERSON}\b(?!['\u2019]s)")
_AND_SOME = re.compile(
    rf"{_GROUP}(?:another )?(?P<n>{_NUMBER})(?: {_WORD}){{1,4}}?(?=[.,;:)—–]|$| (?:in|on|at|near|when)\b)"
)
_OTHER_FATE = re.compile(
    r"\b(?:injur|wound|hurt|missing|arrest|detain|abduct|kidnap|captur|hospital|trapped|others? were|homes?|houses?"
    r"|cars?|vehicles?|buildings?|buses|attackers?|militants?|gunmen|assailants?|bombers?)"
)  # fmt: skip
_ACTIVE = re.compile(
    r"\s+(?!(?:over|in|about|around) (?:the )?(?:\w+ )?(?:days?|weeks?|months?|years?|hours?)\b)"
    r"(?:at least|more than|over|about|around|nearly|almost|up to|as many as|some|an?|the|his|her|their|its|dozens"
    r"|scores|hundreds|thousands|several|many|civilians|people|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|\w+teen|\w+ty(?:-\w+)?|one|\d[\d,]*|[A-Z]\w+)\b"
)
_ALREADY = re.compile(r"\b(?:have|has|had)(?:\s+(?:also|already|reportedly))*$")


def find_listed_before(text: str, start: int, number: int) -> list[str]:
    """The number words of the parts that a sum lists before the number at `number`: "nine Chinese and" -> ["nine"]."""
    parts: list[str] = []
    at = number
    while found := _LISTED.search(text, max(start, at - _REACH), at):
        parts.append(found["n"])
        at = found.start("n")
    return parts


def count_joined_after(text: str, at: int, end: int) -> int:
    """1 where one more person is named with the victims ("… and their driver"), else 0."""
    found = _AND_ONE.match(text, at, end)
    return int(bool(found) and not _OTHER_FATE.search(text, found.end() if found else at, min(end, at + 90)))


def count_beside(who: str) -> int:
    """1 where the words for the counted name one more: "six people besides the minister", else 0."""
    return int(_BESIDE.search(who) is not None)


_BESIDE = re.compile(
    r"\b(?:besides|in addition to|as well as|along with|apart from|other than) (?:the|an?|his|her|their) "
    r"(?!(?:\w+ )?(?:attackers?|bombers?|gunm[ae]n|assailants?|militants?|hijackers?|suspects?))"
)


def find_listed_after(text: str, at: int, end: int) -> str | None:
    """The number of a second group that shares the verb before it: "killed nine Chinese and four Pakistanis"."""
    found = _AND_SOME.match(text, at, end)
    if not found or _OTHER_FATE.search(found[0]) or _OTHER_FATE.match(text, found.end() + 1, end):
        return None
    return found["n"]


def is_active(text: str, between: str, at: int, end: int) -> bool:
    """Whether "killed" at the end of a match has its own object: "two raids killed three" counts no two dead."""
    return bool(_ALREADY.search(between)) or (between.strip() == "" and _ACTIVE.match(text, at, end) is not None)
