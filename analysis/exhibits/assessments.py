"""Tables of the analyst's work: implications, scenarios, assumptions, sources, gaps."""

import pandas as pd

from analysis.exhibits.citations import cite_source
from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.grid import grid
from analysis.exhibits.markup import Html, join, tag
from analysis.exhibits.signposts import Seen, read_signposts
from analysis.exhibits.wording import capital, plural
from analysis.findings.judgments import Ground, WeighedImplication
from analysis.intake.case import Case
from analysis.intake.review import Assumption, Gap, Scenario, Source

ANALYST = "the analyst's review of this case (review.yml)"
RELIABILITY = {
    "A": "completely reliable", "B": "usually reliable", "C": "fairly reliable", "D": "not usually reliable",
    "E": "unreliable", "F": "can't be judged",
}  # fmt: skip
IMPACTS = ("severe", "moderate", "minor")


def implication_table(implications: tuple[WeighedImplication, ...], *, id: str = "implications") -> Exhibit:
    """What follows for each reader, if what, how likely, how bad, within how long, on what grounds."""
    ordered = sorted(implications, key=lambda i: (i.reader, IMPACTS.index(i.impact)))
    cells = [[capital(i.reader), what_follows(i), how_likely(i)] for i in ordered]
    readers = len({i.reader for i in implications})
    listed = [list_implication(i) for i in ordered]
    title = f"{plural(len(implications), 'implication')} for {plural(readers, 'reader')}, each with what it rests on"
    return Exhibit(
        id=id,
        title=title if implications else "No implication is drawn",
        body=grid(["Reader", "What follows", "How likely, how bad"], cells, label="Implications", stacked=True),
        source=ANALYST,
        data=pd.DataFrame(listed),
        kind="table",
        findings={"implications": listed},
    )


def what_follows(implication: WeighedImplication) -> Html:
    """The implication, its condition and its grounds."""
    condition = tag("p", capital(implication.condition), class_="muted") if implication.condition else ""
    rests = tag("p", "Rests on ", grounds_list(implication.grounds), class_="muted")
    text = tag("p", tag("b", f"{implication.id} "), implication.text)
    return tag("div", text, condition, rests)


def how_likely(implication: WeighedImplication) -> Html:
    """Likelihood with its band, where that comes from, impact and horizon."""
    return tag(
        "div",
        tag("p", tag("b", capital(implication.likelihood.text)), f" within {implication.horizon_days} days"),
        tag("p", f"Impact: {implication.impact}"),
        tag("p", capital(implication.basis), class_="muted"),
    )


def grounds_list(grounds: tuple[Ground, ...]) -> Html:
    """The ids of what something rests on, linked to their sources; a pointer over one shows what it says."""
    return join(
        (tag("span", cite_source(g.id, g.url) if g.url else g.id, title=f"{g.kind}: {g.text}") for g in grounds), ", "
    )


def list_implication(implication: WeighedImplication) -> dict[str, object]:
    """An implication for the data twin."""
    return {
        "id": implication.id,
        "reader": implication.reader,
        "text": implication.text,
        "condition": implication.condition,
        "likelihood": implication.likelihood.text,
        "probability_low": implication.likelihood.probability[0],
        "probability_high": implication.likelihood.probability[1],
        "basis": implication.basis,
        "impact": implication.impact,
        "horizon_days": implication.horizon_days,
        "rests_on": ", ".join(g.id for g in implication.grounds),
    }


def scenarios_table(
    scenarios: tuple[Scenario, ...], case: Case | None = None, *, id: str = "scenarios-table"
) -> Exhibit:
    """The scenarios with their probabilities and signposts; those that the record can test carry their reading."""
    ordered = sorted(scenarios, key=lambda s: -s.probability)
    cells = [
        [s.title, f"{s.probability:.0%}".replace("%", " %"), s.text, signpost_list(read_signposts(s, case))]
        for s in ordered
    ]
    title = f"{plural(len(scenarios), 'scenario')}, exclusive; their probabilities sum to 100 %"
    frame = pd.DataFrame(
        [
            {"scenario": s.id, "title": s.title, "probability": s.probability, "signpost": r.text, "reading": r.reading}
            for s in ordered
            for r in read_signposts(s, case)
        ]
    )
    return Exhibit(
        id=id,
        title=title if scenarios else "No scenario is written",
        body=grid(["Scenario", "Probability", "What happens", "Signposts"], cells, label="Scenarios", stacked=True),
        source=ANALYST,
        data=frame,
        kind="table",
    )


def signpost_list(signposts: tuple[Seen, ...]) -> Html:
    """Signposts with what the record says of each."""
    items = (s.item() for s in signposts)
    return tag("ul", *items, class_="plain signposts")


def assumptions_table(assumptions: tuple[Assumption, ...], *, id: str = "assumptions") -> Exhibit:
    """What is taken for true without proof, what happens if it is not, and what rests on it."""
    return analyst_table(
        id,
        f"{plural(len(assumptions), 'assumption')} {'carries' if len(assumptions) == 1 else 'carry'} the analysis",
        "No assumption is written down",
        ["Assumption", "If it is wrong", "Bears on"],
        [
            {"assumption": a.text, "if_wrong": a.if_wrong, "bears_on": ", ".join(a.bears_on), "id": a.id}
            for a in assumptions
        ],
    )


def gaps_table(gaps: tuple[Gap, ...], *, id: str = "gaps") -> Exhibit:
    """What is not known, why that matters and how to close it."""
    return analyst_table(
        id,
        f"{plural(len(gaps), 'gap')} in what is known, and how to close each",
        "No gap is written down",
        ["Not known", "Matters because", "Could be closed by"],
        [{"gap": g.text, "matters_because": g.matters_because, "close_by": g.close_by} for g in gaps],
    )


def sources_table(sources: tuple[Source, ...], *, id: str = "sources") -> Exhibit:
    """The sources with their Admiralty reliability and the reason for each grade; most reliable first."""
    ordered = sorted(sources, key=lambda s: (s.reliability, s.name))
    reliable = sum(s.reliability in ("A", "B") for s in sources)
    rows = [
        {"source": s.name, "grade": f"{s.reliability}: {RELIABILITY[s.reliability]}", "reason": s.reason, "id": s.id}
        for s in ordered
    ]
    title = (
        f"{reliable} of {plural(len(sources), 'source')} {'is' if reliable == 1 else 'are'} usually reliable or better"
    )
    return analyst_table(id, title, "No source is graded", ["Source", "Reliability", "Reason"], rows)


def analyst_table(id: str, title: str, empty: str, names: list[str], rows: list[dict[str, str]]) -> Exhibit:
    """A table of text from the review: the first columns of each row, under `names`."""
    cells = [list(row.values())[: len(names)] for row in rows]
    return Exhibit(
        id=id,
        title=title if rows else empty,
        body=grid(names, cells, label=title, stacked=True) if rows else tag("p", "Add one in review.yml."),
        source=ANALYST,
        data=pd.DataFrame(rows),
        kind="table",
    )
