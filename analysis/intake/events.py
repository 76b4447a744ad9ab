"""The events table: one schema for any source, and a rejects list with a reason for every row left out.

The columns are declared in `columns`, how a source's become ours in its mapping. A case's own table and a release with
400,000 rows are converted and checked by the same rules, in DuckDB; what is read here comes back as a pandas frame.
"""

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from analysis.intake.columns import COLUMNS, FRAME_TYPES, NAMES
from analysis.intake.conversion import build_events
from analysis.intake.expressions import name
from analysis.intake.formats import read_mapping
from analysis.intake.own_names import OwnName
from analysis.intake.passport import Passport, read_passport
from analysis.intake.quality import Quality
from analysis.intake.quality_counts import count_quality
from analysis.intake.staging import open_stage
from analysis.intake.table_file import read_table_file
from analysis.intake.value import InputError

OURS = ", ".join(map(name, NAMES))


@dataclass(frozen=True)
class Events:
    """An events table and what it left out. `frame` has one row per incident, oldest first, by the declared columns."""

    frame: pd.DataFrame
    rejects: pd.DataFrame  # event_id, row (its place in the file), kind, reason
    passport: Passport
    quality: Quality
    vocabulary: pd.DataFrame | None = None  # what occurs in the whole data set, where `frame` is a part of it

    @property
    def coverage(self) -> tuple[date, date]:
        """First and last day that the data cover: the passport's, else the first and last incident."""
        days, passport = self.frame["date"], self.passport
        return passport.coverage_start or days.min().date(), passport.coverage_end or days.max().date()


def read_events(path: Path, own: Iterable[OwnName] = ()) -> Events:
    """The events in a table file (csv, xlsx, Parquet) with passport and mapping beside it.

    A row that can't be right (impossible date or coordinate, low > best > high, repeated id) goes to `rejects` with
    its reasons and its line in the file; none is dropped in silence, none is mended. `own`: names that the case adds.
    Raises InputError where the file itself is not usable.
    """
    passport = read_passport(path)
    mapping = read_mapping(path.with_suffix(".mapping.yml"))
    covered = (passport.coverage_start, passport.coverage_end)
    with tempfile.TemporaryDirectory() as folder, open_stage(Path(folder)) as connection:
        table = read_table_file(path, str(path), Path(folder))
        rows = build_events(connection, table, mapping, own, covered)
        frame = select_frame(connection, f"SELECT {OURS} FROM kept ORDER BY date, event_id")  # noqa: S608 - our own names
        rejects = connection.execute("SELECT event_id, row, kind, reason FROM rejects ORDER BY row").df()
        if frame.empty:
            raise InputError(
                f"'{path}' has no usable row ({len(rejects)} rejected). First reason: {first_reason(rejects)}."
            )
        quality = count_quality(connection, mapping.dataset, rows, covered, mapping.lag)
    return Events(frame, rejects, passport, quality)


def select_frame(connection: duckdb.DuckDBPyConnection, sql: str, values: Iterable[Any] = ()) -> pd.DataFrame:
    """The rows of a query on declared columns, with the types that every frame of events has."""
    found = connection.execute(sql, list(values)).df()
    types = {column.name: FRAME_TYPES[column.kind] for column in COLUMNS if column.name in found}
    return found.astype(types)


def read_table(path: Path) -> pd.DataFrame:
    """A CSV file as text columns. Raises InputError where it is none, or a row has more fields than the header."""
    if not path.is_file():
        raise InputError(f"'{path}' was not found. Check the name in the case file.")
    try:
        table = pd.read_csv(
            path, dtype=str, keep_default_na=False, na_values=[""], index_col=False, on_bad_lines="error"
        )
    except (pd.errors.ParserError, pd.errors.ParserWarning, pd.errors.EmptyDataError, UnicodeDecodeError) as error:
        raise InputError(f"'{path}' can't be read as a CSV table in UTF-8: {error}") from error
    if len(table.columns) == 1 and ";" in table.columns[0]:
        raise InputError(f"'{path}': the columns seem to be separated by ';'. Save it with commas.")
    return table


def first_reason(rejects: pd.DataFrame) -> str:
    return "the file has no rows" if rejects.empty else str(rejects["reason"].iloc[0])
