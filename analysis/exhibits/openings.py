"""What the reader took from the article besides facts: what its author expects, and what could not be told."""

import pandas as pd

from analysis.exhibits.citations import cite_evidence, name_sentences
from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.grid import grid
from analysis.exhibits.markup import tag
from analysis.exhibits.wording import listed, plural
from analysis.intake.case import Case
from analysis.reading.accuracy import read_accuracy
from analysis.reading.dossier import Dossier
from analysis.reading.reviewed import Reviewed

READER = "the article, read by rule"


def expectations_table(dossier: Dossier, *, id: str = "expectations") -> Exhibit:
    """The article's own implications and judgments, with whom they touch, their condition and their hedging words."""
    rows = [
        {
            "kind": "implication",
            "text": item.text,
            "affected": listed(item.affected) if item.affected else "not stated",
            "condition": item.condition or "none",
            "hedges": ", ".join(item.likelihood_words) or "none",
            "evidence": item.evidence,
        }
        for item in dossier.implications
    ]
    implied = {(e.article, e.sentence) for item in dossier.implications for e in item.evidence}
    rows += [
        {"kind": "judgment", "text": j.text, "affected": "", "condition": "", "hedges": "", "evidence": j.evidence}
        for j in dossier.judgments
        if not any((e.article, e.sentence) in implied for e in j.evidence)  # one sentence, one row
    ]
    names = ["What", "Kind", "Whom it touches", "If", "Hedged by", "Where"]
    cells = [
        [row["text"], row["kind"], row["affected"], row["condition"], row["hedges"], cite_evidence(row["evidence"])]  # type: ignore[arg-type]
        for row in rows
    ]
    conditional = sum(item.condition is not None for item in dossier.implications)
    title = (
        f"The article draws {plural(len(dossier.implications), 'implication')}, {conditional} of them on a condition"
    )
    frame = pd.DataFrame([{**row, "evidence": name_sentences(row["evidence"])} for row in rows])  # type: ignore[arg-type]
    return Exhibit(
        id=id,
        title=title if rows else "The article draws no implication that the reader recognised",
        body=grid(names, cells, label="What the article expects", stacked=True)
        if rows
        else tag("p", "Nothing to show."),
        source=READER,
        note="The article's words, not this briefing's: its hedges, such as 'could', carry no number.",
        data=frame,
        kind="table",
        findings={"expectations": frame.to_dict("records")},
    )


def unresolved_table(reviewed: Reviewed, case: Case, *, id: str = "unresolved") -> Exhibit:
    """Names and places that no rule could place, warnings, and review decisions whose item is no longer read."""
    dossier = reviewed.dossier
    rows = [
        ("name", name, "no word list knows it: say what it is under names: in case.yml")
        for name in dossier.unresolved_names
    ]
    rows += [
        ("place", place, "not in the gazetteer: add it under names: in case.yml, with coordinates")
        for place in dossier.unresolved_places
    ]
    rows += [("warning", warning, article.id) for article in case.articles for warning in article.warnings]
    rows += [
        ("stale decision", decision.id, f"review.yml says '{decision.decision}', but no such item is read any more")
        for decision in reviewed.stale
    ]
    rows += [
        ("moved decision", decision.id, f"its item, known by its words, now has the id {now}: enter that in review.yml")
        for decision, now in reviewed.moved
    ]
    return Exhibit(
        id=id,
        title=f"{plural(len(rows), 'thing')} could not be told"
        if rows
        else "The reader knows of nothing that it left open",
        body=grid(["Kind", "What", "Why"], rows, label="Unresolved", stacked=True)
        if rows
        else tag(
            "p", "The reader knows of no name or place that it could not place. What it overlooked, it can't know."
        ),
        source=READER,
        note=f"How far to trust the reader. {read_accuracy().sentence()}",
        data=pd.DataFrame(rows, columns=["kind", "what", "why"]),
        kind="table",
    )
