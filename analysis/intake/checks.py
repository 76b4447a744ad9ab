"""Checks at the border: what can't be right in a row, as SQL, with a reason for each fault.

No row is mended. A row with any fault is left out, with all its reasons.
"""

from collections.abc import Iterable
from datetime import date

import duckdb
import pandas as pd

from analysis.intake.columns import COLUMNS, KILLED, Column
from analysis.intake.expressions import given_of, name, number_of, text_of, value
from analysis.intake.formats import OURS, Mapping, Source

DATE_EXPECTED = "date (expected YYYY-MM-DD, or YYYY-MM or YYYY by its precision)"
Covered = tuple[date | None, date | None]  # first and last day
Fault = tuple[str, str]  # what is wrong, as a condition; how the reason says it, as a text


def find_faults(mapping: Mapping) -> list[Fault]:
    """Every check that a mapping's columns need, over the columns of `typed` and, as `g_…`, the words of the source.

    Ordered as a reader looks at a row: the id, the date, the place, the numbers.
    """
    faults = [("event_id IS NULL", value("event_id: is missing")), ("g_date IS NULL", value("date: is missing"))]
    for column in COLUMNS:
        if column.name in mapping.columns or (column.name in KILLED and "killed_total" in mapping.columns):
            faults += find_column_faults(column, mapping)
    if "killed_total" in mapping.columns:
        faults.append(not_valid("killed_total", "number", "g_number_killed_total IS NULL AND NOT is_judged"))
    faults.append(("date_end < date", "'date_end: ' || date_end || ' lies before the date, ' || date"))
    for low, high in (("killed_low", "killed_best"), ("killed_best", "killed_high"), ("killed_low", "killed_high")):
        faults.append((f"{low} > {high}", value(f"{low} exceeds {high}")))
    return faults


def find_column_faults(column: Column, mapping: Mapping) -> list[Fault]:
    ours = column.name
    source = mapping.columns.get(ours)
    excused = " AND NOT is_judged" if ours in KILLED else ""
    if column.kind == "date":
        lenient = (source is not None and source.earliest) or ours == "reported"
        return [] if lenient else [not_valid(ours, DATE_EXPECTED, f"{ours} IS NULL")]
    if source and source.codes and not source.otherwise:
        return [(f"g_{ours} IS NOT NULL AND g_text_{ours} IS NULL", is_none_of(ours, f"g_{ours}", source.codes))]
    if column.kind in ("text", "flag"):
        listed = ", ".join(map(value, column.allowed))
        return [(f"{ours} NOT IN ({listed})", is_none_of(ours, ours, column.allowed))] if listed else []
    faults = [not_valid(ours, "number", f"{ours} IS NULL{excused}")] if source else []
    if column.kind == "count":
        faults.append((f"{ours} < 0", f"'{ours}: ' || {shown(ours)} || ' must not be negative'"))
        faults.append((f"{ours} % 1 <> 0", f"'{ours}: ' || {shown(ours)} || ' must be a whole number'"))
        faults.append(
            (f"{ours} > {column.high:.0f}", f"'{ours}: ' || {shown(ours)} || ' is more than {column.high:,.0f}'")
        )
        return faults
    span = f"{column.low:g} … {column.high:g}"
    faults.append(
        (f"{ours} NOT BETWEEN {column.low} AND {column.high}", f"'{ours}: ' || {shown(ours)} || ' must lie in {span}'")
    )
    return faults


def not_valid(ours: str, kind: str, condition: str) -> Fault:
    said = f"'{ours}: ''' || g_{ours} || ''' is not a valid {kind}'"
    return (f"g_{ours} IS NOT NULL AND {condition}", said)


def is_none_of(ours: str, given: str, listed: Iterable[str]) -> str:
    told = f"' is none of {', '.join(listed)}"
    return f"'{ours}: ''' || {given} || {value(told)}"


def shown(ours: str) -> str:
    """A number as its source writes it, or as we took it."""
    return f"coalesce(g_{ours}, {ours}::VARCHAR)"


def select_given(mapping: Mapping) -> list[str]:
    """The words of the source that reasons quote, as `g_…`, and what codes became, as `g_text_…`."""
    found = []
    for column in [*(c.name for c in COLUMNS), "killed_total"]:
        source = mapping.columns.get(column)
        found.append(f"{given_of(source) if source else 'NULL::VARCHAR'} AS {name(f'g_{column}')}")
        if source and source.codes:
            found.append(f"{text_of(source)} AS {name(f'g_text_{column}')}")
    if total := mapping.columns.get("killed_total"):
        found.append(f"{number_of(text_of(total))} AS g_number_killed_total")
    return found


def build_reasons(faults: list[Fault]) -> str:
    """One text with all the reasons of a row, joined by '; '."""
    return f"concat_ws('; ', {', '.join(f'CASE WHEN {condition} THEN {reason} END' for condition, reason in faults)})"


def build_condition(faults: list[Fault]) -> str:
    """Whether a row has any fault; what is unknown is none."""
    return f"coalesce({' OR '.join(f'({condition})' for condition, _ in faults)}, false)"


def find_wrong(frame: pd.DataFrame, covered: Covered) -> dict[str, str]:
    """What can't be right in the rows of a frame that was right once and was changed since: event_id -> its reasons.

    The checks are those of a file that is read; repeated ids and places are not among them.
    """
    columns = {column.name: Source(columns=(column.name,)) for column in COLUMNS if column.name in OURS}
    faults = [*find_faults(Mapping(dataset="-", columns=columns)), *find_uncovered(covered)]
    given = ", ".join(f"{name(column.name)}::VARCHAR AS {name(f'g_{column.name}')}" for column in COLUMNS)
    with duckdb.connect() as connection:
        connection.register("changed", frame)
        found = connection.execute(
            f"SELECT event_id, {build_reasons(faults)} FROM (SELECT *, {given}, false AS is_judged FROM changed) "  # noqa: S608
            f"WHERE {build_condition(faults)}"
        ).fetchall()
    return dict(found)


def find_uncovered(covered: Covered) -> list[Fault]:
    """Rows dated outside what the passport says is covered: there the table is no record, so they can't be counted."""
    first, last = covered
    outside = " OR ".join(
        [*([f"date < DATE '{first}'"] if first else []), *([f"date > DATE '{last}'"] if last else [])]
    )
    span = f"{first or 'the start'} to {last or 'the end'}"
    said = value(f"date: lies outside the coverage that the passport states, {span}")
    return [(outside, said)] if outside else []
