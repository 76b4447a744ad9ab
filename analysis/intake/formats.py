"""Formats: how a source's columns become those of the events table, as data (`formats/*.yml`).

A user's own table needs a `Mapping` only: which column is what, and the judgments about single rows (who among the
dead was an attacker, which rows are no armed incident), each with its reason. A known source has a `Format`: a mapping
that can also be recognised and cited.
"""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, model_validator

from analysis.intake.columns import COLUMNS, NAMES
from analysis.intake.known_names import System
from analysis.intake.value import InputError, Value, read_value, read_yaml

FOLDER = Path(__file__).parent / "formats"
OURS = {*NAMES, "killed_total"} - {"attackers_killed", "date_doubt", "reports", "source_id", "dataset"}


class OnlyIf(Value):
    """A condition on one column of the source: it holds one of these values."""

    column: str
    values: tuple[str, ...]


class Source(Value):
    """Where one of our columns comes from.

    `columns`: the first that is filled, or all of them joined by `join`. `codes`: their code -> our word, by the first
    column whose code is listed; a code that is not listed is `otherwise`, or else the row is rejected. `known_as`: the
    name becomes the one that `data/reference/` has for it. `strip`: a regular expression that is taken out.
    """

    columns: tuple[str, ...] = ()
    constant: str | None = None
    join: str | None = None
    codes: dict[str, str] = {}
    otherwise: str | None = None
    known_as: Literal["country", "actor"] | None = None
    system: System = "name"
    only_if: OnlyIf | None = None
    strip: str | None = None
    earliest: bool = False  # of several dates, separated by ';'

    @model_validator(mode="before")
    @classmethod
    def _a_name_is_a_column(cls, given: Any) -> Any:
        if isinstance(given, str):
            return {"columns": (given,)}
        if isinstance(given, dict) and isinstance(given.get("columns"), str):
            return {**given, "columns": (given["columns"],)}
        return given

    @model_validator(mode="after")
    def _says_something(self) -> "Source":
        if not self.columns and self.constant is None:
            raise ValueError("needs 'columns' or 'constant'")
        return self


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
    columns: dict[str, Source]  # ours -> theirs
    dates: tuple[str, ...] = ()  # formats besides YYYY-MM-DD, as strptime writes them
    id_prefix: str = ""
    target_iso3: TargetRule | None = None
    casualties: dict[str, Casualties] = {}  # event_id ->
    unarmed: dict[str, str] = {}  # event_id -> why it is no armed incident
    date_doubts: dict[str, str] = {}  # event_id -> why its date is doubtful
    collapse: tuple[str, ...] = ()  # their columns: rows that agree in all of them report one incident
    unknown_countries: Literal["refuse", "reject"] = "refuse"  # the file, or the row (where codes are made by machine)
    is_day_known: bool = True  # where no column says how well the date is known
    lag: str | None = None  # what `reported` dates: "event to first dated report"
    producer: str = "not stated"
    title: str = "not stated"
    version: str = "not stated"
    licence: str = "not stated"
    citation: str = "not stated"
    urls: tuple[str, ...] = ()
    known_gaps: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _columns_are_ours(self) -> "Mapping":
        if unknown := sorted(set(self.columns) - OURS):
            raise ValueError(f"columns: {', '.join(unknown)} not known. Known: {', '.join(sorted(OURS))}")
        if missing := sorted({"event_id", "date"} - set(self.columns)):
            raise ValueError(f"columns: {' and '.join(missing)} must be mapped")
        for column in COLUMNS:
            source = self.columns.get(column.name)
            words = {*source.codes.values(), source.otherwise, source.constant} - {None} if source else set()
            if column.allowed and (wrong := sorted(str(word) for word in words - set(column.allowed))):
                raise ValueError(f"{column.name}: {', '.join(wrong)} is none of {', '.join(column.allowed)}")
        return self

    def theirs(self) -> tuple[str, ...]:
        """Every column of the source that the mapping needs, once each."""
        named = [name for source in self.columns.values() for name in source.columns]
        named += [source.only_if.column for source in self.columns.values() if source.only_if]
        return tuple(dict.fromkeys([*named, *self.collapse, *([self.target_iso3.column] if self.target_iso3 else [])]))


class Mark(Value):
    """What tells a format from another with the same columns: a value in a column, or the file's name."""

    column: str | None = None
    file: bool = False
    pattern: str
    says: str


class Recognise(Value):
    """How a format is known: columns that must be there, or, without a header, their number and a first row."""

    columns: tuple[str, ...] = Field(min_length=1)
    counts: dict[int, str] = {}  # number of columns -> what has that many
    header: bool = True  # False: `columns` are their names, in order
    first_row: dict[str, str] = {}  # column -> pattern; for files without a header
    marks: tuple[Mark, ...] = ()  # one of them must hold


class Format(Mapping):
    """A known source: how it is recognised, cited and converted."""

    recognise: Recognise
    optional: tuple[str, ...] = ()  # their columns that some layouts lack
    versions: tuple[str, ...] = ()  # patterns that find the version in a file's name
    coverage: Literal["yearly", "monthly", "rows"] = "rows"  # what a version number says of the days covered
    first_day: date | None = None  # of coverage, for a yearly release
    rank: int = 0  # where two releases hold the same id, the one with the higher rank keeps it


@cache
def read_formats() -> dict[str, Format]:
    """The known formats by name. A format that `extends` another has all that it does not say differently."""
    contents = {path.stem: read_yaml(path) for path in sorted(FOLDER.glob("*.yml"))}
    found = {}
    for name, content in contents.items():
        base = contents[content.pop("extends")] if "extends" in content else {}
        found[name] = Format.model_validate({**base, **content})
    return found


def find_format(name: str) -> Format:
    """The format of that name. Raises InputError with the names there are."""
    formats = read_formats()
    if name not in formats:
        raise InputError(
            f"there is no format '{name}'. Expected one of {', '.join(formats)}, or give --mapping FILE.yml."
        )
    return formats[name]


def read_mapping(path: Path) -> Mapping:
    """The mapping in a YAML file; every fault is reported with its line. Raises InputError."""
    return read_value(Mapping, path)
