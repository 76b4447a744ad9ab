"""Tables of the data: the rows in scope, what the source covers and misses, official counts."""

from collections.abc import Sequence

import pandas as pd

from analysis.exhibits.citations import cite_source
from analysis.exhibits.exhibit import NO_RECORD, Exhibit, absent, rows
from analysis.exhibits.grid import grid
from analysis.exhibits.markup import Html, join, tag
from analysis.exhibits.wording import capital, covered, day, known, number, plural
from analysis.findings.record import Record
from analysis.intake.events import Events

MOST_REJECTS = 40  # rejected rows that are listed; all are counted, with their reasons, in the data quality
RECORD_COLUMNS = [
    "event_id", "date", "date_precision", "country_iso3", "place", "latitude", "longitude", "geo_precision",
    "event_type", "weapon", "perpetrator", "attribution_status", "target", "killed_low", "killed_best", "killed_high",
    "attackers_killed", "injured", "source", "source_url",
]  # fmt: skip


def record_table(record: Record | None, *, id: str = "record") -> Exhibit:
    """The incidents in scope, newest first, each with its source."""
    if record is None:
        return absent(id, "record", NO_RECORD)
    frame = record.frame.iloc[::-1]
    cells = [
        [
            tag("span", day(row["date"], precision=row["date_precision"]), class_="date"),
            join(
                [
                    tag("bdi", row["place"] if known([row["place"]]) else "place not known"),
                    " ",
                    tag("small", row["event_id"]),
                ]
            ),
            capital(str(row["event_type"] or "").replace("_", " ")),
            number(row["killed_best"]) if known([row["killed_best"]]) else killed_range(row),
            number(row["attackers_killed"]) if known([row["attackers_killed"]]) else "",
            cite_source(row["source"], row["source_url"]),
        ]
        for _, row in frame.iterrows()
    ]
    data = [
        {
            "data_item": str(row["event_id"]),
            "data_date": f"{row['date']:%Y-%m-%d}",
            "data_type": str(row["event_type"] or "").replace("_", " "),
        }
        for _, row in frame.iterrows()
    ]
    names = ["Date", "Place", "What", "Victims killed", "Attackers killed", "Source"]
    title = f"{plural(record.count, record.scope.one, record.scope.title)}, {covered(record.start, record.end)}"
    return Exhibit(
        id=id,
        title=title if record.count else f"No {record.scope.title} are recorded, {covered(record.start, record.end)}",
        body=grid(names, cells, label=title, numeric=(3, 4), row_data=data) if cells else tag("p", "No rows in scope."),
        source=record.source,
        note=describe_exclusions(record),
        data=frame[[name for name in RECORD_COLUMNS if name in frame.columns]].reset_index(drop=True),
        kind="table",
    )


def describe_exclusions(record: Record) -> str:
    """What the scope leaves out by name, and why."""
    left_out = [f"{event} ({reason})" for event, reason in record.scope.excluded.items()]
    return f"Left out of this scope: {'; '.join(left_out)}." if left_out else ""


def killed_range(row: pd.Series) -> str:
    """Victims where no best figure is known: "0–100", else "not known"."""
    low, high = row["killed_low"], row["killed_high"]
    return f"{number(low)}–{number(high)}" if known([low, high]) and pd.notna(low) and pd.notna(high) else "not known"


def coverage_table(events: Events | None, *, id: str = "coverage") -> Exhibit:
    """What the event data cover and miss: rows kept and rejected with reasons, days covered, known gaps."""
    if events is None:
        return absent(id, "coverage", NO_RECORD)
    kept, rows_in = events.quality.kept, events.quality.rows_in
    start, end = events.coverage
    facts = list_coverage(events)
    rejects = [[f"line {row.row}", row.event_id, row.reason] for row in rows(events.rejects.head(MOST_REJECTS))]
    more = len(events.rejects) - len(rejects)
    body = join(
        [
            grid(["Measure", "Value"], facts, label="Coverage"),
            grid(["Row", "Id", "Reason"], rejects, label="Rejected rows", stacked=True) if rejects else "",
            tag("p", f"Not listed here: {more} more.", class_="muted") if more else "",
            tag("p", "Known gaps", class_="strong") if events.passport.known_gaps else "",
            bullets(events.passport.known_gaps),
        ]
    )
    return Exhibit(
        id=id,
        title=f"{number(kept)} of {number(rows_in)} rows are usable; the data end on {day(end, long=True)}",
        body=body,
        source=events.passport.source_line(),
        data=pd.DataFrame(facts, columns=["measure", "value"]),
        kind="table",
        findings={"coverage": {"kept": kept, "rejected": rows_in - kept, "start": start, "end": end}},
    )


def list_coverage(events: Events) -> list[list[object]]:
    """What there is, and what is missing in it."""
    frame, quality = events.frame, events.quality
    start, end = events.coverage
    part: list[list[object]] = (
        [["Of these in the case's scopes", number(len(frame))]] if len(frame) != quality.kept else []
    )
    return [
        ["Rows in the file" if not part else "Rows in the data set", number(quality.rows_in)],
        ["Kept", number(quality.kept)],
        *part,
        ["Left out", number(quality.rows_in - quality.kept)],
        ["Covered", f"{day(start)} to {day(end)}"],
        ["Without coordinates", number(int(frame["latitude"].isna().sum()))],
        ["Without a known number of dead", number(int(frame["killed_best"].isna().sum()))],
        ["Unarmed, left out of rates", number(int((~frame["is_armed"]).sum()))],
        ["Date doubtful", number(int(frame["date_doubt"].notna().sum()))],
    ]


def bullets(items: Sequence[str]) -> Html:
    """A plain list."""
    return tag("ul", *(tag("li", item) for item in items), class_="gaps")


def context_table(figures: pd.DataFrame | None, *, id: str = "context") -> Exhibit:
    """Official and reported figures around the case, as their sources give them."""
    if figures is None or figures.empty:
        return absent(id, "context", "Name a context table in the case's case.yml")
    cells = [
        [
            row["indicator"],
            row["year"] if known([row["year"]]) else "undated",
            " ".join(known([row["value"], row["unit"]])),
            cite_source(row["source"], row["url"]),
        ]
        for _, row in figures.iterrows()
    ]
    return Exhibit(
        id=id,
        title=f"{plural(len(figures), 'figure')} from other sources, for scale",
        body=grid(["Figure", "When", "Value", "Source"], cells, label="Context", stacked=True),
        source=", ".join(dict.fromkeys(known(list(figures["source"]))[:6])) or "context table",
        data=figures.reset_index(drop=True),
        kind="table",
    )
