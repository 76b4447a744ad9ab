"""Binding: executed notebooks become one document, and what they displayed as data becomes one JSON object."""

import html
import re
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode

TWIN = "application/vnd.briefbook+json"


@dataclass(frozen=True)
class Chapter:
    """One executed notebook. `name` is its file stem and its anchor in the document."""

    name: str
    notebook: NotebookNode


def bind_chapters(chapters: list[Chapter]) -> NotebookNode:
    """One notebook with the cells of all, in order, each cell marked with its chapter; the style sheet is kept once.

    Does not change the chapters.
    """
    first = chapters[0].notebook
    bound = NotebookNode(nbformat=4, nbformat_minor=5, metadata=NotebookNode(first.metadata), cells=[])
    for chapter in chapters:
        for cell in chapter.notebook.cells:
            copy = NotebookNode(cell)
            copy.metadata = NotebookNode({**cell.metadata, "chapter": chapter.name})
            copy.id = f"{chapter.name}-{cell.id}"  # ids are unique in a notebook, not across notebooks
            bound.cells.append(copy)
    return bound


def collect_twins(notebook: NotebookNode) -> list[dict[str, Any]]:
    """Everything that a notebook displayed as data, in order."""
    return [
        output.data[TWIN]
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if TWIN in output.get("data", {})
    ]


def collect_findings(chapters: list[Chapter]) -> dict[str, Any]:
    """All findings by name. The same finding shown twice must be the same: raises ValueError where it is not."""
    findings: dict[str, Any] = {}
    for chapter in chapters:
        for twin in collect_twins(chapter.notebook):
            for name, value in twin.get("findings", {}).items():
                if findings.setdefault(name, value) != value:
                    raise ValueError(f"the notebooks disagree on the finding '{name}' (last seen in {chapter.name})")
    return findings


def collect_exhibits(chapters: list[Chapter]) -> list[dict[str, Any]]:
    """All exhibits with their data, in order of appearance, each with its chapter."""
    keys = ("exhibit", "title", "alt", "source", "kind", "data")
    return [
        {"chapter": chapter.name, **{key: twin[key] for key in keys if key in twin}}
        for chapter in chapters
        for twin in collect_twins(chapter.notebook)
        if "exhibit" in twin
    ]


def list_headings(markup: str) -> list[tuple[int, str, str]]:
    """Level, anchor and text of each heading in rendered HTML, for the table of contents."""
    found = re.findall(r'<h([1-6]) id="([^"]+)"[^>]*>(.*?)</h\1>', markup, re.DOTALL)
    return [(int(level), anchor, html.unescape(re.sub(r"<[^>]+>", "", text)).strip()) for level, anchor, text in found]
