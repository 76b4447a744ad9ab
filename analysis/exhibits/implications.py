"""Implications by likelihood and impact: each as the band of its likelihood word, in the row of its impact."""

import pandas as pd

from analysis.exhibits.drawing import Align, Drawing, fitted, measure
from analysis.exhibits.exhibit import Exhibit, absent
from analysis.exhibits.labels import pack_lanes
from analysis.exhibits.style import AGAINST_2, COOL, HOT, MUTED, NEUTRAL, RULE, SMALL
from analysis.exhibits.svg import stills
from analysis.exhibits.wording import capital, plural
from analysis.findings.judgments import WeighedImplication

IMPACT_ROWS = ("severe", "moderate", "minor")
IMPACT_COLOURS = {"severe": HOT, "moderate": HOT, "minor": COOL}  # of words: dark enough to be read
BAR_COLOURS = {"severe": HOT, "moderate": AGAINST_2, "minor": COOL}
LANE = 40  # pixels for one implication: a line of type above its range
LEAST_ROW = 52


def implication_matrix(implications: tuple[WeighedImplication, ...], *, id: str = "implication-matrix") -> Exhibit:
    """Each implication as its range of likelihood, in the row of its impact, named by reader; nothing overlaps."""
    if not implications:
        return absent(id, "implication", "Write 'implications:' in review.yml: for whom, if what, how likely, how bad")
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
        title=title,
        body=stills(id, alt, lambda width: draw_implications(width, implications)),
        source="the analyst's review of this case (review.yml)",
        alt=alt,
        note="Bars: the band of the likelihood word. What each item says stands in the table.",
        data=frame,
    )


def draw_implications(width: int, implications: tuple[WeighedImplication, ...]) -> Drawing:
    """Three rows of lanes over one scale from 0 to 100 %."""
    left, right = 4.0, width - 26.0
    placed = {impact: lay_out([i for i in implications if i.impact == impact], left, right) for impact in IMPACT_ROWS}
    lanes = {impact: 1 + max([lane for *_, lane in spots], default=-1) for impact, spots in placed.items()}
    heights = {impact: max(30 + LANE * count, LEAST_ROW) for impact, count in lanes.items()}
    drawing = Drawing(width, 46 + sum(heights.values()))
    draw_scale(drawing, left, right, 6.0 + sum(heights.values()))
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
            drawing.rect(x0, y + 18, max(x1 - x0, 2), 10, BAR_COLOURS[impact])
        top += heights[impact]
    return drawing


def draw_scale(drawing: Drawing, left: float, right: float, bottom: float) -> None:
    """Fine lines and percentages from 0 to 100."""
    for share in (0, 0.2, 0.4, 0.6, 0.8, 1):
        x = left + (right - left) * share
        drawing.line([x, x], [6, bottom], NEUTRAL)
        side: Align = "center" if share else "left"
        drawing.text(x, bottom + 18, f"{share * 100:.0f} %", size=SMALL, color=MUTED, align=side)
    drawing.text(left, bottom + 36, "likelihood", size=SMALL, weight=600)


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
