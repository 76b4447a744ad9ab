"""The case against the nine analytic standards: what is there, what is missing, and where to add it."""

import pandas as pd

from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.grid import grid
from analysis.exhibits.markup import Html, tag
from analysis.exhibits.wording import capital, plural
from analysis.findings.gate import Standard, count_missing

STANDARDS = "ICD 203, Analytic Standards (ODNI, 2015), checked on the structure of case.yml and review.yml"


def standards_table(standards: tuple[Standard, ...], *, id: str = "standards") -> Exhibit:
    """One row for each standard; a briefing that lacks something is a draft and says so."""
    lacking = count_missing(standards)
    met = sum(standard.is_met for standard in standards)
    rows = [
        {
            "number": standard.number,
            "standard": standard.title,
            "has": "; ".join(standard.has),
            "missing": "; ".join(f"{gap.what} (add: {gap.where})" for gap in standard.missing),
        }
        for standard in standards
    ]
    cells = [[f"{s.number}. {s.title}", has_list(s), missing_list(s)] for s in standards]
    return Exhibit(
        id=id,
        title=f"A draft: {plural(lacking, 'thing')} missing, {met} of {len(standards)} standards met"
        if lacking
        else f"All {len(standards)} standards met as far as structure can show",
        body=grid(["Standard", "What is there", "What is missing, and where to add it"], cells, label="Standards",
                  stacked=True),
        source=STANDARDS,
        note="The check finds what is absent. Whether what is present is good, only a reader can tell.",
        data=pd.DataFrame(rows),
        kind="table",
        findings={"standards": rows},
    )  # fmt: skip


def has_list(standard: Standard) -> Html:
    items = (tag("li", capital(each)) for each in standard.has)
    return tag("ul", *items, class_="plain") if standard.has else tag("span", "–", class_="muted")


def missing_list(standard: Standard) -> Html:
    items = (tag("li", capital(gap.what), tag("div", gap.where, class_="muted")) for gap in standard.missing)
    return tag("ul", *items, class_="plain") if standard.missing else tag("span", "nothing", class_="muted")
