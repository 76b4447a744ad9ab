"""A tiny invented conflict: the river Mir between Norland (TJK on the map) and Sudland (AFG), and a pledge."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from analysis.findings.record import Record
from analysis.intake.scope import Scope

PLEDGE = date(2024, 7, 1)
HOSTILE = '<script>alert("1")</script> & $x^2$'


def build_frame(count: int, *, seed: int = 1, start: str = "2020-01-05", days: int = 1800) -> pd.DataFrame:
    """`count` incidents along the border, oldest first; every fifth without a known number of dead."""
    rng = np.random.default_rng(seed)
    dead = rng.integers(0, 6, count).astype(float)
    dead[4::5] = np.nan
    frame = pd.DataFrame(
        {
            "event_id": [f"E-{i:03d}" for i in range(count)],
            "date": pd.to_datetime(start) + pd.to_timedelta(np.sort(rng.integers(0, days, count)), unit="D"),
            "date_precision": "day",
            "country_iso3": "TJK",
            "admin1": "Mir province",
            "place": "Mirabad, Mir district",
            "latitude": 37.8 + rng.normal(0, 0.2, count).round(2),
            "longitude": 70.0 + rng.normal(0, 0.3, count).round(2),
            "geo_precision": "district",
            "event_type": "clash",
            "weapon": None,
            "perpetrator": None,
            "attribution_status": "unknown",
            "target": None,
            "target_iso3": None,
            "killed_low": dead,
            "killed_best": dead,
            "killed_high": dead + 1,
            "killed_of_target": np.nan,
            "attackers_killed": np.nan,
            "injured": np.nan,
            "source": "Mir Gazette",
            "source_url": "https://example.org/mir",
        }
    )
    return frame


def build_record(frame: pd.DataFrame) -> Record:
    """A record of those incidents, covered from 2020 to the end of 2024."""
    scope = Scope(title="clashes on the Mir", one="clash on the Mir")
    return Record(
        scope, frame, date(2019, 12, 31), date(2024, 12, 31), "Mir Institute: clashes v1", ("half is missed",)
    )


@pytest.fixture
def record() -> Record:
    """Twenty incidents."""
    return build_record(build_frame(20))
