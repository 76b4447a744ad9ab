"""An exhibit: something to look at, as a value that says its message, its source and its data.

In JupyterLab it shows as HTML; publishing takes the same HTML and, from the JSON twin, its findings.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

import numpy as np
import pandas as pd

from analysis.exhibits.grid import grid
from analysis.exhibits.markup import Html, tag

MIME = "application/vnd.briefbook+json"
NO_RECORD = "Name event data and a main scope in the case's case.yml"
ID = re.compile(r"[a-z][a-z0-9-]*")

Kind = Literal["figure", "table", "text"]


@dataclass(frozen=True)
class Exhibit:
    """One thing to look at. `title` is its message; `body` is markup from `analysis.exhibits.markup`.

    A figure can't be made without alt text, a source and the data that it shows. Raises ValueError, TypeError.
    """

    id: str
    title: str
    body: Html
    source: str
    alt: str = ""
    note: str = ""
    data: pd.DataFrame | None = None
    kind: Kind = "figure"
    findings: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not ID.fullmatch(self.id):
            raise ValueError(f"exhibit id '{self.id}': expected lower-case letters, digits, hyphens (it is an HTML id)")
        if not isinstance(self.body, Html):
            raise TypeError(
                f"exhibit '{self.id}': its body must be built with analysis.exhibits.markup, not a bare str"
            )
        if not self.title.strip():
            raise ValueError(f"exhibit '{self.id}' has no title. Say its message.")
        needed = {"alt": bool(self.alt.strip()), "source": bool(self.source.strip()), "data": self.data is not None}
        missing = [name for name, given in needed.items() if not given]
        if self.kind == "figure" and missing:
            raise ValueError(
                f"figure '{self.id}' lacks {', '.join(missing)}. Every figure needs alt text, source, data."
            )

    def html(self) -> Html:
        """The exhibit as one `<figure>`: title, body, note, source, and for figures the data as a table."""
        return tag(
            "figure",
            tag("figcaption", self.title, class_="title"),
            self.body,
            tag("p", self.note, class_="note") if self.note else "",
            tag("p", "Source: ", self.source, class_="source") if self.source else "",
            self.twin() if self.kind == "figure" else "",
            class_=f"bb bb-{self.kind}",
            id=self.id,
        )

    def twin(self) -> Html:
        """The data that a figure shows, as a table that opens on demand."""
        frame = pd.DataFrame() if self.data is None else self.data
        names = [str(name).replace("_", " ") for name in frame.columns]
        cells = [["" if cell is None else cell for cell in row.values()] for row in records(frame)]
        table = grid(names, cells, label=f"Data: {self.title}") if len(cells) else tag("p", "No rows.")
        return tag("details", tag("summary", "Data"), table, class_="twin")

    def json(self) -> dict[str, Any]:
        """The machine-readable twin: strict JSON, dates as ISO text, what is missing as null."""
        return {
            "exhibit": self.id,
            "title": self.title,
            "alt": self.alt,
            "source": self.source,
            "kind": self.kind,
            "data": [] if self.data is None else records(self.data),
            "findings": plain(self.findings),
        }

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        text = "\n".join(part for part in (self.title, self.alt) if part)
        return {"text/html": str(self.html()), "text/plain": text, MIME: self.json()}


def absent(id: str, what: str, needed: str) -> Exhibit:
    """What stands where an exhibit would be that a case has nothing for: what is missing, and what would give it."""
    return Exhibit(id, f"There is no {what} to show", tag("p", f"{needed}."), source="", kind="text")


def rows(frame: pd.DataFrame) -> list[Any]:
    """A frame's rows as named tuples. `Any`, because the stubs of pandas type each cell as everything at once."""
    return list(frame.itertuples(index=False))


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """A frame's rows as strict JSON."""
    return [{str(name): plain(value) for name, value in row.items()} for row in frame.to_dict("records")]


def plain(value: object) -> Any:
    """A value as strict JSON: dates ISO, whole floats as they are, NaN and NaT null, tuples lists."""
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset | np.ndarray):
        return [plain(each) for each in value]
    if isinstance(value, pd.DataFrame):
        return records(value)
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, datetime):  # pd.Timestamp too
        return value.date().isoformat() if (value.hour, value.minute, value.second) == (0, 0, 0) else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool | np.bool_):
        return bool(value)
    if isinstance(value, int | np.integer):
        return int(value)
    if isinstance(value, float | np.floating):
        return plain_float(float(value))
    return str(value)


def plain_float(value: float) -> float | int | None:
    """A float that JSON can hold; whole ones as integers, six digits after the point elsewhere."""
    if not math.isfinite(value):
        return None
    return int(value) if value == int(value) and abs(value) < 1e15 else round(value, 6)
