"""Conditions: a scope as SQL, and the rows that meet it, of a frame and of the store by the same rules.

SQL decides everything but distances, for which it only leaves out what is surely too far; Python measures the rest.
"""

import os
import re
from collections.abc import Iterable
from datetime import timedelta
from functools import cache
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from analysis.intake.near import Near
from analysis.intake.scope import Scope

Condition = tuple[str, tuple[object, ...]]  # SQL with a question mark for each value, and the values

VICTIMS = "coalesce(killed_best, killed_low, 0)"  # where no best figure is known, the low one, else none
DEAD = {
    "any": f"{VICTIMS} + coalesce(attackers_killed, 0) > 0",
    "victims": f"{VICTIMS} > 0",
    "target": "killed_of_target > 0",
}
LATITUDE, LONGITUDE = "latitude", "longitude"


def select_rows(
    connection: duckdb.DuckDBPyConnection, relation: str, scope: Scope, columns: Iterable[str] | None = None
) -> pd.DataFrame:
    """The rows of a table, view or file that are in a scope, oldest first.

    `relation`: what stands after FROM, with the columns of the events table; `columns`: those to return, default all.
    Only these, and only rows in scope, come into memory.
    """
    sql, values = build_where(scope)
    near = find_near(scope)
    wanted = [f'"{name}"' for name in columns] if columns is not None else ["*"]
    extra = [f'{name} AS "~{name}"' for name in (LATITUDE, LONGITUDE)] if near else []
    query = f'SELECT {", ".join([*wanted, *extra])} FROM {relation} WHERE {sql} ORDER BY "date", event_id'  # noqa: S608 - values are bound, names are ours
    found = connection.execute(query, values).df()
    if near:
        found = found[is_near(found, near, "~")].drop(columns=["~latitude", "~longitude"])
    return found.reset_index(drop=True)


def select_frame(frame: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """The rows of a frame that are in a scope, oldest first, with the frame's own types."""
    sql, values = build_where(scope)
    known = [name for name in frame.columns if re.search(rf"\b{name}\b", sql)]
    with open_memory().cursor() as connection:
        connection.register("rows", frame[known].assign(position=np.arange(len(frame))))
        found = connection.execute(f"SELECT position FROM rows WHERE {sql}", values).fetchnumpy()  # noqa: S608 - as above
    kept = frame.iloc[np.sort(found["position"])]
    if near := find_near(scope):
        kept = kept[is_near(kept, near)]
    if is_ordered(kept):
        return kept.reset_index(drop=True)
    return kept.sort_values(["date", "event_id"], ignore_index=True)


def is_ordered(frame: pd.DataFrame) -> bool:
    """Whether rows stand by date and, within a day, by id already: to look takes a twentieth of the time of sorting."""
    dates, ids = frame["date"].to_numpy(), frame["event_id"]
    if frame["date"].isna().any() or (dates[1:] < dates[:-1]).any():
        return False
    ties = np.flatnonzero(dates[1:] == dates[:-1])
    return bool((ids.iloc[ties].to_numpy() <= ids.iloc[ties + 1].to_numpy()).all())


@cache
def open_memory() -> duckdb.DuckDBPyConnection:
    """One database in memory for all frames, each seen by its own cursor only: opening one takes ten queries' time."""
    return duckdb.connect()


def close_memory() -> None:
    """Closes it. Called before every fork: a child that inherits an open database hangs when it lets go of it."""
    if open_memory.cache_info().currsize:
        open_memory().close()
        open_memory.cache_clear()


if hasattr(os, "register_at_fork"):  # not on Windows, which does not fork
    os.register_at_fork(before=close_memory)


def find_near(scope: Scope) -> list[Near]:
    """Every distance that a scope asks for."""
    return [near for part in scope.parts() for near in part.near]


def is_near(frame: pd.DataFrame, near: list[Near], prefix: str = "") -> Any:
    """For each row whether it is within every distance."""
    lat, lon = frame[prefix + LATITUDE], frame[prefix + LONGITUDE]
    return np.logical_and.reduce([each.holds(lat, lon) for each in near])


def build_where(scope: Scope) -> Condition:
    """What stands after WHERE. Exact, but for distances: there rows that are somewhat too far are still in."""
    given = [each for part in scope.parts() for each in list_conditions(part)]
    if scope.is_armed_only:
        given.append(("is_armed", ()))
    sql = " AND ".join(f"({each})" for each, _ in given) or "true"
    return sql, tuple(value for _, values in given for value in values)


def list_conditions(scope: Scope) -> list[Condition]:
    """The conditions of one part. What is not known meets none, but is not left out by name or type either."""
    given: list[Condition] = [near.condition() for near in scope.near]
    given += [] if scope.since is None else [('"date" >= ?', (scope.since,))]
    given += [] if scope.until is None else [('"date" < ?', (scope.until + timedelta(days=1),))]
    for column, values in (
        ("border_segment", [scope.border_segment] if scope.border_segment else []),
        ("country_iso3", scope.countries),
        ("event_type", scope.event_types),
        ("target_iso3", [scope.target_iso3] if scope.target_iso3 else []),
    ):
        given += [one_of(column, values)] if values else []
    for names, columns in (
        (scope.perpetrators, ("perpetrator",)),
        (scope.targets, ("target",)),
        (scope.actors, ("perpetrator", "target", "actor_a", "actor_b")),
    ):
        given += [named(columns, names)] if names else []
    for column, left_out in (("event_type", scope.without_types), ("event_id", tuple(scope.exclude))):
        if left_out:
            sql, bound = one_of(column, left_out)
            given.append((f"coalesce(NOT ({sql}), true)", bound))
    return [*given, (DEAD[scope.fatal], ())] if scope.fatal else given


def one_of(column: str, values: Iterable[object]) -> Condition:
    """The column holds one of the values."""
    bound = tuple(values)
    return f"{column} IN ({', '.join('?' * len(bound))})", bound


def named(columns: tuple[str, ...], names: Iterable[str]) -> Condition:
    """One of the columns holds one of the names as whole words.

    In ASCII, cells without the letters of any name are passed over before the pattern is tried, which takes half the
    time; beyond ASCII only the pattern knows which letters are the same.
    """
    given = [name.strip().lower() for name in names]
    pattern = rf"(^|[^\pL\pN])({'|'.join(map(re.escape, given))})([^\pL\pN]|$)"
    if not all(map(str.isascii, given)):
        return " OR ".join(f"regexp_matches({column}, ?, 'i')" for column in columns), (pattern,) * len(columns)
    letters = " OR ".join(["contains(lower({0}), ?)"] * len(given))
    guarded = f"((strlen({{0}}) <> length({{0}}) OR {letters}) AND regexp_matches({{0}}, ?, 'i'))"
    return " OR ".join(guarded.format(column) for column in columns), (*given, pattern) * len(columns)
