"""The reader's accuracy never falls below the figures pinned in floors.json; it may only rise.

The development set is not shipped: without it these tests are skipped. `python -m tests.quality.measure --pin` raises
the floors.
"""

import json

import pytest

from tests.quality.measure import ARTICLES, FLOORS, score

PINNED = json.loads(FLOORS.read_text(encoding="utf-8"))


@pytest.mark.skipif(not (ARTICLES / "dev").exists(), reason="the development set is not shipped")
@pytest.mark.parametrize(
    ("part", "measure", "floor"),
    [(part, measure, floor) for part, floors in PINNED.items() for measure, floor in floors.items()],
)
def test_no_measure_falls_below_its_floor(part: str, measure: str, floor: float) -> None:
    assert score(part)[measure]["f1"] >= floor
