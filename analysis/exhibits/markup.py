"""HTML that is safe by construction: every string is escaped unless it was built here.

Article text, data and review are hostile input. `Html` marks what is already markup; everything else that reaches
`tag` becomes text, so a `<script>` in an article is shown, never run.
"""

import re
from collections.abc import Iterable
from html import escape as escape_text
from urllib.parse import urlsplit

VOID = frozenset({"br", "hr", "img", "col", "wbr"})
# The shapes of the few icons, on a 16 × 16 grid. Drawn, not typed: a fallback font must not decide what "agrees" looks
# like. Each stands beside a word, so it is hidden from screen readers.
ICONS = {
    "check": "M2.5 8.5l3.5 3.5 7.5-8",
    "cross": "M3.5 3.5l9 9M12.5 3.5l-9 9",
    "up": "M8 13V3M3.5 7.5L8 3l4.5 4.5",
    "down": "M8 3v10M3.5 8.5L8 13l4.5-4.5",
    "new": "M8 2.5v11M2.5 8h11",
    "dash": "M3 8h10",
}


class Html(str):
    """A string that is markup already."""

    __slots__ = ()

    def __add__(self, other: str) -> "Html":
        return Html(str(self) + str(escape(other)))


def escape(value: object) -> Html:
    """The value as markup: itself if it is markup, else its text with `& < > " '` escaped; None is nothing."""
    if isinstance(value, Html):
        return value
    return Html("" if value is None else escape_text(str(value), quote=True))


def tag(name: str, *children: object, **attributes: object) -> Html:
    """An element. `class_` is `class`, `data_id` is `data-id`; None and False leave an attribute out, True is bare."""
    opening = name
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        key = key.rstrip("_").replace("_", "-")
        opening += f" {key}" if value is True else f' {key}="{escape_text(str(value), quote=True)}"'
    if name in VOID:
        return Html(f"<{opening}>")
    return Html(f"<{opening}>{join(children)}</{name}>")


def join(parts: Iterable[object], between: object = "") -> Html:
    """The parts as one piece of markup, each escaped."""
    return Html(str(escape(between)).join(str(escape(part)) for part in parts))


def link(url: object, text: object) -> Html:
    """A link to a page outside; what is no http or https address is shown as text and never becomes a link."""
    address = "" if url is None else str(url).strip()
    if not is_web_address(address):
        return join([text, f" ({address})"] if address and address != "nan" else [text])
    return tag("a", text, href=address, rel="noopener noreferrer", class_="out")


def is_web_address(address: str) -> bool:
    """Whether it is http or https, with a host and without blanks or control characters."""
    if re.search(r"[\s\x00-\x1f\\]", address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def icon(name: str) -> Html:
    """A small drawing beside a word, hidden from screen readers."""
    return Html(
        f'<svg class="icon" viewBox="0 0 16 16" width="12" height="12" aria-hidden="true">'
        f'<path d="{ICONS[name]}" fill="none" stroke="currentColor" stroke-width="2.4"/></svg>'
    )


def anchor(text: object) -> str:
    """A value as part of an HTML id: letters, digits and hyphens; never empty."""
    return re.sub(r"[^A-Za-z0-9]+", "-", str(text)).strip("-") or "x"
