"""Where the command prints: results to the standard output, progress and errors beside it."""

from pathlib import Path

from rich.console import Console

out, err = Console(highlight=False, soft_wrap=True), Console(stderr=True, highlight=False, soft_wrap=True)


def shown(path: Path) -> str:
    """A path from here where it lies below, whole elsewhere."""
    path = path.resolve()
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
