"""Victims counted in several breaths are added up; deeds, parts and totals of years are not."""

import pytest

from analysis.reading.quantities import find_tolls


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Two raids killed three millers.", [3]),
        ("Four ambushes since June have killed 19 millers.", [19]),
        ("Nine millers and four carters died when the mill fell.", [13]),
        ("Six soldiers, three constables and a child were killed.", [10]),
        ("Three millers and their driver died.", [4]),
        ("A bomb killed five engineers of the Belmar dam and their driver.", [6]),
        ("The blast killed two soldiers and a civilian.", [3]),
        ("The raid killed ten people and wounded five.", [10]),
        ("On 14 July 2021, nine millers and four carters died.", [13]),
        ("Nine children were among the dead.", []),
        ("The council counted 89 civilians killed over 10 days.", [89]),
    ],
)
def test_the_dead_of_one_verb_are_added_up(text: str, killed: list[int]) -> None:
    assert [toll.best for toll in find_tolls(text, 0, len(text)) if toll.kind == "killed"] == killed


def test_those_hurt_are_not_added_to_those_killed() -> None:
    text = "Ten people were killed and five injured."
    assert [(toll.kind, toll.best) for toll in find_tolls(text, 0, len(text))] == [("killed", 10), ("injured", 5)]
