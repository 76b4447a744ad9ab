"""Conversion: a table file becomes the events table and its rejects, by a mapping, inside DuckDB.

Small tables of a case and releases with 400,000 rows go the same way: text is staged, converted, checked, placed on
the map, freed of repetitions. What comes out are the tables `kept` (the declared columns and `row`, the row's place in
the file) and `rejects` (event_id, row, kind, reason).
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
from analysis.intake.columns import COLUMNS, KILLED, NAMES, SQL_TYPES
from analysis.intake.duplicates import find_duplicates, find_repeated
from analysis.intake.expressions import build_select, name, text_of, value
from analysis.intake.formats import Mapping
from analysis.intake.known_names import (
    actor_names,
    country_codes,
    country_names,
    describe_unknown,
    match_countries,
    plain_name,
)  # fmt: skip
from analysis.intake.own_names import OwnName
from analysis.intake.placement import find_misplaced, read_places_world
from analysis.intake.staging import build_raw, build_rows
from analysis.intake.table_file import TableFile
from analysis.intake.value import InputError

Step = Callable[[str], None]
NUMBERED = '(SELECT *, rowid AS "~row" FROM raw)'
LARGE = 5_000_000  # bytes: from here on the borders are read beside the table, which saves half a second


def build_events(
    connection: duckdb.DuckDBPyConnection,
    table: TableFile,
    mapping: Mapping,
    own: Iterable[OwnName] = (),
    covered: Covered = (None, None),
    step: Step = lambda _: None,
) -> int:
    """Makes the tables `kept` and `rejects` from a file and returns the number of rows that came in.

    `own`: names that the case adds; `covered`: days outside which a row can't count; `step` is told what is going on.
    Raises InputError where the file itself, or a country in it, can't be used.
    """
    with ThreadPoolExecutor(1) as pool:
        if table.path.stat().st_size > LARGE:
            pool.submit(read_places_world)
        step("reading")
        rows = build_raw(connection, table, mapping.theirs())
    step("checking")
    build_names(connection, mapping, tuple(own))
    build_judgments(connection, mapping, table.name)
    build_typed(connection, mapping, table.skipped, covered)
    step("placing")
    find_misplaced(connection)
    find_repeated(connection)
    if mapping.collapse:
        find_duplicates(connection, mapping.collapse)
    build_kept(connection)
    return rows


def build_names(connection: duckdb.DuckDBPyConnection, mapping: Mapping, own: tuple[OwnName, ...]) -> None:
    """Makes the tables `known_country` and `known_actor`: the source's words and the names that they stand for."""
    connection.execute("CREATE TABLE known_country (theirs VARCHAR, iso3 VARCHAR, is_known BOOLEAN)")
    connection.execute("CREATE TABLE known_actor (theirs VARCHAR, ours VARCHAR)")
    country = mapping.columns.get("country_iso3")
    if country and not country.codes:
        theirs = [each for each in distinct(connection, text_of(country)) if each]
        found = match_countries(theirs, country.system, own)
        nowhere = find_nowhere(country.system)
        unknown = [each for each, iso3 in found.items() if iso3 is None and each not in nowhere]
        if unknown and mapping.unknown_countries == "refuse":
            known = country_names(own)
            raise InputError(describe_unknown("country", dict.fromkeys(unknown, known)))
        build_rows(connection, "known_country", [(each, iso3, each not in unknown) for each, iso3 in found.items()])
    names = {text_of(each) for each in mapping.columns.values() if each.known_as == "actor"}
    if names:
        known = actor_names(own)
        theirs = sorted({each for text in names for each in distinct(connection, text) if each})
        pairs = [(each, known[plain_name(each)]) for each in theirs if plain_name(each) in known]
        build_rows(connection, "known_actor", pairs)


def find_nowhere(system: str) -> set[str]:
    return {each for each, iso3 in country_codes().get(system, {}).items() if iso3 is None}


def build_judgments(connection: duckdb.DuckDBPyConnection, mapping: Mapping, table: str) -> None:
    """Makes the table `judged` from the mapping's judgments. Raises InputError for one that fits no row."""
    ids = {*mapping.casualties, *mapping.unarmed, *mapping.date_doubts}
    connection.execute(
        "CREATE TABLE judged (event_id VARCHAR, is_judged BOOLEAN, j_killed_low DOUBLE, j_killed_best DOUBLE, "
        "j_killed_high DOUBLE, j_attackers_killed DOUBLE, is_unarmed BOOLEAN, j_date_doubt VARCHAR)"
    )
    rows = []
    for each in sorted(ids):
        judged = mapping.casualties.get(each)
        figures = (judged.killed_low, judged.killed_best, judged.killed_high, judged.attackers_killed) if judged else ()
        rows.append(
            (
                each,
                judged is not None,
                *(figures or (None,) * 4),
                each in mapping.unarmed,
                mapping.date_doubts.get(each),
            )
        )
    build_rows(connection, "judged", rows)
    if not ids:
        return
    held = set(distinct(connection, f"{value(mapping.id_prefix)} || {text_of(mapping.columns['event_id'])}"))
    if stale := sorted(ids - held):
        raise InputError(
            f"no row of '{table}' has the id {', '.join(stale)}, which its mapping judges. Correct or remove the entry."
        )


