"""What a case's `case.yml` says, and where the files that it names lie."""

from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from analysis.intake.case_folder import find_case
from analysis.intake.marking import Marking
from analysis.intake.own_names import OwnName
from analysis.intake.scope import Scope
from analysis.intake.sites import SitesFile, name_file
from analysis.intake.value import InputError, Value, read_value


class DatedEvent(Value):
    """A day that the case turns on, and what happened."""

    date: date
    text: str


class Pledge(Value):
    """The promise that divides before from after; `commitment` is its row in the commitments table."""

    date: date
    commitment: str | None = None


class StoredEvents(Value):
    """A data set that `briefbook data add` put into the store; the case gets the rows that its scopes speak of."""

    store: str


class CaseFile(Value):
    """What `case.yml` says. Data sets are named, not pathed: `incidents` is `data/events/incidents.csv`."""

    title: str = Field(min_length=1)
    question: str = Field(min_length=1)
    marking: Marking = "TLP:CLEAR"
    articles: tuple[str, ...] = Field(min_length=1)
    published: date | None = None  # where the article shows no date
    countries: tuple[str, ...] = ()
    border: tuple[str, str] | None = None
    events: str | StoredEvents | None = None
    commitments: str | None = None
    context: str | None = None
    official_counts: tuple[str, ...] = ()  # indicators of the context table that count what the main scope counts
    trigger: DatedEvent | None = None
    pledge: Pledge | None = None
    main_scope: str | None = None
    scopes: dict[str, Scope] = {}
    sites: Annotated[SitesFile | None, BeforeValidator(name_file)] = None  # own places, in the case folder
    names: tuple[OwnName, ...] = ()  # what the workbook's lists don't know

    @model_validator(mode="after")
    def _articles_have_names_of_their_own(self) -> "CaseFile":
        stems = [Path(name).stem for name in self.articles]
        if len(set(stems)) < len(stems):
            raise ValueError(f"articles need different names before the ending, given: {', '.join(self.articles)}")
        return self

    @model_validator(mode="after")
    def _main_scope_exists(self) -> "CaseFile":
        if self.main_scope is not None and self.main_scope not in self.scopes:
            raise ValueError(
                f"main_scope '{self.main_scope}' is not among the scopes: {', '.join(self.scopes) or 'none'}"
            )
        return self


def read_case_file(case: str | Path) -> CaseFile:
    """What the `case.yml` of a case says, and nothing that it refers to. Raises InputError."""
    return read_value(CaseFile, find_case(case) / "case.yml")


def inside(folder: Path, name: str) -> Path:
    """A file of the case; a path that leads out of the case folder is refused. Raises InputError."""
    try:
        path = (folder / name).resolve()
    except (OSError, ValueError) as error:
        raise InputError(f"{folder / 'case.yml'}: {name!r} is no file name ({error}).") from error
    if not path.is_relative_to(folder.resolve()):
        raise InputError(f"{folder / 'case.yml'}: '{name}' lies outside the case folder. Copy the file into it.")
    return path
