"""Conditions: a frame in memory and a file on disk give the same rows, and those are the right ones."""

import datetime as dt
import os
import re
import signal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.intake.case import Case
from analysis.intake.conditions import build_where, select_frame, select_rows
from analysis.intake.scope import Scope

TYPES, COUNTRIES, NAMES = ["clash", "bombing", "brawl"], ["TJK", "AFG"], ["the BLA", "TTP, by police", "unknown"]
MAYBE = {"allow_nan": False, "allow_infinity": False}
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "date": st.dates(dt.date(2014, 12, 30), dt.date(2016, 1, 3)),
            "country_iso3": st.sampled_from(COUNTRIES),
            "border_segment": st.sampled_from(["AFG-TJK", "none", None]),
            "event_type": st.sampled_from([*TYPES, None]),
            "perpetrator": st.sampled_from([*NAMES, None]),
            "target": st.sampled_from(["police", None]),
            "actor_a": st.sampled_from(["TTP", None]),
            "actor_b": st.sampled_from(["army", None]),
            "target_iso3": st.sampled_from(["CHN", None]),
            "latitude": st.none() | st.floats(36.5, 39, **MAYBE),
            "longitude": st.none() | st.floats(67, 75, **MAYBE),
            "killed_best": st.none() | st.integers(0, 2),
            "killed_low": st.none() | st.integers(0, 2),
            "killed_of_target": st.none() | st.integers(0, 2),
            "attackers_killed": st.none() | st.integers(0, 2),
            "is_armed": st.booleans(),
        }
    ),
    min_size=1,
    max_size=12,
)
PARTS = st.fixed_dictionaries(
    {},
    optional={
        "border_segment": st.just("AFG-TJK"),
        "countries": st.lists(st.sampled_from(COUNTRIES), min_size=1),
        "near": st.sampled_from(
            [
                [{"km": 60, "border": ["AFG", "TJK"]}],
                [{"km": 150, "place": "Khorog"}],
                [{"km": 300, "latitude": 38, "longitude": 69}, {"km": 200, "place": "Khorog"}],
            ]
        ),
        "since": st.just("2015-01-01"),
        "until": st.just("2015-12-31"),
        "event_types": st.lists(st.sampled_from(TYPES), min_size=1),
        "without_types": st.lists(st.sampled_from(TYPES), min_size=1),
        "perpetrators": st.lists(st.sampled_from(["bla", "TTP"]), min_size=1),
        "targets": st.just(["Police"]),
        "actors": st.lists(st.sampled_from(["TTP", "police", "army"]), min_size=1),
        "target_iso3": st.just("CHN"),
        "fatal": st.sampled_from(["any", "victims", "target"]),
        "armed_only": st.booleans(),
        "exclude": st.just({"E-00": "a quarrel"}),
    },
)
SCOPES = st.lists(PARTS, min_size=1, max_size=2)


def build_frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    frame = pd.DataFrame([{"event_id": f"E-{i:02d}", **row} for i, row in enumerate(rows)])
    frame["date"] = pd.to_datetime(frame["date"])
    numbers = ["latitude", "longitude", "killed_best", "killed_low", "killed_of_target", "attackers_killed"]
    texts = ["border_segment", "event_type", "perpetrator", "target", "target_iso3", "actor_a", "actor_b"]
    return frame.astype({**dict.fromkeys(numbers, "float64"), **dict.fromkeys(texts, "str")})


def build_scope(parts: list[dict[str, Any]]) -> Scope:
    first, *rest = (Scope.model_validate(part) for part in parts)
    for other in rest:
        first = first & other
    return first


def holds(row: dict[str, Any], part: Scope, id: str) -> bool:
    """The same conditions in plain words, one row at a time; distances apart."""
    names = {
        "perpetrators": ["perpetrator"],
        "targets": ["target"],
        "actors": ["perpetrator", "target", "actor_a", "actor_b"],
    }
    victims = next((row[k] for k in ("killed_best", "killed_low") if row[k] is not None), 0)
    dead = {"any": victims + (row["attackers_killed"] or 0), "victims": victims, "target": row["killed_of_target"] or 0}
    return all(
        [
            part.border_segment in (None, row["border_segment"]),
            not part.countries or row["country_iso3"] in part.countries,
            part.since is None or row["date"] >= part.since,
            part.until is None or row["date"] <= part.until,
            not part.event_types or row["event_type"] in part.event_types,
            row["event_type"] not in part.without_types,
            part.target_iso3 in (None, row["target_iso3"]),
            part.fatal is None or dead[part.fatal] > 0,
            id not in part.exclude,
            *(
                any(re.search(rf"\b{w}\b", row[c] or "", re.IGNORECASE) for w in getattr(part, key) for c in columns)
                for key, columns in names.items()
                if getattr(part, key)
            ),
        ]
    )


