"""Naming: the countries and actors of a table get the names and codes that `data/reference/` has for them."""

import duckdb

from analysis.intake.expressions import name
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
from analysis.intake.staging import build_rows
from analysis.intake.value import InputError


def build_names(connection: duckdb.DuckDBPyConnection, mapping: Mapping, own: tuple[OwnName, ...]) -> None:
    """Makes the tables `known_country` and `known_actor`: the source's words and the names that they stand for.

    Raises InputError for a country that nobody knows, where the mapping does not leave such rows out.
    """
    connection.execute("CREATE TABLE known_country (theirs VARCHAR, iso3 VARCHAR, is_known BOOLEAN)")
    connection.execute("CREATE TABLE known_actor (theirs VARCHAR, ours VARCHAR)")
    country = mapping.columns.get("country_iso3")
    if country and not country.codes:
        found = match_countries(distinct(connection, "country_iso3"), country.system, own)
        nowhere = {each for each, iso3 in country_codes().get(country.system, {}).items() if iso3 is None}
        unknown = [each for each, iso3 in found.items() if iso3 is None and each not in nowhere]
        if unknown and mapping.unknown_countries == "refuse":
            raise InputError(describe_unknown("country", dict.fromkeys(unknown, country_names(own))))
        build_rows(connection, "known_country", [(each, iso3, each not in unknown) for each, iso3 in found.items()])
    actors = find_actors(mapping)
    if actors:
        known = actor_names(own)
        theirs = sorted({each for column in actors for each in distinct(connection, column)})
        pairs = [(each, known[plain_name(each)]) for each in theirs if plain_name(each) in known]
        build_rows(connection, "known_actor", pairs)


def find_actors(mapping: Mapping) -> list[str]:
    """Our columns that hold names of actors."""
    return [ours for ours, source in mapping.columns.items() if source.known_as == "actor"]


def distinct(connection: duckdb.DuckDBPyConnection, column: str) -> list[str]:
    """The different values of a column of the table that was read."""
    column = name(column)
    found = connection.execute(f"SELECT DISTINCT {column} FROM read_rows WHERE {column} IS NOT NULL")  # noqa: S608
    return [each[0] for each in found.fetchall()]
