"""A case: one question, its articles, the data that bear on it, and the analyst's review."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

import pandas as pd
from pydantic import Field, model_validator

from analysis.intake.article import Article, read_article
from analysis.intake.corrections import NAME as CORRECTIONS
from analysis.intake.corrections import Correction, correct_events, read_corrections
from analysis.intake.events import Events, read_events, read_table
from analysis.intake.own_names import OwnName
from analysis.intake.passport import Passport, find_passport, read_passport
from analysis.intake.references import check_commitments, check_review, check_scopes
from analysis.intake.review import Review, read_review
from analysis.intake.scope import Scope
from analysis.intake.value import InputError, Value, read_value

NAME = re.compile(r"\w[\w.-]{0,99}")  # of a case or a data set: no slash, no leading dot

Marking = Literal["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"]


class DatedEvent(Value):
    """A day that the case turns on, and what happened."""

    date: date
    text: str


class Pledge(Value):
    """The promise that divides before from after; `commitment` is its row in the commitments table."""

    date: date
    commitment: str | None = None


class CaseFile(Value):
    """What `case.yml` says. Data sets are named, not pathed: `incidents` is `data/events/incidents.csv`."""

    title: str = Field(min_length=1)
    question: str = Field(min_length=1)
    marking: Marking = "TLP:CLEAR"
    articles: tuple[str, ...] = Field(min_length=1)
    published: date | None = None  # where the article shows no date
    countries: tuple[str, ...] = ()
    border: tuple[str, str] | None = None
    events: str | None = None
    commitments: str | None = None
    context: str | None = None
    official_counts: tuple[str, ...] = ()  # indicators of the context table that count what the main scope counts
    trigger: DatedEvent | None = None
    pledge: Pledge | None = None
    main_scope: str | None = None
    scopes: dict[str, Scope] = {}
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


@dataclass(frozen=True)
class Table:
    """A context table with its passport."""

    frame: pd.DataFrame
    passport: Passport


@dataclass(frozen=True)
class Case:
    """Everything that a briefing is made from, read and checked."""

    slug: str
    folder: Path
    file: CaseFile
    articles: tuple[Article, ...]
    review: Review
    as_of: date
    events: Events | None = None
    commitments: Table | None = None
    context: Table | None = None
    corrections: tuple[Correction, ...] = ()  # made in the events
    inputs: tuple[Path, ...] = field(default=(), repr=False)  # every file that was read

    @property
    def article(self) -> Article:
        """The first article, which the case is named after."""
        return self.articles[0]

    @property
    def pledge_day(self) -> date | None:
        """The day that divides before from after; None where the case names no pledge."""
        return self.file.pledge.date if self.file.pledge else None

    @property
    def coverage_end(self) -> date:
        """The last day that numbers may speak of: `as_of`, or the end of the data where that is earlier."""
        return min(self.as_of, self.events.coverage[1]) if self.events else self.as_of


def read_case(case: str | Path, as_of: str | date | None = None) -> Case:
    """The case of that name under `data/cases/`, or in that folder, with all that it refers to.

    `as_of` (ISO date or None): the day that the briefing speaks from; None or "": the last day that the event data
    cover. Raises InputError where anything is missing, faulty, changed since its passport, or outside the case.
    """
    folder = find_case(case)
    data = find_data(folder)
    file = read_case_file(folder)
    articles = [inside(folder, name) for name in file.articles]
    events = read_events(data / "events" / f"{dataset(file.events)}.csv") if file.events else None
    corrections = read_corrections(data / "reference" / CORRECTIONS, file.events) if file.events else ()
    events = correct_events(events, corrections) if events else None
    read_in = tuple(read_cited(path, file.published) for path in articles)
    tables = {name: data / "context" / f"{dataset(name)}.csv" for name in (file.commitments, file.context) if name}
    read = {name: Table(read_table(path), read_passport(path)) for name, path in tables.items()}
    review = read_review(folder / "review.yml")
    commitments = read.get(file.commitments or "")
    check_references(folder, file, review, events, commitments)
    return Case(
        slug=folder.name,
        folder=folder,
        file=file,
        articles=read_in,
        review=review,
        as_of=choose_as_of(as_of, file.published or read_in[0].published, file.pledge, events),
        events=events,
        commitments=commitments,
        context=read.get(file.context or ""),
        corrections=corrections,
        inputs=list_inputs(folder, data, file, [*articles, *tables.values()]),
    )


def read_case_file(case: str | Path) -> CaseFile:
    """What the `case.yml` of a case says, and nothing that it refers to. Raises InputError."""
    return read_value(CaseFile, find_case(case) / "case.yml")


def read_cited(path: Path, published: date | None) -> Article:
    """An article; where it has a passport, checked against it and named as it says. Raises InputError."""
    article = read_article(path, published=published)
    if not find_passport(path).is_file():
        return article
    return article.model_copy(update={"citation": read_passport(path).citation.strip()})


def check_references(
    folder: Path, file: CaseFile, review: Review, events: Events | None, commitments: Table | None
) -> None:
    """Raises InputError where the case's files name something that the others don't have."""
    if events is not None:
        check_scopes(file.scopes, events)
    if commitments is not None:
        check_commitments(f"{file.commitments}.csv", commitments.frame)
    check_review(review, file.scopes, commitments.frame if commitments else None)
    promised = file.pledge.commitment if file.pledge else None
    if promised and (commitments is None or promised not in set(commitments.frame["commitment_id"])):
        raise InputError(f"{folder / 'case.yml'}: pledge: the case's commitments table has no '{promised}'.")


def find_case(case: str | Path) -> Path:
    """The case's folder. Looks for `data/cases/<case>` from here upwards, then beside the installed workbook."""
    direct = Path(case)
    if direct.is_dir() and (direct / "case.yml").is_file():
        return direct.resolve()
    homes = [Path.cwd(), *Path.cwd().parents, Path(__file__).parents[2]]
    for home in homes:
        folder = home / "data" / "cases" / dataset(str(case))
        if (folder / "case.yml").is_file():
            return folder
    known = sorted({path.parent.name for home in homes for path in home.glob("data/cases/*/case.yml")})
    raise InputError(
        f"There is no case '{case}'. Expected a name under data/cases/ ({', '.join(known) or 'none found'}) "
        f"or a folder that holds a case.yml."
    )


