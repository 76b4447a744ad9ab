"""Data quality: what became of every row is drawn, said and given as numbers."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from analysis.exhibits import tables
from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.quality import place_key
from analysis.intake.case import Case
from analysis.intake.corrections import Correction
from analysis.intake.quality import Count, Gap, Lag, Quality

from .conftest import HOSTILE

FULL = Quality(
    dataset="ged", rows_in=1500, kept=1000, rejected=200, duplicates=150, superseded=100, collapsed=50,
    reasons=(Count(name="date: is missing", rows=150), Count(name=HOSTILE, rows=50)),
    date_precision=(Count(name="month", rows=100), Count(name="day", rows=900)),
    geo_precision=(Count(name="country", rows=10), Count(name="near", rows=740), Count(name="place", rows=250)),
    gaps=(Gap(country_iso3="TJK", rows=9, months=24, empty_months=20, longest_start=date(2001, 1, 1),
              longest_end=date(2001, 5, 1)),),
    lag=Lag(meaning="event to first dated report", rows=800, median_days=2, p90_days=41), unchecked_places=3,
)  # fmt: skip
MENDED = Correction(
    dataset="ged", row="E-1", column="killed_best", old=3, new=None, reason="a slip", source="Gazette",
    date="2020-01-01", expect="fewer dead",
)  # fmt: skip


def shown(ford: Case, quality: Quality, *corrections: Correction) -> Exhibit:
    assert ford.events is not None
    return tables.data_quality(replace(ford, events=replace(ford.events, quality=quality), corrections=corrections))


def test_every_row_is_accounted_for_in_words_and_numbers(ford: Case) -> None:
    exhibit = shown(ford, FULL, MENDED)
    assert exhibit.title == "1\u2009000 of 1\u2009500 rows are used; 25 % of them say exactly where"
    assert exhibit.alt.startswith(
        "What became of the rows: used 1\u2009000, rejected 200, repeated 150, superseded by a later release 100 and "
        "further reports of one incident 50. How exactly the date is known: day 900 and month 100."
    )
    assert exhibit.alt.endswith("place 250, within 25 km 740 and country 10.")
    page = exhibit.html()
    for words in ("20 of 24", "Jan 2001 to May 2001", "at most 2 days in half of the 800 rows", "fewer dead", "empty"):
        assert words in page
    assert "3 rows could not be checked" in exhibit.note
    assert "known gap" in exhibit.source
    assert "<script" not in page


def test_the_twin_holds_every_number(ford: Case) -> None:
    rows = {(row["measure"], row["name"]): row["value"] for row in shown(ford, FULL, MENDED).json()["data"]}
    assert rows["rows", "rows_in"] == 1500
    assert rows["reasons", "date: is missing"] == 150
    assert rows["empty_months", "TJK"] == 20
    assert rows["lag_days_p90", "event to first dated report"] == 41
    assert rows["corrected", "E-1, killed_best: 3 to None"] == 1


@pytest.mark.parametrize(
    "quality", [Quality(dataset="none", rows_in=0, kept=0), Quality(dataset="all", rows_in=1, kept=1)]
)
def test_nothing_to_say_is_said_shortly(ford: Case, quality: Quality) -> None:
    page = shown(ford, quality).html()
    assert "Nothing was corrected on reading." in page
    assert "does not date its reports" in page
    assert "Why rows were rejected" not in page


def test_a_real_table_shows_its_own_quality(ford: Case) -> None:
    assert tables.data_quality(ford).title == "8 of 8 rows are used; how exactly their places are known is not stated"
    assert "There is no data quality to show" in tables.data_quality(replace(ford, events=None)).title


def test_the_coverage_counts_all_rows_also_where_only_some_are_in_scope(ford: Case) -> None:
    assert ford.events is not None
    assert tables.coverage_table(ford.events).title == "8 of 8 rows are usable; the data end on 30 November 2020"
    rejects = pd.DataFrame({"event_id": "E", "row": range(60), "kind": "rejected", "reason": "date: is missing"})
    exhibit = tables.coverage_table(replace(ford.events, quality=FULL, rejects=rejects))
    assert exhibit.title.startswith("1\u2009000 of 1\u2009500 rows are usable")
    facts = {row["measure"]: row["value"] for row in exhibit.json()["data"]}
    assert (facts["Of these in the case's scopes"], facts["Left out"]) == ("8", "500")
    assert "Not listed here: 20 more." in exhibit.html()


def test_the_countries_of_the_case_come_first_among_the_gaps(ford: Case) -> None:
    gaps = [Gap(country_iso3=iso3, rows=9, months=24, empty_months=2) for iso3 in ("SYR", "IRQ", "XBB")]
    page = shown(ford, FULL.model_copy(update={"gaps": tuple(gaps)})).html()
    first = page.index("XBB")
    assert first < page.index("Syria") < page.index("Iraq")


def test_names_below_a_strip_stay_inside_the_picture() -> None:
    parts = [(f"a rather long name {i}", 1000 * i, "#000000") for i in range(9)]
    lines = {line for _, line, _ in place_key(parts, 350)}
    assert lines == set(range(max(lines) + 1))
    assert all(0 <= left < 350 for left, _, _ in place_key(parts, 350))
