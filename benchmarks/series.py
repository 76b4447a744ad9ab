"""Series for the back-test at scale: incidents by day in countries and in border regions of UCDP GED.

The files are not shipped; they are looked for in ../shared/events/ucdp, beside the repository. UCDP GED: Sundberg &
Melander (2013), Journal of Peace Research 50(4); licence CC BY 4.0.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from analysis.findings.forecasters import History
from analysis.intake.distance import count_km_to_line, find_border, find_box
from analysis.intake.known_names import find_country
from analysis.intake.value import InputError

UCDP = Path(__file__).parents[2] / "shared" / "events" / "ucdp"
START = date(1988, 12, 31)  # GED covers the days after it
BORDER_KM = 50.0  # an incident this near a border belongs to its region, on whichever side

WORLD = "ged211_whereprec12_176579.parquet"  # GED 21.1, to 2020, rows whose place is known to the district
# Whole countries of later versions take the place of the world file's rows, with the last day that each covers.
LATER = {
    "ged231_ethiopia.csv.gz": ("ETH", date(2022, 12, 31)),
    "ged241_mexico.parquet": ("MEX", date(2023, 12, 31)),
    "ged241_myanmar.parquet": ("MMR", date(2023, 12, 31)),
}
WORLD_END = date(2020, 12, 31)


@dataclass(frozen=True)
class Series:
    """One region's history. `kind`: country or border region."""

    name: str
    kind: str
    history: History


def read_series() -> list[Series]:
    """Every country and every border region that GED has an incident in. Raises InputError without the files."""
    if not (UCDP / WORLD).is_file():
        raise InputError(f"'{UCDP / WORLD}' was not found: the UCDP files are not shipped with the repository.")
    frame = read_incidents()
    ends = dict(LATER.values())
    countries = [
        Series(str(iso3), "country", count_history(rows["day"], ends.get(str(iso3), WORLD_END)))
        for iso3, rows in frame.groupby("iso3")
    ]
    # Both sides of a border must be covered equally long, so border regions end with the world file.
    return [*countries, *list_borders(frame[frame["day"] <= count_days(WORLD_END)])]


def read_incidents() -> pd.DataFrame:
    """iso3, day after START, latitude and longitude of each incident, oldest first."""
    files = [read_world(), *(read_later(name, iso3) for name, (iso3, _) in LATER.items())]
    newer = {iso3 for iso3, _ in LATER.values()}
    frame = pd.concat([files[0][~files[0]["iso3"].isin(newer)], *files[1:]], ignore_index=True)
    return frame.assign(day=(frame["date"] - pd.Timestamp(START)).dt.days).query("day > 0").sort_values("day")


def read_world() -> pd.DataFrame:
    """The rows of the world file. Its 14 columns don't say how sure the day is: some stand for a week or a month."""
    query = f"SELECT country, make_date(year, month, day) AS date, latitude, longitude FROM '{UCDP / WORLD}'"  # noqa: S608
    frame = duckdb.sql(query).df()
    codes = {name: find_country(str(name)) for name in frame["country"].unique()}
    return frame.assign(iso3=frame["country"].map(codes), date=pd.to_datetime(frame["date"])).drop(columns="country")


def read_later(name: str, iso3: str) -> pd.DataFrame:
    """The rows of a later country file whose date is known to the week or better (date_prec 1 to 3)."""
    query = f"SELECT date_start::TIMESTAMP AS date, latitude, longitude FROM '{UCDP / name}' WHERE date_prec <= 3"  # noqa: S608
    return duckdb.sql(query).df().assign(iso3=iso3)


def list_borders(frame: pd.DataFrame) -> list[Series]:
    """The incidents near each land border between two countries, from both sides."""
    held = sorted(frame["iso3"].unique())
    found = []
    for i, one in enumerate(held):
        for other in held[i + 1 :]:
            try:
                line = find_border(one, other)
            except InputError:  # no neighbours, or a country that the map does not have
                continue
            near = select_near(frame[frame["iso3"].isin([one, other])], line)
            if len(near):
                found.append(Series(f"{one}–{other}", "border region", count_history(near["day"], WORLD_END)))
    return found


def select_near(frame: pd.DataFrame, line: np.ndarray) -> pd.DataFrame:
    """The rows within BORDER_KM of a line."""
    south, north, west, east = find_box(line, BORDER_KM)
    close = frame[frame["latitude"].between(south, north) & frame["longitude"].between(west, east)]
    points, which = np.unique(close[["latitude", "longitude"]].to_numpy(), axis=0, return_inverse=True)
    if len(points) == 0:
        return close
    return close[(count_km_to_line(points[:, 0], points[:, 1], line) <= BORDER_KM)[which.ravel()]]


def count_history(days: pd.Series, end: date) -> History:
    """A series of days as a history up to the last covered day."""
    kept = days[days <= count_days(end)]
    distinct, counts = np.unique(kept.to_numpy(np.float64), return_counts=True)
    return History(distinct, np.asarray(counts, np.float64), float(count_days(end)))


def count_days(day: date) -> int:
    """Days after START."""
    return (day - START).days
