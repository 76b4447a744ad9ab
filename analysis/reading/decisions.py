"""The analyst's decisions carried out on what was read: items rejected, edited, added; none ever lost.

A decision names its item by id. Where a changed article gave the item another id, the words that the decision holds
find it again; where nothing like it is read any more, the decision is reported as stale.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, TypeVar

from pydantic import ValidationError

from analysis.intake.article import Article
from analysis.intake.decisions import Addition, Decision
from analysis.intake.value import InputError
from analysis.reading.dossier import Actor, AuthorJudgment, Commitment, Dossier, Implication, Incident, Item, Statement

TYPES: dict[str, type[Item]] = {
    "actors": Actor,
    "incidents": Incident,
    "statements": Statement,
    "commitments": Commitment,
    "implications": Implication,
    "judgments": AuthorJudgment,
}
KINDS = tuple(TYPES)
# Of the words in order, how many two tellings share (difflib's ratio). Correcting a tenth of a sentence's words leaves
# about 0.9; two different sentences about one event seldom share more than half of theirs.
SIMILAR = 0.7

AnyItem = TypeVar("AnyItem", bound=Item)


@dataclass(frozen=True)
class Followed:
    """Which decision holds for which item. `moved`: decisions that found their item again, with its id of now."""

    by_id: dict[str, Decision]
    moved: tuple[tuple[Decision, str], ...]
    stale: tuple[Decision, ...]


def follow_decisions(dossiers: Sequence[Dossier], decisions: Sequence[Decision]) -> Followed:
    """Finds the item of each decision: by its id, else by the words that the decision holds."""
    items = [(kind, item) for dossier in dossiers for kind in KINDS for item in getattr(dossier, kind)]
    read = {item.id for _, item in items}
    by_id = {decision.id: decision for decision in decisions if decision.id in read}
    moved, stale = [], []
    for decision in decisions:
        if decision.id in read:
            continue
        free = [item for _, item in items if item.id not in by_id and same_kind(item.id, decision.id)]
        now = _find_similar(free, decision.words)
        if now is None:
            stale.append(decision)
        else:
            by_id[now.id] = decision
            moved.append((decision, now.id))
    return Followed(by_id, tuple(moved), tuple(stale))


def same_kind(one: str, other: str) -> bool:
    """Whether two ids begin with the same kind: "statement-3f9a1c" and "statement-77ab01"."""
    return one.split("-", 1)[0] == other.split("-", 1)[0]


def _find_similar(items: Iterable[Item], words: str | None) -> Item | None:
    if not words:
        return None
    likeness = [(_compare_words(describe_item(item), words), item) for item in items]
    best, item = max(likeness, key=lambda each: each[0], default=(0.0, None))
    return item if best >= SIMILAR else None


def _compare_words(one: str, other: str) -> float:
    return SequenceMatcher(None, one.casefold().split(), other.casefold().split(), autojunk=False).ratio()


def describe_item(item: Item) -> str:
    """What an item says, on one line: its words in the article, its summary, or its name."""
    words = next((getattr(item, name) for name in ("text", "summary", "name") if hasattr(item, name)), item.id)
    return " ".join(str(words).split())


def apply_decisions(dossier: Dossier, by_id: Mapping[str, Decision]) -> Dossier:
    """The dossier without what was rejected and with the edits made. Raises InputError for an edit that can't be."""
    kept = {kind: select_items(getattr(dossier, kind), by_id) for kind in KINDS}
    return dossier.model_copy(update=kept)


def select_items(items: tuple[AnyItem, ...], decisions: Mapping[str, Decision]) -> tuple[AnyItem, ...]:
    """The items that were not rejected, edits made."""
    kept = [item for item in items if item.id not in decisions or decisions[item.id].decision != "rejected"]
    return tuple(edit_item(item, decisions[item.id]) if item.id in decisions else item for item in kept)


def edit_item(item: AnyItem, decision: Decision) -> AnyItem:
    """The item with the decision's fields replaced; evidence and id stay. Raises InputError."""
    return build_item(type(item), {**item.model_dump(), **decision.set}, f"decision on '{decision.id}'")


def add_items(articles: Sequence[Article], dossiers: Sequence[Dossier], added: Sequence[Addition]) -> list[Dossier]:
    """The dossiers with what the analyst added, each in that of the article whose words it quotes.

    Raises InputError where no article holds the words, or the fields make no item of that kind.
    """
    grown = list(dossiers)
    for addition in added:
        at, start, end = _find_words(articles, addition)
        evidence = (articles[at].evidence(start, end),)
        type = TYPES[addition.kind]
        plain = {"text": addition.words, "summary": addition.words, "is_main": False, "aliases": (addition.words,)}
        fields = {name: value for name, value in plain.items() if name in type.model_fields} | addition.set
        item = build_item(type, {**fields, "id": addition.id, "evidence": evidence}, f"added '{addition.id}'")
        grown[at] = grown[at].model_copy(update={addition.kind: (*getattr(grown[at], addition.kind), item)})
    return grown


def _find_words(articles: Sequence[Article], addition: Addition) -> tuple[int, int, int]:
    """Which article holds the quoted words, and where; spaces and line breaks count the same."""
    pattern = re.compile(r"\s+".join(re.escape(word) for word in addition.words.split()))
    for at, article in enumerate(articles):
        for found in pattern.finditer(article.text):
            if any(s.start <= found.start() < s.end for s in article.sentences):
                return at, found.start(), found.end()
    raise InputError(
        f"review.yml: added '{addition.id}': no article of the case holds the words '{addition.words}'. "
        "Quote them exactly as they stand in the text."
    )


def build_item(kind: type[AnyItem], fields: dict[str, Any], where: str) -> AnyItem:
    """An item from its fields. Raises InputError that names the entry of the review."""
    try:
        return kind.model_validate(fields)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        field = ".".join(str(step) for step in fault["loc"])
        raise InputError(
            f"review.yml: {where}: field '{field}': {fault['msg']}. Its fields: {', '.join(kind.model_fields)}."
        ) from error
