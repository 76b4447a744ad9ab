"""A case's events from the store: only the rows that its scopes speak of come into memory."""

from collections.abc import Iterable, Sequence

import duckdb
import pandas as pd

from analysis.intake.columns import COLUMNS, FRAME_TYPES, NAMES
from analysis.intake.conditions import select_rows
from analysis.intake.corrections import Correction, build_corrected, check_corrections
from analysis.intake.events import Events
from analysis.intake.expressions import name as quoted
from analysis.intake.expressions import value, values
from analysis.intake.passport import Passport
from analysis.intake.quality import Count, Quality
from analysis.intake.scope import Scope
from analysis.intake.store import Dataset, Store, build_relation, check_dataset, open_store, read_dataset
from analysis.intake.value import InputError

VOCABULARY = (
    "country_iso3", "event_type", "border_segment", "target_iso3", "perpetrator", "target", "actor_a", "actor_b",
)  # fmt: skip
MOST_REJECTS = 200  # rows that are listed with their reasons; all of them are counted, and stand in the store


def read_stored(
    store: Store, name: str, scopes: Iterable[Scope], countries: tuple[str, ...], corrections: Sequence[Correction] = ()
) -> Events:
    """The events of a data set that are in any of the scopes; where there is none, those in the countries.

    Raises InputError where the data set is missing or not what its passports say, where a correction does not match,
    or where nothing says which rows are meant. That no row is in scope can be true, and is no error.
    """
    chosen = list(scopes) or ([Scope(countries=countries, armed_only=False)] if countries else [])
    if not chosen:
        raise InputError(f"case.yml: which rows of the data set '{name}' are meant? Name 'countries:' or 'scopes:'.")
    found = read_dataset(store, name)
    check_dataset(store, found)
    relation = build_relation(store, found)
    files = f"read_parquet([{', '.join(value(store.address(name, part.rejects)) for part in found.parts)}])"
    with open_store(store) as connection:
        if corrections:
            ids = values(each.row for each in corrections)
            plain = connection.execute(f"SELECT * FROM {relation} WHERE event_id IN {ids}").df()  # noqa: S608 - quoted
            check_corrections(typed(plain[list(NAMES)]), corrections)
        mended = build_corrected(relation, corrections)
        vocabulary = read_vocabulary(connection, mended, files, chosen)
        frames = [select_rows(connection, mended, scope, NAMES) for scope in chosen]
        rejects = connection.execute(
            f"SELECT event_id, row, kind, reason FROM {files} WHERE kind IN ('rejected', 'duplicate') "  # noqa: S608
            f"ORDER BY row LIMIT {MOST_REJECTS}"
        ).df()
    frame = typed(pd.concat(frames).drop_duplicates("event_id").sort_values(["date", "event_id"], ignore_index=True))
    return Events(frame, rejects, join_passports(found), join_qualities(found), vocabulary)


def read_vocabulary(
    connection: duckdb.DuckDBPyConnection, relation: str, rejects: str, scopes: Iterable[Scope]
) -> pd.DataFrame:
    """What a scope may name: each set of countries, types, segments, targets and actors once, and the rows left out by
    name, rejected ones too. By it a slip in a scope is told from a true zero."""
    columns, empty = ", ".join(map(quoted, VOCABULARY)), ", ".join("NULL" for _ in VOCABULARY)
    parts = [f"SELECT min(event_id) AS event_id, min(date) AS date, {columns} FROM {relation} GROUP BY ALL"]  # noqa: S608 - our own names
    if left_out := [event for scope in scopes for event in scope.excluded]:
        ids = values(left_out)
        parts += [f"SELECT event_id, date, {columns} FROM {relation} WHERE event_id IN {ids}"]  # noqa: S608 - quoted
        parts += [f"SELECT event_id, NULL, {empty} FROM {rejects} WHERE event_id IN {ids}"]  # noqa: S608 - quoted
    return connection.execute(" UNION ALL ".join(parts)).df()


def typed(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.astype({column.name: FRAME_TYPES[column.kind] for column in COLUMNS})


def join_passports(found: Dataset) -> Passport:
    """One passport for all parts of a data set; days between the parts that none covers are a known gap."""
    parts = sorted((part.passport for part in found.parts), key=lambda each: each.coverage_start or each.accessed)
    first = parts[0]
    if len(parts) == 1:
        return first
    return first.model_copy(
        update={
            "producer": joined(each.producer for each in parts),
            "title": joined(each.title for each in parts),
            "version": ", ".join(dict.fromkeys(each.version for each in parts)),
            "description": " ".join(each.description for each in parts),
            "licence": joined(each.licence for each in parts),
            "citation": joined(each.citation for each in parts),
            "urls": tuple(dict.fromkeys(url for each in parts for url in each.urls)),
            "coverage_end": max((each.coverage_end for each in parts if each.coverage_end), default=None),
            "known_gaps": (*dict.fromkeys(gap for each in parts for gap in each.known_gaps), *find_uncovered(parts)),
            "made_from": tuple(source for each in parts for source in each.made_from),
        }
    )


def joined(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(texts))


def find_uncovered(parts: list[Passport]) -> list[str]:
    """The stretches between parts, in order of their start, that no part covers."""
    gaps, until = [], parts[0].coverage_end
    for part in parts[1:]:
        if until and part.coverage_start and (part.coverage_start - until).days > 1:
            gaps.append(f"No part covers the days after {until} and before {part.coverage_start}.")
        until = max((day for day in (until, part.coverage_end) if day), default=None)
    return gaps


def join_qualities(found: Dataset) -> Quality:
    """One summary for all parts; gaps and lag are those of the largest part, which speaks for itself only."""
    parts = [part.quality for part in found.parts]
    if len(parts) == 1:
        return parts[0]
    totals = {
        each: sum(getattr(part, each) for part in parts)
        for each in ("rows_in", "kept", "rejected", "duplicates", "superseded", "collapsed", "unchecked_places")
    }
    starts, ends = ([getattr(part, f"coverage_{end}") for part in parts] for end in ("start", "end"))
    largest = max(parts, key=lambda part: part.kept)
    return Quality(
        dataset=found.name,
        coverage_start=min((day for day in starts if day), default=None),
        coverage_end=max((day for day in ends if day), default=None),
        gaps=largest.gaps,
        lag=largest.lag,
        reasons=add_counts(part.reasons for part in parts),
        date_precision=add_counts(part.date_precision for part in parts),
        geo_precision=add_counts(part.geo_precision for part in parts),
        **totals,
    )


def add_counts(lists: Iterable[tuple[Count, ...]]) -> tuple[Count, ...]:
    """The counts of several lists under one name each, most first."""
    rows: dict[str, int] = {}
    for each in (count for counts in lists for count in counts):
        rows[each.name] = rows.get(each.name, 0) + each.rows
    return tuple(Count(name=name, rows=many) for name, many in sorted(rows.items(), key=lambda item: -item[1]))
