"""The sides of the benchmark: Briefbook's store, and pandas doing the same by hand. Each times itself."""

import shutil
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.intake.columns import NAMES, ROUGH
from analysis.intake.conditions import select_rows
from analysis.intake.formats import find_format
from analysis.intake.known_names import actor_names, match_countries, plain_name
from analysis.intake.placement import allow, find_territories, read_places_world, select_land, select_outside
from analysis.intake.scope import Scope
from analysis.intake.store import build_relation, find_store, open_store, read_dataset
from analysis.intake.store_add import Plan, build_parts

SCOPE = Scope(countries=("AFG", "PAK", "TJK"), since=date(2015, 1, 1), event_types=("armed_attack",))
WARM_RUNS = 9
FORMAT = find_format("ucdp-ged")


def figures(work: Callable[[], object]) -> dict[str, float]:
    start, busy = time.perf_counter(), time.process_time()
    work()
    seconds, cpu = time.perf_counter() - start, time.process_time() - busy
    return {"seconds": seconds, "cpu": cpu, "megabytes": count_megabytes()}


def count_megabytes() -> float:
    """The most memory that this process held, from Linux's own count: getrusage would add the parent's."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def run_add(path: Path, store: Path) -> dict[str, float]:
    """Ours: from the csv to a data set in an empty store."""
    shutil.rmtree(store, ignore_errors=True)
    return figures(lambda: build_parts(find_store(str(store)), path, Plan(dataset="bench")))


def run_pandas(path: Path) -> dict[str, float]:
    """pandas: the csv as it comes, then the same checks."""
    return figures(lambda: check_in_pandas(pd.read_csv(path)))


def run_query(store: Path) -> dict[str, float]:
    """Ours: the incidents of a scope from the store, the fastest of several runs on one connection."""
    opened = find_store(str(store))
    with open_store(opened) as connection:
        relation = build_relation(opened, read_dataset(opened, "bench"))
        runs = [figures(lambda: select_rows(connection, relation, SCOPE, NAMES)) for _ in range(WARM_RUNS)]
    return min(runs, key=lambda run: run["seconds"])


def run_reread(path: Path) -> dict[str, float]:
    """pandas: the csv read again, and the rows of the same scope."""

    def work() -> pd.DataFrame:
        table = pd.read_csv(path)
        near = table["country"].isin(["Afghanistan", "Pakistan", "Tajikistan"]) & (table["type_of_violence"] == 3)
        return table[near & (pd.to_datetime(table["date_start"], errors="coerce") >= "2015-01-01")]

    return figures(work)


def check_in_pandas(raw: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    """The kept rows, oldest first, and the reasons of the others: the checks of `analysis/intake/checks.py`."""
    frame = convert_in_pandas(raw)
    reasons = pd.Series("", index=frame.index)

    def blame(wrong: pd.Series, reason: str) -> None:
        reasons[wrong] = reasons[wrong] + reason + "; "

    blame(raw["id"].isna(), "event_id: is missing")
    for name, theirs in (("date", "date_start"), ("date_end", "date_end")):
        blame(frame[name].isna() & raw[theirs].notna(), f"{name}: is not a valid date")
        blame(~frame[name].dt.year.between(1900, 2100) & frame[name].notna(), f"{name}: is not a valid date")
    blame(raw["date_start"].isna(), "date: is missing")
    blame(frame["country_iso3"].isna() & raw["country"].notna(), "country_iso3: is no known country")
    blame(frame["date_end"] < frame["date"], "date_end: lies before the date")
    for name, theirs in (
        ("date_precision", "date_prec"),
        ("geo_precision", "where_prec"),
        ("event_type", "type_of_violence"),
    ):
        blame(frame[name].isna() & raw[theirs].notna(), f"{name}: is no known code")
    for name, limit in (("latitude", 90), ("longitude", 180)):
        blame(frame[name].isna() & raw[name].notna(), f"{name}: is not a valid number")
        blame(frame[name].abs() > limit, f"{name}: out of range")
    for name, theirs in (("killed_low", "low"), ("killed_best", "best"), ("killed_high", "high")):
        blame(frame[name].isna() & raw[theirs].notna(), f"{name}: is not a valid number")
        blame(frame[name] < 0, f"{name}: must not be negative")
        blame(frame[name] % 1 > 0, f"{name}: must be a whole number")
        blame(frame[name] > 10_000_000, f"{name}: is too many")
    blame(frame["killed_low"] > frame["killed_best"], "killed_low exceeds killed_best")
    blame(frame["killed_best"] > frame["killed_high"], "killed_best exceeds killed_high")
    blame(frame["killed_low"] > frame["killed_high"], "killed_low exceeds killed_high")
    blame(
        find_misplaced(frame[reasons == ""]).reindex(frame.index, fill_value=False), "coordinates: outside the country"
    )
    right = frame[reasons == ""]
    blame(
        right["event_id"].duplicated().reindex(frame.index, fill_value=False), "event_id: stands in an earlier row too"
    )
    kept = frame[reasons == ""].sort_values(["date", "event_id"], ignore_index=True)
    summarise(kept)
    return kept, reasons[reasons != ""]


def convert_in_pandas(raw: pd.DataFrame) -> pd.DataFrame:
    """The events table's columns, by pandas."""
    known = actor_names()
    parties = pd.unique(pd.concat([raw["side_a"], raw["side_b"]]).dropna())
    actors = {each: known.get(plain_name(each), each) for each in parties}
    countries = match_countries(raw["country"].dropna().unique())
    codes = {
        name: FORMAT.columns[name].codes for name in ("date_precision", "geo_precision", "event_type", "source_type")
    }
    theirs = {"date_precision": "date_prec", "geo_precision": "where_prec", "event_type": "type_of_violence",
              "source_type": "type_of_violence"}  # fmt: skip
    one_sided = raw["type_of_violence"] == 3
    frame = pd.DataFrame(
        {
            "event_id": "ucdp-" + raw["id"].astype(str),
            "source_id": raw["id"].astype(str),
            "date": pd.to_datetime(raw["date_start"], errors="coerce"),
            "date_end": pd.to_datetime(raw["date_end"], errors="coerce"),
            **{name: raw[theirs[name]].map({float(key): word for key, word in codes[name].items()}) for name in codes},
            "country_iso3": raw["country"].map(countries),
            "admin1": raw["adm_1"],
            "place": raw["where_coordinates"],
            **{name: pd.to_numeric(raw[name], errors="coerce") for name in ("latitude", "longitude")},
            "actor_a": raw["side_a"].map(actors),
            "actor_b": raw["side_b"].map(actors),
            "killed_low": pd.to_numeric(raw["low"], errors="coerce"),
            "killed_best": pd.to_numeric(raw["best"], errors="coerce"),
            "killed_high": pd.to_numeric(raw["high"], errors="coerce"),
            "note": raw["source_headline"],
            "source": raw["source_office"],
        }
    )
    frame["perpetrator"] = frame["actor_a"].where(one_sided)
    frame["target"] = frame["actor_b"].where(one_sided)
    dates = raw["source_date"].dropna().str.split(";").explode()
    frame["reported"] = pd.to_datetime(dates, errors="coerce").groupby(level=0).min().reindex(raw.index)
    return frame


