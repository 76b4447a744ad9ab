"""Where sentences begin and end in a paragraph: by punctuation, with abbreviations and initials known."""

import re
from collections.abc import Iterator

# A full stop, question or exclamation mark, closing quotes, white space, and something that can open a sentence.
from analysis.intake.wordlists import word_set

_BREAK = re.compile(r"""(?P<stop>[.!?…]|[。؟！])(?P<close>["'”’»)\]*]*)(?P<gap>\s+)(?=["'“‘«(\[*]*[^\W_])""")
_LAST_WORD = re.compile(r"(\w[\w.'’-]*)$")
_WORD_REACH = 24  # characters looked back for the word before a stop; no abbreviation is longer
LONGEST = 1200  # characters; the longest sentence in the development set has 330
_ABBREVIATIONS = word_set("""mr mrs ms dr prof sen rep gov gen lt col maj capt sgt
    cpl cmdr adm brig hon rev st jr sr inc ltd co corp no vs etc
    jan feb mar apr jun jul aug sep sept oct nov dec mt ft u.s u.n u.k e.u e.g i.e a.m p.m d.c cf al approx dept
    d-va r-ky ret amb pres supt insp sec esq fr msgr""")
_OFTEN_FINAL = frozenset(
    {"a.m", "p.m", "u.s", "u.n", "u.k", "e.u", "d.c", "etc", "inc", "ltd", "co", "corp", "jr", "sr"}
)
_OPENERS = word_set("""the a an he she it they we i in on at but and this that these those his her its their there as
    after before
    when while if for from with two three many some several police officials no not""")


def find_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The (start, end) of each sentence in `text[start:end]`, without the white space between them.

    A run without any break is cut after `LONGEST` characters: it is no prose, and reading it whole would take time that
    grows faster than its length.
    """
    begin = start
    for found in _BREAK.finditer(text, start, end):
        if _is_break(text, begin, found):
            yield from _cut(text, begin, found.end("close"))
            begin = found.end("gap")
    if begin < end:
        yield from _cut(text, begin, end)


def _cut(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    while end - begin > LONGEST:
        space = text.rfind(" ", begin + 1, begin + LONGEST)
        stop = space if space > begin else begin + LONGEST
        yield begin, stop
        begin = stop + (text[stop] == " ")
    if begin < end:
        yield begin, end


def _is_break(text: str, begin: int, found: re.Match[str]) -> bool:
    following = text[found.end() : found.end() + _WORD_REACH].lstrip("\"'“‘«([*")
    if not (following[:1].isupper() or following[:1].isdigit() or not following[:1].isascii()):
        return False
    if found["stop"] != "." or found["close"]:
        return True
    last = _LAST_WORD.search(text[max(begin, found.start() - _WORD_REACH) : found.start()])
    return last is None or not _is_abbreviation(
        last[1], following, text[max(begin, found.start() - 5) : found.start() - 1]
    )


def _is_abbreviation(word: str, following: str, before: str) -> bool:
    lower = word.lower()
    if len(word) == 1 and word.isupper():
        return not before.endswith(" on ")  # "he wrote on X. The …"
    if lower in _OFTEN_FINAL:
        opener = re.match(r"\w+", following)
        return not (opener and opener[0].lower() in _OPENERS)
    return lower in _ABBREVIATIONS or bool(re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", word))
