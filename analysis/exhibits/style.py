"""The visual language: one palette, one typeface, one style sheet, for charts, tables, HTML and PDF alike.

Each colour has one meaning. The three that tell eras apart differ in lightness as much as in hue (L* 66, 45, 25), so
that they survive colour blindness and grey printing. `PALETTE` pairs each with its value on a dark page; charts keep
the light one inline and the sheet recolours them.
"""

from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from analysis.exhibits.exhibit import MIME

FAMILY = "Briefbook Sans"  # Source Sans 3, subset; renamed because "Source" is a reserved font name (fonts/OFL.txt)
FONTS = Path(__file__).parent / "fonts"
FACES = {"400": ("400", "normal"), "600": ("600", "normal"), "700": ("700", "normal"), "400-italic": ("400", "italic")}

INK = "#1b1f24"
MUTED = "#59636e"
RULE = "#c6ccd3"  # axis lines, table rules in charts
WASH = "#eef0f3"  # "no data"
PAPER = "#ffffff"
BEFORE = "#6ba3cf"  # before the pledge
SINCE = "#b84300"  # since the pledge
TARGET = "#6d0f35"  # those killed whom the case is about
COOL = "#005a94"  # links, bands, cooperative acts, what holds
HOT = "#a63c00"  # hostile acts, what is strained
LAND = "#f5f1e8"  # the country in question, on maps
LAND_ACROSS = "#eae4d5"  # the first of the two that share the border in question
ABROAD = "#e9edf0"
BORDER = "#7d8791"
HALO = "#fdfcfa"  # around labels on maps and graphs
AGAINST_1 = "#f3c9a9"  # hypotheses: inconsistent
AGAINST_2 = "#d9783c"  # very inconsistent
FOR_1 = "#d8e6f1"  # consistent
FOR_2 = "#a9cbe5"  # very consistent
NEUTRAL = "#f4f5f7"
ON_BAND = "#14171b"  # text on the four fills above, dark in both themes

PALETTE = {  # light page -> dark page
    INK: "#e9ebee",
    MUTED: "#a8b0ba",
    RULE: "#4a535d",
    WASH: "#232a32",
    PAPER: "#14181d",
    BEFORE: "#6fa9d8",
    SINCE: "#ff9450",
    TARGET: "#ff7fa8",
    COOL: "#6cb8f0",
    HOT: "#ff9a57",
    LAND: "#2a2f2c",
    LAND_ACROSS: "#333730",
    ABROAD: "#1c2228",
    BORDER: "#8a949f",
    HALO: "#191e23",
    NEUTRAL: "#272e36",
}

SMALL, BODY, LARGE = 12.0, 13.5, 15.0  # sizes of type in charts, CSS pixels at natural width
WIDE, NARROW = 720, 350  # natural widths of the two drawings of each chart; the sheet shows the one that fits


@dataclass(frozen=True)
class Sheet:
    """The style sheet with its typeface, as something that a notebook displays once and a page keeps once."""

    css: str

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return {"text/html": f"<style>{self.css}</style>", "text/plain": "style sheet", MIME: {"style": True}}


@cache
def sheet() -> Sheet:
    """The style sheet of every exhibit, complete: typeface, light and dark, narrow, print. Needs no network."""
    rules = (Path(__file__).parent / "style.css").read_text(encoding="utf-8")
    return Sheet("\n".join([*(draw_face(name) for name in FACES), rules, draw_dark()]))


def draw_face(name: str) -> str:
    """One `@font-face` with the font inside."""
    weight, slant = FACES[name]
    data = b64encode((FONTS / f"briefbook-sans-{name}.woff2").read_bytes()).decode("ascii")
    return (
        f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};font-style:{slant};font-display:swap;"
        f"src:url(data:font/woff2;base64,{data}) format('woff2')}}"
    )


def draw_dark() -> str:
    """The rules for a dark page, twice: where the system is dark, and in JupyterLab's dark theme.

    JupyterLab's own theme wins over the system's. Charts carry their colours inline, so each is replaced by name.
    """
    system = "\n".join(recolour("body:not([data-jp-theme-light])"))
    lab = "\n".join(recolour('body[data-jp-theme-light="false"]'))
    return f"@media screen and (prefers-color-scheme:dark){{\n{system}\n}}\n@media screen{{\n{lab}\n}}"


def recolour(page: str) -> list[str]:
    """Every colour's dark value under one kind of page: as variables for the sheet, by inline style for charts."""
    names = {INK: "ink", MUTED: "muted", RULE: "rule", WASH: "wash", PAPER: "paper", COOL: "cool", HOT: "hot"}
    names |= {TARGET: "target", SINCE: "since", BEFORE: "before", NEUTRAL: "neutral"}
    variables = "".join(f"--bb-{name}:{PALETTE[colour]};" for colour, name in names.items())
    rules = [f"{page} .bb{{{variables}--bb-line:#343c45;color-scheme:dark}}"]
    for light, dark in PALETTE.items():
        for part in ("fill", "stroke"):
            rules.append(f'{page} .bb svg [style*="{part}: {light}"]{{{part}:{dark}!important}}')
    return rules