def find_misplaced(frame: pd.DataFrame) -> pd.Series:
    """Which rows lie outside the country that they state: the same test of the same distinct points as ours."""
    world, checked = read_places_world(), frame.dropna(subset=["latitude", "longitude", "country_iso3"])
    checked = checked[~checked["geo_precision"].isin(["country", "sea"])]
    points = checked[["country_iso3", "longitude", "latitude"]].assign(rough=checked["geo_precision"].isin(ROUGH))
    outside = []
    for iso3, part in points.drop_duplicates().groupby("country_iso3"):
        if iso3 in world.known:
            lon, lat, rough = (np.asarray(part[name]) for name in ("longitude", "latitude", "rough"))
            index = world.known[str(iso3)]
            at = select_outside(world, index, lon, lat, rough)
            wrong = part.iloc[select_land(world, index, lon, lat, at)]
            lands = find_territories(world, str(iso3))
            pairs = zip(wrong["longitude"], wrong["latitude"], strict=True)
            outside.append(wrong.assign(is_wrong=True, until=[allow(lands, *pair) for pair in pairs]))
    merged = points.merge(pd.concat(outside), how="left", on=list(points.columns)).set_index(points.index)
    late = ~(checked["date"] <= pd.to_datetime(merged["until"], errors="coerce"))  # the land was not the country's then
    return (merged["is_wrong"].notna() & late).reindex(frame.index, fill_value=False)


def summarise(kept: pd.DataFrame) -> None:
    """Precision shares, months with rows by country, reporting lag."""
    for name in ("date_precision", "geo_precision"):
        kept[name].value_counts(dropna=False)
    months = kept["date"].dt.year * 12 + kept["date"].dt.month
    months.groupby(kept["country_iso3"]).unique()
    (kept["reported"] - kept["date"]).dt.days.quantile([0.5, 0.9])
