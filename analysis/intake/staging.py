"""Staging: a database to work in, and table files as DuckDB reads them: every cell as text, nothing left to guess."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from analysis.intake.expressions import name, value
from analysis.intake.table_file import TableFile, first_line
from analysis.intake.value import InputError

# With it a release of GED's size takes half of pandas's memory. Beyond it DuckDB works on disk, in the given folder;
# 100 MB were too little for its sorting.
MEMORY = "200MB"


@contextmanager
def open_stage(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory that spills into `folder`, reaches no network and loads no extension."""
    with duckdb.connect(
        config={
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "memory_limit": MEMORY,
            "temp_directory": str(folder),
        }
    ) as connection:
        yield connection


def build_read(connection: duckdb.DuckDBPyConnection, table: TableFile, wanted: tuple[str, ...], query: str) -> None:
    """Makes the table `read_rows` of a query on a file, in the order of the file. Raises InputError."""
    columns = table.columns or ()
    if missing := [each for each in wanted if each not in columns]:
        raise InputError(f"'{table.name}' lacks the columns {', '.join(missing)}. It has: {', '.join(columns)}.")
    try:
        connection.execute(f"CREATE TABLE read_rows AS {query}")
    except (duckdb.InvalidInputException, duckdb.IOException) as error:
        raise InputError(describe_failure(table, error)) from error


def reader_of(table: TableFile) -> str:
    """The table function that reads a file, with nothing left to guess."""
    path = value(str(table.path))
    if table.delimiter is None:
        cells = ", ".join(f"{name(each)}::VARCHAR AS {name(each)}" for each in table.columns or ())
        return f"(SELECT {cells} FROM read_parquet({path}))"  # noqa: S608 - quoted
    quote = "''" if table.delimiter == "\t" else "'\"'"  # GDELT's tab-separated text uses no quotes
    columns = ", ".join(f"{value(each)}: 'VARCHAR'" for each in table.columns or ())
    return (
        f"read_csv({path}, auto_detect=false, header=false, skip={table.skipped}, delim={value(table.delimiter)}, "
        f"quote={quote}, escape={quote}, columns={{{columns}}}, nullstr='', null_padding=false, strict_mode=true)"
    )


def describe_failure(table: TableFile, error: duckdb.Error) -> str:
    """What is wrong with a file that can't be read, and in which line."""
    text = str(error)
    line = re.search(r"CSV Error on Line: (\d+)", text)
    cause = next((part for part in text.splitlines() if part and "CSV Error" not in part), first_line(error))
    kind = "Parquet table" if table.delimiter is None else "CSV table in UTF-8"
    return f"'{table.name}' can't be read as a {kind}{f', line {line[1]}' if line else ''}: {cause.strip()}"


def count_rows(connection: duckdb.DuckDBPyConnection, relation: str) -> int:
    found = connection.execute(f"SELECT count(*) FROM {relation}").fetchone()  # noqa: S608 - our own names
    return int(found[0]) if found else 0


def build_rows(connection: duckdb.DuckDBPyConnection, table: str, rows: list[tuple[Any, ...]]) -> None:
    """Puts rows into a table; by columns, which is a thousand times as fast as row by row."""
    if rows:
        marks = ", ".join(["unnest(?)"] * len(rows[0]))
        connection.execute(f"INSERT INTO {table} SELECT {marks}", [list(each) for each in zip(*rows, strict=True)])
