"""Own sites: where the reader's people are. They stay in the case folder unless their marking or the run lets them out.

The one rule: sites are read only where the stricter of their own marking and the case's is TLP:CLEAR or TLP:GREEN, or
where the run asks for them (`with_sites`). What is not read can be in no output. A briefing that shows them carries the
stricter marking.
"""

import csv
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from analysis.intake.distance import REACH
from analysis.intake.marking import Marking
from analysis.intake.near import LEAST_KM, Near
from analysis.intake.passport import read_passport
from analysis.intake.scope import Scope
from analysis.intake.value import InputError, Value

COLUMNS = ("name", "latitude", "longitude", "people")
WHOLE = re.compile(r"\d{1,9}")


class SitesFile(Value):
    """What the case says of its sites. Their marking is TLP:AMBER unless it says another."""

    file: str  # a CSV in the case folder: name, latitude, longitude, people
    marking: Marking = "TLP:AMBER"
    radius_km: float = Field(default=50.0, ge=LEAST_KM, le=REACH)


class Site(Value):
    """A place of the reader's own: coordinates in degrees (WGS 84), and how many people are there; None: not known."""

    name: str = Field(min_length=1, max_length=80)
    latitude: float = Field(ge=-90, le=90, allow_inf_nan=False)
    longitude: float = Field(ge=-180, le=180, allow_inf_nan=False)
    people: int | None = Field(default=None, ge=0)


def name_file(given: Any) -> Any:
    """`sites: sites.csv` is short for `sites: {file: sites.csv}`."""
    return {"file": given} if isinstance(given, str) else given


def read_sites(path: Path) -> tuple[Site, ...]:
    """The sites in a CSV file with its passport, in the order of the file.

    Raises InputError for the first row that can't be right: a site that is left out would look safe.
    """
    read_passport(path)
    try:
        header, *rows = csv.reader(path.read_text(encoding="utf-8-sig").splitlines(), strict=True)
    except (csv.Error, UnicodeDecodeError, ValueError) as error:
        raise InputError(f"'{path.name}' can't be read as a CSV table in UTF-8: {error}") from error
    if sorted(header) != sorted(COLUMNS):
        raise InputError(f"'{path.name}' has the columns {', '.join(header)}. Expected: {', '.join(COLUMNS)}.")
    sites = tuple(build_site(path, line, header, row) for line, row in enumerate(rows, start=2) if row)
    names = [site.name.casefold() for site in sites]
    if twice := sorted({site.name for site in sites if names.count(site.name.casefold()) > 1}):
        raise InputError(f"'{path.name}' has two sites called '{twice[0]}'. Names must differ.")
    if not sites:
        raise InputError(f"'{path.name}' has no rows. Add a site, or remove 'sites:' from case.yml.")
    return sites


def build_site(path: Path, line: int, header: list[str], row: list[str]) -> Site:
    """One site from its row. Raises InputError."""
    where = f"'{path.name}', line {line}"
    if len(row) != len(header):
        raise InputError(f"{where}: {len(row)} fields, expected {len(header)}. Put a text with a comma in quotes.")
    cells = {name: text.strip() for name, text in zip(header, row, strict=True)}
    if cells["people"] and not WHOLE.fullmatch(cells["people"]):
        raise InputError(f"{where}, people: '{cells['people']}' is no whole number. Leave it empty where not known.")
    try:
        return Site.model_validate({**cells, "people": cells["people"] or None})
    except ValidationError as error:
        fault = error.errors()[0]
        raise InputError(f"{where}, {fault['loc'][0]}: {fault['msg']} (given: '{fault['input']}').") from error


def find_sited(scope: Scope) -> list[str]:
    """The names of the own sites that a scope is near."""
    return [near.site for part in scope.parts() for near in part.near if near.site is not None]


def place_scope(scope: Scope, sites: Mapping[str, Site]) -> Scope:
    """The scope with the coordinates of the own sites that it is near. Raises InputError for a site that is none."""
    if unknown := [name for name in find_sited(scope) if name not in sites]:
        raise InputError(
            f"case.yml: the scope '{scope.title}' is near the site '{unknown[0]}', which the sites file does not name. "
            f"It names: {', '.join(sites)}."
        )
    near = tuple(place_near(each, sites) for each in scope.near)
    return scope.model_copy(update={"near": near, "also": tuple(place_scope(part, sites) for part in scope.also)})


def place_near(near: Near, sites: Mapping[str, Site]) -> Near:
    """A distance to a site as one to its coordinates; any other as it is."""
    if near.site is None:
        return near
    site = sites[near.site]
    return Near(km=near.km, latitude=site.latitude, longitude=site.longitude, name=near.name or site.name)
