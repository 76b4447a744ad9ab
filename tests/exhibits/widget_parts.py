"""Finds the parts of a widget by their labels, as a user does."""

from collections.abc import Iterator
from typing import Any

import ipywidgets


def walk(widget: Any) -> Iterator[Any]:
    """A widget and all that is in it."""
    yield widget
    for child in getattr(widget, "children", ()):
        yield from walk(child)


def part(widget: Any, label: str) -> Any:
    """The one control with that label."""
    found = [each for each in walk(widget) if getattr(each, "description", None) == label]
    assert len(found) == 1, [getattr(each, "description", "") for each in walk(widget)]
    return found[0]


def text(widget: Any) -> str:
    """All markup that a widget shows."""
    return "\n".join(each.value for each in walk(widget) if isinstance(each, ipywidgets.HTML))


def controls(widget: Any) -> list[Any]:
    """Everything in a widget that takes input."""
    kinds = (ipywidgets.HTML, ipywidgets.Box)
    return [each for each in walk(widget) if not isinstance(each, kinds)]
