"""Conversion: each known format, and any table with a mapping, becomes the same events table; no row vanishes."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from analysis.intake.columns import COLUMNS
from analysis.intake.conversion import build_events
from analysis.intake.formats import Mapping as ColumnMapping
from analysis.intake.formats import read_formats
from analysis.intake.own_names import OwnName
from analysis.intake.quality import Quality
from analysis.intake.quality_counts import count_quality
from analysis.intake.staging import open_stage
from analysis.intake.store_add import Plan, choose_mapping
from analysis.intake.table_file import read_table_file
from analysis.intake.value import InputError
from tests.intake.invented import GED_42, write_acled, write_gdelt, write_ged

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Converted:
    kept: list[Row]
    rejects: list[Row]
    quality: Quality

    @property
    def reasons(self) -> list[str]:
        return [row["reason"] for row in self.rejects]


def convert(path: Path, plan: Plan | None = None) -> Converted:
    plan = plan or Plan()
    with open_stage(path.parent) as connection:
        table, mapping, _ = choose_mapping(read_table_file(path, path.name, path.parent), plan)
        rows = build_events(connection, table, mapping, plan.own)
        kept, rejects = (fetch(connection, name) for name in ("kept", "rejects"))
        return Converted(kept, rejects, count_quality(connection, "invented", rows, lag=mapping.lag))


def fetch(connection: duckdb.DuckDBPyConnection, table: str) -> list[Row]:
    found = connection.execute(f"FROM {table} ORDER BY row")
    names = [each[0] for each in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


@contextmanager
def refused(message: str) -> Iterator[None]:
    with pytest.raises(InputError, match=message):
        yield


def shown(row: Row, *names: str) -> dict[str, str]:
    return {name: str(row[name]) for name in names}


def test_a_row_of_ged_becomes_an_event(tmp_path: Path) -> None:
    (row,) = convert(write_ged(tmp_path / "ged.csv", [{"type_of_violence": "3"}])).kept
    assert shown(row, "row", "event_id", "source_id", "date", "date_precision", "country_iso3", "geo_precision") == {
        "row": "2", "event_id": "ucdp-1001", "source_id": "1001", "date": "2020-03-04", "date_precision": "day",
        "country_iso3": "TJK", "geo_precision": "place",
    }  # fmt: skip
    names = ("killed_low", "killed_best", "killed_high", "perpetrator", "target", "source_type", "reported")
    assert shown(row, *names) == {
        "killed_low": "1", "killed_best": "2", "killed_high": "3", "perpetrator": "Government of Tajikistan",
        "target": "Afghan Taliban", "source_type": "one-sided violence", "reported": "2020-03-05",
    }  # fmt: skip


def test_in_a_battle_nobody_is_the_perpetrator_and_both_sides_are_named(tmp_path: Path) -> None:
    (row,) = convert(write_ged(tmp_path / "ged.csv", [{}])).kept
    assert shown(row, "perpetrator", "target", "actor_a", "actor_b") == {
        "perpetrator": "None", "target": "None", "actor_a": "Government of Tajikistan", "actor_b": "Afghan Taliban",
    }  # fmt: skip


@pytest.mark.parametrize("columns", [GED_42, None])
def test_both_spellings_of_dates_and_numbers_as_floats_are_read(tmp_path: Path, columns: list[str] | None) -> None:
    rows = [
        {"date_start": "2020-03-04 00:00:00.000", "date_end": "2020-03-05 00:00:00.000", "gwnoa": "702.0"},
        {"id": "1002.0", "type_of_violence": "1.0", "date_prec": "1.0", "where_prec": "1.0", "best": "2.0"},
    ]
    path = tmp_path / "ged.csv"
    found = convert(write_ged(path, rows, columns) if columns else write_ged(path, rows))
    assert [str(row["date"]) for row in found.kept] == ["2020-03-04"] * 2
    assert [row["event_id"] for row in found.kept] == ["ucdp-1001", "ucdp-1002"]
    assert found.kept[1]["killed_best"] == 2


def test_a_field_of_several_lines_with_doubled_quotes_stays_one_field(tmp_path: Path) -> None:
    text = 'He said "go",\nand they went; twice'
    found = convert(write_ged(tmp_path / "ged.csv", [{"source_headline": text}, {"id": "1002"}]))
    assert found.kept[0]["note"] == text
    assert [row["row"] for row in found.kept] == [2, 3]


def test_windows_line_ends_and_a_byte_order_mark_are_no_part_of_the_data(tmp_path: Path) -> None:
    path = write_ged(tmp_path / "ged.csv", [{"gwnob": "7"}, {"id": "1002"}])
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert [row["event_id"] for row in convert(path).kept] == ["ucdp-1001", "ucdp-1002"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"date_start": "2020-02-30"}, "date: '2020-02-30' is not a valid date (expected YYYY-MM-DD"),
        ({"date_start": ""}, "date: is missing"),
        ({"date_end": "2020-03-01"}, "date_end: 2020-03-01 lies before the date, 2020-03-04"),
        ({"date_prec": "9"}, "date_precision: '9' is none of 1, 2, 3, 4, 5"),
        ({"where_prec": "x"}, "geo_precision: 'x' is none of 1, 2, 3, 4, 5, 6, 7"),
        ({"low": "4"}, "killed_low exceeds killed_best"),
        ({"best": "-1", "low": "-2"}, "killed_best: -1 must not be negative"),
        ({"high": "20000000"}, "killed_high: 20000000 is more than 10,000,000"),
        ({"latitude": "138.56"}, "latitude: 138.56 must lie in -90 … 90"),
        ({"latitude": "28.61", "longitude": "77.21"}, "coordinates: 28.61, 77.21 lie outside TJK by more than 2 km"),
        ({"id": "1000"}, "event_id: 'ucdp-1000' stands in an earlier row too"),
        ({"id": ""}, "event_id: is missing"),
    ],
)
def test_a_wrong_row_is_left_out_with_its_reason(tmp_path: Path, change: dict[str, str], reason: str) -> None:
    found = convert(write_ged(tmp_path / "ged.csv", [{"id": "1000"}, change]))
    assert len(found.kept) == 1
    assert [row["row"] for row in found.rejects] == [3]
    assert reason in found.reasons[0]


def test_a_right_row_is_kept_where_an_earlier_one_with_its_id_was_wrong(tmp_path: Path) -> None:
    found = convert(write_ged(tmp_path / "ged.csv", [{"date_start": "soon"}, {}]))
    assert [row["row"] for row in found.kept] == [3]


def test_an_unknown_country_refuses_the_file_with_the_nearest_names(tmp_path: Path) -> None:
    path = write_ged(tmp_path / "ged.csv", [{"country": "Tadjikistan"}, {}])
    with refused(r"unknown country: 'Tadjikistan' \(nearest: Tajikistan \(TJK\), .*add it under 'names:'"):
        convert(path)
    own = OwnName(name="Tajikistan", aliases=("Tadjikistan",), kind="state", iso3="TJK")
    assert convert(path, Plan(own=(own,))).kept[0]["country_iso3"] == "TJK"


def test_a_cases_own_actor_has_one_name(tmp_path: Path) -> None:
    own = OwnName(name="Raiders of the ford", aliases=("Taleban",), kind="armed_group")
    (row,) = convert(write_ged(tmp_path / "ged.csv", [{}]), Plan(own=(own,))).kept
    assert row["actor_b"] == "Raiders of the ford"


def test_acled_rows_keep_one_figure_of_dead_and_names_without_years(tmp_path: Path) -> None:
    rows = [
        {},
        {
            "event_id_cnty": "TAJ2",
            "event_date": "05 March 2023",
            "sub_event_type": "Mob violence",
            "event_type": "Riots",
        },
    ]
    found = convert(write_acled(tmp_path / "acled.csv", rows))
    first, second = found.kept
    assert (first["killed_low"], first["killed_best"], first["killed_high"]) == (None, 2, None)
    assert (first["perpetrator"], first["target"]) == ("Afghan Taliban", "Civilians (Tajikistan)")
    assert (first["event_type"], first["is_armed"]) == ("armed_attack", True)
    assert (second["event_type"], second["is_armed"], second["perpetrator"]) == ("riot", False, None)
    assert str(second["date"]) == "2023-03-05"


def test_an_acled_type_that_is_new_is_left_out_and_named(tmp_path: Path) -> None:
    found = convert(write_acled(tmp_path / "acled.csv", [{}, {"event_id_cnty": "T2", "sub_event_type": "Duel"}]))
    assert "event_type: 'Duel' is none of Armed clash, " in found.reasons[0]


@pytest.mark.parametrize("version", ["gdelt-2", "gdelt-1"])
def test_reports_of_one_incident_are_collapsed_and_counted(tmp_path: Path, version: str) -> None:
    rows = [
        {}, {"GLOBALEVENTID": "901"}, {"GLOBALEVENTID": "902"},
        {"GLOBALEVENTID": "903", "SQLDATE": "20200305"},
        {"GLOBALEVENTID": "904", "Actor1Code": "", "Actor1Name": "", "Actor2Code": "", "Actor2Name": ""},
        {"GLOBALEVENTID": "905", "Actor1Code": "", "Actor1Name": "", "Actor2Code": "", "Actor2Name": ""},
    ]  # fmt: skip
    found = convert(write_gdelt(tmp_path / "export.csv", rows, version))
    assert {row["event_id"]: row["reports"] for row in found.kept} == {
        "gdelt-900": 3, "gdelt-903": 1, "gdelt-904": 1, "gdelt-905": 1,
    }  # fmt: skip
    assert found.reasons == ["a further report of gdelt-900: same day, place, actors and kind"] * 2
    assert (found.quality.collapsed, found.quality.kept, found.quality.rows_in) == (2, 4, 6)


def test_a_code_that_gdelts_machine_made_up_costs_the_row_not_the_file(tmp_path: Path) -> None:
    rows = [
        {},
        {"GLOBALEVENTID": "901", "ActionGeo_CountryCode": "??"},
        {"GLOBALEVENTID": "902", "ActionGeo_CountryCode": "OS", "SQLDATE": "20200305"},
    ]
    found = convert(write_gdelt(tmp_path / "export.csv", rows))
    assert found.reasons == ["country_iso3: '??' is no known country"]
    assert found.kept[1]["country_iso3"] is None  # the high sea is no country, and no fault


def test_any_table_is_read_by_a_small_mapping(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("nr;when;where;dead\n1;4.3.2020;Tajikistan;2\n2;31.4.2020;Tajikistan;1\n")
    mapping = ColumnMapping.model_validate(
        {
            "dataset": "own-1",
            "dates": ["%d.%m.%Y"],
            "columns": {
                "event_id": "nr", "date": "when", "killed_total": "dead", "event_type": {"constant": "clash"},
                "country_iso3": {"columns": "where", "known_as": "country"},
            },
        }
    )  # fmt: skip
    found = convert(path, Plan(mapping=mapping))
    assert shown(found.kept[0], "event_id", "date", "country_iso3", "killed_low", "event_type", "dataset") == {
        "event_id": "1", "date": "2020-03-04", "country_iso3": "TJK", "killed_low": "2", "event_type": "clash",
        "dataset": "own-1",
    }  # fmt: skip
    assert "date: '31.4.2020' is not a valid date" in found.reasons[0]


def test_nothing_in_a_file_or_a_mapping_becomes_sql(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("id\"; DROP TABLE raw; --,when,{x}\n'); DROP TABLE raw; --,2020-03-04,'\n")
    mapping = ColumnMapping.model_validate(
        {"dataset": "o'wn", "columns": {"event_id": 'id"; DROP TABLE raw; --', "date": "when", "note": "{x}"}}
    )
    (row,) = convert(path, Plan(mapping=mapping)).kept
    assert shown(row, "event_id", "note", "dataset") == {
        "event_id": "'); DROP TABLE raw; --", "note": "'", "dataset": "o'wn",
    }  # fmt: skip


def test_the_quality_counts_reasons_precision_gaps_and_lag(tmp_path: Path) -> None:
    rows = [{}, {"id": "2", "date_start": "2020-07-01", "date_end": "2020-07-03", "date_prec": "2", "source_date": ""},
            {"id": "3", "low": "9"}, {"id": "4", "low": "9"}]  # fmt: skip
    quality = convert(write_ged(tmp_path / "ged.csv", rows)).quality
    assert (quality.rows_in, quality.kept, quality.rejected) == (4, 2, 2)
    assert [(each.name, each.rows) for each in quality.reasons] == [
        ("killed_low exceeds killed_best", 2), ("killed_low exceeds killed_high", 2),
    ]  # fmt: skip
    assert [(each.name, each.rows) for each in quality.date_precision] == [("day", 1), ("days", 1)]
    (gap,) = quality.gaps
    assert (gap.country_iso3, gap.months, gap.empty_months) == ("TJK", 5, 3)
    assert (str(gap.longest_start), str(gap.longest_end)) == ("2020-04-01", "2020-06-01")
    assert quality.lag is not None
    assert (quality.lag.rows, quality.lag.median_days) == (1, 1)


def test_every_column_of_every_format_is_a_column_of_the_events_table() -> None:
    names = {column.name for column in COLUMNS} | {"killed_total"}
    for found in read_formats().values():
        assert set(found.columns) <= names
