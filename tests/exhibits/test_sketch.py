"""A sketch has the strokes of a drawing, and text that stays text."""

import re

import pytest
from matplotlib.path import Path as Shape

from analysis.exhibits.drawing import Drawing
from analysis.exhibits.maps import draw_map
from analysis.exhibits.sketch import Sketch
from analysis.exhibits.timelines import draw_timeline, list_marks
from analysis.findings.record import Record

from .conftest import HOSTILE, PLEDGE


def count_circles(svg: str) -> int:
    return svg.count("<circle")


def words_of(svg: str) -> list[str]:
    return sorted(set(re.findall(r"<text[^>]*>([^<]*)</text>", svg)))


@pytest.mark.parametrize("kind", ["map", "timeline"])
def test_a_sketch_shows_what_the_drawing_shows(record: Record, kind: str) -> None:
    def draw(pen: type[Drawing]) -> str:
        located = record.frame[record.frame["latitude"].notna()]
        if kind == "map":
            return draw_map(720, record, located, PLEDGE, ("AFG", "TJK"), None, pen=pen).svg("x", "a")
        return draw_timeline(720, record, list_marks(record, PLEDGE), PLEDGE, record.end, pen).svg("x", "a")

    still, live = draw(Drawing), draw(Sketch)
    assert count_circles(live) == count_circles(still) > 0
    assert words_of(live) == words_of(still)


def test_hostile_words_are_text() -> None:
    sketch = Sketch(100, 50)
    sketch.text(1, 2, HOSTILE)
    sketch.circle(1, 2, 3, "#fff", mark=HOSTILE, title=HOSTILE)
    svg = sketch.svg(HOSTILE, HOSTILE)
    assert "<script" not in svg
    assert not re.search(r'(?:id|aria-label)="[^"]*[<>]', svg)


def test_a_path_keeps_its_holes() -> None:
    sketch = Sketch(10, 10)
    sketch.shape(Shape([(0, 0), (9, 0), (9, 9), (2, 2), (3, 2)], [1, 2, 2, 1, 2]), "#eee", "#111")
    assert 'd="M0.0 0.0L9.0 0.0L9.0 9.0M2.0 2.0L3.0 2.0"' in sketch.svg("x", "a")


def test_dashes_and_outlines_are_kept() -> None:
    sketch = Sketch(10, 10)
    sketch.line([0, 1], [2, 3], "#123456", 2.0, dash=(4, 3))
    sketch.polygon([(0, 0), (1, 1), (2, 0)], "#abcdef", "#654321")
    sketch.rect(0, 0, 1, 1, "#00ff00")
    svg = sketch.svg("x", "a")
    assert "stroke-dasharray: 8.0 6.0" in svg and "stroke: #654321" in svg and "fill: #00ff00" in svg
