"""Data quality: what became of every row, how exact dates and places are, empty months, delay, corrections."""

from collections.abc import Sequence

import pandas as pd

from analysis.exhibits.drawing import Drawing, measure
from analysis.exhibits.exhibit import NO_RECORD, Exhibit, absent
from analysis.exhibits.grid import grid
from analysis.exhibits.markup import Html, join, tag
from analysis.exhibits.style import AGAINST_1, AGAINST_2, COOL, FOR_1, FOR_2, HOT, INK, MUTED, PAPER, RULE, SMALL, WASH
from analysis.exhibits.svg import stills
from analysis.exhibits.wording import capital, country, day, listed, number, percent, plural
from analysis.findings.record import find_source
from analysis.intake.case import Case
from analysis.intake.columns import DATE_PRECISIONS, GEO_PRECISIONS
from analysis.intake.corrections import Correction
from analysis.intake.quality import Count, Gap, Lag, Quality

FATES = {"kept": COOL, "rejected": HOT, "duplicates": AGAINST_2, "superseded": AGAINST_1, "collapsed": RULE}
FATE_WORDS = {
    "kept": "used",
    "rejected": "rejected",
    "duplicates": "repeated",
    "superseded": "superseded by a later release",
    "collapsed": "further reports of one incident",
}
SHADES = (COOL, FOR_2, FOR_1, AGAINST_1, AGAINST_2, RULE, MUTED, INK)  # from the most exact to what is not stated
WORDS = {"days": "a few days", "near": "within 25 km", "area": "a wider area", "sea": "at sea"}
NOT_STATED = "not stated"
EXACT = ("site", "place")
MOST_REASONS, MOST_GAPS = 8, 6
BAR, LINE = 16.0, 19.0  # pixels: height of a bar, of a line of its key

Part = tuple[str, int, str]  # words, rows, colour


def data_quality(case: Case, *, id: str = "data-quality") -> Exhibit:
    """What is known of the quality of the case's event data, as three strips, their numbers, and what was corrected."""
    if case.events is None:
        return absent(id, "data quality", NO_RECORD)
    quality = case.events.quality
    strips = list_strips(quality)
    alt = describe_strips(strips)
    return Exhibit(
        id=id,
        title=describe_quality(quality),
        body=join(
            [
                stills(id, alt, lambda width: draw_strips(width, strips)),
                *list_tables(quality, case.corrections, case.file.countries),
            ]
        ),
        source=find_source(case.events),
        alt=alt,
        note=describe_limits(quality),
        data=frame_quality(quality, case.corrections),
        findings={"data_quality": quality.model_dump(mode="json") | {"corrections": len(case.corrections)}},
    )


def describe_quality(quality: Quality) -> str:
    """The message: how many rows are used, and how many of them say well where they happened."""
    exact = sum(each.rows for each in quality.geo_precision if each.name in EXACT)
    used = f"{number(quality.kept)} of {plural_rows(quality.rows_in)} used"
    if not quality.kept:
        return used
    if all(each.name == NOT_STATED for each in quality.geo_precision):
        return f"{used}; how exactly their places are known is not stated"
    return f"{used}; {percent(exact / quality.kept)} of them say exactly where"


def plural_rows(count: int) -> str:
    return f"{number(count)} {'row is' if count == 1 else 'rows are'}"


def describe_limits(quality: Quality) -> str:
    """What the strips can't know."""
    notes = ["A month without rows is where to look, not proof that anything is missing: it may have been calm."]
    if quality.unchecked_places:
        rows = plural(quality.unchecked_places, "row")
        notes.append(f"{rows} could not be checked for lying in the stated country.")
    if quality.lag is None:
        notes.append("The source does not date its reports, so how late incidents come in is not known.")
    return " ".join(notes)


def list_strips(quality: Quality) -> dict[str, list[Part]]:
    """What is drawn: each strip's parts, those of no rows left out."""
    fates = [(FATE_WORDS[name], int(getattr(quality, name)), colour) for name, colour in FATES.items()]
    return {
        "What became of the rows": [part for part in fates if part[1]],
        "How exactly the date is known": shade(quality.date_precision, list(DATE_PRECISIONS)),
        "How exactly the place is known": shade(quality.geo_precision, list(GEO_PRECISIONS)),
    }


def shade(counts: Sequence[Count], order: list[str]) -> list[Part]:
    """Counts as parts, from the most exact to what is not stated, each with its shade."""
    rank = {name: at for at, name in enumerate(order)}
    chosen = sorted((each for each in counts if each.rows), key=lambda each: rank.get(each.name, len(order)))
    return [
        (WORDS.get(each.name, each.name), each.rows, WASH if each.name == NOT_STATED else SHADES[at % len(SHADES)])
        for at, each in enumerate(chosen)
    ]


def describe_strips(strips: dict[str, list[Part]]) -> str:
    """Every strip in words."""
    return " ".join(
        f"{name}: {listed(f'{words} {number(rows)}' for words, rows, _ in parts) or 'nothing'}."
        for name, parts in strips.items()
    )


