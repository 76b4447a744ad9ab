"""A table file: its columns, its first rows, and how DuckDB reads it, whether csv, Excel or Parquet."""

import csv
import datetime as dt
import re
import warnings
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import duckdb

from analysis.intake.arrival import check_sizes
from analysis.intake.value import InputError

SNIFFED = 1 << 18  # bytes that are looked at for columns and first rows
SAMPLE = 200  # rows that are looked at for marks of a format
HXL = re.compile(r"#\w+(\s*[+]\w+)*")
DELIMITERS = (",", "\t", ";", "|")


@dataclass(frozen=True)
class TableFile:
    """A table on disk. `columns` are its header, or None where it has none; `sample` its first rows, as text."""

    path: Path
    name: str  # as it was given, for messages
    columns: tuple[str, ...] | None
    width: int
    sample: tuple[tuple[str, ...], ...]
    delimiter: str | None = None  # None: Parquet
    skipped: int = 0  # lines before the first row
    notes: tuple[str, ...] = ()

    def named(self, columns: tuple[str, ...]) -> "TableFile":
        """The same table with names for its columns, where it has no header."""
        return TableFile(
            self.path,
            self.name,
            columns[: self.width],
            self.width,
            self.sample,
            self.delimiter,
            self.skipped,
            self.notes,
        )


def read_table_file(path: Path, name: str, folder: Path) -> TableFile:
    """What kind of table a file is. An Excel sheet becomes a csv in `folder` first. Raises InputError."""
    with path.open("rb") as file:
        magic = file.read(4)
    if magic == b"PAR1":
        return read_parquet_header(path, name)
    if magic[:2] == b"PK":
        sheet, notes = write_sheet(path, folder / "sheet.csv")
        return read_csv_header(sheet, name, notes)
    return read_csv_header(path, name)


def read_parquet_header(path: Path, name: str) -> TableFile:
    try:
        with duckdb.connect() as connection:
            found = connection.execute("SELECT COLUMNS(*)::VARCHAR FROM read_parquet(?) LIMIT ?", [str(path), SAMPLE])
            columns = tuple(each[0] for each in found.description or ())
            rows = tuple(tuple("" if v is None else v for v in row) for row in found.fetchall())
    except duckdb.Error as error:
        raise InputError(f"'{name}' can't be read as Parquet: {first_line(error)}") from error
    return TableFile(path, name, columns, len(columns), rows)


def read_csv_header(path: Path, name: str, notes: tuple[str, ...] = ()) -> TableFile:
    """Columns, delimiter and first rows of a csv file, and whether a row of HXL tags stands under the header."""
    with path.open("rb") as file:
        start = file.read(SNIFFED)
    if b"\0" in start:
        raise InputError(f"'{name}' is no table of text: it holds zero bytes. Expected csv in UTF-8, xlsx or parquet.")
    text = start.decode("utf-8-sig", errors="replace")
    delimiter = max(DELIMITERS, key=text.partition("\n")[0].count)
    rows = list(read_records(text, delimiter, whole=len(start) < SNIFFED))
    if not rows:
        raise InputError(f"'{name}' has no rows.")
    header = rows[0] if is_header(rows[0]) else None
    if header is None:
        return TableFile(path, name, None, len(rows[0]), tuple(rows[:SAMPLE]), delimiter, 0, notes)
    if repeated := sorted({each for each in header if header.count(each) > 1}):
        raise InputError(f"'{name}': the column {', '.join(repeated)} stands more than once in the header.")
    tagged = len(rows) > 1 and is_tags(rows[1])
    notes = (*notes, "a row of HXL tags under the header was left out") if tagged else notes
    first = 1 + tagged
    return TableFile(path, name, header, len(header), tuple(rows[first : first + SAMPLE]), delimiter, first, notes)


def read_records(text: str, delimiter: str, whole: bool) -> Iterator[tuple[str, ...]]:
    """The records in the first part of a csv file, all but the last, which may be cut."""
    quoting: Literal[0, 3] = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
    lines = text.splitlines(keepends=True)
    records: list[tuple[str, ...]] = []
    with suppress(csv.Error):  # DuckDB says what is wrong and where
        records += (tuple(r) for r in csv.reader(lines, delimiter=delimiter, quoting=quoting) if r)
    yield from records if whole else records[:-1]


def is_header(row: Iterable[str]) -> bool:
    """Whether a first row names columns: no cell is empty, a number or a date."""
    return all(cell.strip() and not re.fullmatch(r"[-+\d.,:/\sTZ]+", cell) for cell in row)


def is_tags(row: Iterable[str]) -> bool:
    cells = [cell.strip() for cell in row if cell.strip()]
    return bool(cells) and all(HXL.fullmatch(cell) for cell in cells)


def write_sheet(path: Path, target: Path) -> tuple[Path, tuple[str, ...]]:
    """The first sheet of an Excel file as csv, days as YYYY-MM-DD. Raises InputError."""
    import zipfile

    import openpyxl

    try:
        with zipfile.ZipFile(path) as archive:
            check_sizes(path, archive)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles that it drops; we want cells only
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        sheets = book.worksheets
        with target.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([show_cell(cell) for cell in row] for row in trim(sheets[0]))
        book.close()
    except (OSError, KeyError, ValueError, IndexError, zipfile.BadZipFile) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(f"'{path}' can't be read as an Excel file (.xlsx): {error}") from error
    more = f"; {len(sheets) - 1} further sheets were not read" if len(sheets) > 1 else ""
    return target, (f"sheet '{sheets[0].title}' of an Excel file{more}",)


def trim(sheet: object) -> Iterator[tuple[object, ...]]:
    """The rows of a sheet as wide as its first row, without the empty ones."""
    width = 0
    for row in sheet.iter_rows(values_only=True):  # type: ignore[attr-defined]  # openpyxl is untyped
        if not width:
            width = max((at + 1 for at, cell in enumerate(row) if cell is not None), default=0)
        if any(cell is not None for cell in row):
            yield row[:width]


def show_cell(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ")
    if isinstance(cell, bool):
        return str(cell).lower()
    return str(cell)


def first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]
