"""Scores a reading against a gold annotation: facts strictly, gists softly (shared words), one partner for each item.

The measures are those of the development set's own scorer; where that lies beside the repository a test holds the two
together. `(soft)` measures compare words cut to six letters, without stop words.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from analysis.intake.wordlists import word_set

Item = dict[str, Any]

FIELDS = ("type", "date", "country_iso3", "killed", "injured")
SOFT_FIELDS = ("perpetrator", "target", "weapon")
COUNTS = ("killed", "injured")
SAID = ("actors", "incidents", "statements", "commitments", "implications", "judgments")
STOP_WORDS = word_set(
    "the a an of in on to and for with by at its his her their that this which from as is are was be been will would"
    " has have had it they he she not or than after over into about also who what when while more most"
)


class Row(NamedTuple):
    """What one measure counts: items found, items in the gold annotation, items read."""

    hits: int = 0
    gold: int = 0
    read: int = 0

    @property
    def precision(self) -> float | None:
        return self.hits / self.read if self.read else None

    @property
    def recall(self) -> float | None:
        return self.hits / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """None where the gold annotation holds nothing to find."""
        if not self.gold:
            return None
        return 2 * self.hits / (self.gold + self.read)


Tally = dict[str, Row]


def score_readings(pairs: Iterable[tuple[Item, Item]]) -> Tally:
    """Every measure over pairs of gold annotation and reading."""
    tally: Tally = {}
    for gold, reading in pairs:
        for name, row in (*score_page(gold, reading), *score_news(gold, reading), *score_speech(gold, reading)):
            had = tally.get(name, Row())
            tally[name] = Row(had.hits + row.hits, had.gold + row.gold, had.read + row.read)
    return tally


def score_page(gold: Item, reading: Item) -> Iterable[tuple[str, Row]]:
    """Title, author, outlet, date, headings and their kinds."""
    for name in ("title", "author", "outlet"):
        if gold.get(name):
            yield f"meta.{name}", one(norm(reading.get(name)) == norm(gold[name]))
    if gold.get("date"):
        yield "meta.date", one(reading.get("date") == gold["date"])
    headed = [section for section in gold["sections"] if section["heading"]]
    read = [section for section in reading["sections"] if section.get("heading")]
    hits = match_greedily(headed, read, lambda g, r: norm(r["heading"]) == norm(g["heading"]))
    yield "sections.found", Row(len(hits), len(headed), len(read))
    yield "sections.kind", Row(sum(is_kind(g, r) for g, r in hits), len(headed), len(headed))
    if any(section["kind"] == "actors" for section in gold["sections"]):
        yield "sections.actor_list", one(any(section["kind"] == "actors" for section in reading["sections"]))


def score_news(gold: Item, reading: Item) -> Iterable[tuple[str, Row]]:
    """Actors, the main incident's fields, all incidents."""
    hits = match_greedily(gold["actors"], reading["actors"], lambda g, r: bool(find_names(g) & find_names(r)))
    yield "actors", Row(len(hits), len(gold["actors"]), len(reading["actors"]))
    yield "actors.kind", Row(sum(is_kind(g, r) for g, r in hits), len(hits), len(hits))
    yield "actors.iso3", Row(sum(r.get("iso3") == g.get("iso3") for g, r in hits), len(hits), len(hits))
    main = next((event for event in gold["events"] if event.get("is_main")), None)
    told = next((i for i in reading["incidents"] if i["is_main"]), next(iter(reading["incidents"]), None))
    if main:
        for name in FIELDS:
            yield f"main.{name}", one(told is not None and is_equal(name, main, told))
        for name in SOFT_FIELDS:
            if main.get(name):
                yield f"main.{name} (soft)", one(is_alike(main[name], (told or {}).get(name)))
    pairs = match_incidents(gold["events"], reading["incidents"])
    yield "incidents", Row(pairs, len(gold["events"]), len(reading["incidents"]))