def select_plainly(rows: list[dict[str, Any]], scope: Scope, frame: pd.DataFrame) -> set[str]:
    kept = {f"E-{i:02d}" for i, row in enumerate(rows) if all(holds(row, p, f"E-{i:02d}") for p in scope.parts())}
    if scope.is_armed_only:
        kept -= {f"E-{i:02d}" for i, row in enumerate(rows) if not row["is_armed"]}
    for near in (near for part in scope.parts() for near in part.near):
        kept &= set(frame["event_id"][near.holds(frame["latitude"], frame["longitude"])])
    return kept


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(ROWS, SCOPES)
def test_a_frame_and_a_file_give_the_same_right_rows(
    tmp_path: Path, rows: list[dict[str, Any]], parts: list[dict[str, Any]]
) -> None:
    frame, scope, path = build_frame(rows), build_scope(parts), tmp_path / "events.parquet"
    with duckdb.connect() as connection:
        connection.from_df(frame).write_parquet(str(path), overwrite=True)
        stored = select_rows(connection, f"read_parquet('{path}')", scope, ["event_id", "date"])
    selected = select_frame(frame, scope)
    assert list(stored["event_id"]) == list(selected["event_id"])
    assert set(selected["event_id"]) == select_plainly(rows, scope, frame)
    assert list(selected["date"]) == sorted(selected["date"])
    assert list(selected.columns) == list(frame.columns)
    assert selected.dtypes.equals(frame.dtypes)


def test_only_the_wanted_columns_come_back(tmp_path: Path) -> None:
    row = {"event_id": "E1", "date": dt.datetime(2020, 1, 1), "latitude": 37.49, "longitude": 71.55, "is_armed": True}
    scope = Scope.model_validate({"near": {"km": 5, "place": "Khorog"}})
    with duckdb.connect() as connection:
        connection.register("events", pd.DataFrame([row, {**row, "event_id": "E2", "latitude": 39}]))
        assert select_rows(connection, "events", scope, ["event_id"]).to_dict("list") == {"event_id": ["E1"]}
        assert "is_armed" in select_rows(connection, "events", scope).columns


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("ISI", "ISIS", False),
        ("ISI", "the ISI, by the police", True),
        ("isi", "ISI", True),
        ("a.b", "axb", False),
        ("Боко", "боко харам", True),
        ("x' OR 1=1 --", "y", False),
    ],
)
def test_a_name_is_found_as_whole_words_and_never_run(name: str, text: str, found: bool) -> None:
    frame = pd.DataFrame({"event_id": ["E1"], "date": [dt.datetime(2020, 1, 1)], "perpetrator": [text]})
    scope = Scope(perpetrators=(name,), armed_only=False)
    assert len(select_frame(frame, scope)) == found


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows does not fork")
def test_a_forked_process_selects_as_its_parent_does(ford: Case) -> None:
    assert ford.events is not None
    scope = ford.file.scopes["ford"]
    expected = len(select_frame(ford.events.frame, scope))
    child = os.fork()
    if child == 0:  # nothing of pytest may run on in here
        signal.alarm(60)
        os._exit(len(select_frame(ford.events.frame, scope)))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == expected
    assert len(select_frame(ford.events.frame, scope)) == expected


@pytest.mark.parametrize(
    ("name", "cell", "is_found"),
    [
        ("boko haram", "Boko HARAM faction", True),
        ("haram", "Boko Harams", False),
        ("50% (x)", "the 50% (X)", True),
        ("islamic", "I\u017flamic State", True),  # the long s is an s to the pattern
        ("\u00c9tat", "l'\u00e9tat islamique", True),
        ("TTP", None, False),
    ],
)
def test_names_are_found_as_whole_words_in_any_case_and_script(name: str, cell: str | None, is_found: bool) -> None:
    sql, values = build_where(Scope(actors=("nobody", name), armed_only=False))
    columns = "NULL::VARCHAR AS perpetrator, NULL::VARCHAR AS target, NULL::VARCHAR AS actor_b"
    row = f"(SELECT ?::VARCHAR AS actor_a, {columns}, true AS is_armed)"
    with duckdb.connect() as connection:
        found = connection.execute(f"SELECT * FROM {row} WHERE {sql}", [cell, *values]).fetchall()
    assert bool(found) is is_found
