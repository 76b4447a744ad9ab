"""Tables as HTML: named columns, a row header, and labels in the cells for narrow screens."""

from collections.abc import Iterable, Mapping, Sequence

from analysis.exhibits.markup import Html, tag


def grid(
    names: Sequence[object],
    rows: Iterable[Sequence[object]],
    *,
    label: str,
    numeric: Iterable[int] = (),
    class_: str = "",
    stacked: bool = False,
    row_classes: Sequence[str | None] = (),
    row_data: Sequence[Mapping[str, str]] = (),
) -> Html:
    """A table. `numeric` columns are set right; `stacked` ones turn into cards on a phone, others scroll sideways.

    `row_data`: `data_…` attributes of each row, for a page that filters. Each cell carries its column's name, so that
    a stacked row still says what is what.
    """
    right = set(numeric)
    head = tag("tr", *(tag("th", name, scope="col", class_=side(i, right)) for i, name in enumerate(names)))
    body = [
        tag(
            "tr",
            *(cell(i, value, names, right) for i, value in enumerate(row)),
            class_=row_classes[at] if row_classes else None,
            **(row_data[at] if row_data else {}),
        )
        for at, row in enumerate(rows)
    ]
    table = tag("table", tag("thead", head), tag("tbody", *body), class_=class_ or None, aria_label=label)
    # A region that scrolls must be reachable by keyboard, and then it needs a name (WCAG 2.1.1, axe).
    return tag(
        "div", table, class_="stack" if stacked else "scroll", tabindex=0, role="region", aria_label=f"Table: {label}"
    )


def cell(index: int, value: object, names: Sequence[object], right: set[int]) -> Html:
    """One cell; the first of a row is its header."""
    if index == 0:
        return tag("th", value, scope="row", data_label=label_of(names[index]), class_=side(index, right))
    return tag("td", value, data_label=label_of(names[index]), class_=side(index, right))


def label_of(name: object) -> str | None:
    """The column's name for a stacked row; none where the head is markup, which an attribute can't hold."""
    return None if isinstance(name, Html) else str(name)


def side(index: int, right: set[int]) -> str | None:
    """The class that sets a numeric column right."""
    return "num" if index in right else None
