"""The forecast ledger: what a case's published editions forecast, in `forecasts.csv`, only ever added to.

Each row ends in `chain`: a hash of the row and of the chain before it, so that a row that was changed, moved or taken
out breaks every chain after it, while git still shows each added row as one line.
"""

import csv
import hashlib
import io
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError, field_validator, model_validator
from ruamel.yaml import YAML

from analysis.intake.passport import find_passport, read_passport
from analysis.intake.value import InputError, Value

NAME = "forecasts.csv"
Key = tuple[date, int, str]
CHAIN = 16  # hexadecimal digits: enough that no slip passes; who wants to forge the ledger can, but git tells


class Forecast(Value):
    """One forecast of at least one incident in a scope, with the rule by which it will be settled."""

    as_of: date  # the day that the edition spoke from
    origin: date  # the last day that the data covered; the horizon starts on the next
    horizon_days: int = Field(ge=1)
    until: date  # the last day of the horizon
    scope: str
    scope_text: str
    probability: float = Field(ge=0, le=1)
    model: str
    opponents: dict[str, float]
    rule: str
    data: str
    data_sha256: str
    data_end: date  # how far the data reached that it was made from; after `origin`: it was made in hindsight

    @field_validator("opponents", mode="before")
    @classmethod
    def _as_written(cls, given: Any) -> Any:
        """From a cell of the ledger: "never 0; all-history rate 0.386045"."""
        return dict(part.rsplit(" ", 1) for part in given.split("; ")) if isinstance(given, str) else given

    @model_validator(mode="after")
    def _runs_for_its_horizon(self) -> "Forecast":
        if self.until - self.origin != timedelta(days=self.horizon_days):
            raise ValueError(f"until {self.until} is not {self.horizon_days} days after origin {self.origin}")
        return self

    @property
    def key(self) -> Key:
        """What a case forecasts once only."""
        return self.origin, self.horizon_days, self.scope

    def cells(self) -> list[str]:
        """The row as it stands in the ledger, without its chain."""
        values = self.model_dump(mode="json")
        values["opponents"] = "; ".join(f"{name} {chance:g}" for name, chance in self.opponents.items())
        return [" ".join(str(value).split()) for value in values.values()]


def read_forecasts(folder: Path) -> tuple[Forecast, ...]:
    """The ledger of the case in a folder, in the order of writing; empty where there is none.

    Raises InputError where the file differs from its passport, a chain is broken, or a row is no forecast.
    """
    path = folder / NAME
    if not path.is_file():
        return ()
    read_passport(path)
    return parse_forecasts(path)


def write_forecasts(folder: Path, rows: Iterable[Mapping[str, Any]]) -> int:
    """Adds to the ledger what it does not hold yet, and returns how many rows that were.

    A forecast from the same last covered day, over the same horizon, of the same scope is never entered twice: the
    first one stands. Ledger and passport are replaced whole. Raises InputError, and then writes nothing.
    """
    path = folder / NAME
    with locked(folder):
        known = {each.key: each for each in read_forecasts(folder)}
        added: dict[Key, Forecast] = {}
        for each in (Forecast.model_validate(dict(row)) for row in rows):
            if each.key not in known:
                added.setdefault(each.key, each)
        if added:
            text = path.read_text(encoding="utf-8") if known else render_row([*Forecast.model_fields, "chain"])
            text += render_rows(added.values(), text)
            passport = render_passport(folder.name, text, [*known.values(), *added.values()])
            write_together({path: text, find_passport(path): passport})
    return len(added)


def parse_forecasts(path: Path) -> tuple[Forecast, ...]:
    """The rows of a ledger whose chain is whole. Raises InputError naming the line."""
    header, *lines = csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))
    if header != [*Forecast.model_fields, "chain"]:
        raise InputError(f"'{path}' has other columns than a forecast ledger. Restore it (git checkout).")
    found, chain = [], ""
    for number, (*cells, stated) in enumerate(lines, start=2):
        chain = link(chain, cells)
        if chain != stated:
            raise InputError(
                f"'{path}', line {number}: its chain is '{stated}', expected '{chain}': this row, or one before it, "
                "was changed, moved or taken out since it was written. The ledger is only ever added to: restore it "
                "(git checkout)."
            )
        try:
            found.append(Forecast.model_validate(dict(zip(Forecast.model_fields, cells, strict=True))))
        except (ValidationError, ValueError) as error:
            raise InputError(f"'{path}', line {number}: no forecast ({error}). Restore the file.") from error
    return tuple(found)


def link(chain: str, cells: list[str]) -> str:
    """The chain of a row, from that of the row before ("" for the first) and its cells."""
    return hashlib.sha256("\x1f".join([chain, *cells]).encode()).hexdigest()[:CHAIN]


def render_rows(forecasts: Iterable[Forecast], before: str) -> str:
    """Further lines for a ledger, chained to the last line of what it holds already."""
    last = next(csv.reader([before.splitlines()[-1]]))[-1]
    chain, text = "" if last == "chain" else last, ""
    for each in forecasts:
        chain = link(chain, each.cells())
        text += render_row([*each.cells(), chain])
    return text


def render_row(cells: list[str]) -> str:
    """One line of CSV."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


def render_passport(case: str, ledger: str, forecasts: list[Forecast]) -> str:
    """The ledger's passport, as every data file has one. Its dates are the forecasts' own: runs stay reproducible."""
    newest, content = max(each.as_of for each in forecasts), ledger.encode()
    fields = {
        "producer": "Briefbook",
        "title": f"Forecasts of the case {case}",
        "version": f"{len(forecasts)} rows",
        "description": "What published editions forecast, written by 'briefbook run' and settled by later ones.",
        "licence": "as the other files of the case",
        "citation": f"Briefbook, forecast ledger of the case {case}, to {newest:%-d %B %Y}.",
        "accessed": newest,
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
        "known_gaps": ["Where data_end lies after origin, the forecast was made in hindsight, from the days before."],
    }
    out = io.StringIO()
    YAML().dump(fields, out)
    return out.getvalue()


def write_together(texts: dict[Path, str]) -> None:
    """Writes files beside their places first and moves them there last. Raises InputError."""
    made: dict[Path, Path] = {}
    try:
        for path, text in texts.items():
            handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
            made[Path(name)] = path
            with os.fdopen(handle, "wb") as file:
                file.write(text.encode())
            Path(name).chmod(0o644)
        for temporary, path in made.items():
            temporary.replace(path)
    except OSError as error:
        raise InputError(f"the forecasts can't be written to '{path.parent}' ({error.strerror or error}).") from error
    finally:
        for temporary in made:
            temporary.unlink(missing_ok=True)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Lets one run at a time write to a case folder; on Windows, which has no such lock, the last one wins."""
    if sys.platform == "win32":
        yield
        return
    import fcntl  # not there on Windows

    place = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(place, fcntl.LOCK_EX)
        yield
    finally:
        os.close(place)
