"""Parameters: read from the notebook's own tagged cell, so that there is no second list of them, and checked up front.

Papermill only warns of an unknown parameter, and a misspelt one silently runs the default; here both are refused.
"""

import ast
import io
import json
import re
import tokenize
from dataclasses import dataclass
from pathlib import Path

from analysis.intake.value import InputError

Scalar = str | int | float | bool
TYPES: dict[str, type] = {"str": str, "int": int, "float": float, "bool": bool}
RANGE = re.compile(r"^([\d.]+)–([\d.]+): ")  # a help comment that starts "1–3653: " gives the least and the most
CHOICES = re.compile(r"^\w+(?: \| \w+)+")  # a help comment that starts "icd203 | phia" lists all that is allowed


@dataclass(frozen=True)
class Parameter:
    """One line of the parameters cell: `name: type = default  # help`."""

    name: str
    type: str
    default: Scalar
    help: str

    @property
    def choices(self) -> tuple[str, ...]:
        found = CHOICES.match(self.help)
        return tuple(found.group().split(" | ")) if found else ()

    @property
    def range(self) -> tuple[float, float] | None:
        found = RANGE.match(self.help)
        return (float(found[1]), float(found[2])) if found else None


def read_parameters(notebook: Path) -> tuple[Parameter, ...]:
    """The parameters that a notebook declares. Raises InputError where it has no cell tagged `parameters`."""
    if not notebook.is_file():
        raise InputError(f"the notebook '{notebook}' was not found. Restore it (git checkout notebooks/).")
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]  # not by nbformat: it takes longer to import
    tagged = ["".join(cell["source"]) for cell in cells if "parameters" in cell["metadata"].get("tags", [])]
    if not tagged:
        raise InputError(f"'{notebook}' has no cell tagged 'parameters'. Tag the cell that declares them.")
    return parse_parameters(tagged[0])


def parse_parameters(source: str) -> tuple[Parameter, ...]:
    """The declarations in a parameters cell; the code is parsed, never run."""
    comments = {
        token.start[0]: token.string.lstrip("# ")
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
    }
    return tuple(
        Parameter(
            line.target.id, ast.unparse(line.annotation), ast.literal_eval(line.value), comments.get(line.lineno, "")
        )
        for line in ast.parse(source).body
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name) and line.value is not None
    )


def read_shared(notebooks: list[Path]) -> tuple[Parameter, ...]:
    """The parameters that all notebooks declare alike. Raises InputError where they differ."""
    declared = [read_parameters(path) for path in notebooks]
    if any(each != declared[0] for each in declared):
        raise InputError("the notebooks' parameters cells differ from each other. Make them the same.")
    return declared[0]


def fill_parameters(given: dict[str, str], declared: tuple[Parameter, ...]) -> dict[str, Scalar]:
    """All parameters, the given ones under their types and the rest at their defaults. Raises InputError."""
    if "case" in given:
        raise InputError("the case is given by name: briefbook run CASE, not with -p.")
    return {**{each.name: each.default for each in declared}, **check_parameters(given, declared)}


def check_parameters(given: dict[str, str], declared: tuple[Parameter, ...]) -> dict[str, Scalar]:
    """The given values under their declared types. All faults are reported at once. Raises InputError."""
    known = {parameter.name: parameter for parameter in declared}
    values: dict[str, Scalar] = {}
    faults = []
    for name, text in given.items():
        if name not in known:
            faults.append(f"there is no parameter '{name}'. The notebooks have: {', '.join(known)}.")
            continue
        try:
            values[name] = convert(text, known[name])
        except ValueError as error:
            faults.append(f"parameter '{name}': {error}")
    if faults:
        raise InputError("\n".join(faults))
    return values


def convert(text: str, parameter: Parameter) -> Scalar:
    """A value under its parameter's type. Raises ValueError saying what was expected."""
    if parameter.choices and text not in parameter.choices:
        raise ValueError(f"given '{text}', expected one of {', '.join(parameter.choices)}.")
    if parameter.type == "bool":
        if text.lower() not in ("true", "false"):
            raise ValueError(f"given '{text}', expected true or false.")
        return text.lower() == "true"
    try:
        value: Scalar = TYPES[parameter.type](text)
    except ValueError as error:
        raise ValueError(f"given '{text}', expected {parameter.type} like {parameter.default!r}.") from error
    low, high = parameter.range or (float("-inf"), float("inf"))
    if isinstance(value, int | float) and not low <= value <= high:
        raise ValueError(f"given '{text}', expected a number from {low:g} to {high:g}.")
    return value


def split_assignments(pairs: list[str]) -> dict[str, str]:
    """`name=value` words as a mapping. Raises InputError for a word without '=' and for a name given twice."""
    given: dict[str, str] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or not name:
            raise InputError(f"-p '{pair}': expected name=value, like -p horizon_days=180.")
        if name in given:
            raise InputError(f"-p '{name}' is given twice, as '{given[name]}' and '{value}'. Give it once.")
        given[name] = value
    return given
