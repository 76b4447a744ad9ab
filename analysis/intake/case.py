"""A case: one question, its articles, the data that bear on it, and the analyst's review."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd

from analysis.intake.article import Article, read_article
from analysis.intake.case_file import (
    CaseFile,
    Pledge,
    StoredEvents,
    inside,
    read_case_file,
)  # fmt: skip
from analysis.intake.case_folder import dataset, find_case, find_data
from analysis.intake.corrections import NAME as CORRECTIONS
from analysis.intake.corrections import Correction, correct_events, read_corrections
from analysis.intake.events import Events, read_events, read_table
from analysis.intake.marking import Marking, is_restricted, stricter
from analysis.intake.passport import Passport, find_passport, read_passport
from analysis.intake.references import check_commitments, check_review, check_scopes
from analysis.intake.review import Review, read_review
from analysis.intake.sites import Site, find_sited, place_scope, read_sites
from analysis.intake.store import find_files, find_store
from analysis.intake.stored_events import read_stored
from analysis.intake.value import InputError


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
    sites: tuple[Site, ...] = ()  # own places; empty too where their marking keeps them out
    inputs: tuple[Path, ...] = field(default=(), repr=False)  # every file that was read

    @property
    def article(self) -> Article:
        """The first article, which the case is named after."""
        return self.articles[0]

    @property
    def marking(self) -> Marking:
        """The marking of what shows this case: its own, or its sites' where these are shown and stricter."""
        own, sites = self.file.marking, self.file.sites
        return stricter(own, sites.marking) if self.sites and sites else own

    @property
    def has_withheld_sites(self) -> bool:
        """Whether the case has sites that were not read, because their marking keeps them out."""
        return self.file.sites is not None and not self.sites

    @property
    def pledge_day(self) -> date | None:
        """The day that divides before from after; None where the case names no pledge."""
        return self.file.pledge.date if self.file.pledge else None

    @property
    def coverage_end(self) -> date:
        """The last day that numbers may speak of: `as_of`, or the end of the data where that is earlier."""
        return min(self.as_of, self.events.coverage[1]) if self.events else self.as_of


def read_case(case: str | Path, as_of: str | date | None = None, *, with_sites: bool = False) -> Case:
    """The case of that name under `data/cases/`, or in that folder, with all that it refers to.

    `as_of` (ISO date or None): the day that the briefing speaks from; None or "": the last day that the event data
    cover. `with_sites`: read own sites even where their marking is above TLP:GREEN. Raises InputError where anything
    is missing, faulty, changed since its passport, or outside the case.
    """
    folder = find_case(case)
    data = find_data(folder)
    file = read_case_file(folder)
    sites = read_own_sites(folder, file, with_sites)
    file = place_scopes(file, sites)
    articles = [inside(folder, name) for name in file.articles]
    events, corrections = read_record(data, file)
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
        sites=sites,
        inputs=list_inputs(folder, data, file, [*articles, *tables.values(), *find_sites(folder, file, sites)]),
    )


def read_record(data: Path, file: CaseFile) -> tuple[Events | None, tuple[Correction, ...]]:
    """The case's events, from a file of `data/events/` or from the store, and the corrections made in them."""
    if file.events is None:
        return None, ()
    if isinstance(file.events, StoredEvents):
        name = dataset(file.events.store)
        corrections = read_corrections(data / "reference" / CORRECTIONS, name)
        return read_stored(find_store(home=data), name, file.scopes.values(), file.countries, corrections), corrections
    corrections = read_corrections(data / "reference" / CORRECTIONS, file.events)
    events = read_events(data / "events" / f"{dataset(file.events)}.csv", file.names)
    return correct_events(events, corrections), corrections


def read_own_sites(folder: Path, file: CaseFile, with_sites: bool) -> tuple[Site, ...]:
    """The case's sites, where their marking or the run lets them out; the file is not opened otherwise."""
    if file.sites is None or (is_restricted(stricter(file.marking, file.sites.marking)) and not with_sites):
        return ()
    return read_sites(inside(folder, file.sites.file))


def find_sites(folder: Path, file: CaseFile, sites: tuple[Site, ...]) -> list[Path]:
    """The file that the sites were read from, where they were."""
    return [inside(folder, file.sites.file)] if file.sites and sites else []


def place_scopes(file: CaseFile, sites: tuple[Site, ...]) -> CaseFile:
    """The case file with scopes near own sites located.

    Raises InputError where a scope is near a site that is kept out: its numbers would tell where the site is.
    """
    sited = {name: scope for name, scope in file.scopes.items() if find_sited(scope)}
    if sited and file.sites is not None and not sites:
        raise InputError(
            f"case.yml: the scope '{next(iter(sited))}' is near an own site, and the sites are kept out, because they "
            f"are marked {stricter(file.marking, file.sites.marking)}. Show them with -p with_sites=true, or remove "
            "the scope."
        )
    placed = {name: place_scope(scope, {site.name: site for site in sites}) for name, scope in sited.items()}
    return file.model_copy(update={"scopes": {**file.scopes, **placed}})


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
    paths = [folder / "case.yml", folder / "review.yml", *others]
    if isinstance(file.events, StoredEvents):
        paths += [*find_files(find_store(home=data), file.events.store), data / "reference" / CORRECTIONS]
    elif file.events:
        events = data / "events" / f"{file.events}.csv"
        paths += [events, events.with_suffix(".mapping.yml"), data / "reference" / CORRECTIONS]
    return tuple(path for each in paths for path in (each, find_passport(each)) if path.is_file())
