"""Drawings become SVG that a page can hold: same bytes, own ids, text as text."""

import re

import matplotlib as mpl

from analysis.exhibits.drawing import Drawing, fitted, measure, wrapped

from .conftest import HOSTILE


def build() -> Drawing:
    drawing = Drawing(300, 120)
    drawing.text(10, 20, HOSTILE, halo=True)
    drawing.text(10, 60, "محمد 达尔瓦兹", weight=600)
    drawing.circle(50, 80, 10, "#b84300", mark='E<1>"x', title=HOSTILE)
    drawing.line([0, 300], [100, 100], dash=(3, 2))
    return drawing


def test_the_same_drawing_gives_the_same_bytes() -> None:
    assert build().svg("a", "alt") == build().svg("a", "alt")


def test_the_svg_scales_and_carries_its_alt_text() -> None:
    svg = build().svg("a", 'say "x" < y')
    opening = svg[: svg.index(">")]
    assert 'viewBox="0 0 300 120"' in opening and 'role="img"' in opening
    assert 'aria-label="say &quot;x&quot; &lt; y"' in opening
    assert " width=" not in opening and "<?xml" not in svg and "<style" not in svg and "metadata" not in svg


def test_names_are_text_and_never_markup_or_mathematics() -> None:
    svg = build().svg("a", "alt")
    assert "<script" not in svg
    assert "$x^2$" in svg and "محمد" in svg


def test_ids_carry_the_exhibits_own_prefix() -> None:
    ids = re.findall(r' id="([^"]*)"', build().svg("map-w", "alt"))
    assert ids == ["map-w-mark-E-1-x-0"]


def test_drawing_leaves_matplotlibs_settings_as_they_were() -> None:
    before = dict(mpl.rcParams)
    build().svg("a", "alt")
    assert dict(mpl.rcParams) == before


def test_type_is_measured_before_it_is_set() -> None:
    assert 60 < measure("Hello world") < 75
    assert measure("Hello world", weight=700) > measure("Hello world")
    assert measure("") == 0
    assert measure("达尔", 10) == 20


def test_words_are_wrapped_and_cut_to_a_width() -> None:
    lines = wrapped("A name of eighty characters that never seems to come to its end at all, it seems", 90, most=3)
    assert len(lines) == 3 and lines[-1].endswith("…")
    assert all(measure(line) <= 90 for line in lines)
    assert measure(fitted("incomprehensibilities", 50)) <= 50
    assert fitted("short", 90) == "short"
