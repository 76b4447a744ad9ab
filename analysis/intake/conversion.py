"""Conversion: a table file becomes the events table and its rejects, by a mapping, inside DuckDB.

Small tables of a case and releases with 400,000 rows go the same way: read as text, converted and checked in one pass,
then named, placed on the map, freed of repetitions. What comes out are the views `kept` (the declared columns and
`row`, the row's place in the file) and `rejects` (event_id, row, kind, reason).
"""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

import duckdb

from analysis.intake.checks import (
    Covered,
    build_condition,
    build_reasons,
    find_faults,
    find_uncovered,
    select_given,
)  # fmt: skip
from analysis.intake.columns import COLUMNS, KILLED, NAMES, SQL_TYPES, Column
from analysis.intake.duplicates import find_duplicates, find_repeated, name_same
from analysis.intake.expressions import build_select, convert, name, value, values
from analysis.intake.formats import Casualties, Mapping
from analysis.intake.naming import build_names, find_actors
from analysis.intake.own_names import OwnName
from analysis.intake.placement import find_misplaced, read_places_world
from analysis.intake.staging import build_read, count_rows, reader_of
from analysis.intake.table_file import TableFile
from analysis.intake.value import InputError

Step = Callable[[str], None]
LARGE = 5_000_000  # bytes: from here on the borders are read beside the table, which saves half a second


def build_events(
    connection: duckdb.DuckDBPyConnection,
    table: TableFile,
    mapping: Mapping,
    own: Iterable[OwnName] = (),
    covered: Covered = (None, None),
    step: Step = lambda _: None,
) -> int:
    """Makes the views `kept` and `rejects` from a file and returns the number of rows that came in.

    `own`: names that the case adds; `covered`: days outside which a row can't count; `step` is told what is going on.
    Raises InputError where the file itself, or a country in it, can't be used.
    """
    step("reading")
    with ThreadPoolExecutor(1) as pool:
        if table.path.stat().st_size > LARGE:
            pool.submit(read_places_world)
        build_read(connection, table, mapping.theirs(), select_read(table, mapping, covered))
    step("checking")
    check_judgments(connection, mapping, table.name)
    build_names(connection, mapping, tuple(own))
    build_typed(connection, mapping, table.skipped)
    step("placing")
    find_misplaced(connection)
    find_repeated(connection)
    if mapping.collapse:
        find_duplicates(connection)
    build_kept(connection, mapping)
    return count_rows(connection, "read_rows")


def select_read(table: TableFile, mapping: Mapping, covered: Covered) -> str:
    """The query that reads a file: our columns with their types, and `reason`, what is wrong with a row, or NULL.

    Names stay the source's words here. Reasons are built for faulty rows only, in the same pass.
    """
    faults = [*find_faults(mapping), *find_uncovered(covered)]
    same = [f"{name_same(mapping.collapse)} AS same"] if mapping.collapse else []
    first = ", ".join([*build_select(mapping), *select_given(mapping), *same])
    judged = ", ".join(f"{expression} AS {name(each)}" for each, expression in judge(mapping).items())
    typed = ", ".join(
        f"try_cast({name(c.name)} AS {SQL_TYPES[c.kind]}) AS {name(c.name)}" for c in COLUMNS if is_filled(c, mapping)
    )
    return (
        f"SELECT {typed}{', same' if same else ''}, "  # noqa: S608 - quoted in expressions
        f"CASE WHEN {build_condition(faults)} THEN {build_reasons(faults)} END AS reason "
        f"FROM (SELECT * REPLACE ({judged}), event_id IN {values(['', *mapping.casualties])} AS is_judged "
        f"FROM (SELECT {first} FROM {reader_of(table)}))"
    )


def is_filled(column: Column, mapping: Mapping) -> bool:
    """Whether anything can stand in one of our columns; the others are not held while a file is worked on."""
    held = ["country_iso3", *((*KILLED, "attackers_killed") if mapping.casualties else ())]
    held += ["date_doubt"] if mapping.date_doubts else []
    return column.name in held or not convert(column, mapping, "''").startswith("NULL::")


