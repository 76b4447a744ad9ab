"""Markings of the Traffic Light Protocol (FIRST, TLP 2.0), from the freest to the strictest."""

from typing import Literal, get_args

Marking = Literal["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"]
ORDER: tuple[Marking, ...] = get_args(Marking)


def is_restricted(marking: Marking) -> bool:
    """Whether it is above TLP:GREEN: for named recipients, not for a community or the public."""
    return ORDER.index(marking) > ORDER.index("TLP:GREEN")


def stricter(one: Marking, other: Marking) -> Marking:
    """The stricter of two markings: what holds both must carry it."""
    return max(one, other, key=ORDER.index)
