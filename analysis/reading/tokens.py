"""The words of a sentence with their offsets, possessive endings and punctuation apart."""

import re
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
    tokens = []
    for found in _TOKEN.finditer(text, start, end):
        word = found[0]
        low = word.lower()
        cap = low != word and (word[0].isupper() or (len(word) > 3 and _ARTICLE_PREFIX.match(word) is not None))
        tokens.append(Token(found.start(), found.end(), word, low if low.isascii() else low.replace("’", "'"), cap))
    return tokens
