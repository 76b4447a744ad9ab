"""Matrices: hypotheses against evidence, implications by likelihood and impact."""

import pandas as pd

from analysis.exhibits.drawing import Drawing, fitted, measure
from analysis.exhibits.exhibit import Exhibit, records
from analysis.exhibits.grid import grid
from analysis.exhibits.labels import pack_lanes
from analysis.exhibits.markup import Html, join, tag
from analysis.exhibits.style import AGAINST_2, COOL, HOT, MUTED, NEUTRAL, RULE, SMALL
from analysis.exhibits.svg import stills
from analysis.exhibits.wording import capital, listed, plural
from analysis.findings.hypotheses import Weighing
from analysis.findings.judgments import WeighedImplication

ANALYST = "the analyst's ratings in review.yml, weighted by source and information grade"
IMPACT_ROWS = ("severe", "moderate", "minor")
IMPACT_COLOURS = {"severe": HOT, "moderate": AGAINST_2, "minor": COOL}
LANE = 40  # pixels for one implication: a line of type above its range


def hypotheses_matrix(weighing: Weighing, *, id: str = "hypotheses") -> Exhibit:
    """Evidence against hypotheses: ratings as letters on a shade, most diagnostic first, and what would flip the order.

    Evidence that fits every hypothesis alike is marked worthless for the choice; the last row sums what speaks against.
    """
    matrix = weighing.matrix.sort_values(["diagnosticity", "weight"], ascending=False, kind="stable")
    order = records(weighing.order)
    names = [each["hypothesis"] for each in order]
    parts = [draw_matrix(matrix, order), draw_flips(weighing)]
    return Exhibit(
        id=id,
        title=describe_weighing(weighing),
        body=join(parts) if len(matrix) and names else tag("p", "No hypotheses are rated in review.yml."),
        source=ANALYST,
        alt=alt_text(weighing),
        note="CC very consistent, C consistent, N neutral, I inconsistent, II very inconsistent. Only inconsistency "
        "counts (Heuer 1999). An audit trail of the reasoning, not a verdict.",
        data=matrix.reset_index(drop=True),
        findings={
            "hypotheses": {
                "order": order,
                "leaders": weighing.leaders,
                "flips": [{"dropped": f.dropped, "text": f.text, "leader": f.leader} for f in weighing.flips],
            }
        },
    )


def describe_weighing(weighing: Weighing) -> str:
    """The message: which explanation has least against it, and how firmly."""
    titles = dict(zip(weighing.order["hypothesis"], weighing.order["title"], strict=True))
    if not titles:
        return "No hypotheses are weighed"
    leaders = listed(f"“{titles[name]}”" for name in weighing.leaders)
    firm = (
        f"dropping any one of {plural(len(weighing.flips), 'item')} would change that"
        if len(weighing.flips) > 1
        else "one item, dropped, would change that"
        if weighing.flips
        else "no single item, dropped, would change that"
    )
    verb, them = ("has", "it") if len(weighing.leaders) == 1 else ("share", "them")
    return f"{leaders} {verb} least against {them}; {firm}"


def alt_text(weighing: Weighing) -> str:
    """The order with its sums, and how much of the evidence tells the hypotheses apart."""
    order = [f"{each['title']} {each['inconsistency']:.2f}" for each in records(weighing.order)]
    worthless = int((weighing.matrix["diagnosticity"] == 0).sum())
    against = plural(len(order), "hypothesis", "hypotheses")
    return (
        f"{plural(len(weighing.matrix), 'piece')} of evidence against {against}. "
        f"Weighted inconsistency, least first: {'; '.join(order)}. {worthless} of the evidence tells them not apart."
    )


def draw_matrix(matrix: pd.DataFrame, order: list[dict[str, object]]) -> Html:
    """The table: one row per piece of evidence, one column per hypothesis in the order of their sums."""
    names = [str(each["hypothesis"]) for each in order]
    heads = [tag("span", f"{each['rank']}.", tag("span", f" {each['title']}", class_="full")) for each in order]
    key = tag("ol", *(tag("li", each["title"], value=each["rank"]) for each in order), class_="ach-names")
    rows: list[list[object]] = [
        [evidence_cell(row), f"{row['weight']:.2f}", *(rating_cell(str(row[name])) for name in names)]
        for row in records(matrix)
    ]
    total = [tag("b", "Weighted inconsistency"), "", *(tag("b", f"{each['inconsistency']:.2f}") for each in order)]
    table = grid(
        ["Evidence, most telling first", "Weight", *heads],
        [*rows, total],
        label="Hypotheses and evidence",
        numeric=(1,),
        class_="ach",
        row_classes=[*("worthless" if row["diagnosticity"] == 0 else None for row in records(matrix)), "total"],
    )
    return join([key, table])


def evidence_cell(row: dict[str, object]) -> Html:
    """A piece of evidence; one that fits all hypotheses alike says so."""
    worthless = tag("small", " fits all alike: worthless for the choice") if row["diagnosticity"] == 0 else ""
    return tag("span", tag("b", f"{row['evidence']} "), row["text"], worthless, id=f"e-{row['evidence']}")


