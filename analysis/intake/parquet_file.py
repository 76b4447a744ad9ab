"""Parquet files named after their content, which is how the store's parts can be told apart and never change."""

from pathlib import Path

import duckdb

from analysis.intake.arrival import count_hash

ROW_GROUP = 40_000  # rows that a query skips or reads together: about three years of GED
# Different values up to which a column gets a dictionary: for ids and notes it would cost time and save little.
DICTIONARY = 4_000


def write_parquet(connection: duckdb.DuckDBPyConnection, sql: str, folder: Path, kind: str = "") -> Path:
    """The rows of a query as a Parquet file in `folder`: the start of its hash, and `kind`, are its name."""
    draft = folder / f"draft{kind}.parquet"
    options = f"COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP}, DICTIONARY_SIZE_LIMIT {DICTIONARY}"
    connection.execute(f"COPY ({sql}) TO '{draft}' (FORMAT parquet, {options})")
    return draft.rename(folder / f"{count_hash(draft)[:16]}{kind}.parquet")
