"""An article file becomes an Article: plain text, Markdown with front matter, or a web page."""

import hashlib
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from analysis.intake.article import Article, ArticleError
from analysis.intake.language import find_language_warning
from analysis.intake.layout import Layout, find_layout
from analysis.intake.webpage import find_webpage

MAX_BYTES = 5 * 1024 * 1024  # a long investigation is 0.1 MB; anything near this is a book or a mistake
_FORMATS = {
    ".txt": "plain text",
    ".text": "plain text",
    ".md": "Markdown",
    ".markdown": "Markdown",
    ".html": "a web page",
    ".htm": "a web page",
}
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?P<yaml>.*?)\r?\n---[ \t]*\r?\n", re.DOTALL)
_WRITING_MACHINES = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class Facts(NamedTuple):
    """What a file says of itself outside its text: front matter or page metadata."""

    title: str | None = None
    dek: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: date | None = None
    url: str | None = None


def read_article_file(path: Path, *, id: str | None, published: date | None) -> Article:
    """The Article in a file; see `analysis.intake.article.read_article`."""
    source = _decode(path, _read_bytes(path))
    kind = _FORMATS[path.suffix.lower()]
    if kind == "a web page":
        facts, text = _find_page(path, source)
    elif kind == "Markdown":
        facts, text = _find_front_matter(path, source)
    else:
        facts, text = Facts(), source
    if not text.strip():
        raise ArticleError(
            f"{path}: the file holds no text; expected an article. Put its text into the file and read it again"
        )
    return build_article(text, id or path.stem, facts, published)


def build_article(text: str, id: str, facts: Facts, published: date | None = None) -> Article:
    """The Article that a text and the facts around it make. What the file itself says outranks `published`."""
    layout = find_layout(text)
    return Article(
        id=id,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        title=facts.title or layout.title,
        dek=facts.dek or layout.dek,
        byline=facts.byline or layout.byline,
        outlet=facts.outlet or layout.outlet,
        published=facts.published or layout.published or published,
        url=facts.url,
        dateline=layout.dateline,
        source_credits=layout.source_credits,
        sections=layout.sections,
        sentences=layout.sentences,
        boilerplate=layout.boilerplate,
        warnings=_find_warnings(text, layout),
    )


def _find_warnings(text: str, layout: Layout) -> tuple[str, ...]:
    warnings = []
    if not any(section.heading for section in layout.sections):
        warnings.append("no headings found: the whole text is read as one opening section")
    if len(layout.sentences) < 3:
        warnings.append(f"only {len(layout.sentences)} sentence(s) found: there is little to read")
    language = find_language_warning(text)
    return (*warnings, language) if language else tuple(warnings)


def _read_bytes(path: Path) -> bytes:
    if path.suffix.lower() not in _FORMATS:
        raise ArticleError(
            f"{path}: '{path.suffix}' is not a form that can be read; expected one of {', '.join(_FORMATS)}. Save "
            f"the article as one of these"
        )
    if not path.is_file():
        raise ArticleError(
            f"{path}: no such file; expected an article as .txt, .md or .html. Check the path, or put the article there"
        )
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise ArticleError(
            f"{path}: the file is {size / 1e6:.1f} MB; an article may have at most {MAX_BYTES / 1e6:.1f} MB."
            " Give the article's text alone, without pictures or other pages"
        )
    return path.read_bytes()


def _decode(path: Path, data: bytes) -> str:
    if not data.strip():
        raise ArticleError(
            f"{path}: the file is empty; expected an article. Put its text into the file and read it again"
        )
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise ArticleError(
            f"{path}: the file is encoded in UTF-16; expected UTF-8. Save it again as UTF-8 ('iconv -f UTF-16 -t "
            f"UTF-8')"
        )
    if b"\x00" in data[:65536] or data[:5] == b"%PDF-" or data[:4] == b"PK\x03\x04":
        raise _refuse_binary(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ArticleError(
            f"{path}: byte {error.start} (0x{data[error.start]:02x}) is not UTF-8; expected UTF-8 text."
            " Save the file again as UTF-8, for instance 'iconv -f WINDOWS-1252 -t UTF-8'"
        ) from error
    if len(_WRITING_MACHINES.findall(text[:65536])) > 20:
        raise _refuse_binary(path)
    return text


def _refuse_binary(path: Path) -> ArticleError:
    return ArticleError(
        f"{path}: the file is binary, not text; expected an article as UTF-8 text, Markdown or HTML."
        " Export its text first"
    )


def _find_page(path: Path, source: str) -> tuple[Facts, str]:
    page = find_webpage(source)
    if page is None:
        raise ArticleError(
            f"{path}: no article was found in this web page; expected a page whose main part is prose."
            " Open the page, copy the article's text into a .txt file and read that"
        )
    return Facts(page.title, page.dek, page.author, page.outlet, page.published, page.url), page.text


def _find_front_matter(path: Path, source: str) -> tuple[Facts, str]:
    found = _FRONT_MATTER.match(source)
    if not found:
        return Facts(), source
    try:
        data = YAML(typ="safe").load(found["yaml"]) or {}
    except (YAMLError, ValueError, RecursionError) as error:  # ValueError: a date such as 2020-13-45
        raise ArticleError(
            f"{path}: the front matter between the '---' lines is not YAML ({_first_line(error)}); expected lines "
            f"such as 'title: …'. Correct or remove it"
        ) from error
    if not isinstance(data, dict):
        raise ArticleError(
            f"{path}: the front matter is a {type(data).__name__}; expected 'key: value' lines. Correct or remove it"
        )
    return _read_facts(path, data), source[found.end() :]


def _first_line(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"line {mark.line + 2}" if mark else (str(error) or type(error).__name__).splitlines()[0]


def _read_facts(path: Path, data: dict[str, Any]) -> Facts:
    said = {str(key).lower(): value for key, value in data.items()}

    def first(*keys: str) -> str | None:
        value = next((said[key] for key in keys if said.get(key)), None)
        parts = value if isinstance(value, list) else [value]
        # Words and numbers only: what aliases have nested ten times would take hours to write out.
        return " and ".join(str(part) for part in parts if isinstance(part, str | int | float | date)) or None

    return Facts(
        title=first("title", "headline"),
        dek=first("dek", "description", "subtitle", "standfirst", "summary"),
        byline=first("author", "byline", "authors"),
        outlet=first("outlet", "publication", "publisher", "source", "site"),
        published=_read_day(path, next((said[key] for key in ("published", "date", "pubdate") if said.get(key)), None)),
        url=first("url", "link", "canonical"),
    )


def _read_day(path: Path, value: object) -> date | None:
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError as error:
        raise ArticleError(
            f"{path}: front matter date '{value}' is not a date; expected YYYY-MM-DD. Correct it or remove the line"
        ) from error
