"""Own sites and the record: how far incidents were, how many came near, when the last one did.

Distances are between coordinates as they stand in the tables (`intake.distance`): an incident that is known to the
district only stands at the district's middle, and so does its distance.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from analysis.findings.record import Record
from analysis.intake.case import Case
from analysis.intake.columns import ROUGH
from analysis.intake.distance import Floats, count_km
from analysis.intake.sites import Site

LAST_DAYS = 365


@dataclass(frozen=True)
class Nearby:
    """One incident as seen from a site."""

    id: str
    km: float
    date: date
    precision: str
    place: str
    is_rough: bool  # its coordinates are the middle of a wider area


@dataclass(frozen=True)
class SiteRecord:
    """What the record says of one site. `within`: incidents within the radius, by period."""

    site: Site
    nearest: Nearby | None  # of all incidents with coordinates; None where there is none
    last: Nearby | None  # the latest within the radius
    within: dict[str, int]


@dataclass(frozen=True)
class SiteTable:
    """All sites, most incidents within the radius first. `periods`: name -> days that it covers."""

    sites: tuple[SiteRecord, ...]
    radius_km: float
    periods: dict[str, int]
    record: Record
    unplaced: int  # incidents in scope without coordinates
    rough: int  # incidents in scope that stand at the middle of a wider area
    unstated: int = 0  # incidents in scope of which the source does not say how exact the place is


def compare_sites(case: Case, record: Record | None) -> SiteTable | None:
    """Each of the case's sites with the incidents in scope around it; None where there are no sites or no record."""
    if not case.sites or case.file.sites is None or record is None:
        return None
    radius, periods = case.file.sites.radius_km, find_periods(record, case.pledge_day)
    located = record.frame[record.frame["latitude"].notna() & record.frame["longitude"].notna()]
    found = [compare_site(site, located, radius, periods) for site in case.sites]
    whole = next(iter(periods))
    return SiteTable(
        sites=tuple(sorted(found, key=lambda s: (-s.within[whole], s.nearest.km if s.nearest else 0, s.site.name))),
        radius_km=radius,
        periods={name: part.days for name, part in periods.items()},
        record=record,
        unplaced=record.count - len(located),
        rough=int(located["geo_precision"].isin(ROUGH).sum()),
        unstated=int(located["geo_precision"].isna().sum()),
    )


def find_periods(record: Record, pledge: date | None) -> dict[str, Record]:
    """The periods that are counted: all that is covered, its last 365 days, and since the pledge. All end with it."""
    starts = {"in all": record.start}
    if record.days > LAST_DAYS:
        starts[f"last {LAST_DAYS} days"] = record.end - timedelta(days=LAST_DAYS)
    if pledge is not None and record.start < pledge < record.end:
        starts["since the pledge"] = pledge
    return {name: record.between(start, record.end) for name, start in starts.items()}


def compare_site(site: Site, located: pd.DataFrame, radius: float, periods: dict[str, Record]) -> SiteRecord:
    """One site against the incidents with coordinates."""
    km = count_km(site.latitude, site.longitude, located["latitude"], located["longitude"])
    near = located[km <= radius]
    ids = set(near["event_id"])
    return SiteRecord(
        site=site,
        nearest=see_incident(located, km, int(km.argmin())) if len(km) else None,
        last=see_incident(located, km, int(np.flatnonzero(km <= radius)[-1])) if len(near) else None,
        within={name: int(period.frame["event_id"].isin(ids).sum()) for name, period in periods.items()},
    )


def see_incident(located: pd.DataFrame, km: Floats, at: int) -> Nearby:
    """One incident, by its position, with its distance."""
    row = located.iloc[at]
    return Nearby(
        id=str(row["event_id"]),
        km=float(km[at]),
        date=row["date"].date(),
        precision=str(row["date_precision"]),
        place="" if pd.isna(row["place"]) else str(row["place"]),
        is_rough=bool(is_rough(located.iloc[[at]]).iloc[0]),
    )


def is_rough(frame: pd.DataFrame) -> pd.Series:
    """Whether each row stands at the middle of a district or a wider area, or does not say how exact it is."""
    return frame["geo_precision"].isin(ROUGH) | frame["geo_precision"].isna()
