"""Counting the quality of an events table, inside DuckDB, from the tables that the conversion left."""

from datetime import date
from itertools import pairwise

import duckdb

from analysis.intake.checks import Covered
from analysis.intake.placement import CHECKED
from analysis.intake.quality import Count, Gap, Lag, Quality
from analysis.intake.staging import count_rows

MONTHS = 12


def count_quality(
    connection: duckdb.DuckDBPyConnection,
    dataset: str,
    rows_in: int,
    covered: Covered = (None, None),
    lag: str | None = None,
) -> Quality:
    """The quality of the tables `kept` and `rejects`; `covered` is what a passport says, else the rows' own span."""
    kinds = dict(connection.execute("SELECT kind, count(*) FROM rejects GROUP BY kind").fetchall())
    span = find_span(connection, covered)
    return Quality(
        dataset=dataset,
        rows_in=rows_in,
        kept=count_rows(connection, "kept"),
        rejected=kinds.get("rejected", 0),
        duplicates=kinds.get("duplicate", 0),
        superseded=kinds.get("superseded", 0),
        collapsed=kinds.get("collapsed", 0),
        reasons=count_reasons(connection),
        coverage_start=span[0],
        coverage_end=span[1],
        date_precision=count_shares(connection, "date_precision"),
        geo_precision=count_shares(connection, "geo_precision"),
        gaps=find_gaps(connection, span),
        lag=count_lag(connection, lag) if lag else None,
        unchecked_places=count_rows(connection, f"kept WHERE NOT ({CHECKED})"),
    )


def find_span(connection: duckdb.DuckDBPyConnection, covered: Covered) -> Covered:
    found = connection.execute("SELECT min(date), max(date) FROM kept").fetchone() or (None, None)
    return covered[0] or found[0], covered[1] or found[1]


def count_reasons(connection: duckdb.DuckDBPyConnection) -> tuple[Count, ...]:
    """How many rejected rows each reason holds for, most first; what is single about a row is left out of it."""
    plain = "regexp_replace(regexp_replace(regexp_replace(each, '''[^'']*''', '…', 'g'), '-?\\d+\\.\\d+', '…', 'g'), "
    found = connection.execute(
        f"SELECT {plain}': -?\\d+ ', ': … ') AS reason, count(*) AS many FROM "  # noqa: S608 - our own words
        "(SELECT unnest(string_split(reason, '; ')) AS each FROM rejects WHERE kind = 'rejected') "
        "GROUP BY reason ORDER BY many DESC, reason"
    ).fetchall()
    return tuple(Count(name=name, rows=rows) for name, rows in found)


def count_shares(connection: duckdb.DuckDBPyConnection, column: str) -> tuple[Count, ...]:
    """How many kept rows have each value of a column, most first; those without one are 'not stated'."""
    found = connection.execute(
        f"SELECT coalesce({column}, 'not stated') AS name, count(*) AS many FROM kept "  # noqa: S608 - our own names
        "GROUP BY name ORDER BY many DESC, name"
    ).fetchall()
    return tuple(Count(name=name, rows=rows) for name, rows in found)


def count_lag(connection: duckdb.DuckDBPyConnection, meaning: str) -> Lag | None:
    """Days from event to report, over the rows that date both; None where none does."""
    found = connection.execute(
        "SELECT count(*), median(reported - date), quantile_cont(reported - date, 0.9) FROM kept WHERE reported >= date"
    ).fetchone()
    if not found or not found[0]:
        return None
    return Lag(meaning=meaning, rows=found[0], median_days=found[1], p90_days=found[2])


def find_gaps(connection: duckdb.DuckDBPyConnection, span: Covered) -> tuple[Gap, ...]:
    """For every country with a month of no rows: how many such months, and the longest run of them."""
    if not span[0] or not span[1]:
        return ()
    first, last = (day.year * MONTHS + day.month - 1 for day in span if day)
    found = connection.execute(
        "SELECT country_iso3, count(*) AS many, list(DISTINCT year(date) * 12 + month(date) - 1) FROM kept "
        "WHERE country_iso3 IS NOT NULL AND date BETWEEN ? AND ? GROUP BY country_iso3 "
        "ORDER BY many DESC, country_iso3",
        list(span),
    ).fetchall()
    gaps = (find_gap(iso3, rows, sorted(months), first, last) for iso3, rows, months in found)
    return tuple(gap for gap in gaps if gap.empty_months)


def find_gap(iso3: str, rows: int, months: list[int], first: int, last: int) -> Gap:
    """The empty months of one country, months numbered from the year 0."""
    edges = [first - 1, *months, last + 1]
    length, before = max((after - before - 1, before) for before, after in pairwise(edges))
    return Gap(
        country_iso3=iso3,
        rows=rows,
        months=last - first + 1,
        empty_months=last - first + 1 - len(months),
        longest_start=day_of(before + 1) if length else None,
        longest_end=day_of(before + length) if length else None,
    )


def day_of(month: int) -> date:
    return date(month // MONTHS, month % MONTHS + 1, 1)
