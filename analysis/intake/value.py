"""The base of every value, how a YAML file becomes one, and the one kind of error that is the giver's to mend."""

from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError


class InputError(ValueError):
    """Something given is wrong: the text says what was given, where, what was expected, and what to do."""


class Value(BaseModel):
    """An immutable, validated value. Unknown keys are an error, so that a slip of the pen in a file is found."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)


V = TypeVar("V", bound=Value)


def read_value(model: type[V], path: Path) -> V:
    """The value that a YAML file holds; every fault in it is reported at once, each with its line.

    The file is data only: tags that would build objects are refused. Raises InputError.
    """
    content = read_yaml(path)
    try:
        return model.model_validate(content)
    except ValidationError as error:
        faults = [describe_fault(path, content, fault) for fault in error.errors(include_url=False)]
        raise InputError("\n".join(faults)) from error


def read_yaml(path: Path) -> dict[str, Any]:
    """The mapping in a YAML file, with the line of each key kept in `.lc`. Raises InputError."""
    if not path.is_file():
        raise InputError(f"'{path}' was not found. Check the name, or make the file.")
    try:
        content = YAML(typ="rt", pure=True).load(path.read_text(encoding="utf-8"))
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else "?"
        raise InputError(
            f"{path}, line {line}: not valid YAML ({error.problem}). Check indentation and quotes."
        ) from error
    except (YAMLError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(f"{path}: not valid YAML in UTF-8 ({error}).") from error
    if not isinstance(content, dict):
        raise InputError(f"{path}: expected 'key: value' lines, found {type(content).__name__}.")
    return content


def describe_fault(path: Path, content: Any, fault: ErrorDetails) -> str:
    """One fault as a sentence: file, line, field, what is wrong, what was given."""
    field = ".".join(str(step) for step in fault["loc"]) or "the file"
    where = f"{path}, line {find_line(content, fault['loc'])}: '{field}'"
    if fault["type"] == "extra_forbidden":
        return f"{where} is not a known key. Check its spelling, or remove it."
    if fault["type"] == "missing":
        return f"{where} is missing. Add it."
    given = fault["input"]
    shown = f" (given: {given!r})" if isinstance(given, str | int | float | bool | None) else ""
    return f"{where}: {fault['msg']}{shown}."


def find_line(content: Any, loc: tuple[int | str, ...]) -> int:
    """The line, from 1, of the deepest part of `loc` that the file really holds."""
    line = 0
    for step in loc:
        marks = getattr(getattr(content, "lc", None), "data", None) or {}
        if step not in marks:
            break
        line, content = marks[step][0], content[step]
    return line + 1
