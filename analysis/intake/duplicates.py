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


def name_same(columns: Iterable[str]) -> str:
    """The expression by which rows of the source report one incident: they agree in all the columns."""
    cells = ", ".join(f"coalesce({code(each)}, '')" for each in columns)
    return f"concat_ws(chr(31), {cells})"


def find_duplicates(connection: duckdb.DuckDBPyConnection) -> None:
    """Adds to `faults` every further report of an incident, and counts them in the `reports` of the one that is kept.

    Rows report one incident where `same` agrees. A row without a place, or without any actor, says too little to be the
    same as another, so it stays by itself.
    """
    connection.execute(
        "CREATE TABLE grouped AS SELECT row, event_id, min(row) OVER alike AS first_row, "
        "first_value(event_id) OVER alike AS first_id, count(*) OVER alike AS many FROM typed "
        "WHERE NOT is_faulty AND row NOT IN (SELECT row FROM faults) AND latitude IS NOT NULL "
        "AND (actor_a IS NOT NULL OR actor_b IS NOT NULL) WINDOW alike AS (PARTITION BY same "
        "ORDER BY row ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)"
    )
    connection.execute(
        "INSERT INTO faults SELECT row, event_id, 'collapsed', 'a further report of ' || first_id || ': same "
        "day, place, actors and kind' FROM grouped WHERE row > first_row"
    )
    connection.execute(
        "UPDATE read_rows SET reports = many FROM grouped WHERE row = first_row AND "
        "grouped.event_id = read_rows.event_id AND many > 1"
    )
