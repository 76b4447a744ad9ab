"""What matplotlib writes becomes an SVG for a page: no prolog, no pixel size, unique ids, alt text, short numbers.

Works on tags only, never on text: in matplotlib's output every `<` and `>` of a label is escaped.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from analysis.exhibits.markup import Html, tag
from analysis.exhibits.style import BODY, FAMILY, HALO, NARROW, WIDE

TAG = re.compile(r"<[^>]+>")
NUMBER = re.compile(r"-?\d+\.\d{2,}")
TEXT = re.compile(
    r'<g id="type-(\d+)-(\w+)-(\w+)-([^"]*)">\s*<text style="([^"]*)"([^>]*>[^<]*</text>)\s*</g>', flags=re.DOTALL
)
# Comments, metadata, a style element that would reach the whole page, and clips to the edge, which a page does itself.
UNWANTED = re.compile(r"<!--.*?-->|<metadata>.*?</metadata>|<style.*?</style>|<clipPath.*?</clipPath>", flags=re.DOTALL)
FAMILIES = f"'{FAMILY}', 'DejaVu Sans', sans-serif"
HALO_WIDTH = 3.4  # pixels: covers a border line behind a label, leaves the next label alone
CIRCLE = re.compile(r'<g id="circle:([^:]*):([^:]*):([^:]*):([^"]*)">\s*<path d="[^"]*"[^>]*? style="([^"]*)"/>\s*</g>')
REFERENCE = re.compile(r'(?:href="#|url\(#)([^")]+)')


def stills(id: str, alt: str, draw: Callable[[int], object], widths: tuple[int, int] = (WIDE, NARROW)) -> Html:
    """A chart drawn twice, for a page and for a phone; the style sheet shows the one that fits.

    `draw` gets the width to draw for and returns a Drawing.
    """
    size = "small" if widths[0] < WIDE else "full"
    wide, narrow = (draw(width).svg(f"{id}-{name}", alt) for width, name in zip(widths, ("w", "n"), strict=True))  # type: ignore[attr-defined]
    return tag("div", tag("div", wide, class_="wide"), tag("div", narrow, class_="narrow"), class_=f"plot {size}")


def finish_svg(
    svg: str, *, id: str, alt: str, titles: Mapping[str, str], items: Mapping[str, Sequence[str]] | None = None
) -> Html:
    """The `<svg>` element alone, ready for a page. `items`: of which things the marks of these ids are drawings."""
    items = items or {}
    svg = svg[svg.index("<svg") :]
    svg = re.sub(UNWANTED, "", svg)
    svg = TEXT.sub(lambda match: set_type(match, items), svg)
    used = set(REFERENCE.findall(svg)) | set(titles) | set(items)
    svg = CIRCLE.sub(lambda match: draw_circle(match, titles), svg)
    svg = TAG.sub(lambda match: finish_tag(match[0], id, used), svg)
    svg = re.sub(rf' id="{re.escape(id)}-((?:part|mark)-[^"]*)"', lambda match: name_items(match, items), svg)
    svg = re.sub(r">\s+<", "><", svg)
    svg = svg.replace("<defs></defs>", "")
    svg = re.sub(r"<g>(<(?:path|text|circle)[^>]*?(?:/>|>[^<]*</(?:text|circle)>))</g>", r"\1", svg)
    box = re.search(r'viewBox="([^"]+)"', svg)
    label = str(tag("i", role="img", aria_label=alt))[2:-5]  # the attributes alone, escaped
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"{label}'
    opening += f' viewBox="{box[1] if box else ""}" font-family="{FAMILIES}" stroke-linejoin="round">'
    return Html(re.sub(r"^<svg[^>]*>", lambda _: opening, svg).strip())


def name_items(match: re.Match[str], items: Mapping[str, Sequence[str]]) -> str:
    """The id of a mark, and the things that it draws as data; a line needs no id beside them."""
    data = write_items(items.get(match[1], ()))
    return data if match[1].startswith("part-") else match[0] + data


def write_items(items: Sequence[str]) -> str:
    """The attribute by which a page finds the drawing of things, with the blank before it; "" for none."""
    return str(tag("i", data_items="|".join(items)))[2:-5] if items else ""


def draw_circle(match: re.Match[str], titles: Mapping[str, str]) -> str:
    """A circle as a circle: a tenth of the bytes of matplotlib's eight curves, and one element for scripts to find."""
    x, y, radius, mark, style = match.groups()
    named = f' id="{mark}"' if mark else ""
    words = tag("title", titles[mark]) if titles.get(mark) else ""
    return f'<circle{named} cx="{x}" cy="{y}" r="{radius}" style="{style}">{words}</circle>'


def set_type(match: re.Match[str], items: Mapping[str, Sequence[str]]) -> str:
    """One label in our typeface. With a halo it stands twice, first as a broad outline in the colour of the ground.

    Twice, because `paint-order` is not known to every renderer of SVG (WeasyPrint).
    """
    weight, slant, ground, part, style, rest = match.groups()
    data = write_items(items.get(part, ()))
    size = re.search(r"font-size: ([\d.]+)px", style)
    side = re.search(r"text-anchor: \w+", style)
    colour = re.search(r"fill: #\w+", style)
    parts = [f"font-size: {size[1] if size else BODY}px", f"font-weight: {weight}", side[0] if side else ""]
    parts += ["font-style: italic" if slant == "italic" else ""]
    font = "; ".join(part for part in parts if part)
    words = f'<text{data} style="{font}; {colour[0] if colour else ""}"{rest}'
    if ground == "plain":
        return words
    outline = f"fill: {HALO}; stroke: {HALO}; stroke-width: {HALO_WIDTH}; stroke-linejoin: round"
    return f'<text{data} aria-hidden="true" style="{font}; {outline}"{rest}{words}'


def finish_tag(element: str, id: str, used: set[str]) -> str:
    """One tag with its ids made this chart's own, those that nothing points at left out, its numbers shortened."""

    def own(match: re.Match[str]) -> str:
        return f' id="{id}-{match[1]}"' if match[1] in used else ""

    element = re.sub(r' id="([^"]*)"', own, element)
    element = re.sub(r'href="#', f'href="#{id}-', element)
    element = re.sub(r"url\(#", f"url(#{id}-", element)
    element = re.sub(r' transform="rotate\(-?0 [^"]*"', "", element)
    element = re.sub(r' clip-path="[^"]*"', "", element)
    return re.sub(NUMBER, lambda m: f"{float(m[0]):.1f}".removesuffix(".0"), element.replace("\n", ""))