def judge(mapping: Mapping) -> dict[str, str]:
    """Our columns that the mapping's judgments on single rows change, as expressions."""
    found = {}
    for each in (*KILLED, "attackers_killed"):
        cases = " ".join(f"WHEN {value(row)} THEN {figure(judged, each)}" for row, judged in mapping.casualties.items())
        found[each] = f"CASE event_id {cases} ELSE {name(each)} END" if cases else name(each)
    doubts = " ".join(f"WHEN {value(row)} THEN {value(doubt)}" for row, doubt in mapping.date_doubts.items())
    found["is_armed"] = f"is_armed AND coalesce(event_id NOT IN {values(['', *mapping.unarmed])}, true)"
    found["date_doubt"] = f"CASE event_id {doubts} END" if doubts else "NULL::VARCHAR"
    return found


def figure(judged: Casualties, column: str) -> str:
    given = getattr(judged, column)
    return "NULL" if given is None else str(int(given))


def check_judgments(connection: duckdb.DuckDBPyConnection, mapping: Mapping, table: str) -> None:
    """Raises InputError where a judgment of the mapping fits no row."""
    ids = {*mapping.casualties, *mapping.unarmed, *mapping.date_doubts}
    if not ids:
        return
    found = connection.execute(f"SELECT event_id FROM read_rows WHERE event_id IN {values(sorted(ids))}").fetchall()  # noqa: S608
    if stale := sorted(ids - {each[0] for each in found}):
        raise InputError(
            f"no row of '{table}' has the id {', '.join(stale)}, which its mapping judges. Correct or remove the entry."
        )


def build_typed(connection: duckdb.DuckDBPyConnection, mapping: Mapping, skipped: int) -> None:
    """Makes the view `typed` of all rows with their place in the file and their country, and the table `faults`."""
    columns = ", ".join(
        f"{'' if is_filled(c, mapping) else f'NULL::{SQL_TYPES[c.kind]} AS '}{name(c.name)}" for c in COLUMNS
    )
    same = ", same" if mapping.collapse else ""
    connection.execute(
        f"CREATE VIEW typed AS SELECT read_rows.rowid + {skipped + 1} AS row, {columns}{same}, "  # noqa: S608 - ours
        "reason IS NOT NULL AS is_faulty FROM (SELECT *, rowid FROM read_rows) AS read_rows"
    )
    connection.execute(
        "CREATE TABLE faults AS SELECT rowid + ? AS row, event_id, 'rejected' AS kind, reason "
        "FROM read_rows WHERE reason IS NOT NULL",
        [skipped + 1],
    )
    connection.execute(
        "UPDATE read_rows SET country_iso3 = iso3 FROM known_country WHERE theirs = country_iso3 AND is_known "
        "AND iso3 IS DISTINCT FROM theirs"
    )
    connection.execute(
        "INSERT INTO faults SELECT row, event_id, 'rejected', 'country_iso3: ''' || country_iso3 || ''' is no known "
        "country' FROM typed JOIN known_country ON theirs = country_iso3 WHERE NOT is_known"
    )


def build_kept(connection: duckdb.DuckDBPyConnection, mapping: Mapping) -> None:
    """Makes the views `kept` and `rejects`: a row that has a fault of any kind is in the second, with its reasons."""
    connection.execute(
        "CREATE VIEW rejects AS SELECT event_id, row, min(kind) AS kind, string_agg(reason, '; ') AS reason "
        "FROM faults GROUP BY row, event_id ORDER BY row"
    )
    actors = find_actors(mapping)
    columns = ", ".join(
        f"coalesce({name(each + ' known')}.ours, typed.{name(each)}) AS {name(each)}" if each in actors else name(each)
        for each in NAMES
    )
    joins = " ".join(
        f"LEFT JOIN known_actor AS {name(each + ' known')} ON {name(each + ' known')}.theirs = typed.{name(each)}"
        for each in actors
    )
    connection.execute(
        f"CREATE VIEW kept AS SELECT row, {columns} FROM typed {joins} "  # noqa: S608 - our own names
        f"WHERE row NOT IN (SELECT row FROM faults)"
    )
