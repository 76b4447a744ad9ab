"""With what it was done, as the text names it."""

import pytest

from analysis.reading.weapons import find_weapon


@pytest.mark.parametrize(
    ("text", "kind", "weapon"),
    [
        ("The ship was hit by sea drones and rocket-propelled grenades.", "armed_attack",
         "sea drones, rocket-propelled grenades"),
        ("A pickup truck packed with explosives blew up.", "bombing", "pickup truck packed with explosives"),
        ("They set off an improvised explosive device (IED) under the road.", "bombing",
         "improvised explosive device (IED)"),
        ("Gunmen opened fire on a bus.", "shooting", "guns"),
        ("A man with a knife attacked passengers.", "armed_attack", "knife"),
        ("Three explosive drones hit the tanker.", "drone_attack", "explosive drones"),
        ("A rented truck rammed a crowd.", "armed_attack", "rented truck"),
        ("They burnt a truck and left.", "armed_attack", None),
        ("Workers at the gold mine fled.", "armed_attack", None),
        ("Both sides signed a treaty.", "diplomatic", None),
    ],
)  # fmt: skip
def test_weapons_are_named_as_the_text_names_them(text: str, kind: str, weapon: str | None) -> None:
    assert find_weapon(text, "", kind, [(0, len(text))]) == weapon
