"""The events table: one schema for any source, and a rejects list with a reason for every row left out.

A source's own columns become ours through a mapping file (`<name>.mapping.yml` beside the data), which also holds the
judgments about single rows: who among the dead was an attacker, which rows are no armed incident. Judgments about
data are data; no row is changed in code.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pandera.pandas as pa
from pydantic import model_validator

from analysis.intake.passport import Passport, read_passport
from analysis.intake.value import InputError, Value, read_value

DATE_FORMATS = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}
YEARS = (1900, 2100)  # a year outside them is a slip of the pen; beyond 2262 pandas can't hold it
NUMBERS = ["latitude", "longitude", "killed_low", "killed_best", "killed_high", "killed_of_target", "injured"]
COUNTS = NUMBERS[2:]
KILLED = ("killed_low", "killed_best", "killed_high")
TEXTS = [
    "date_precision", "country_iso3", "admin1", "place", "geo_precision", "border_segment", "event_type", "weapon",
    "perpetrator", "attribution_status", "target", "note", "source", "source_url", "confidence",
]  # fmt: skip


class Casualties(Value):
    """Who died in one row, attackers apart, and the words of the source that say so."""

    killed_low: int | None = None
    killed_best: int | None = None
    killed_high: int | None = None
    attackers_killed: int | None = None
    reason: str


class TargetRule(Value):
    """Rows whose `column` holds `value` were directed at nationals of `iso3`."""

    column: str
    value: str
    iso3: str


class Mapping(Value):
    """How a source's columns become ours, and the judgments on single rows, each with its reason."""

    dataset: str
    columns: dict[str, str]  # ours -> theirs
    target_iso3: TargetRule | None = None
    casualties: dict[str, Casualties] = {}  # event_id ->
    unarmed: dict[str, str] = {}  # event_id -> why it is no armed incident
    date_doubts: dict[str, str] = {}  # event_id -> why its date is doubtful

    @model_validator(mode="after")
    def _columns_are_ours(self) -> "Mapping":
        known = {"event_id", "date", "killed_total", *TEXTS, *NUMBERS}
        if unknown := sorted(set(self.columns) - known):
            raise ValueError(f"columns: {', '.join(unknown)} not known. Known: {', '.join(sorted(known))}")
        if missing := sorted({"event_id", "date"} - set(self.columns)):
            raise ValueError(f"columns: {' and '.join(missing)} must be mapped")
        return self


@dataclass(frozen=True)
class Events:
    """An events table and what it left out. `frame` has one row per incident, oldest first, by the schema below."""

    frame: pd.DataFrame
    rejects: pd.DataFrame  # event_id, row (line in the file), reason
    passport: Passport
    mapping: Mapping

    @property
    def coverage(self) -> tuple[date, date]:
        """First and last day that the data cover: the passport's, else the first and last incident."""
        first, last = self.frame["date"].min().date(), self.frame["date"].max().date()
        return self.passport.coverage_start or first, self.passport.coverage_end or last


@cache
def schema() -> pa.DataFrameSchema:
    """The one declaration of the events table's columns. Casualties count victims; attackers stand apart."""

    def count() -> pa.Column:
        checks = [
            pa.Check.ge(0, error="must not be negative"),
            pa.Check(lambda column: column.isna() | (column % 1 == 0), error="must be a whole number"),
        ]
        return pa.Column(float, checks, nullable=True)

    return pa.DataFrameSchema(
        {
            "event_id": pa.Column(str, pa.Check.str_length(min_value=1, error="is empty")),
            "date": pa.Column("datetime64[ns]", nullable=True),
            "latitude": pa.Column(float, pa.Check.in_range(-90, 90, error="must lie in -90 … 90"), nullable=True),
            "longitude": pa.Column(float, pa.Check.in_range(-180, 180, error="must lie in -180 … 180"), nullable=True),
            **{name: count() for name in [*COUNTS, "attackers_killed"]},
            **{name: pa.Column(str, nullable=True) for name in [*TEXTS, "target_iso3", "date_doubt"]},
            "is_armed": pa.Column(bool),
            "dataset": pa.Column(str),
        },
        checks=[
            pa.Check(lambda f: ordered(f["killed_low"], f["killed_best"]), error="killed_low exceeds killed_best"),
            pa.Check(lambda f: ordered(f["killed_best"], f["killed_high"]), error="killed_best exceeds killed_high"),
            pa.Check(lambda f: ordered(f["killed_low"], f["killed_high"]), error="killed_low exceeds killed_high"),
        ],
        strict=True,
        ordered=False,
    )


