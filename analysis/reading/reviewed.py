"""The dossier after the analyst's review: rejected items gone, edits and additions made, stale decisions reported."""

from dataclasses import dataclass

from analysis.intake.case import Case
from analysis.intake.decisions import Decision
from analysis.reading.decisions import KINDS, AnyItem, add_items, apply_decisions, follow_decisions
from analysis.reading.dossier import Dossier
from analysis.reading.merge import Told, merge_dossiers
from analysis.reading.read import read_dossier

WITHHELD = "(the article's words are not reproduced here)"


@dataclass(frozen=True)
class Reviewed:
    """The dossier of all articles with the review's decisions carried out.

    `stale`: decisions whose item is no longer read. `moved`: decisions that found their item under another id, with
    that id. `told`: the incidents with every article's telling.
    """

    dossier: Dossier
    stale: tuple[Decision, ...] = ()
    moved: tuple[tuple[Decision, str], ...] = ()
    told: tuple[Told, ...] = ()


def read_reviewed(case: Case, quotes: str = "full") -> Reviewed:
    """What the reader finds in the case's articles together, as the analyst decided on it.

    With `quotes` "none" no sentence of the article is in it, only what was read. Raises InputError for an edit of a
    field that the item does not have or can't hold, and for an addition whose words no article holds.
    """
    read = [read_dossier(article, case.file.names) for article in case.articles]
    followed = follow_decisions(read, case.review.decisions)
    decided = [apply_decisions(dossier, followed.by_id) for dossier in read]
    merged = merge_dossiers(tuple(add_items(case.articles, decided, case.review.added)))
    dossier = withhold_words(merged.dossier) if quotes == "none" else merged.dossier
    return Reviewed(dossier, followed.stale, followed.moved, merged.told)


def withhold_words(dossier: Dossier) -> Dossier:
    """The dossier with every sentence of the article replaced by a note; names, numbers and places stay."""
    said = {kind: tuple(withhold_item(item) for item in getattr(dossier, kind)) for kind in KINDS}
    return dossier.model_copy(update=said)


def withhold_item(item: AnyItem) -> AnyItem:
    """One item without the article's sentences."""
    withheld = {name: WITHHELD for name in ("text", "summary") if hasattr(item, name)}
    blank = {name: None for name in ("stake", "condition") if hasattr(item, name)}
    return item.model_copy(update={**withheld, **blank})
