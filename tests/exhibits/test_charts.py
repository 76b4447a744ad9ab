"""Charts say their message and hold on none, one, many and hostile incidents."""

import json
import re
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from analysis.exhibits import charts, maps
from analysis.exhibits.exhibit import MIME, Exhibit
from analysis.exhibits.rate_charts import compare_official, parse_period
from analysis.findings.outlook import forecast_outlook
from analysis.findings.rates import compare_rates
from analysis.findings.record import Record

from .conftest import HOSTILE, PLEDGE, build_frame, build_record

OFFICIAL = pd.DataFrame(
    {
        "year": ["2023", "2022-H1", "2022", "undated", "2019"],
        "value": ["30", "9", "17", "5", "4"],
        "source": "Mir Agency",
    }
)


def hostile_frame() -> pd.DataFrame:
    frame = build_frame(4)
    frame["place"] = [HOSTILE, "محافظة بدخشان", "A" * 80, "达尔瓦兹"]
    frame["event_id"] = ['a"b<c>', "a b c", "#x", "ü"]
    frame["latitude"], frame["longitude"] = [38.0, 38.0, 38.0, None], [70.0, 70.0, 70.0, None]
    return frame


CASES = {
    "none": build_frame(20).iloc[:0],
    "one": build_frame(1),
    "two at one spot": build_frame(2).assign(latitude=38.0, longitude=70.0),
    "many": build_frame(500, start="1995-01-01", days=30 * 365),
    "nobody died": build_frame(5).assign(killed_low=0.0, killed_best=0.0, killed_high=0.0),
    "nothing is known": build_frame(3)
    .assign(killed_low=None, killed_best=None, killed_high=None)
    .astype({"killed_low": float, "killed_best": float, "killed_high": float}),
    "hostile": hostile_frame(),
}


def draw_all(record: Record, pledge: date | None) -> list[Exhibit]:
    outlook = forecast_outlook(record, 90)
    drawn = [
        maps.incidents_map(record, pledge=pledge, countries=("AFG", "TJK")),
        charts.timeline(record, pledge=pledge, as_of=record.end),
        charts.outlook_chart(outlook),
        charts.calibration(outlook),
    ]
    return [*drawn, charts.before_after(compare_rates(record, pledge, 3), record, OFFICIAL)] if pledge else drawn


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("pledge", [PLEDGE, None], ids=["pledge", "no pledge"])
def test_every_chart_holds_on_every_record(name: str, pledge: date | None) -> None:
    record = build_record(CASES[name])
    if name == "many":
        record = replace(record, start=date(1994, 12, 31))
    ids: list[str] = []
    for exhibit in draw_all(record, pledge):
        bundle = exhibit._repr_mimebundle_()
        json.dumps(bundle[MIME], allow_nan=False)
        assert exhibit.kind == "figure" and exhibit.alt and exhibit.source and exhibit.data is not None
        assert exhibit.body.count('role="img"') == 2  # for a page, for a phone
        assert "<script" not in bundle["text/html"] and "nan" not in exhibit.alt.lower().split()
        ids += re.findall(r' id="([^"]*)"', bundle["text/html"])
    assert len(ids) == len(set(ids))


def test_the_same_record_gives_the_same_bytes(record: Record) -> None:
    first, second = (draw_all(record, PLEDGE) for _ in range(2))
    assert [each.html() for each in first] == [each.html() for each in second]


def test_charts_do_not_change_the_record(record: Record) -> None:
    before = record.frame.copy()
    draw_all(record, PLEDGE)
    pd.testing.assert_frame_equal(record.frame, before)


def test_the_timeline_counts_on_both_sides_of_the_pledge(record: Record) -> None:
    exhibit = charts.timeline(record, pledge=PLEDGE, as_of=record.end)
    since = record.between(PLEDGE, record.end).count
    assert re.match(
        r"\w+ clash(?:es)? on the Mir in the 183 days since the pledge; before it, 4.2 a year from \d{4} on",
        exhibit.title,
    )
    assert exhibit.findings["incidents_since_pledge"] == since
    assert exhibit.findings["incidents_in_scope"] == 20
    assert f"Since the pledge of 1 Jul 2024: {since}" in exhibit.alt


def test_days_after_the_data_end_are_shown_as_no_data(record: Record) -> None:
    body = charts.timeline(record, pledge=PLEDGE, as_of=date(2025, 6, 1)).body
    assert ">no data<" in body and ">31 Dec<" in body


def test_incidents_without_coordinates_are_counted_in_the_note() -> None:
    exhibit = maps.incidents_map(build_record(hostile_frame()), pledge=PLEDGE, countries=("AFG", "TJK"))
    assert "1 incident without coordinates is not drawn." in exhibit.note
    assert "3 of 3 stand at the middle of a district" in exhibit.note


def test_the_known_gap_of_the_data_stands_under_the_rates(record: Record) -> None:
    exhibit = charts.before_after(compare_rates(record, PLEDGE, 3), record, OFFICIAL)
    assert "Known gap: half is missed" in exhibit.note
    assert "officials counted 30 clashes in 2023, this table holds" in exhibit.title
    assert "Mir Agency" in exhibit.source


def test_official_counts_are_compared_over_the_same_days_and_the_longest_period_of_a_year_wins(record: Record) -> None:
    counts = compare_official(OFFICIAL, record)
    assert list(counts["year"]) == ["2022", "2023"]  # 2019 is not covered
    held = record.frame["date"].dt.year
    assert list(counts["in_table"]) == [int((held == 2022).sum()), int((held == 2023).sum())]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2025", (date(2025, 1, 1), date(2025, 12, 31))),
        ("2018-H1", (date(2018, 1, 1), date(2018, 6, 30))),
        ("2018-H2", (date(2018, 7, 1), date(2018, 12, 31))),
        ("2017 (9 months)", (date(2017, 1, 1), date(2017, 9, 30))),
        ("2016 (to 23 Dec)", (date(2016, 1, 1), date(2016, 12, 23))),
        ("2016 (to 99 Foo)", None),
        ("2021-2024", None),
        ("nan", None),
    ],
)
def test_periods_are_read_as_officials_write_them(text: str, days: tuple[date, date] | None) -> None:
    assert parse_period(text) == days


def test_the_outlook_names_the_winner_even_where_it_is_never(record: Record) -> None:
    quiet = forecast_outlook(build_record(CASES["none"]), 90)
    assert quiet.winner == "never"
    assert "no model beat “never”" in charts.outlook_chart(quiet).title
    assert charts.outlook_chart(quiet).findings["outlook"]["winner"] == "never"  # type: ignore[index]


def test_a_case_without_a_record_gets_words_in_place_of_charts() -> None:
    for exhibit in (
        maps.incidents_map(None, pledge=None, countries=()),
        charts.timeline(None, pledge=None),
        charts.before_after(None, None),
        charts.outlook_chart(None),
        charts.calibration(None),
    ):
        assert exhibit.title.startswith("There is no") and exhibit.kind == "text"
