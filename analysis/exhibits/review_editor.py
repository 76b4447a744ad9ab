"""The review editor: items that were read are accepted, rejected or edited, sources graded, and review.yml written."""

from dataclasses import dataclass
from typing import Any, get_args

import ipywidgets

from analysis.exhibits.controls import INITIAL, Wiring, button, choice, column, row
from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.item_fields import build_field, find_changes, list_fields, read_field
from analysis.exhibits.markup import Html, join, tag
from analysis.exhibits.saving import Saver
from analysis.exhibits.wording import capital, shortened
from analysis.intake.article import Article
from analysis.intake.case import Case
from analysis.intake.decisions import Decision
from analysis.intake.review import Reliability, Review, Source
from analysis.intake.review_edits import Edit
from analysis.intake.spans import Evidence
from analysis.intake.value import InputError
from analysis.reading.decisions import KINDS, describe_item, edit_item, follow_decisions
from analysis.reading.dossier import Dossier, Item
from analysis.reading.read import read_dossier

OPEN = "not decided"
DECISIONS = (OPEN, "accepted", "rejected", "edited")
GRADES = ("completely reliable", "usually reliable", "fairly reliable", "not usually reliable", "unreliable",
          "can't be judged")  # fmt: skip
LABEL_LENGTH = 100
MOST_QUOTES = 3
LINE = {"width": "60rem", "max_width": "calc(100% - 4px)"}


@dataclass(frozen=True)
class Desk:
    """What lies before the analyst: everything that was read, without any decision."""

    case: Case
    dossiers: tuple[Dossier, ...]

    def items(self, kind: str) -> list[Item]:
        return [item for dossier in self.dossiers for item in getattr(dossier, kind)]

    def decided(self, review: Review) -> dict[str, Decision]:
        """The decision that holds for each item, by the item's id."""
        return follow_decisions(self.dossiers, review.decisions).by_id

    def quote(self, item: Item) -> Html:
        """The sentences that an item was read from, its words in bold."""
        articles = {article.id: article for article in self.case.articles}
        return join(quote_sentence(articles[each.article], each) for each in item.evidence[:MOST_QUOTES])


def build_editor(case: Case, head: Exhibit) -> Any:
    """The editor with its parts: an exhibit above it, what to look at, the form for it, and the saver."""
    desk = Desk(case, tuple(read_dossier(article, case.file.names) for article in case.articles))
    kinds = [(f"{capital(kind)} ({len(desk.items(kind))})", kind) for kind in KINDS if desk.items(kind)]
    sources = [(f"Sources ({len(case.review.sources)})", "sources")] if case.review.sources else []
    kind = choice("Look at", [*kinds, *sources])
    entry = ipywidgets.Select(options=(), description="Entry", rows=8, style=INITIAL, layout=LINE)
    place = ipywidgets.VBox()

    def put_form(_change: object = None) -> None:
        if not wiring.is_held:
            place.children = (build_form(desk, saver, kind.value, entry.value),) if entry.value else ()

    def refresh() -> None:
        """The list and the form as the edits are now; what was being looked at stays."""
        listed = list_entries(desk, saver.review, kind.value)
        ids = [id for _, id in listed]
        wiring.fill(entry, listed, entry.value if entry.value in ids else next(iter(ids), None))
        put_form()

    wiring = Wiring(lambda: None)
    saver = Saver(case, refresh)
    kind.observe(lambda _: refresh(), names="value")
    entry.observe(put_form, names="value")
    refresh()
    return column(ipywidgets.HTML(head.html()), kind, entry, place, saver.widget)


def list_entries(desk: Desk, review: Review, kind: str | None) -> list[tuple[str, str]]:
    """A line and an id for each entry; the line begins with what was decided."""
    if kind is None:
        return []
    if kind == "sources":
        return [(f"{each.reliability}: {each.name}", each.id) for each in review.sources]
    decided = desk.decided(review)
    return [(shortened(f"{state_of(decided, item)}: {describe_item(item)}", LABEL_LENGTH), item.id)
            for item in unique(desk.items(kind))]  # fmt: skip