def read_events(path: Path) -> Events:
    """The events in a CSV file with passport and mapping beside it.

    A row that can't be right (impossible date or coordinate, low > best > high, repeated id) goes to `rejects` with
    its reasons and its line in the file; none is dropped in silence, none is mended. Raises InputError where the file
    itself is not usable.
    """
    passport = read_passport(path)
    mapping = read_value(Mapping, path.with_suffix(".mapping.yml"))
    raw = read_table(path)
    check_columns(path, mapping, raw)
    frame = match_columns(raw, mapping)
    faults = find_faults(raw, frame, mapping)
    for row, reason in find_uncovered(frame, passport).items():
        faults.setdefault(row, []).append(reason)
    rejects = pd.DataFrame(
        [(frame["event_id"].iloc[row], row + 2, "; ".join(reasons)) for row, reasons in sorted(faults.items())],
        columns=["event_id", "row", "reason"],
    )
    kept = frame.drop(index=list(faults)).sort_values(["date", "event_id"], ignore_index=True)
    if kept.empty:
        raise InputError(
            f"'{path}' has no usable row ({len(rejects)} rejected). First reason: {first_reason(rejects)}."
        )
    return Events(frame=schema().validate(kept), rejects=rejects, passport=passport, mapping=mapping)


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


def check_columns(path: Path, mapping: Mapping, raw: pd.DataFrame) -> None:
    """Raises InputError naming the mapped columns that the file lacks, and the row judgments that fit no row."""
    wanted = {*mapping.columns.values(), *([mapping.target_iso3.column] if mapping.target_iso3 else [])}
    missing = sorted(wanted - set(raw.columns))
    if missing:
        raise InputError(f"'{path}' lacks the columns {', '.join(missing)}. It has: {', '.join(raw.columns)}.")
    ids = set(raw[mapping.columns["event_id"]])
    stale = sorted({*mapping.casualties, *mapping.unarmed, *mapping.date_doubts} - ids)
    if stale:
        where = path.with_suffix(".mapping.yml")
        raise InputError(
            f"{where}: no row of '{path.name}' has the id {', '.join(stale)}. Correct or remove the entry."
        )


def match_columns(raw: pd.DataFrame, mapping: Mapping) -> pd.DataFrame:
    """The file's rows under our column names and types; what can't be converted is empty. Keeps order and length."""
    theirs = {ours: raw[name] for ours, name in mapping.columns.items()}
    empty = pd.Series([None] * len(raw), dtype="str")
    frame = pd.DataFrame({name: theirs.get(name, empty) for name in ["event_id", *TEXTS]}).astype("str")
    frame["date_precision"] = frame["date_precision"].fillna("day")
    frame["date"] = parse_dates(theirs["date"], frame["date_precision"])
    total = pd.to_numeric(theirs.get("killed_total", empty), errors="coerce").astype(float)
    for name in NUMBERS:
        frame[name] = pd.to_numeric(theirs.get(name, empty), errors="coerce").astype(float)
    for name in KILLED:
        frame[name] = frame[name].fillna(total)
    frame["attackers_killed"] = np.nan
    frame = select_casualties(frame, mapping)
    frame["target_iso3"] = match_target(raw, mapping)
    frame["is_armed"] = ~frame["event_id"].isin(list(mapping.unarmed))
    frame["date_doubt"] = frame["event_id"].map(mapping.date_doubts).astype("str")
    return frame.assign(dataset=mapping.dataset)


def parse_dates(text: pd.Series, precision: pd.Series) -> pd.Series:
    """First day of each stated day, month or year; NaT where it is none."""
    parsed = [
        pd.to_datetime(value, format=DATE_FORMATS.get(kind, "%Y-%m-%d"), errors="coerce")
        for value, kind in zip(text, precision, strict=True)
    ]
    column = pd.Series(parsed, dtype="datetime64[s]")
    return column.where(column.dt.year.between(*YEARS)).astype("datetime64[ns]")


