"""Corrections: mistakes in event data, mended on reading, each one by a written decision and never in code.

`data/reference/corrections.yml` lists them: row, column, what stands there, what should stand there, why, after which
source. The data file stays as its producer published it. A correction that no longer matches is an error: either the
producer mended the row, or a wrong row would now be changed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
from pydantic import Field, model_validator

from analysis.intake.checks import find_wrong
from analysis.intake.events import Events
from analysis.intake.passport import read_passport
from analysis.intake.value import InputError, Value, read_value

NAME = "corrections.yml"
Cell = bool | int | float | date | str | None  # what YAML can say of a cell
FIXED = ("event_id", "dataset")  # what a row is found by


class Correction(Value):
    """One cell that is wrong, and what it should be. `column` is a column of the events table; empty is null."""

    dataset: str = Field(min_length=1)  # as the case names it: a file in data/events/, or a data set of the store
    row: str = Field(min_length=1)  # its event_id
    column: str
    old: Cell
    new: Cell
    reason: str = Field(min_length=1)
    source: str = Field(min_length=1)
    date: date
    expect: str = Field(min_length=1)  # what changes in the findings, so that a surprise is noticed

    @model_validator(mode="after")
    def _changes_something(self) -> "Correction":
        if self.column in FIXED:
            raise ValueError(f"a correction can't change {self.column}: by it the row is found")
        if self.old == self.new:
            raise ValueError(f"old and new are the same ({self.old!r})")
        return self


class Corrections(Value):
    """What the corrections file says."""

    corrections: tuple[Correction, ...] = ()

    @model_validator(mode="after")
    def _each_cell_once(self) -> "Corrections":
        cells = [(each.dataset, each.row, each.column) for each in self.corrections]
        if twice := sorted({" ".join(cell) for cell in cells if cells.count(cell) > 1}):
            raise ValueError(f"corrected more than once: {'; '.join(twice)}")
        return self


def read_corrections(path: Path, dataset: str) -> tuple[Correction, ...]:
    """The corrections of one data set, checked against the file's passport; none where there is no file.

    Raises InputError.
    """
    if not path.is_file():
        return ()
    read_passport(path)
    return tuple(each for each in read_value(Corrections, path).corrections if each.dataset == dataset)


def correct_events(events: Events, corrections: Sequence[Correction]) -> Events:
    """The events with every correction made, oldest first; the given ones stay as they are.

    Raises InputError where a correction does not match, or makes a row that can't be right.
    """
    if not corrections:
        return events
    frame = correct_frame(events.frame, corrections)
    changed = frame[frame["event_id"].isin([each.row for each in corrections])]
    if wrong := find_wrong(changed, (events.passport.coverage_start, events.passport.coverage_end)):
        row, reason = next(iter(wrong.items()))
        raise InputError(f"{NAME}: after the corrections row {row} can't be right any more: {reason}.")
    return replace(events, frame=frame)


def correct_frame(frame: pd.DataFrame, corrections: Sequence[Correction]) -> pd.DataFrame:
    """A frame with every correction made, oldest first. Raises InputError where one does not match."""
    check_corrections(frame, corrections)
    mended = frame.copy()
    for each in corrections:
        mended.loc[mended["event_id"] == each.row, each.column] = convert(each.new, kind_of(frame, each.column))
    return mended.sort_values(["date", "event_id"], ignore_index=True)


def check_corrections(frame: pd.DataFrame, corrections: Iterable[Correction]) -> None:
    """Raises InputError for the first correction whose row, column or old value is not there, saying what is.

    `frame` needs no more than the rows that are corrected.
    """
    for each in corrections:
        where = f"{NAME}: the correction of '{each.dataset}', row {each.row}, column {each.column}"
        if each.column not in frame.columns:
            known = ", ".join(name for name in frame.columns if name not in FIXED)
            raise InputError(f"{where}: there is no such column. The events table has: {known}.")
        kind = kind_of(frame, each.column)
        for given in (each.old, each.new):
            if not is_kind(given, kind):
                raise InputError(f"{where}: '{given}' is no {kind}. Write a {kind}, or null for an empty cell.")
        rows = frame[frame["event_id"] == each.row]
        if rows.empty:
            raise InputError(f"{where}: the usable rows hold no such id. Remove the correction, or correct the id.")
        found, old = rows[each.column].iloc[0], convert(each.old, kind)
        if not (pd.isna(found) if pd.isna(old) else found == old):
            raise InputError(
                f"{where}: expected {shown(old)}, found {shown(found)}. The producer may have mended it: look, then "
                "remove the correction or write it anew."
            )


def kind_of(frame: pd.DataFrame, column: str) -> str:
    """What a column holds: "date", "number", "truth value" or "text"."""
    return {"M": "date", "f": "number", "i": "number", "b": "truth value"}.get(frame[column].dtype.kind, "text")


def is_kind(given: Cell, kind: str) -> bool:
    """Whether a value from the corrections file can stand in a column of that kind; an empty one can in any."""
    if given is None:
        return True
    wanted = {"date": date, "number": int | float, "truth value": bool, "text": str}[kind]
    return isinstance(given, wanted) and isinstance(given, bool) == (kind == "truth value")


def convert(given: Cell, kind: str) -> Any:
    """A value from the corrections file as a frame holds it."""
    if given is None:
        return pd.NaT if kind == "date" else float("nan")
    return pd.Timestamp(given) if kind == "date" else float(given) if kind == "number" else given  # type: ignore[arg-type]  # is_kind has seen to it


def shown(value: Any) -> str:
    """A cell as the file would say it."""
    return "nothing" if pd.isna(value) else f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else f"'{value}'"


def build_corrected(relation: str, corrections: Sequence[Correction]) -> str:
    """SQL that stands after FROM: the relation with every correction made. Does not check that they match."""
    if not corrections:
        return relation
    cells = ", ".join(
        f'CASE event_id {whens} ELSE "{column}" END AS "{column}"'
        for column in dict.fromkeys(each.column for each in corrections)
        for whens in [
            " ".join(f"WHEN {literal(c.row)} THEN {literal(c.new)}" for c in corrections if c.column == column)
        ]
    )
    return f"(SELECT * REPLACE ({cells}) FROM {relation})"  # noqa: S608 - every value is a literal, quotes doubled


def literal(value: object) -> str:
    """A value as SQL."""
    if value is None:
        return "NULL"
    return str(value) if isinstance(value, int | float) else "'" + str(value).replace("'", "''") + "'"
