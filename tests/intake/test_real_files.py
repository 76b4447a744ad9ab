"""Real files of UCDP and GDELT are known, and every row is kept or left out with a reason. They are not shipped."""

from pathlib import Path

import pytest

from analysis.intake.store import find_store, read_dataset
from analysis.intake.store_add import Plan, build_parts

EVENTS = Path(__file__).parents[3] / "shared" / "events"
FILES = [  # file, format, version, rows
    ("ucdp/GEDEvent_v23_0_10.csv", "ucdp-candidate", "23.0.10", 2_391),
    ("ucdp/GEDevent_v26_0_2.xlsx", "ucdp-candidate", "26.0.2", 1_298),
    ("ucdp/ged231_sample1000.csv", "ucdp-ged", "23.1", 1_000),
    ("ucdp/ged191-csv_hdx_test_bgd_mmr.zip", "ucdp-ged", "19.1", 3_194),
    ("ucdp/ged231_ethiopia.csv.gz", "ucdp-ged", "23.1", 3_808),
    ("ucdp/ged241_mexico.parquet", "ucdp-ged", "24.1", 18_957),
    ("ucdp/ged241_myanmar.parquet", "ucdp-ged", "24.1", 7_374),
    ("ucdp/ged211_whereprec12_176579.parquet", "ucdp-ged-extract", "21.1", 176_579),
    ("gdelt/20180101000000.export.CSV", "gdelt-2", "without a version", 2_414),
    ("gdelt/sparkgdelt_events.csv", "gdelt-2", "without a version", 100),
]
MOST_LEFT_OUT = 0.02  # of UCDP's rows; the order of the three figures of dead is wrong in about one of a hundred

pytestmark = pytest.mark.skipif(not EVENTS.is_dir(), reason="the real event files are not shipped with the repository")


@pytest.mark.parametrize(("name", "format", "version", "rows"), FILES, ids=[each[0] for each in FILES])
def test_a_real_file_is_known_and_every_row_is_accounted_for(
    tmp_path: Path, name: str, format: str, version: str, rows: int
) -> None:
    store = find_store(str(tmp_path))
    (added,) = build_parts(store, EVENTS / name, Plan(dataset="real"))
    quality = added.part.quality
    assert (added.part.format, added.part.passport.version, quality.rows_in) == (format, version, rows)
    assert quality.kept == read_dataset(store, "real").kept > 0
    if format.startswith("ucdp"):
        assert quality.rejected + quality.duplicates <= MOST_LEFT_OUT * rows
        assert not quality.collapsed
    else:
        assert quality.collapsed
