"""A drawing in CSS pixels: matplotlib as a pen, without its global state, and type that is measured before it is set.

`y` runs downwards, as on a page. Nothing here decides what is shown: charts do.
"""

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from io import StringIO
from typing import Any, Literal
from unicodedata import east_asian_width

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure
from matplotlib.ft2font import FT2Font
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Polygon, Rectangle
from matplotlib.patches import PathPatch as Patch
from matplotlib.path import Path as Shape

from analysis.exhibits.markup import Html, anchor
from analysis.exhibits.style import BODY, FONTS, INK
from analysis.exhibits.svg import finish_svg

DPI = 72  # one SVG unit is then one CSS pixel at natural width
# Text stays text (searchable, small), and ids are the same at every run.
STYLE = {
    "svg.fonttype": "none",
    "svg.hashsalt": "briefbook",
    "path.simplify": False,
}

Align = Literal["left", "center", "right"]
Weight = Literal[400, 600, 700]


class Drawing:
    """A sheet of `width` × `height` pixels to draw on. Made anew for every chart and thrown away with it."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.titles: dict[str, str] = {}  # id of a mark -> what a pointer over it says
        self.items: dict[str, tuple[str, ...]] = {}  # id of a mark -> the things that it draws
        with drawing_style():
            self.figure = Figure(figsize=(width / DPI, height / DPI), dpi=DPI)
            self.figure.patch.set_visible(False)
            self.axes = self.figure.add_axes((0, 0, 1, 1))
            self.axes.set(xlim=(0, width), ylim=(height, 0))
            self.axes.set_axis_off()

    def add(self, artist: Any) -> None:
        """An artist on top of what is there already: the order of drawing is the order of layers."""
        artist.set_zorder(len(self.axes.get_children()))
        self.axes.add_artist(artist)

    def name(self, items: Sequence[str]) -> str:
        """The name under which a part of the drawing says what it draws; "" where it draws none of the things."""
        if not items:
            return ""
        name = f"part-{len(self.items)}"
        self.items[name] = tuple(items)
        return name

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = BODY,
        weight: Weight = 400,
        color: str = INK,
        align: Align = "left",
        italic: bool = False,
        halo: bool = False,
        items: Sequence[str] = (),
    ) -> None:
        """One line of type with its baseline at `y`. `halo` puts the colour of the ground around it."""
        label = self.axes.text(x, y, words, fontsize=size, color=color, ha=align, va="baseline", parse_math=False)
        label.set_zorder(len(self.axes.get_children()))
        label.set_gid(
            f"type-{weight}-{'italic' if italic else 'normal'}-{'halo' if halo else 'plain'}-{self.name(items)}"
        )

    def line(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        color: str = INK,
        width: float = 1.0,
        dash: tuple[float, ...] | None = None,
        items: Sequence[str] = (),
    ) -> None:
        """A line through points; with `items` it says which of them it draws, so that a page can filter."""
        style: Any = (0, dash) if dash else "solid"
        line = Line2D(xs, ys, color=color, linewidth=width, linestyle=style, solid_capstyle="round")
        if name := self.name(items):
            line.set_gid(name)
        self.add(line)

    def rect(
        self, x: float, y: float, width: float, height: float, fill: str, stroke: str = "none", line: float = 1.0
    ) -> None:
        """A rectangle from its top left corner."""
        self.add(Rectangle((x, y), width, height, facecolor=fill, edgecolor=stroke, linewidth=line))

    def circle(
        self,
        x: float,
        y: float,
        radius: float,
        fill: str,
        *,
        stroke: str = "none",
        line: float = 1.0,
        mark: str | None = None,
        title: str = "",
        items: Sequence[str] = (),
    ) -> None:
        """A circle; with `mark` it has an id, with `title` a pointer over it says so, `items` are what it draws."""
        patch = Circle((x, y), radius, facecolor=fill, edgecolor=stroke, linewidth=line)
        name = "" if mark is None else f"mark-{anchor(mark)}-{len(self.titles)}"
        if name:
            self.titles[name] = title
            self.items[name] = tuple(items)
        patch.set_gid(f"circle:{x:.1f}:{y:.1f}:{radius:.1f}:{name}")
        self.add(patch)

    def polygon(
        self, points: Sequence[tuple[float, float]], fill: str, stroke: str = "none", line: float = 1.0
    ) -> None:
        """A closed shape through points."""
        self.add(Polygon(np.asarray(points), closed=True, facecolor=fill, edgecolor=stroke, linewidth=line))

    def shape(self, shape: Shape, fill: str = "none", stroke: str = "none", line: float = 1.0) -> None:
        """Any path: land with its lakes, a curve."""
        self.add(Patch(shape, facecolor=fill, edgecolor=stroke, linewidth=line, joinstyle="round"))

    def svg(self, id: str, alt: str) -> Html:
        """The drawing as SVG: scales with its place, carries its alt text, has no id that another one has."""
        buffer = StringIO()
        with drawing_style():
            self.figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
        return finish_svg(buffer.getvalue(), id=id, alt=alt, titles=self.titles, items=self.items)


@contextmanager
def drawing_style() -> Iterator[None]:
    """The settings for drawing and nothing else; restored afterwards.

    A name in a script that our typeface lacks is drawn by the reader's own fonts: no reason to warn.
    """
    with mpl.rc_context(STYLE), warnings.catch_warnings():  # type: ignore[arg-type]
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        warnings.filterwarnings("ignore", message=".*does not support.* natively")
        yield


@cache
def read_face(weight: Weight) -> FT2Font:
    """Our typeface in one weight, for measuring. Not registered with matplotlib: that would be global state."""
    return FT2Font(str(FONTS / f"briefbook-sans-{weight}.ttf"))


@lru_cache(maxsize=8192)
def measure(words: str, size: float = BODY, weight: Weight = 400) -> float:
    """The width of one line of type, in pixels; characters that our typeface lacks are estimated."""
    face = read_face(weight)
    face.set_size(100, DPI)
    own = "".join(c for c in words if face.get_char_index(ord(c)))
    other = sum(1.0 if east_asian_width(c) in "WF" else 0.62 for c in words if not face.get_char_index(ord(c)))
    face.set_text(own)
    return face.get_width_height()[0] / 64 * size / 100 + other * size


def wrapped(words: str, width: float, size: float = BODY, weight: Weight = 400, most: int = 99) -> list[str]:
    """The words as lines no wider than `width` pixels; a word that is wider alone is cut, the last line ends in "…"."""
    lines: list[str] = []
    for word in str(words).split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and measure(joined, size, weight) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    lines = [fitted(line, width, size, weight) for line in lines]
    if len(lines) > most:
        lines = [*lines[: most - 1], fitted(f"{lines[most - 1]} …", width, size, weight)]
    return lines or [""]


def fitted(words: str, width: float, size: float = BODY, weight: Weight = 400) -> str:
    """One line of type, cut with "…" where it would be wider than `width`."""
    if measure(words, size, weight) <= width:
        return words
    kept = words.rstrip("… ")
    while kept and measure(kept + "…", size, weight) > width:
        kept = kept[:-1]
    return kept.rstrip() + "…"
