"""Rendering: an executed notebook becomes one HTML file that makes no network request.

`BriefingExporter` is nbconvert's exporter `briefing`: code is left out, each output is shown in its stillest form, and
a Content-Security-Policy forbids whatever is not in the file.
"""

import re
from base64 import b64encode
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

from nbconvert.exporters import TemplateExporter
from nbconvert.filters import markdown2html
from nbformat import NotebookNode
from traitlets import default

from analysis.publishing.bind import TWIN, Chapter, bind_chapters, collect_findings, collect_twins, list_headings

TEMPLATES = Path(__file__).parent / "template"


class BriefingExporter(TemplateExporter):
    """`jupyter nbconvert --to briefing executed.ipynb`: one chapter as a page of its own."""

    export_from_notebook = "Briefing (HTML)"
    output_mimetype = "text/html"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    @default("template_name")
    def _template_name_default(self) -> str:
        return "briefing"

    @default("extra_template_basedirs")
    def _extra_template_basedirs_default(self) -> list[str]:
        return [str(TEMPLATES)]

    def default_filters(self) -> Any:
        yield from super().default_filters()  # type: ignore[no-untyped-call]  # nbconvert is untyped
        yield "still", choose_still
        yield "prose", render_prose

    def from_notebook_node(  # type: ignore[override]  # nbconvert's own TemplateExporter returns str too
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page of an executed notebook, bound or single. `resources["briefing"]` may hold the run record."""
        resources = dict(resources or {})
        chapters = split_chapters(nb)
        findings = collect_findings(chapters)
        bodies = [(chapter.name, render_chapter(chapter, is_single=len(chapters) == 1)) for chapter in chapters]
        resources["page"] = {
            "case": findings.get("case", {"title": chapters[0].name, "marking": "TLP:CLEAR", "as_of": ""}),
            "chapters": bodies,
            "contents": [h for name, body in bodies for h in list_headings(body) if h[0] <= 2],
            "style": (TEMPLATES / "briefing" / "page.css").read_text(encoding="utf-8"),
            "exhibit_style": find_style(chapters),
            "record": resources.get("briefing"),
            **find_script(bodies),
        }
        return super().from_notebook_node(nb, resources, **kw)


def render_briefing(chapters: list[Chapter], record: dict[str, Any]) -> str:
    """The HTML of a whole briefing: all chapters, then the run record."""
    page, _ = BriefingExporter().from_notebook_node(bind_chapters(chapters), {"briefing": record})
    return str(page)


def find_script(bodies: list[tuple[str, str]]) -> dict[str, str]:
    """The script that filters, and the digest by which the page allows it and no other; none without rows to filter."""
    if not any("data-item=" in body for _, body in bodies):
        return {}
    script = (TEMPLATES / "briefing" / "filters.js").read_text(encoding="utf-8")
    return {"script": script, "script_digest": b64encode(sha256(script.encode()).digest()).decode()}


def split_chapters(nb: NotebookNode) -> list[Chapter]:
    """The chapters of a bound notebook; a single notebook is one chapter."""
    names = list(dict.fromkeys(cell.metadata.get("chapter", "chapter") for cell in nb.cells))
    return [
        Chapter(
            name,
            NotebookNode(
                metadata=nb.metadata, cells=[c for c in nb.cells if c.metadata.get("chapter", "chapter") == name]
            ),
        )
        for name in names
    ]


def find_style(chapters: list[Chapter]) -> str:
    """The exhibits' style sheet, which every notebook displays and the page needs once."""
    for chapter in chapters:
        for cell in chapter.notebook.cells:
            for output in cell.get("outputs", []):
                data = output.get("data", {})
                if data.get(TWIN, {}).get("style"):
                    return re.sub(r"</?style[^>]*>", "", "".join(data["text/html"]))
    return ""


def render_chapter(chapter: Chapter, is_single: bool) -> str:
    """One chapter's prose and outputs. In a bound document headings go one level down, below the title."""
    parts = []
    for cell in chapter.notebook.cells:
        if cell.cell_type == "markdown":
            parts.append(render_prose(cell.source, chapter.name, 0 if is_single else 1))
        else:
            parts += [choose_still(output) for output in cell.get("outputs", [])]
    return "\n".join(part for part in parts if part)


def render_prose(source: str, chapter: str = "", shift: int = 0) -> str:
    """Markdown as HTML, each heading with an anchor that is unique in the document."""
    markup = str(markdown2html(source))
    markup = re.sub(r'<a class="anchor-link".*?</a>', "", markup)

    def place(heading: re.Match[str]) -> str:
        level = min(int(heading[1]) + shift, 6)
        slug = re.sub(r"[^a-z0-9]+", "-", re.sub(r"<[^>]+>", "", heading[2]).lower()).strip("-")
        return f'<h{level} id="{"-".join(filter(None, [chapter, slug]))}">{heading[2]}</h{level}>'

    return re.sub(r"<h([1-6])[^>]*>(.*?)</h\1>", place, markup, flags=re.DOTALL)


def choose_still(output: NotebookNode) -> str:
    """The form of an output that needs neither kernel nor network: HTML, else escaped text. Style and logs: none."""
    data = output.get("data", {})
    if output.output_type == "error":  # a half-run notebook must not look whole
        return f'<pre role="alert">This notebook failed here. {escape(output.ename)}: {escape(output.evalue)}</pre>'
    if data.get(TWIN, {}).get("style") or output.output_type == "stream":
        return ""
    if "text/html" in data:
        return "".join(data["text/html"])
    text = "".join(data.get("text/plain", ""))
    return f"<pre>{escape(text)}</pre>" if text and TWIN not in data else ""


__all__ = ["BriefingExporter", "Chapter", "collect_twins", "render_briefing"]
