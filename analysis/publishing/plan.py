"""A plan: the briefings of one batch, from a YAML file or the command line, all checked before any is run."""

import datetime as dt
import hashlib
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field

from analysis.intake.case_folder import find_case
from analysis.intake.value import InputError, Value, read_value
from analysis.publishing.limits import Limits
from analysis.publishing.parameters import Parameter, fill_parameters
from analysis.publishing.workbook import FORMATS, check_formats

LONGEST = 100  # characters of a folder's name; file systems allow 255 bytes
SHOWN = 20  # faults listed; the rest are counted


def _as_text(value: object) -> object:
    """A YAML value as it would be typed: `2026-04-17`, `true`, `30`."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, str | int | float | dt.date) else value


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


Text = Annotated[str, BeforeValidator(_as_text)]


class Row(Value):
    """Some briefings of a plan: every case, with the parameters, in every combination of the matrix."""

    case: Annotated[tuple[Text, ...], BeforeValidator(_as_list), Field(min_length=1)]
    parameters: dict[str, Text] = {}
    matrix: dict[str, Annotated[tuple[Text, ...], Field(min_length=1)]] = {}


class Plan(Value):
    """What a plan file says. `parameters` are those of all briefings; a row's own win."""

    briefings: tuple[Row, ...] = Field(min_length=1)
    parameters: dict[str, Text] = {}
    to: tuple[str, ...] = FORMATS
    out: str | None = None
    limits: Limits = Limits()


@dataclass(frozen=True)
class Entry:
    """One briefing to be made. `shelf`: the folder of its editions; `where`: its place in the plan, for messages."""

    case: str
    given: dict[str, str]
    shelf: str
    where: str


def read_plan(path: Path) -> Plan:
    """The plan in a file. Raises InputError listing every fault with its line."""
    plan = read_value(Plan, path)
    check_formats(plan.to)
    return plan


def list_entries(plan: Plan, name: str, declared: tuple[Parameter, ...]) -> tuple[Entry, ...]:
    """All briefings of a plan. Runs nothing. Raises InputError that lists what is wrong with any of them.

    `name`: what messages call the plan. Whether a day lies in a case's data is checked later, when the case is read.
    """
    entries = tuple(expand(plan, name))
    folders: dict[str, Path | InputError] = {}
    faults = [fault for entry in entries for fault in find_faults(entry, declared, folders)]
    places = Counter(" ".join(filter(None, [entry.shelf, entry.given.get("as_of")])) for entry in entries)
    twice = [place for place, count in places.items() if count > 1]
    faults += [f"{name}: two briefings are the same: {place}. Take one out." for place in twice]
    if faults:
        more = [f"… and {len(faults) - SHOWN} more."] if len(faults) > SHOWN else []
        raise InputError("\n".join([*faults[:SHOWN], *more, f"None of the {len(entries)} briefings was run."]))
    return entries


def expand(plan: Plan, name: str) -> Iterator[Entry]:
    """Each row's cases times each combination of its matrix."""
    number = 0
    for row in plan.briefings:
        for case, *values in itertools.product(row.case, *row.matrix.values()):
            number += 1
            given = {**plan.parameters, **row.parameters, **dict(zip(row.matrix, values, strict=True))}
            yield Entry(case, given, name_shelf(case, given), f"{name}, briefing {number} ({case})")


def find_faults(entry: Entry, declared: tuple[Parameter, ...], folders: dict[str, Path | InputError]) -> Iterator[str]:
    """What is wrong with an entry. `folders` keeps what has been looked up."""
    if entry.case not in folders:
        try:
            folders[entry.case] = find_case(entry.case)
        except InputError as error:
            folders[entry.case] = error
    found = folders[entry.case]
    if isinstance(found, InputError):
        yield f"{entry.where}: {found}"
    try:
        fill_parameters(entry.given, declared)
        if entry.given.get("as_of"):
            dt.date.fromisoformat(entry.given["as_of"])
    except InputError as error:
        yield f"{entry.where}: {error}"
    except ValueError:
        yield f"{entry.where}: as_of '{entry.given['as_of']}' is no date. Expected YYYY-MM-DD, like 2026-04-17."


def name_shelf(case: str, given: dict[str, str]) -> str:
    """The folder of a briefing's editions: the case and what is set for it, so that no two briefings share one.

    The day is not part of it: editions of different days stand side by side, and each is compared with the one before.
    """
    parts = [Path(case).name, *(f"{key}={value}" for key, value in sorted(given.items()) if key != "as_of" and value)]
    name = ",".join(re.sub(r"[^\w.=-]+", "-", part) for part in parts)
    if len(name) > LONGEST or name != ",".join(parts):
        name = f"{name[: LONGEST - 9]}-{hashlib.sha256(','.join(parts).encode()).hexdigest()[:8]}"
    return name


def split_matrix(words: list[str]) -> dict[str, list[str]]:
    """`name=a,b,c` words as a matrix. Raises InputError."""
    matrix = {}
    for word in words:
        name, sign, values = word.partition("=")
        if not sign or not name or not all(values.split(",")):
            raise InputError(f"--matrix '{word}': expected name=value,value, like --matrix horizon_days=30,90.")
        if name in matrix:
            raise InputError(f"--matrix '{name}' is given twice. Give it once, with all its values.")
        matrix[name] = values.split(",")
    return matrix