def find_data(folder: Path) -> Path:
    """The `data` folder that a case belongs to: its own, or the one that it stands in."""
    own = folder / "data"
    return own if own.is_dir() else folder.parents[1]


def dataset(name: str | None) -> str:
    """The name of a data set or case, refused where it could lead out of its folder. Raises InputError."""
    if not name or not NAME.fullmatch(name):
        raise InputError(f"'{name}' is no name of a case or data set: expected letters, digits, '-', '_' and '.'.")
    return name


def inside(folder: Path, name: str) -> Path:
    """A file of the case; a path that leads out of the case folder is refused. Raises InputError."""
    try:
        path = (folder / name).resolve()
    except (OSError, ValueError) as error:
        raise InputError(f"{folder / 'case.yml'}: {name!r} is no file name ({error}).") from error
    if not path.is_relative_to(folder.resolve()):
        raise InputError(f"{folder / 'case.yml'}: '{name}' lies outside the case folder. Copy the file into it.")
    return path


def choose_as_of(
    given: str | date | None, published: date | None, pledge: Pledge | None, events: Events | None
) -> date:
    """The day that the briefing speaks from: given, else where the data end, else when the article was published.

    Raises InputError where it is no date, in the future, or before the data.
    """
    today = datetime.now(UTC).date()
    if not given:
        if events:
            return events.coverage[1]
        return published or (pledge.date if pledge else today)
    try:
        day = date.fromisoformat(str(given))
    except ValueError as error:
        raise InputError(f"as_of '{given}' is no date. Expected YYYY-MM-DD, like 2026-04-17.") from error
    if day > today:
        raise InputError(f"as_of {day} lies in the future (today is {today}). Choose today or an earlier day.")
    if events and day < events.coverage[0]:
        raise InputError(
            f"as_of {day} lies before the event data, which cover {events.coverage[0]} to {events.coverage[1]}."
        )
    return day


def list_inputs(folder: Path, data: Path, file: CaseFile, others: list[Path]) -> tuple[Path, ...]:
    """Every file that the case was read from, passports and mappings included, for the run's manifest."""
    events = data / "events" / f"{file.events}.csv"
    paths = [folder / "case.yml", folder / "review.yml", *others]
    if file.events:
        paths += [events, events.with_suffix(".mapping.yml"), data / "reference" / CORRECTIONS]
    return tuple(path for each in paths for path in (each, find_passport(each)) if path.is_file())