def build_typed(connection: duckdb.DuckDBPyConnection, mapping: Mapping, skipped: int, covered: Covered) -> None:
    """Makes the table `typed` of all rows under our columns, and `faults` with the reasons of those that have any."""
    faults = [*find_faults(mapping), *find_uncovered(covered)]
    if mapping.unknown_countries == "reject":
        faults.append(("NOT is_known", "'country_iso3: ''' || g_country_iso3 || ''' is no known country'"))
    relation = build_relation(mapping, skipped)
    kept = ", ".join(f"try_cast({name(c.name)} AS {SQL_TYPES[c.kind]}) AS {name(c.name)}" for c in COLUMNS)
    connection.execute(
        f"CREATE TABLE typed AS SELECT row, {kept}, {build_condition(faults)} AS is_faulty "  # noqa: S608 - quoted
        f"FROM {relation.format(raw=NUMBERED)}"
    )
    connection.execute("CREATE TABLE faults (row BIGINT, event_id VARCHAR, kind VARCHAR, reason VARCHAR)")
    faulty = f"SELECT row - {skipped + 1} FROM typed WHERE is_faulty"  # noqa: S608 - our own names
    few = f'(SELECT * FROM {NUMBERED} WHERE "~row" IN ({faulty}))'  # noqa: S608 - our own names
    connection.execute(
        f"INSERT INTO faults SELECT row, event_id, 'rejected', {build_reasons(faults)} "  # noqa: S608 - quoted
        f"FROM {relation.format(raw=few)}"
    )


def build_relation(mapping: Mapping, skipped: int) -> str:
    """What stands after FROM: our columns with the names and judgments that belong to them, over rows of `{raw}`."""
    actors = [ours for ours, source in mapping.columns.items() if source.known_as == "actor"]
    replaced = {
        "country_iso3": "CASE WHEN known_country.theirs IS NULL THEN first.country_iso3 ELSE known_country.iso3 END",
        **{each: f"coalesce({each}_known.ours, first.{each})" for each in actors},
        **{each: f"CASE WHEN is_judged THEN j_{each} ELSE first.{each} END" for each in (*KILLED, "attackers_killed")},
        "is_armed": "first.is_armed AND NOT coalesce(is_unarmed, false)",
        "date_doubt": "j_date_doubt",
    }
    joins = " ".join(f"LEFT JOIN known_actor AS {each}_known ON {each}_known.theirs = first.{each}" for each in actors)
    selected = ", ".join([f'"~row" + {skipped + 1} AS row', *build_select(mapping), *select_given(mapping)])
    exchanged = ", ".join(f"{expression} AS {name(each)}" for each, expression in replaced.items())
    return (
        f"(SELECT first.* REPLACE ({exchanged}), coalesce(is_judged, false) AS is_judged, is_known "  # noqa: S608
        f"FROM (SELECT {brace(selected)} FROM {{raw}}) AS first "
        f"LEFT JOIN known_country ON known_country.theirs = first.country_iso3 "
        f"LEFT JOIN judged ON judged.event_id = first.event_id {joins})"
    )


def brace(text: str) -> str:
    """A text that survives `format`."""
    return text.replace("{", "{{").replace("}", "}}")


def build_kept(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes the views `kept` and `rejects`: a row that has a fault of any kind is in the second, with all its reasons."""
    connection.execute(
        "CREATE VIEW rejects AS SELECT event_id, row, min(kind) AS kind, string_agg(reason, '; ') AS reason "
        "FROM faults GROUP BY row, event_id ORDER BY row"
    )
    columns = ", ".join(name(each) for each in NAMES)
    connection.execute(
        f"CREATE VIEW kept AS SELECT row, {columns} FROM typed "  # noqa: S608 - our own names
        f"WHERE row NOT IN (SELECT row FROM faults)"
    )


def distinct(connection: duckdb.DuckDBPyConnection, expression: str) -> list[str]:
    """The different values of an expression over the raw table."""
    return [each[0] for each in connection.execute(f"SELECT DISTINCT {expression} FROM raw").fetchall()]  # noqa: S608
