"""Building blocks of the widgets: labelled controls, and the wire from them to what they change."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import ipywidgets
from pydantic import ValidationError

from analysis.exhibits.markup import Html, tag
from analysis.exhibits.wording import capital
from analysis.intake.value import InputError

INITIAL = {"description_width": "initial"}  # labels are as long as their words
ROW = {"flex_flow": "row wrap", "align_items": "center", "grid_gap": "2px 14px"}


class Wiring:
    """Calls `update` when a control changes. What goes wrong is said in `message`, never as a traceback in the cell.

    `update` may return a sentence to show there.
    """

    def __init__(self, update: Callable[[], str | None]) -> None:
        self.update = update
        self.message = ipywidgets.HTML()
        self.is_held = False

    def connect(self, *controls: Any) -> None:
        """A change of any of the controls runs the update."""
        for control in controls:
            control.observe(self.run, names="value")

    def run(self, _change: object = None) -> None:
        """Updates now, unless several values are being put at once."""
        if not self.is_held:
            self.attempt(self.update)

    def attempt(self, act: Callable[[], str | None]) -> None:
        """Does something and shows what it says, or why it can't be done."""
        try:
            said, is_fault = act() or "", False
        except InputError as error:
            said, is_fault = str(error), True
        except ValidationError as error:
            said, is_fault = error.errors(include_url=False)[0]["msg"].removeprefix("Value error, "), True
        except OSError as error:
            said, is_fault = f"The file can't be written: {error}.", True
        except Exception as error:  # a callback has no cell to fail in: unsaid, it would be lost
            said, is_fault = f"This can't be shown ({type(error).__name__}: {error}). Choose something else.", True
        self.message.value = say(said, is_fault) if said else ""

    def put(self, values: Mapping[Any, object]) -> None:
        """Sets several controls, then updates once."""
        self.is_held = True
        try:
            for control, value in values.items():
                control.value = value
        finally:
            self.is_held = False
        self.run()

    def fill(self, control: Any, options: Iterable[object], value: object) -> None:
        """Gives a choice new options without an update."""
        self.is_held = True
        try:
            control.options = tuple(options)
            control.value = value
        finally:
            self.is_held = False


def say(words: str, is_fault: bool = False) -> Html:
    """A message below the controls; screen readers read it out."""
    chip = tag("span", "Not done", class_="chip warning") if is_fault else ""
    return tag(
        "div", tag("p", chip, " " if chip else "", capital(words), role="status"), class_="bb", style="margin: 0"
    )


def show(title: str, *parts: object, note: str = "") -> Html:
    """A live exhibit: its message, what it shows, its note."""
    head = tag("p", title, class_="title")
    return tag("div", head, *parts, tag("p", note, class_="note") if note else "", class_="bb", style="margin: .4rem 0")


def plot(svg: Html) -> Html:
    """A chart that fills its place."""
    return tag("div", svg, class_="plot", style="max-width: 52rem")


def row(*controls: Any) -> Any:
    """Controls side by side, on further lines where there is no room."""
    return ipywidgets.Box(controls, layout=ROW)


def column(*parts: Any) -> Any:
    """Parts one below the other."""
    return ipywidgets.VBox(parts)


def choice(label: str, options: Iterable[object], value: object = None, width: str = "auto") -> Any:
    """A list to choose one of."""
    listed = tuple(options)
    first = listed[0][1] if listed and isinstance(listed[0], tuple) else next(iter(listed), None)
    return ipywidgets.Dropdown(
        options=listed,
        value=first if value is None else value,
        description=label,
        style=INITIAL,
        layout={"width": width, "max_width": "calc(100% - 4px)"},
    )


def switches(labels: Mapping[str, str]) -> dict[str, Any]:
    """One box to tick for each key, all ticked; the words beside it are its label."""
    return {
        key: ipywidgets.Checkbox(value=True, description=words, indent=False, layout={"width": "auto"})
        for key, words in labels.items()
    }


def ticked(boxes: Mapping[str, Any]) -> tuple[str, ...]:
    """The keys of the boxes that are ticked."""
    return tuple(key for key, box in boxes.items() if box.value)


def button(label: str, act: Callable[[], object], tip: str = "", style: str = "") -> Any:
    """A button that does one thing."""
    made = ipywidgets.Button(description=label, tooltip=tip or label, button_style=style, layout={"width": "auto"})
    made.on_click(lambda _: act())
    return made
