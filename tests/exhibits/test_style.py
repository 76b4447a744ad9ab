"""The style sheet is complete in itself, and reaches nothing outside the exhibits."""

import re
from itertools import pairwise

from analysis.exhibits.exhibit import MIME
from analysis.exhibits.style import BEFORE, FONTS, PALETTE, SINCE, TARGET, sheet


def lightness(colour: str) -> float:
    """L* of a colour."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    y = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


def test_the_sheet_needs_no_network() -> None:
    css = sheet().css
    assert css.count("@font-face") == 4
    assert not re.search(r"url\((?!data:)", css)
    assert "@import" not in css


def test_the_notebook_gets_the_sheet_once_and_the_publisher_is_told() -> None:
    bundle = sheet()._repr_mimebundle_()
    assert bundle["text/html"].startswith("<style>")
    assert bundle[MIME] == {"style": True}


def test_every_rule_stays_inside_the_exhibits() -> None:
    rules = re.sub(r"/\*.*?\*/", "", sheet().css, flags=re.DOTALL)
    selectors = [s for s in re.findall(r"([^{}]+)\{", rules) if not s.strip().startswith("@")]
    for selector in (part for group in selectors for part in group.split(",")):
        assert ".bb" in selector, selector


def test_the_three_eras_differ_in_grey() -> None:
    shades = sorted(lightness(colour) for colour in (BEFORE, SINCE, TARGET))
    assert min(b - a for a, b in pairwise(shades)) > 15


def test_every_chart_colour_with_a_dark_value_is_replaced_on_dark_pages() -> None:
    for light, dark in PALETTE.items():
        assert f'[style*="fill: {light}"]{{fill:{dark}!important}}' in sheet().css


def test_the_typeface_stands_beside_its_licence_and_stays_small() -> None:
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text()
    assert sum(path.stat().st_size for path in FONTS.iterdir()) < 300_000
