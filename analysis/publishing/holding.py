"""Holding: the case that was read and checked for a run is the one that its notebooks are given, read once.

Each notebook runs in a fork, so each has its own copy: what one does to it no other one sees. A notebook that asks for
another case, or is run by a kernel, reads for itself.
"""

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from analysis.intake import case as cases
from analysis.intake.case import Case

_held: list[tuple[dict[str, str], Case]] = []


@contextmanager
def hold_case(case: Case, *args: Any, **named: Any) -> Iterator[None]:
    """Within the block, forks find `case` where they call `read_case` with these arguments, once they ask for it."""
    _held.append((describe_call(cases.read_case, args, named), case))
    try:
        yield
    finally:
        _held.pop()


def find_held() -> None:
    """Called in a fork: its `read_case` gives the case that its parent held, if any."""
    if not _held:
        return
    read, (wanted, case) = cases.read_case, _held[-1]

    def read_held(*args: Any, **named: Any) -> Case:
        return case if describe_call(read, args, named) == wanted else read(*args, **named)

    cases.read_case = read_held


def describe_call(function: Callable[..., Any], args: Any, named: Any) -> dict[str, str]:
    """The arguments of a call by name, defaults included, as text."""
    bound = inspect.signature(function).bind(*args, **named)
    bound.apply_defaults()
    return {name: str(value) for name, value in bound.arguments.items()}