def draw_strips(width: int, strips: dict[str, list[Part]]) -> Drawing:
    """A bar for each strip, its parts as wide as their share, with their names and numbers below."""
    keys = {name: place_key(parts, width) for name, parts in strips.items()}
    heights = {name: 24 + BAR + 4 + LINE * (1 + max((y for _, y, _ in key), default=0)) for name, key in keys.items()}
    drawing, top = Drawing(width, sum(heights.values()) + 10 * len(strips)), 0.0
    for name, parts in strips.items():
        drawing.text(2, top + 15, name, weight=600)
        total, x = sum(rows for _, rows, _ in parts) or 1, 2.0
        for _, rows, colour in parts:
            wide = (width - 4) * rows / total
            drawing.rect(x, top + 24, wide, BAR, colour, stroke=PAPER, line=0.8)
            x += wide
        for left, line, (words, rows, colour) in keys[name]:
            y = top + 24 + BAR + 4 + LINE * line
            drawing.rect(left, y + 4, 9, 9, colour)
            drawing.text(left + 14, y + 13, f"{words} {number(rows)}", size=SMALL)
        top += heights[name] + 10
    return drawing


def place_key(parts: list[Part], width: int) -> list[tuple[float, int, Part]]:
    """Where each name stands: its left edge and its line, broken where the width ends."""
    placed, x, line = list[tuple[float, int, Part]](), 2.0, 0
    for part in parts:
        wide = 14 + measure(f"{part[0]} {number(part[1])}", SMALL) + 16
        if x > 2 and x + wide > width:
            x, line = 2.0, line + 1
        placed.append((x, line, part))
        x += wide
    return placed


def list_tables(quality: Quality, corrections: Sequence[Correction], countries: Sequence[str]) -> list[Html]:
    """The tables below the strips, the case's own countries first; what there is nothing of is left out."""
    reasons = [[each.name, number(each.rows)] for each in quality.reasons[:MOST_REASONS]]
    ordered = sorted(quality.gaps, key=lambda gap: gap.country_iso3 not in countries)
    gaps = [list_gap(gap) for gap in ordered[:MOST_GAPS]]
    found = []
    if reasons:
        found += [heading("Why rows were rejected"), grid(["Reason", "Rows"], reasons, label="Reasons", numeric=(1,))]
    if gaps:
        names = ["Country", "Rows", "Months without rows", "Longest run"]
        found += [heading("Where months are empty"), grid(names, gaps, label="Months without rows", numeric=(1, 2))]
    if quality.lag is not None:
        found += [heading("How late incidents come in"), tag("p", describe_lag(quality.lag))]
    if corrections:
        names = ["Row", "Cell", "Was", "Is", "Why", "Source", "What changes"]
        cells = [list_correction(each) for each in corrections]
        found += [heading("What was corrected on reading"), grid(names, cells, label="Corrections", stacked=True)]
    else:
        found += [tag("p", "Nothing was corrected on reading.", class_="muted")]
    return found


def heading(words: str) -> Html:
    return tag("p", words, class_="strong")


def list_gap(gap: Gap) -> list[object]:
    """One country's empty months as a row."""
    start, end = (day(each, precision="month") for each in (gap.longest_start, gap.longest_end))
    run = "none" if gap.longest_start is None else start if start == end else f"{start} to {end}"
    return [country(gap.country_iso3), number(gap.rows), f"{gap.empty_months} of {gap.months}", run]


def describe_lag(lag: Lag) -> str:
    """The delay of reporting in words."""
    words = f"{capital(lag.meaning)}: at most {lag.median_days:.0f} days in half of the {number(lag.rows)} rows"
    return f"{words} that date it, more than {lag.p90_days:.0f} days in a tenth."


def list_correction(each: Correction) -> list[object]:
    """One correction as a row."""
    old, new = ("empty" if value is None else str(value) for value in (each.old, each.new))
    row = tag("span", each.row, class_="date")  # not broken at its hyphens
    source = f"{each.source}, {day(each.date)}"
    return [row, each.column.replace("_", " "), old, new, each.reason, source, each.expect]


def frame_quality(quality: Quality, corrections: Sequence[Correction]) -> pd.DataFrame:
    """All numbers for the data twin: what is counted, under which name, how many rows."""
    rows: list[tuple[str, str, float]] = [("rows", name, getattr(quality, name)) for name in ("rows_in", *FATES)]
    for field in ("reasons", "date_precision", "geo_precision"):
        rows += [(field, each.name, each.rows) for each in getattr(quality, field)]
    rows += [("empty_months", gap.country_iso3, gap.empty_months) for gap in quality.gaps]
    if quality.lag is not None:
        rows += [("lag_days_median", quality.lag.meaning, quality.lag.median_days)]
        rows += [("lag_days_p90", quality.lag.meaning, quality.lag.p90_days)]
    rows += [("corrected", f"{each.row}, {each.column}: {each.old} to {each.new}", 1) for each in corrections]
    return pd.DataFrame(rows, columns=["measure", "name", "value"])
