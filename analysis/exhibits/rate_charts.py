"""Rates before and after, and beside them the counts of those who count more than the press does."""

import re
from datetime import date, timedelta

import pandas as pd

from analysis.exhibits.drawing import Drawing, fitted, measure
from analysis.exhibits.exhibit import Exhibit, absent, rows
from analysis.exhibits.scales import nice_step
from analysis.exhibits.style import BEFORE, BODY, MUTED, NARROW, NEUTRAL, PAPER, RULE, SINCE, SMALL
from analysis.exhibits.svg import stills
from analysis.exhibits.wording import percent, rate
from analysis.findings.rates import Comparison, Rate, find_weaknesses
from analysis.findings.record import Record

MOST_YEARS = 6  # official counts shown, the newest
PERIOD = re.compile(r"^(\d{4})(?:-(H1|H2)| \((\d+) months\)| \(to (\d+ \w+)\))?$")


def before_after(
    comparison: Comparison | None,
    record: Record | None,
    official: pd.DataFrame | None = None,
    *,
    id: str = "before-after",
) -> Exhibit:
    """The two rates with their 90 % intervals and, below, official clash counts against this table's own.

    `official`: rows of a context table that count the same, with columns year, value and source.
    """
    if comparison is None or record is None:
        return absent(id, "comparison of rates", "It takes event data, a pledge, and covered days on both sides of it")
    counts = compare_official(official, record)
    data = pd.DataFrame([list_rate("before", comparison.before), list_rate("since", comparison.after)])
    extra = counts.assign(period="official count", start=counts["year"], count=counts["official"])
    note = "Dots: mean rate of reported incidents; bars: 90 % interval (Gamma–Poisson, Jeffreys' prior)."
    if len(counts):
        note += " Official counts differ in what they count and are shown for scale, not as the same series."
    return Exhibit(
        id=id,
        title=describe_comparison(comparison, counts),
        body=stills(id, alt_text(comparison, counts), lambda width: draw_rates(width, comparison, counts)),
        source=record.source + (f"; official counts: {', '.join(counts['source'].unique())}" if len(counts) else ""),
        alt=alt_text(comparison, counts),
        note=" ".join([note, *find_weaknesses(comparison), shortfall(record)]),
        data=pd.concat([data, extra[["period", "start", "count", "in_table"]]], ignore_index=True)
        if len(counts)
        else data,
        findings={"comparison": list_comparison(comparison)},
    )


def shortfall(record: Record) -> str:
    """The first known gap of the data: under-coverage is said wherever a rate is shown."""
    gap = f"Known gap: {record.gaps[0]}" if record.gaps else "What was not reported is in neither rate."
    ends = len(record.frame) and record.frame["date"].max().date() == record.end
    return f"{gap} The covered days end on that of an incident, which favours a higher rate." if ends else gap


def describe_comparison(comparison: Comparison, counts: pd.DataFrame) -> str:
    """The message: the verdict with both rates, then what the agency counted."""
    before, after = rate(comparison.before.mean), rate(comparison.after.mean)
    verdicts = {
        "rose": f"The reported rate rose from {before} to {after} a year",
        "fell": f"The reported rate fell from {before} to {after} a year",
        "no clear change": f"No clear change: {before} reported a year before, {after} since",
        "too early to say": f"Too early to say: {before} reported a year before, {after} since",
    }
    title = verdicts[comparison.verdict]
    if len(counts):
        last = counts.iloc[-1]
        title += (
            f"; officials counted {last['official']:g} clashes in {last['year']}, this table holds {last['in_table']}"
        )
    return title


def alt_text(comparison: Comparison, counts: pd.DataFrame) -> str:
    """Both rates with intervals, the chance of a fall, and the official counts."""
    parts = [
        f"{name}: {r.count} in {r.years:.1f} years, {rate(r.mean)} a year ({rate(r.low)} to {rate(r.high)})"
        for name, r in (("Before", comparison.before), ("Since", comparison.after))
    ]
    text = (
        f"Two rates with 90 % intervals. {'. '.join(parts)}. Chance that the rate fell: {percent(comparison.p_fell)}."
    )
    pairs = "; ".join(f"{r.year}: {r.official:g} official, {r.in_table} in this table" for r in rows(counts))
    return f"{text} Clashes counted by officials: {pairs}." if pairs else text


def compare_official(official: pd.DataFrame | None, record: Record) -> pd.DataFrame:
    """Official counts per period with this table's count of the same days; the longest period of a year wins."""
    found = []
    frame = pd.DataFrame() if official is None else official
    for _, row in frame.iterrows():
        period = parse_period(str(row["year"]))
        value = pd.to_numeric(row["value"], errors="coerce")
        if period and pd.notna(value) and record.start < period[0] and period[1] <= record.end:
            held = record.between(period[0] - timedelta(days=1), period[1]).count
            source = str(row.get("source", "context table"))
            found.append({"year": str(row["year"]), "official": float(value), "in_table": held, "source": source,
                         "first": period[0], "days": (period[1] - period[0]).days})  # fmt: skip
    table = pd.DataFrame(found, columns=["year", "official", "in_table", "source", "first", "days"])
    if table.empty:
        return table
    longest = table.sort_values("days").groupby(table["first"].map(lambda d: d.year)).tail(1)
    return longest.sort_values("first").tail(MOST_YEARS).reset_index(drop=True)


