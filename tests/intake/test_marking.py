"""Markings: their order, and what is above TLP:GREEN."""

import pytest

from analysis.intake.marking import ORDER, Marking, is_restricted, stricter


def test_markings_run_from_the_freest_to_the_strictest() -> None:
    assert ORDER == ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")
    assert [is_restricted(each) for each in ORDER] == [False, False, True, True, True]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("TLP:CLEAR", "TLP:AMBER", "TLP:AMBER"),
        ("TLP:RED", "TLP:GREEN", "TLP:RED"),
        ("TLP:AMBER+STRICT", "TLP:AMBER", "TLP:AMBER+STRICT"),
    ],
)
def test_what_holds_both_carries_the_stricter_marking(one: Marking, other: Marking, expected: Marking) -> None:
    assert stricter(one, other) == stricter(other, one) == expected
