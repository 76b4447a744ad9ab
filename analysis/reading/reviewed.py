"""The dossier after the analyst's review: rejected items gone, edits made, decisions that fit nothing reported."""

from dataclasses import dataclass
from typing import TypeVar

from pydantic import ValidationError

from analysis.intake.case import Case
from analysis.intake.review import Decision
from analysis.intake.value import InputError
from analysis.reading.dossier import Dossier, Item
from analysis.reading.merge import Told, merge_dossiers
from analysis.reading.read import read_dossier

KINDS = ("actors", "incidents", "statements", "commitments", "implications", "judgments")

WITHHELD = "(the article's words are not reproduced here)"

AnyItem = TypeVar("AnyItem", bound=Item)


@dataclass(frozen=True)
class Reviewed:
    """The dossier of all articles with the review's decisions carried out.

    `stale`: decisions whose item is no longer read. `told`: the incidents with every article's telling.
    """

    dossier: Dossier
    stale: tuple[Decision, ...]
    told: tuple[Told, ...] = ()


def read_reviewed(case: Case, quotes: str = "full") -> Reviewed:
    """What the reader finds in the case's articles together, as the analyst decided on it.

    With `quotes` "none" no sentence of the article is in it, only what was read. Raises InputError for an edit of a
    field that the item does not have or can't hold.
    """
    each = [match_decisions(read_dossier(article, case.file.names), case.review.decisions) for article in case.articles]
    stale = tuple(d for d in case.review.decisions if all(d in one.stale for one in each))
    merged = merge_dossiers(tuple(one.dossier for one in each))
    dossier = withhold_words(merged.dossier) if quotes == "none" else merged.dossier
    return Reviewed(dossier, stale, merged.told)


def withhold_words(dossier: Dossier) -> Dossier:
    """The dossier with every sentence of the article replaced by a note; names, numbers and places stay."""
    said = {kind: tuple(withhold_item(item) for item in getattr(dossier, kind)) for kind in KINDS}
    return dossier.model_copy(update=said)


def withhold_item(item: AnyItem) -> AnyItem:
    """One item without the article's sentences."""
    withheld = {name: WITHHELD for name in ("text", "summary") if hasattr(item, name)}
    blank = {name: None for name in ("stake", "condition") if hasattr(item, name)}
    return item.model_copy(update={**withheld, **blank})


def match_decisions(dossier: Dossier, decisions: tuple[Decision, ...]) -> Reviewed:
    """Carries out the decisions on a dossier; one that names no item of it changes nothing and is returned."""
    by_id = {decision.id: decision for decision in decisions}
    items = {kind: select_items(getattr(dossier, kind), by_id) for kind in KINDS}
    read = {item.id for kind in KINDS for item in getattr(dossier, kind)}
    return Reviewed(dossier.model_copy(update=items), tuple(d for d in decisions if d.id not in read))


def select_items(items: tuple[AnyItem, ...], decisions: dict[str, Decision]) -> tuple[AnyItem, ...]:
    """The items that were not rejected, edits made."""
    kept = [item for item in items if item.id not in decisions or decisions[item.id].decision != "rejected"]
    return tuple(edit_item(item, decisions[item.id]) if item.id in decisions else item for item in kept)


def edit_item(item: AnyItem, decision: Decision) -> AnyItem:
    """The item with the decision's fields replaced; evidence and id stay. Raises InputError."""
    if "id" in decision.set or "evidence" in decision.set:
        raise InputError(f"review.yml: decision on '{item.id}': id and evidence can't be edited.")
    try:
        return type(item).model_validate({**item.model_dump(), **decision.set})
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        field = ".".join(str(step) for step in fault["loc"])
        raise InputError(
            f"review.yml: decision on '{item.id}': field '{field}': {fault['msg']}. "
            f"Its fields: {', '.join(type(item).model_fields)}."
        ) from error
