"""The words of a sentence with their offsets, possessive endings and punctuation apart."""

import re
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_]+(?:[-'’/](?!s\b)[^\W_]+)*|['’]s\b|[^\w\s]")
_ARTICLE_PREFIX = re.compile(r"(?:al|el|ad|an|as|ash|at|az|ul|ibn|d'|d’)[-'’]?[^\W\d_a-z]")


class Token(NamedTuple):
    """One word or mark. `low` is its lower case with straight apostrophes; `cap` tells that it looks like a name."""

    start: int
    end: int
    text: str
    low: str
    cap: bool


def find_tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens of `text[start:end]`."""
    new = tuple.__new__  # a third of the time that Token(...) takes, and there are 700 in an article
    return [
        new(Token, (*found.span(), word, *_find_form(word)))
        for found in _TOKEN.finditer(text, start, end)
        for word in (found[0],)
    ]


@lru_cache(maxsize=50_000)
def _find_form(word: str) -> tuple[str, bool]:
    """The lower case of a word, and whether it looks like a name."""
    low = word.lower()
    cap = low != word and (word[0].isupper() or (len(word) > 3 and _ARTICLE_PREFIX.match(word) is not None))
    return (low if low.isascii() else low.replace("\u2019", "'")), cap
