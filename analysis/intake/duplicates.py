"""Repetitions: ids that stand twice in a file, and reports of one incident that a machine coded as many."""

from collections.abc import Iterable

import duckdb

from analysis.intake.expressions import code


def find_repeated(connection: duckdb.DuckDBPyConnection) -> None:
    """Adds to `faults` every right row whose id stands in an earlier right row."""
    connection.execute(
        "INSERT INTO faults SELECT row, event_id, 'duplicate', 'event_id: ''' || event_id || ''' stands in an earlier "
        "row too' FROM typed JOIN (SELECT event_id, min(row) AS first_row FROM typed WHERE NOT is_faulty "
        "GROUP BY event_id HAVING count(*) > 1) USING (event_id) WHERE row > first_row AND NOT is_faulty"
    )


def find_duplicates(connection: duckdb.DuckDBPyConnection, columns: Iterable[str]) -> None:
    """Adds to `faults` every further report of an incident, and counts them in the `reports` of the one that is kept.

    Rows report one incident where they agree in all the given columns of the source. A row without a place, or without
    any actor, says too little to be the same as another, so it stays by itself.
    """
    keys = ", ".join(f"{code(each)} AS k{at}" for at, each in enumerate(columns))
    names = ", ".join(f"k{at}" for at, _ in enumerate(columns))
    connection.execute(
        f"CREATE TABLE grouped AS SELECT typed.row, typed.event_id, min(typed.row) OVER same AS first_row, "  # noqa: S608
        f"first_value(typed.event_id) OVER same AS first_id, count(*) OVER same AS many "
        f"FROM typed JOIN (SELECT rowid, {keys} FROM raw) AS keyed ON typed.rowid = keyed.rowid "
        f"WHERE NOT is_faulty AND typed.row NOT IN (SELECT row FROM faults) AND latitude IS NOT NULL "
        f"AND (actor_a IS NOT NULL OR actor_b IS NOT NULL) WINDOW same AS (PARTITION BY {names} ORDER BY typed.row "
        f"ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)"
    )
    connection.execute(
        "INSERT INTO faults SELECT row, event_id, 'collapsed', 'a further report of ' || first_id || ': same "
        "day, place, actors and kind' FROM grouped WHERE row > first_row"
    )
    connection.execute(
        "UPDATE typed SET reports = many FROM grouped WHERE grouped.row = typed.row AND grouped.row = first_row"
    )
