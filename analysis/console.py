"""Where the command prints: results to the standard output, progress and errors beside it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.live import Live
from rich.text import Text

out, err = Console(highlight=False, soft_wrap=True), Console(stderr=True, highlight=False, soft_wrap=True)


@contextmanager
def steps() -> Iterator[Callable[[str], None]]:
    """Shows the present step on one line, without a thread: a process with two can't be forked safely."""
    with Live(console=err, auto_refresh=False, transient=True) as line:
        yield lambda step: line.update(Text(f"… {step}"), refresh=True)


def shown(path: Path) -> str:
    """A path from here where it lies below, whole elsewhere."""
    path = path.resolve()
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
