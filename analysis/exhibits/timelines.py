"""The timeline: every incident as a mark from the lowest to the highest number of dead, with the pledge between.

Two rows where there is a pledge: the whole record, and the weeks around the pledge at a scale at which one can read.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from analysis.exhibits.drawing import Drawing, fitted, measure
from analysis.exhibits.eras import count_killed, describe_killed, era_of, is_target_killed
from analysis.exhibits.exhibit import NO_RECORD, Exhibit, absent
from analysis.exhibits.labels import Box, Wanted, place_labels
from analysis.exhibits.scales import Scale, draw_killed_axis, draw_years, killed_scale, time_scale
from analysis.exhibits.style import INK, MUTED, NARROW, PAPER, RULE, SMALL, WASH
from analysis.exhibits.svg import stills
from analysis.exhibits.wording import counted, covered, day, plural, rate
from analysis.findings.changes import describe_record
from analysis.findings.record import Record

NEAR_DAYS = 300  # before the pledge, in the lower row: enough to see the run-up, short enough to tell days apart
DATA_COLUMNS = [
    "event_id", "date", "place", "event_type", "killed_low", "killed_best", "killed_high", "attackers_killed",
    "total_killed_low", "total_killed_best", "total_killed_high", "source_url",
]  # fmt: skip
MOST_LABELS = {True: 4, False: 8}  # narrow, wide
PLOT_HEIGHT, NEAR_HEIGHT = 120, 210
TOP, LEFT, RIGHT = 24, 30, 10


@dataclass(frozen=True)
class Mark:
    """One incident as it is drawn."""

    id: str
    date: date
    low: float
    best: float
    high: float
    colour: str
    label: str
    is_target: bool
    place: str


def timeline(record: Record | None, *, pledge: date | None, as_of: date | None = None, id: str = "timeline") -> Exhibit:
    """Incidents in scope over time with low, best and high numbers killed (attackers included).

    After the end of coverage the chart is grey: a day without data is not a day of calm.
    """
    if record is None:
        return absent(id, "timeline", NO_RECORD)
    end, marks = max(as_of or record.end, record.end), list_marks(record, pledge)
    alt = alt_text(record, marks, pledge)
    return Exhibit(
        id=id,
        title=describe_timeline(record, pledge),
        body=stills(id, alt, lambda width: draw_timeline(width, record, marks, pledge, end)),
        source=record.source,
        alt=alt,
        note=describe_marks(marks),
        data=frame_killed(record),
        findings={
            "incidents_in_scope": record.count,
            "record": describe_record(record),
            "incidents_since_pledge": record.between(pledge, record.end).count if pledge else None,
        },
    )


def frame_killed(record: Record) -> pd.DataFrame:
    """The incidents with victims and attackers together, beside the victims alone."""
    frame = record.frame.assign(**count_killed(record.frame).add_prefix("total_killed_"))
    return frame[[name for name in DATA_COLUMNS if name in frame.columns]]


def describe_marks(marks: list[Mark]) -> str:
    """How to read a mark."""
    unknown = sum(pd.isna(mark.best) for mark in marks)
    note = "Height: people killed, attackers included; a line runs from the lowest to the highest figure."
    words = f" {plural(unknown, 'incident')} without a known number of dead: open circles on the line."
    return note + words if unknown else note


def list_marks(record: Record, pledge: date | None) -> list[Mark]:
    """The incidents as marks, oldest first."""
    killed = count_killed(record.frame)
    return [
        Mark(
            id=str(row["event_id"]),
            date=row["date"].date(),
            low=numbers["low"],
            best=numbers["best"],
            high=numbers["high"],
            colour=era_of(row, pledge).colour,
            label=f"{day(row['date'], precision=row['date_precision'])}: "
            + describe_killed(numbers["low"], numbers["best"], numbers["high"]),
            is_target=is_target_killed(row),
            place=str(row["place"]),
        )
        for (_, row), (_, numbers) in zip(record.frame.iterrows(), killed.iterrows(), strict=True)
    ]


def describe_timeline(record: Record, pledge: date | None) -> str:
    """The message: how many since the pledge, against how many a year before."""
    one, many = record.scope.one, record.scope.title
    if pledge is None or not record.start < pledge:
        return f"{counted(record.count, one, many)}, {covered(record.start, record.end)}"
    since = record.between(pledge, record.end)
    if since.days == 0:
        return f"{counted(record.count, one, many)} before the pledge; no day since is covered"
    before = record.between(record.start, pledge)
    first = before.start + timedelta(days=1)  # a period is open at its start
    yearly = f"{rate(before.count / before.years)} a year from {first.year} on" if before.count else "none"
    happened = counted(since.count, one, many)
    return f"{happened} in the {since.days} days since the pledge; before it, {yearly}"


def alt_text(record: Record, marks: list[Mark], pledge: date | None) -> str:
    """What the chart shows, with its main numbers."""
    text = f"Timeline of {plural(record.count, record.scope.one, record.scope.title)}, "
    text += f"{covered(record.start, record.end)}."
    deadliest = max((m for m in marks if pd.notna(m.best)), key=lambda m: m.best, default=None)
    if deadliest is not None and deadliest.best:
        text += f" The deadliest: {deadliest.label}."
    if pledge:
        since = [m for m in marks if m.date > pledge]
        dead = sum(m.best for m in since if pd.notna(m.best))
        text += f" Since the pledge of {day(pledge)}: {plural(len(since), 'incident')}, {dead:.0f} killed."
    return f"{text} The data end on {day(record.end)}."


def draw_timeline(
    width: int, record: Record, marks: list[Mark], pledge: date | None, as_of: date, pen: type[Drawing] = Drawing
) -> Drawing:
    """One or two rows of lollipops."""
    near = pledge is not None and record.start < pledge <= record.end
    height = TOP + PLOT_HEIGHT + (NEAR_HEIGHT + 62 if near else 24)
    drawing = pen(width, height)
    killed = killed_scale([m.high if pd.notna(m.high) else m.best for m in marks])
    whole = time_scale(record.start, as_of, LEFT, width - RIGHT, margin=0.02)
    draw_row(drawing, record, marks, pledge, whole, killed.between(TOP + PLOT_HEIGHT, TOP + 8), small=True)
    if near and pledge is not None:
        first = max(record.start, pledge - timedelta(days=NEAR_DAYS))
        chosen = [m for m in marks if m.date >= first]
        around = time_scale(first, as_of, LEFT, width - RIGHT, margin=0.12)
        top = TOP + PLOT_HEIGHT + 62
        scale = killed_scale([m.high if pd.notna(m.high) else m.best for m in chosen])
        draw_zoom(drawing, whole, around, top - 22)
        vertical = scale.between(top + NEAR_HEIGHT - 24, top + (96 if width <= NARROW else 74))
        draw_row(drawing, record, chosen, pledge, around, vertical, small=False, top=top)
        place_captions(drawing, chosen, around, vertical, top, pledge)
    return drawing


def draw_row(
    drawing: Drawing,
    record: Record,
    marks: list[Mark],
    pledge: date | None,
    times: Scale,
    killed: Scale,
    *,
    small: bool,
    top: float = TOP - 20,
) -> None:
    """Grey zone, axes, pledge line, marks; in this order, so that marks lie on top."""
    ground = killed(0)
    end, right = times(record.end.toordinal() + 1), times.high
    if right - end > 1:
        drawing.rect(end, top + 14, right - end, ground - top - 14, WASH)
    words = ["no data", "after", f"{record.end.day} {record.end:%b}"]
    if not small and right - end > measure(words[0], SMALL) + 6:
        for line, word in enumerate(words):
            drawing.text((end + right) / 2, top + 30 + 15 * line, word, size=SMALL, color=MUTED, align="center")
    draw_killed_axis(drawing, killed, times.low, end)
    draw_years(drawing, times, ground)
    if pledge and times.low <= times(pledge.toordinal()) <= times.high:
        draw_pledge(drawing, times(pledge.toordinal() + 0.5), top, ground, pledge, small=small)
    for mark in marks:
        draw_mark(drawing, mark, times, killed, 3.2 if small else 5.0)


def draw_pledge(drawing: Drawing, x: float, top: float, ground: float, pledge: date, *, small: bool) -> None:
    """The line that divides before from after, with its name on the side that has room."""
    drawing.line([x, x], [top + 4, ground], INK, 1.2, dash=(4, 3))
    words = f"pledge, {day(pledge)}"
    fits_left = x - measure(words, SMALL, 600) - 6 > 0
    x, align = (x - 5, "right") if fits_left else (x + 5, "left")
    if small:
        drawing.text(x, top + 14, words, size=SMALL, weight=600, align="right" if fits_left else "left")
    else:
        drawing.text(
            x, top + 14, words, size=SMALL, weight=600, align="right" if align == "right" else "left", halo=True
        )


def draw_mark(drawing: Drawing, mark: Mark, times: Scale, killed: Scale, radius: float) -> None:
    """One lollipop: a stem to the best figure, a line from low to high, a dot."""
    x, ground = times(mark.date.toordinal() + 0.5), killed(0)
    known = pd.notna(mark.best)
    y = killed(mark.best) if known else ground
    if known and mark.best > 0:
        drawing.line([x, x], [ground, y], mark.colour, 1.4, items=[mark.id])
    if pd.notna(mark.high) and pd.notna(mark.low) and mark.high > mark.low:
        drawing.line([x, x], [killed(mark.low), killed(mark.high)], mark.colour, 1.0, items=[mark.id])
        drawing.line([x - radius, x + radius], [killed(mark.high)] * 2, mark.colour, 1.4, items=[mark.id])
    fill, stroke = (mark.colour, PAPER) if known else (PAPER, mark.colour)
    line = 1.0 if known else 1.5
    drawing.circle(x, y, radius, fill, stroke=stroke, line=line, mark=mark.id, title=mark.label, items=[mark.id])


def draw_zoom(drawing: Drawing, whole: Scale, near: Scale, y: float) -> None:
    """Two thin lines from the part of the upper row that the lower one enlarges."""
    left, right = whole(near.start), whole(near.end)
    drawing.polygon([(left, y - 22), (min(right, whole.high), y - 22), (near.high, y + 16), (near.low, y + 16)], WASH)


def place_captions(drawing: Drawing, marks: list[Mark], times: Scale, killed: Scale, top: float, pledge: date) -> None:
    """Captions for the incidents that matter most, none over another, each tied to its mark."""
    narrow = drawing.width <= NARROW
    spots = {m.id: (times(m.date.toordinal() + 0.5), killed(0 if pd.isna(m.best) else m.best)) for m in marks}
    ordered = sorted(marks, key=lambda m: (not m.is_target, m.date <= pledge, -(m.best if pd.notna(m.best) else 0)))
    captions = [(m, m.label.split(": ")) for m in ordered[: MOST_LABELS[narrow]]]
    wanted = [
        Wanted(*spots[m.id], max(measure(words[0], SMALL, 600), measure(words[1], SMALL)) + 4, 30, 6)
        for m, words in captions
    ]
    dots = [Box(x - 5, y - 5, x + 5, y + 5) for x, y in spots.values()]
    stems = [Box(x - 2, y, x + 2, killed(0)) for x, y in spots.values()]
    line = times(pledge.toordinal() + 0.5)
    pledge_words = Box(line - 110, top, line + 2, top + 18)
    bounds = Box(times.low - 26, top + 4, times.high + RIGHT - 2, killed(0) - 2)
    for (mark, words), wish, box in zip(
        captions, wanted, place_labels(wanted, [*dots, *stems, pledge_words], bounds), strict=True
    ):
        if box is not None:
            draw_caption(drawing, box, words, (wish.x, wish.y), mark.id)


def draw_caption(drawing: Drawing, box: Box, words: list[str], spot: tuple[float, float], item: str) -> None:
    """Two lines of type and, where they stand off, a thin line to the mark."""
    near = box.nearest(*spot)
    if abs(near[0] - spot[0]) + abs(near[1] - spot[1]) > 16:
        drawing.line([near[0], spot[0]], [near[1], spot[1]], RULE, 1.0, items=[item])
    x, width = box.middle[0], box.right - box.left
    first, second = fitted(words[0], width, SMALL, 600), fitted(words[1], width, SMALL)
    drawing.text(x, box.top + 12, first, size=SMALL, weight=600, align="center", halo=True, items=[item])
    drawing.text(x, box.top + 26, second, size=SMALL, color=MUTED, align="center", halo=True, items=[item])
