"""A drawing for the screen alone: the same strokes as `drawing.Drawing`, written as SVG without matplotlib.

A widget draws anew at every step; this takes a tenth of the time. What is published is drawn by `Drawing`.
"""

from collections.abc import Sequence

import numpy as np
from matplotlib.path import Path as Shape

from analysis.exhibits.drawing import Align, Drawing, Weight
from analysis.exhibits.markup import Html, anchor, escape, join, tag
from analysis.exhibits.style import BODY, HALO, INK
from analysis.exhibits.svg import FAMILIES, HALO_WIDTH

ANCHORS: dict[str, str] = {"left": "start", "center": "middle", "right": "end"}
COMMANDS = {int(Shape.MOVETO): "M", int(Shape.LINETO): "L"}  # all that the ground of a map is made of


class Sketch(Drawing):
    """A sheet of `width` × `height` pixels. Strokes lie on top of one another in their order.

    `items`, by which the page filters a chart, are left out: here the kernel filters.
    """

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.strokes: list[Html] = []

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
        font = f"font-size: {size}px; font-weight: {weight}; text-anchor: {ANCHORS[align]}; fill: {color}"
        font += "; font-style: italic" if italic else ""
        ground = f"; paint-order: stroke; stroke: {HALO}; stroke-width: {HALO_WIDTH}" if halo else ""
        self.strokes.append(tag("text", words, x=f"{x:.1f}", y=f"{y:.1f}", style=font + ground))

    def line(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        color: str = INK,
        width: float = 1.0,
        dash: tuple[float, ...] | None = None,
        items: Sequence[str] = (),
    ) -> None:
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in zip(xs, ys, strict=True))
        style = f"fill: none; stroke: {color}; stroke-width: {width}; stroke-linecap: {'butt' if dash else 'round'}"
        # matplotlib's dashes are in multiples of the line's width
        style += f"; stroke-dasharray: {' '.join(f'{part * width:.1f}' for part in dash)}" if dash else ""
        self.strokes.append(tag("polyline", points=points, style=style))

    def rect(
        self, x: float, y: float, width: float, height: float, fill: str, stroke: str = "none", line: float = 1.0
    ) -> None:
        sizes = {"x": f"{x:.1f}", "y": f"{y:.1f}", "width": f"{width:.1f}", "height": f"{height:.1f}"}
        self.strokes.append(tag("rect", **sizes, style=paint(fill, stroke, line)))

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
        name = None if mark is None else f"live-{anchor(mark)}-{len(self.strokes)}"
        words = tag("title", title) if title else ""
        place = {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": f"{radius:.1f}"}
        self.strokes.append(tag("circle", words, id=name, **place, style=paint(fill, stroke, line)))

    def polygon(
        self, points: Sequence[tuple[float, float]], fill: str, stroke: str = "none", line: float = 1.0
    ) -> None:
        corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        self.strokes.append(tag("polygon", points=corners, style=paint(fill, stroke, line)))

    def shape(self, shape: Shape, fill: str = "none", stroke: str = "none", line: float = 1.0) -> None:
        codes = [] if shape.codes is None else np.asarray(shape.codes).tolist()
        points = np.asarray(shape.vertices, dtype=np.float64).tolist()
        steps = [f"{COMMANDS[code]}{x:.1f} {y:.1f}" for code, (x, y) in zip(codes, points, strict=True)]
        style = f"{paint(fill, stroke, line)}; fill-rule: evenodd"
        self.strokes.append(tag("path", d="".join(steps), style=style))

    def svg(self, id: str, alt: str) -> Html:
        """The drawing as SVG that scales with its place and carries its alt text."""
        label = escape(alt)
        opening = (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{label}" id="{anchor(id)}" '
            f'viewBox="0 0 {self.width:g} {self.height:g}" font-family="{FAMILIES}" stroke-linejoin="round">'
        )
        return Html(f"{opening}{join(self.strokes)}</svg>")


def paint(fill: str, stroke: str, line: float) -> str:
    """Fill and outline as a style; colours by name, so that the sheet can recolour them on a dark page."""
    return f"fill: {fill}" if stroke == "none" else f"fill: {fill}; stroke: {stroke}; stroke-width: {line}"