def select_casualties(frame: pd.DataFrame, mapping: Mapping) -> pd.DataFrame:
    """The frame with victims and attackers apart, as the mapping judged them."""
    frame = frame.copy()
    for event_id, judged in mapping.casualties.items():
        rows = frame["event_id"] == event_id
        for name in (*KILLED, "attackers_killed"):
            value = getattr(judged, name)
            frame.loc[rows, name] = np.nan if value is None else float(value)
    return frame


def match_target(raw: pd.DataFrame, mapping: Mapping) -> pd.Series:
    """Whose nationals each row was directed at; empty where no rule says."""
    rule = mapping.target_iso3
    target = pd.Series([None] * len(raw), dtype="str")
    return target if rule is None else target.mask(raw[rule.column] == rule.value, rule.iso3)


def find_faults(raw: pd.DataFrame, frame: pd.DataFrame, mapping: Mapping) -> dict[int, list[str]]:
    """What is wrong with each faulty row, by its position."""
    faults: dict[int, list[str]] = {}
    judged = frame["event_id"].isin(list(mapping.casualties))
    for name in ["date", *NUMBERS, "killed_total"]:
        theirs = raw.get(mapping.columns.get(name, ""))
        if theirs is not None:
            ours = pd.to_numeric(theirs, errors="coerce") if name == "killed_total" else frame[name]
            excused = judged if name.startswith("killed_") else False
            for row in np.flatnonzero(theirs.notna() & ~np.isfinite(numbers(ours)) & ~excused):
                faults.setdefault(int(row), []).append(f"{name}: '{theirs.iloc[row]}' is not a valid {kind_of(name)}")
    for row in np.flatnonzero(~frame["date_precision"].isin(list(DATE_FORMATS))):
        given = frame["date_precision"].iloc[row]
        faults.setdefault(int(row), []).append(f"date_precision: '{given}' is none of {', '.join(DATE_FORMATS)}")
    for row in np.flatnonzero(raw[mapping.columns["date"]].isna()):
        faults.setdefault(int(row), []).append("date: is missing")
    for row in np.flatnonzero(frame["event_id"].duplicated()):
        faults.setdefault(int(row), []).append(
            f"event_id: '{frame['event_id'].iloc[row]}' stands in an earlier row too"
        )
    try:
        schema().validate(frame, lazy=True)
    except pa.errors.SchemaErrors as error:
        for case in error.failure_cases.dropna(subset=["index"]).itertuples():
            reason = (
                case.check
                if case.schema_context == "DataFrameSchema"
                else f"{case.column}: {case.failure_case} {case.check}"
            )
            reasons = faults.setdefault(int(case.index), [])
            if reason not in reasons:
                reasons.append(reason)
    return faults


def find_uncovered(frame: pd.DataFrame, passport: Passport) -> dict[int, str]:
    """Rows dated outside what the passport says is covered: there the table is no record, so they can't be counted."""
    first = pd.Timestamp(passport.coverage_start) if passport.coverage_start else frame["date"].min()
    last = pd.Timestamp(passport.coverage_end) if passport.coverage_end else frame["date"].max()
    outside = np.flatnonzero((frame["date"] < first) | (frame["date"] > last))
    reason = f"date: lies outside the coverage that the passport states, {first:%Y-%m-%d} to {last:%Y-%m-%d}"
    return {int(row): reason for row in outside}


def numbers(column: pd.Series) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """A column as plain floats; days as a number, what is missing as NaN."""
    if column.dtype.kind == "M":
        return np.where(column.isna(), np.nan, 0.0)
    return np.asarray(column, dtype=np.float64)


def ordered(low: pd.Series, high: pd.Series) -> pd.Series:
    """True where low <= high or one of them is not known."""
    return (low <= high) | low.isna() | high.isna()


def kind_of(name: str) -> str:
    return "date (expected YYYY-MM-DD, or YYYY-MM or YYYY by its precision)" if name == "date" else "number"


def first_reason(rejects: pd.DataFrame) -> str:
    return "the file has no rows" if rejects.empty else str(rejects["reason"].iloc[0])
