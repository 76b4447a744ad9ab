"""Ids that stay the same when the text around an item changes a little: made from what the item says."""

import hashlib
import re
import unicodedata


def build_id(kind: str, name: str) -> str:
    """A readable id, such as "actor-afghan-taliban"."""
    if name.isascii():
        return f"{kind}-{_MARKS.sub('-', name.lower()).strip('-')}"
    plain = unicodedata.normalize("NFKD", name)
    letters = "".join(c.lower() if c.isalnum() else "-" for c in plain if not unicodedata.combining(c))
    return f"{kind}-{'-'.join(part for part in letters.split('-') if part)}"


_MARKS = re.compile(r"[^a-z0-9]+")


def build_hashed_id(kind: str, *parts: str) -> str:
    """An id from the words of an item, such as "statement-3f9a1c"; case, space and punctuation don't count."""
    words = re.sub(r"[\W_]+", " ", " ".join(parts).casefold()).strip()
    return f"{kind}-{hashlib.sha256(words.encode()).hexdigest()[:6]}"


def find_unique_ids(ids: list[str]) -> list[str]:
    """The ids with "-2", "-3" … after repeated ones, in order."""
    seen: dict[str, int] = {}
    unique = []
    for each in ids:
        seen[each] = seen.get(each, 0) + 1
        unique.append(each if seen[each] == 1 else f"{each}-{seen[each]}")
    return unique
