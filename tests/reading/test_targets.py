"""What an incident hit, in the text's own words."""

import pytest

from analysis.reading.targets import find_target


@pytest.mark.parametrize(
    ("text", "kind", "target"),
    [
        ("Gunmen stormed a Chinese-run gold mine in the hills before dawn.", "armed_attack", "Chinese-run gold mine"),
        ("Militants overran a fortified army post near the river.", "armed_attack", "fortified army post"),
        ("A bomber attacked a convoy of Chinese engineers on Monday.", "bombing", "convoy of Chinese engineers"),
        ("The assault on the town of Ostrel began at dawn.", "armed_attack", "town of Ostrel"),
        ("Fighters entered Ostrel on Monday.", "clash", "Ostrel"),
        ("Gunmen seized a passenger train in the southwest.", "kidnapping", "passenger train"),
        ("The killing of two aid workers shocked the valley.", "armed_attack", "aid workers"),
        ("A police station was attacked on Monday.", "armed_attack", "police station"),
        ("A car bomb exploded outside the main courthouse hotel on Monday.", "bombing", "main courthouse hotel"),
        (
            "Drones hit Norwegian- and US-run oil fields in the north.",
            "drone_attack",
            "Norwegian- and US-run oil fields",
        ),
        ("A man drove a truck through a crowd at a fair.", "armed_attack", "crowd"),
        ("Officers ousted President Jan Hollis on Monday.", "upheaval", "President Jan Hollis"),
        ("Both sides signed a treaty in the embassy.", "diplomatic", None),
        ("The gang struck again on Monday.", "armed_attack", None),
    ],
)
def test_a_target_is_the_full_phrase(text: str, kind: str, target: str | None) -> None:
    assert find_target(text, "", kind, [(0, len(text))], ()) == target


def test_the_title_tells_the_target_where_the_text_does_not() -> None:
    assert find_target("It was dusk.", "Drones hit oil refinery", "drone_attack", [(0, 12)], ()) == "oil refinery"