def rating_cell(letters: str) -> Html:
    """A rating in letters, on a shade that the sheet gives its class."""
    return tag("span", letters, class_=f"rating {letters.lower()}")


def draw_flips(weighing: Weighing) -> Html:
    """What would change the order, as a table."""
    titles = dict(zip(weighing.order["hypothesis"], weighing.order["title"], strict=True))
    if not weighing.flips:
        return tag("p", "Dropping any single item or assumption leaves the same hypothesis in front.", class_="flips")
    cells = [[f.dropped, f.text, listed(titles.get(each, each) for each in f.leader)] for f in weighing.flips]
    head = tag("p", "What would flip the order", class_="strong flips")
    return join([head, grid(["Without", "Which says", "Least against"], cells, label="Flips", stacked=True)])


def implication_matrix(implications: tuple[WeighedImplication, ...], *, id: str = "implication-matrix") -> Exhibit:
    """Each implication as its range of likelihood, in the row of its impact, named by reader; nothing overlaps."""
    frame = pd.DataFrame(
        [
            {"id": i.id, "reader": i.reader, "impact": i.impact, "likelihood": i.likelihood.text,
             "low": max(i.likelihood.low, 0) / 100, "high": i.likelihood.high / 100, "text": i.text}
            for i in implications
        ],
        columns=["id", "reader", "impact", "likelihood", "low", "high", "text"],
    )  # fmt: skip
    severe = [i for i in implications if i.impact == "severe"]
    likely = [i for i in severe if sum(i.likelihood.probability) / 2 >= 0.5]
    title = f"{plural(len(severe), 'severe implication')}, {len(likely)} of them more likely than not"
    alt = f"{plural(len(implications), 'implication')} by likelihood and impact. " + "; ".join(
        f"{i.id} ({i.reader}): {i.impact}, {i.likelihood.text}" for i in implications
    )
    return Exhibit(
        id=id,
        title=title if implications else "No implication is drawn",
        body=stills(id, alt, lambda width: draw_implications(width, implications)),
        source="the analyst's review of this case (review.yml)",
        alt=alt,
        note="Bars: the band of the likelihood word. What each item says stands in the table.",
        data=frame,
    )


def draw_implications(width: int, implications: tuple[WeighedImplication, ...]) -> Drawing:
    """Three rows of lanes over one scale from 0 to 100 %."""
    left, right = 4.0, width - 26.0
    rows = {impact: [i for i in implications if i.impact == impact] for impact in IMPACT_ROWS}
    placed = {impact: lay_out(items, left, right) for impact, items in rows.items()}
    heights = {
        impact: 30 + LANE * (1 + max([lane for *_, lane in spots], default=-1)) for impact, spots in placed.items()
    }
    heights = {impact: max(height, 52) for impact, height in heights.items()}
    drawing = Drawing(width, 6 + sum(heights.values()) + 40)
    bottom = 6.0 + sum(heights.values())
    for share in (0, 0.2, 0.4, 0.6, 0.8, 1):
        x = left + (right - left) * share
        drawing.line([x, x], [6, bottom], NEUTRAL)
        drawing.text(
            x, bottom + 18, f"{share * 100:.0f} %", size=SMALL, color=MUTED, align="left" if not share else "center"
        )
    drawing.text(left, bottom + 36, "likelihood", size=SMALL, weight=600)
    top = 6.0
    for impact in IMPACT_ROWS:
        drawing.line([0, width], [top, top], RULE)
        drawing.text(left, top + 18, capital(impact), weight=600, color=IMPACT_COLOURS[impact])
        if not placed[impact]:
            drawing.text(left, top + 38, "none", size=SMALL, color=MUTED)
        for item, x, words, lane in placed[impact]:
            y = top + 26 + LANE * lane
            x0, x1 = (left + (right - left) * share / 100 for share in (item.likelihood.low, item.likelihood.high))
            drawing.text(x, y + 12, words, size=SMALL, halo=True)
            drawing.rect(x0, y + 18, max(x1 - x0, 2), 10, IMPACT_COLOURS[impact])
        top += heights[impact]
    return drawing


def lay_out(
    items: list[WeighedImplication], left: float, right: float
) -> list[tuple[WeighedImplication, float, str, int]]:
    """Items from the least likely, each with the place and words of its label and a lane of its own where needed."""
    ordered = sorted(items, key=lambda i: (i.likelihood.low, i.likelihood.high, i.id))
    words = [fitted(f"{i.id} · {i.reader}", right - left - 8, SMALL) for i in ordered]
    spans = []
    for item, text in zip(ordered, words, strict=True):
        x0, x1 = (left + (right - left) * share / 100 for share in (item.likelihood.low, item.likelihood.high))
        wide = measure(text, SMALL)
        start = min(x0, right + 20 - wide)
        spans.append((start, max(x1, start + wide)))
    lanes = pack_lanes(spans, gap=12)
    return [(item, span[0], text, lane) for item, span, text, lane in zip(ordered, spans, words, lanes, strict=True)]