def score_speech(gold: Item, reading: Item) -> Iterable[tuple[str, Row]]:
    """Speakers, promises, implications, judgments, and whether all evidence lies in the text."""
    for name, wanted, person in (("statements", "attributions", "speaker"), ("commitments", "commitments", "actor")):
        hits = match_greedily(gold[wanted], reading[name], lambda g, r, key=person: is_alike(g[key], r[key]))
        yield f"{name}.{person} (soft)", Row(len(hits), len(gold[wanted]), len(reading[name]))
    for name in ("implications", "judgments"):
        gists = [{"gist": each} if isinstance(each, str) else each for each in gold[name]]
        hits = match_greedily(gists, reading[name], lambda g, r: shares_gist(g["gist"], r["text"]))
        yield f"{name}.gist (soft)", Row(len(hits), len(gists), len(reading[name]))
    spans = [span for name in SAID for item in reading[name] for span in item["evidence"] or [None]]
    inside = [s for s in spans if s and 0 <= s["start"] < s["end"] <= len(reading["article_text"])]
    yield "evidence", Row(len(inside), len(spans), len(spans))


def one(is_right: bool) -> Row:
    return Row(int(is_right), 1, 1)


def match_greedily(
    gold: Sequence[Item], read: Sequence[Item], fits: Callable[[Item, Item], bool]
) -> list[tuple[Item, Item]]:
    """Each gold item with the first fitting item read that has no partner yet."""
    free, pairs = list(read), []
    for wanted in gold:
        at = next((k for k, item in enumerate(free) if fits(wanted, item)), None)
        if at is not None:
            pairs.append((wanted, free.pop(at)))
    return pairs


def match_incidents(gold: Sequence[Item], read: Sequence[Item]) -> int:
    """How many gold incidents find one of their own: three fields agree, or two and the place; best pairs first."""
    ranked = sorted(
        (
            (count_agreements(g, r) + is_same_place(g, r), -i, -j)
            for i, g in enumerate(gold)
            for j, r in enumerate(read)
            if is_same_incident(g, r)
        ),
        reverse=True,
    )
    taken_gold, taken_read = set(), set()
    for _, i, j in ranked:
        if i not in taken_gold and j not in taken_read:
            taken_gold.add(i)
            taken_read.add(j)
    return len(taken_gold)


def is_same_incident(gold: Item, read: Item) -> bool:
    agreeing = count_agreements(gold, read)
    needed = min(3, sum(gold.get(name) is not None for name in FIELDS))
    return agreeing >= needed or (agreeing >= 2 and is_same_place(gold, read))


def count_agreements(gold: Item, read: Item) -> int:
    stated = [name for name in FIELDS if gold.get(name) is not None or read.get(name) is not None]
    return sum(is_equal(name, gold, read) for name in stated)


def is_same_place(gold: Item, read: Item) -> bool:
    return is_alike(gold.get("place") or gold["summary"], read.get("place"))


def is_equal(name: str, gold: Item, read: Item) -> bool:
    """Whether a field is right: one of the accepted answers; of a date that gold has by the month, the month."""
    wanted, given = gold.get(name), read.get(name)
    if name in COUNTS:
        best = given["best"] if isinstance(given, dict) else given
        others = gold.get("killed_alt", []) if name == "killed" else []
        return best == wanted or best in (others if isinstance(others, list) else [others])
    if name == "type":
        return given == wanted or given in (gold.get("type_alt") or [])
    if name == "date":
        return (given or None) == (wanted or None) or bool(
            given and wanted and len(wanted) < len("2025-11-26") and given.startswith(wanted)
        )
    return norm(given) == norm(wanted)


def is_kind(gold: Item, read: Item) -> bool:
    return read["kind"] in (gold["kind"], *(gold.get("kind_alt") or []))


def find_names(actor: Item) -> set[str]:
    return {norm(name) for name in (actor["name"], *(actor.get("aliases") or []))} - {""}


def is_alike(one: str | None, other: str | None) -> bool:
    """Whether at least half of the shorter one's words are shared."""
    left, right = find_stems(one), find_stems(other)
    return bool(left and right) and len(left & right) / min(len(left), len(right)) >= 0.5


def shares_gist(gold: str, read: str) -> bool:
    """Whether a third of the gist's words stand in what was read."""
    stems = find_stems(gold)
    return len(stems & find_stems(read)) >= 0.34 * len(stems)


def find_stems(text: str | None) -> set[str]:
    words = re.findall(r"[\w'-]+", norm(text))
    return {word[:6] for word in words if word not in STOP_WORDS and len(word) > 2}


def norm(text: str | None) -> str:
    """A text without case, punctuation, a leading article and a closing 's."""
    plain = re.sub(r"[^\w\s'-]", " ", re.sub("[‘’]", "'", (text or "").casefold())).strip()
    return " ".join(re.sub(r"^(?:the|a|an)\s+|'s$", "", plain).split())
