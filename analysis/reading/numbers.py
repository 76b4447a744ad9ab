"""Numbers as English writes them: digits, words, and vague words for at least so many."""

import re

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
# A vague number means at least this many; "best" is its low end, because nothing more is stated.
VAGUE = {
    "a dozen": 12,
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2000,
    "several": 3,
    "a couple": 2,
    "a handful": 3,
    "half a dozen": 6,
    "two dozen": 24,
    "three dozen": 36,
    "several dozen": 36,
    "a few": 3,
}
NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})+|\d{1,6}|(?:"
    + "|".join(_TENS)
    + r")(?:[- ](?:"
    + "|".join(_ONES[1:10])
    + r"))?|"
    + "|".join(sorted((*_ONES, *VAGUE), key=len, reverse=True))
    + r"|an?(?=\s(?:\w+ ){0,2}(?:man|woman|child|boy|girl|colleague|civilian|soldier|policeman|officer|guard"
    r"|worker|person|student|teacher|journalist|driver|resident|police officer)\b))"
)


def read_number(word: str) -> int | None:
    """The number that digits or English words say; vague words give their low end, "a man" gives 1."""
    low = " ".join(word.lower().split())
    if low.replace(",", "").isdigit():
        return int(low.replace(",", ""))
    if low in VAGUE:
        return VAGUE[low]
    if low in ("a", "an"):
        return 1
    parts = re.split(r"[- ]", low)
    if all(part in _ONES or part in _TENS for part in parts):
        return sum(_ONES.index(part) if part in _ONES else 20 + 10 * _TENS.index(part) for part in parts)
    return None