def quote_sentence(article: Article, evidence: Evidence) -> Html:
    """The sentence of some evidence, its words in bold."""
    whole = next(each for each in article.sentences if each.id == evidence.sentence)
    before, after = article.text[whole.start : evidence.start], article.text[evidence.end : whole.end]
    number = tag("span", evidence.sentence, class_="muted")
    return tag("blockquote", number, " ", before, tag("b", article.text[evidence.start : evidence.end]), after)


def unique(items: list[Item]) -> list[Item]:
    """Each id once: two articles may tell the same."""
    return list({item.id: item for item in reversed(items)}.values())[::-1]


def state_of(decided: dict[str, Decision], item: Item) -> str:
    return decided[item.id].decision if item.id in decided else OPEN


def build_form(desk: Desk, saver: Saver, kind: str, id: str) -> Any:
    """The form for one entry."""
    if kind == "sources":
        return build_grade(saver, next(each for each in saver.review.sources if each.id == id))
    return build_decision(desk, saver, next(item for item in desk.items(kind) if item.id == id))


def build_decision(desk: Desk, saver: Saver, item: Item) -> Any:
    """The words that an item was read from, a decision, its reason, and for an edit the fields."""
    held = desk.decided(saver.review).get(item.id)
    edited = edit_item(item, held) if held and held.decision == "edited" else item
    decision = ipywidgets.ToggleButtons(
        options=DECISIONS, value=held.decision if held else OPEN, description="Decision", style=INITIAL
    )
    reason = ipywidgets.Text(value=held.reason if held else "", description="Reason", style=INITIAL, layout=LINE)
    before = {name: read_field(item, name, build_field(item, name)) for name in list_fields(item)}
    fields = {name: build_field(edited, name) for name in list_fields(item)}
    form = row(*fields.values())

    def show_fields(_change: object = None) -> None:
        form.layout.display = "flex" if decision.value == "edited" else "none"

    def note() -> str:
        changed = find_changes(item, fields, before) if decision.value == "edited" else None
        edit = decide(item, held, decision.value, reason.value.strip(), changed)
        saver.edit(edit)
        saver.on_change()
        return ""

    wiring = Wiring(lambda: None)
    decision.observe(show_fields, names="value")
    show_fields()
    keep = button("Note this decision", lambda: wiring.attempt(note), "Adds it to what will be written")
    words = ipywidgets.HTML(tag("div", desk.quote(item), class_="bb", style="margin: .2rem 0"))
    return column(words, decision, form, reason, row(keep), wiring.message)


def decide(item: Item, held: Decision | None, decision: str, reason: str, changed: dict[str, Any] | None) -> Edit:
    """The edit of review.yml that a decision makes. Raises InputError where something is missing or can't be held."""
    id = held.id if held else item.id
    if decision == OPEN:
        return Edit(table="decisions", id=id, fields={})
    if not reason:
        raise InputError("Give a reason: whoever reads review.yml later wants to know why.")
    if decision == "edited":
        if not changed:
            raise InputError("No field differs from what was read. Change one, or accept the item as it is.")
        edit_item(item, Decision(id=id, decision="edited", set=changed, reason=reason))
    fields: dict[str, Any] = {
        "decision": decision,
        "set": changed or None,
        "reason": reason,
        "words": describe_item(item),
    }
    return Edit(table="decisions", id=id, fields=fields)


def build_grade(saver: Saver, source: Source) -> Any:
    """A source with its Admiralty grade and the reason for it."""
    grades = [(f"{grade} {words}", grade) for grade, words in zip(get_args(Reliability), GRADES, strict=True)]
    grade = choice("Reliability", grades, source.reliability)
    reason = ipywidgets.Textarea(value=source.reason, description="Reason", style=INITIAL, layout=LINE)
    wiring = Wiring(lambda: None)

    def note() -> str:
        if not reason.value.strip():
            raise InputError("Give a reason for the grade.")
        fields = {"reliability": grade.value, "reason": reason.value.strip()}
        saver.edit(Edit(table="sources", id=source.id, fields=fields))
        saver.on_change()
        return ""

    keep = button("Note this grade", lambda: wiring.attempt(note), "Adds it to what will be written")
    return column(row(grade), reason, row(keep), wiring.message)
