"""The reader's accuracy never falls below the figures pinned in floors.json; it may only rise.

`python -m tests.quality.measure --pin` raises the floors. The development set and the founding article are not
shipped: where they don't lie beside the repository, their floors are skipped.
"""

import json

import pytest

from tests.quality.measure import FLOORS, SHARED, SHARED_PARTS, score

PINNED = json.loads(FLOORS.read_text(encoding="utf-8"))


@pytest.mark.parametrize("part", PINNED)
def test_no_measure_falls_below_its_floor(part: str) -> None:
    if part in SHARED_PARTS and not (SHARED / "dev").is_dir():
        pytest.skip("the development set is not shipped")
    scores = {measure: row.f1 for measure, row in score(part).items()}
    fallen = {measure: (scores[measure], floor) for measure, floor in PINNED[part].items() if scores[measure] < floor}
    assert not fallen, "measure: (now, floor)"