def parse_period(text: str) -> tuple[date, date] | None:
    """First and last day of "2025", "2018-H1", "2017 (9 months)", "2016 (to 23 Dec)"; None for anything else."""
    match = PERIOD.match(text.strip())
    if match is None:
        return None
    year, half, months, until = int(match[1]), match[2], match[3], match[4]
    if until:
        end = pd.to_datetime(f"{until} {year}", errors="coerce", dayfirst=True)
        return None if pd.isna(end) else (date(year, 1, 1), end.date())
    last_month = 6 if half == "H1" else min(int(months), 12) if months else 12
    return date(year, 7 if half == "H2" else 1, 1), (pd.Timestamp(year, last_month, 1) + pd.offsets.MonthEnd(0)).date()


def draw_rates(width: int, comparison: Comparison, counts: pd.DataFrame, pen: type[Drawing] = Drawing) -> Drawing:
    """Two dots with intervals over one axis; below, pairs of bars per year."""
    rows = len(counts)
    drawing = pen(width, 150 + (54 + 34 * rows if rows else 0))
    top = max(comparison.before.high, comparison.after.high) * 1.02
    left, right = 4.0, width - 12.0
    step = nice_step(top / (4 if width <= NARROW else 8))
    for i in range(int(top / step) + 1):
        x = left + (right - left) * step * i / top
        drawing.line([x, x], [6, 124], NEUTRAL if i else RULE)
        drawing.text(x, 140, f"{step * i:g}" + (" a year" if i == 0 else ""), size=SMALL, color=MUTED,
                     align="left" if i == 0 else "center")  # fmt: skip
    for y, name, colour, each in ((42, "before", BEFORE, comparison.before), (102, "since", SINCE, comparison.after)):
        draw_interval(drawing, y, name, colour, each, lambda value: left + (right - left) * value / top)
    if rows:
        draw_counts(drawing, 172, counts)
    return drawing


def draw_interval(drawing: Drawing, y: float, name: str, colour: str, each: Rate, place: object) -> None:
    """One rate: name above, interval as a bar, mean as a dot, numbers beside or above where there is no room."""
    x0, x, x1 = (place(value) for value in (each.low, each.mean, each.high))  # type: ignore[operator]
    years = f"{each.years:.0f} years" if each.years >= 2 else f"{each.days} days"
    words = f"{'Before the pledge' if name == 'before' else 'Since the pledge'}: {each.count} in {years}"
    drawing.text(4, y - 16, words, weight=600)
    numbers = f"{rate(each.mean)} a year [{rate(each.low)}–{rate(each.high)}]"
    wide = measure(numbers, BODY)
    drawing.rect(x0, y - 5, x1 - x0, 10, colour)
    drawing.circle(x, y, 7.5, colour, stroke=PAPER, line=1.8)
    after_words = 4 + measure(words, BODY, 600) + 14
    if x1 + 8 + wide <= drawing.width:
        drawing.text(x1 + 8, y + 4.5, numbers, color=MUTED)
    else:
        drawing.text(max(drawing.width - wide - 4, after_words), y - 16, numbers, color=MUTED)


def draw_counts(drawing: Drawing, top: float, counts: pd.DataFrame) -> None:
    """For each year two bars: what officials counted, what this table holds."""
    words = "How much this table misses"
    words += ": clashes counted by officials, incidents in this table" if drawing.width > NARROW else ""
    drawing.text(4, top + 4, words, weight=600)
    most = max(float(counts["official"].max()), float(counts["in_table"].max()), 1.0)
    label = min(max(measure(str(year), SMALL) for year in counts["year"]) + 10, drawing.width * 0.34)
    room = drawing.width - label - 130
    for i, row in enumerate(rows(counts)):
        y = top + 22 + 34 * i
        drawing.text(4, y + 15, fitted(str(row.year), label - 6, SMALL), size=SMALL, color=MUTED)
        for dy, value, colour, words in (
            (0, row.official, MUTED, "officials"),
            (12, row.in_table, SINCE, "this table"),
        ):
            long = room * float(value) / most
            drawing.rect(label, y + dy + 1, max(long, 1.2), 10, colour)
            drawing.text(label + long + 5, y + dy + 10, f"{value:g} {words}", size=SMALL, color=MUTED)


def list_rate(period: str, each: Rate) -> dict[str, object]:
    """A rate for the data twin."""
    return {
        "period": period,
        "start": each.start,
        "end": each.end,
        "count": each.count,
        "years": each.years,
        "incidents_per_year": each.mean,
        "incidents_per_year_low": each.low,
        "incidents_per_year_high": each.high,
    }


def list_comparison(comparison: Comparison) -> dict[str, object]:
    """A comparison for the machine-readable twin."""
    return {
        "before": list_rate("before", comparison.before),
        "after": list_rate("since", comparison.after),
        "p_fell": comparison.p_fell,
        "ratio": [comparison.ratio_low, comparison.ratio, comparison.ratio_high],
        "verdict": comparison.verdict,
    }
