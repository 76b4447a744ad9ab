"""Hypotheses against evidence: the matrix of an analysis of competing hypotheses, and what would flip its order."""

import pandas as pd

from analysis.exhibits.exhibit import Exhibit, records
from analysis.exhibits.grid import grid
from analysis.exhibits.markup import Html, join, tag
from analysis.exhibits.wording import listed, plural
from analysis.findings.hypotheses import Weighing

ANALYST = "the analyst's ratings in review.yml, weighted by source and information grade"


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
