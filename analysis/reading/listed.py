"""The lines of an actor list: each names an actor and says what is at stake for it."""

import re
from collections.abc import Sequence

from analysis.intake.article import Article, Evidence
from analysis.reading.lexicon import read_bodies
from analysis.reading.mention import Line, Mention

_ITEM = re.compile(r"(?P<name>[^:–—.]{2,70}?)(?:\*\*)?\s*(?::|\s[-–—]{1,2}\s|[–—])\s*(?:\*\*)?(?=\S)")
_COVERED = 0.6  # share of a line's name that a known mention must cover to stand for it
_PREFIX = re.compile(r"[*\s]+")


def find_listed(text: str, lines: Sequence[Line]) -> list[Mention]:
    """The actors that a list names and no rule knows: communities and the like, as they are written."""
    found = []
    for line in lines:
        item = _ITEM.match(text, line.start, line.end) if line.kind == "actors" else None
        if item and not _is_known(line, item):
            found.append(_build_mention(text, line, item))
    return found


def is_list_line(text: str, line: Line) -> bool:
    """Whether a sentence opens as a line of an actor list does."""
    return _ITEM.match(text, line.start, line.end) is not None


def _is_known(line: Line, item: re.Match[str]) -> bool:
    inside = [m for m in line.mentions if m.end <= item.end("name") and m.kind not in ("place", "thing", "unknown")]
    if any(m.form == "body" and m.iso3 and m.end - m.start >= _COVERED * len(item["name"]) for m in inside):
        return True
    covered = sum(m.end - m.start for m in inside if m.form not in ("adjective", "body", "community"))
    return covered >= _COVERED * len(item["name"])


def _build_mention(text: str, line: Line, item: re.Match[str]) -> Mention:
    skip = _PREFIX.match(item["name"])
    start = item.start("name") + (skip.end() if skip else 0)
    words = text[start : item.end("name")].strip()
    last = next((k for k, token in enumerate(line.tokens) if token.start >= item.end("name")), len(line.tokens))
    state = next((m.iso3 for m in line.mentions if m.kind == "state" and m.end <= item.end("name")), None)
    return Mention(start, start + len(words), words, words, _find_kind(words), state, "listed", line.number, 0, last)


def _find_kind(words: str) -> str:
    """Communities, unless the words hold a noun that tells another kind ("gangs", "ministry")."""
    beside, heads = read_bodies().appositives, read_bodies().heads
    for word in words.lower().split():
        if word in beside and beside[word] == "armed_group":
            return "armed_group"
    if " and " in words and not words.istitle():
        return "community"  # "Chinese staff and their drivers and guards"
    last = words.lower().split()[-1]
    return heads.get(last, "community") if words.istitle() or heads.get(last) == "government_body" else "community"


def find_stake(article: Article, lines: Sequence[Line], mentions: Sequence[Mention]) -> Evidence | None:
    """What the article's actor list says of an actor: the rest of the line that its name opens."""
    for mention in mentions:
        line = lines[mention.sentence]
        item = _ITEM.match(article.text, line.start, line.end) if line.kind == "actors" else None
        if item and mention.end <= item.end("name") + 2 and item.end() < line.end:
            return article.evidence(item.end(), line.end)
    return None
