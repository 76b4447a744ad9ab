"""Passports: what a data file is, where it came from, and proof that it is still that file.

The passport of `incidents.csv` is `incidents.csv.source.yml` beside it. Reading a file checks its passport first.
"""

import hashlib
from datetime import date
from pathlib import Path

from pydantic import Field, model_validator

from analysis.intake.value import InputError, Value, read_value

SUFFIX = ".source.yml"


class MadeFrom(Value):
    """A file that a data file was made from, as its producer published it."""

    name: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    bytes: int = Field(gt=0)


class Passport(Value):
    """Who made a data file, when, under which licence, what it covers and what it is known to miss."""

    producer: str
    title: str
    version: str
    description: str
    urls: tuple[str, ...] = ()
    licence: str
    citation: str
    published: date | None = None
    accessed: date
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    bytes: int = Field(gt=0)
    coverage_start: date | None = None
    coverage_end: date | None = None
    known_gaps: tuple[str, ...] = ()
    made_from: tuple[MadeFrom, ...] = ()  # where the data file is a conversion

    @model_validator(mode="after")
    def _covers_forwards(self) -> "Passport":
        if self.coverage_start and self.coverage_end and self.coverage_end < self.coverage_start:
            raise ValueError(f"coverage_end {self.coverage_end} lies before coverage_start {self.coverage_start}")
        return self

    def source_line(self) -> str:
        """What stands under a figure: producer, title, version, coverage."""
        covered = f", coverage to {self.coverage_end:%-d %B %Y}" if self.coverage_end else ""
        return f"{self.producer}: {self.title} {self.version}{covered}"


def find_passport(path: Path) -> Path:
    """Where the passport of a data file lies, whether or not it exists."""
    return path.with_name(path.name + SUFFIX)


def read_passport(path: Path) -> Passport:
    """The passport of a data file, after checking that the file is still the one it speaks of.

    Raises InputError where file or passport is missing, the passport is faulty, or size or SHA-256 differ.
    """
    if not path.is_file():
        raise InputError(f"'{path}' was not found. Check the name in the case file.")
    if not find_passport(path).is_file():
        raise InputError(
            f"'{path}' has no passport. Expected '{find_passport(path).name}' beside it, "
            f"with producer, title, licence, sha256 … (see the README, 'Brief your own article')."
        )
    passport = read_value(Passport, find_passport(path))
    check_hash(path, passport)
    return passport


def check_hash(path: Path, passport: Passport) -> None:
    """Raises InputError unless the file has the size and the SHA-256 that its passport states."""
    content = path.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if (found, len(content)) != (passport.sha256, passport.bytes):
        raise InputError(
            f"'{path}' is not the file that its passport describes: expected {passport.bytes} bytes with SHA-256 "
            f"{passport.sha256}, found {len(content)} bytes with {found}. Either the file was changed by accident "
            f"(restore it), or on purpose (then write the new sha256 and bytes, and why, into "
            f"'{find_passport(path).name}')."
        )
