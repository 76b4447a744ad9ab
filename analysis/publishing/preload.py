"""Preloading: what notebooks import, and the tables that their code reads once, loaded before they are forked."""

import ast
import importlib
import inspect
import json
import os
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

PACKAGE = "analysis"
# One thread from the start: OpenBLAS starts one per core when numpy is imported. Figures appear as in a kernel.
ENVIRONMENT = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
}
# What every child needs whatever its notebook imports.
ALWAYS = ("analysis.publishing.cells", "IPython.display", "comm")


def skip_slow_imports() -> None:
    """Leaves out a package whose import takes 2.5 s: jsonschema wants it only to check IRIs, which no notebook has."""
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # the documented way to block an import


def prepare_process() -> None:
    """Makes this process one that notebooks can be forked from. To be called before anything large is imported."""
    os.environ.update({name: os.environ.get(name, value) for name, value in ENVIRONMENT.items()})
    skip_slow_imports()


def find_imports(notebooks: list[Path]) -> list[str]:
    """The modules that notebooks import at the top of their cells, in order. Cells that aren't Python are left out."""
    return list_source_imports([source for path in notebooks for source in read_sources(path)])


def list_source_imports(sources: list[str]) -> list[str]:
    """The same for code cells that are at hand."""
    found: dict[str, None] = {}
    for source in sources:
        with suppress(SyntaxError):
            found |= dict.fromkeys(list_imports(ast.parse(source)))
    return list(found)


def read_sources(notebook: Path) -> Iterator[str]:
    """The code cells of a notebook, as text."""
    for cell in json.loads(notebook.read_text(encoding="utf-8")).get("cells", []):
        if cell.get("cell_type") == "code":
            yield "".join(cell["source"])


def list_imports(tree: ast.Module) -> Iterator[str]:
    """`import a.b` as a.b; `from a import b` as a, and as a.b, which may be a module too."""
    for node in tree.body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def load_modules(names: list[str]) -> None:
    """Imports what can be imported; what can't is left for the notebook to report."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in names:
            with suppress(Exception):
                importlib.import_module(name)


def find_caches() -> dict[str, Callable[[], Any]]:
    """The functions of this package, as far as it is imported, that take no argument and keep their answer.

    Such a function reads something of the workbook itself, which is the same for every notebook.
    """
    found = {}
    for name, module in sorted(sys.modules.items()):
        if name.startswith(f"{PACKAGE}.") and module is not None:
            for key, value in vars(module).items():
                is_cache = hasattr(value, "cache_info") and getattr(value, "__module__", None) == name
                if is_cache and not inspect.signature(value).parameters:
                    found[f"{name}:{key}"] = value
    return found


def list_used_caches() -> list[str]:
    """Those of them that hold an answer by now."""
    return [name for name, function in find_caches().items() if function.cache_info().currsize]  # type: ignore[attr-defined]


def warm_caches(names: list[str]) -> None:
    """Fills the named caches."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        caches = find_caches() if names else {}
        for name in names:
            with suppress(Exception):
                caches[name]()
