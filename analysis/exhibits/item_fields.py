"""The fields of an item that was read, as controls to edit them, and back as values for review.yml."""

import re
from types import NoneType
from typing import Any, Literal, get_args, get_origin

import ipywidgets

from analysis.exhibits.controls import INITIAL
from analysis.intake.value import InputError
from analysis.reading.dossier import Count, Item

FIXED = ("id", "evidence", "stake_evidence", "not_stated")
NOT_STATED = "not stated"
COUNT = re.compile(r"(\d+)(?:\s*\((\d+)\s*[–-]\s*(\d*)\))?")
HINTS = {"killed": "5, or 5 (3–8), or 5 (5–) for 5 or more", "injured": "like killed"}


def list_fields(item: Item) -> list[str]:
    """The fields that a review may set."""
    return [name for name in type(item).model_fields if name not in FIXED]


def build_field(item: Item, name: str) -> Any:
    """A labelled control that holds a field's value."""
    kind, value = type(item).model_fields[name].annotation, getattr(item, name)
    label, options = name.replace("_", " "), find_options(kind)
    if kind is bool:
        return ipywidgets.Checkbox(value=value, description=label, indent=False, layout={"width": "auto"})
    if options:
        shown = [(str(each).replace("_", " ") if each else NOT_STATED, each or "") for each in options]
        held = value or ""  # to a Dropdown None means that nothing is chosen
        return ipywidgets.Dropdown(options=shown, value=held, description=label, style=INITIAL)
    return ipywidgets.Text(
        value=write_words(value),
        description=label,
        placeholder=HINTS.get(name, NOT_STATED),
        continuous_update=False,
        style=INITIAL,
        layout={"width": "60rem" if name in ("text", "summary", "stake") else "24rem", "max_width": "calc(100% - 4px)"},
    )


def find_options(kind: Any) -> tuple[Any, ...]:
    """The words that a field may hold, None among them where it may be empty; none where any text will do."""
    if get_origin(kind) is Literal:
        return get_args(kind)
    listed = [options for part in get_args(kind) for options in find_options(part) if get_origin(part) is Literal]
    return (None, *listed) if listed and NoneType in get_args(kind) else tuple(listed)


def write_words(value: object) -> str:
    """A value as one line of text."""
    if value is None:
        return ""
    if isinstance(value, Count):
        high = "" if value.high is None else value.high
        return str(value.best) if value.low == value.best == value.high else f"{value.best} ({value.low}–{high})"
    return "; ".join(str(each) for each in value) if isinstance(value, tuple) else str(value)


def read_field(item: Item, name: str, control: Any) -> Any:
    """What a control holds, as review.yml writes it. Raises InputError for what the field can't hold."""
    kind, given = type(item).model_fields[name].annotation, control.value
    if not isinstance(given, str):
        return given
    if find_options(kind):
        return given or None
    words, parts = given.strip(), {kind, *get_args(kind)}
    if get_origin(kind) is tuple:
        return [word.strip() for word in words.split(";") if word.strip()]
    if not words and NoneType in parts:
        return None
    if Count in parts:
        return read_count(name, words)
    if parts & {int, float}:
        return read_number(name, words, is_whole=int in parts)
    return words


def read_number(name: str, words: str, is_whole: bool) -> float:
    """A number in a field. Raises InputError."""
    try:
        return int(words) if is_whole else float(words)
    except ValueError as error:
        raise InputError(f"{name.replace('_', ' ')}: '{words}' is no number. Write digits, like 3.") from error


def read_count(name: str, words: str) -> Any:
    """People as "5", or with bounds as "5 (3–8)", open upwards as "5 (5–)". Raises InputError."""
    found = COUNT.fullmatch(words)
    if not found:
        raise InputError(f"{name}: '{words}' is no count. Write {HINTS['killed']}.")
    best, low, high = found.groups()
    if low is None:
        return int(best)
    return {"low": int(low), "best": int(best), "high": int(high) if high else None}


def find_changes(item: Item, controls: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    """The fields that differ from what the article's reading says. `before`: their values as they were put there."""
    values = {name: read_field(item, name, control) for name, control in controls.items()}
    return {name: value for name, value in values.items() if value != before[name]}
