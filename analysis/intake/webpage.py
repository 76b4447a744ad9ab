"""The article in a web page: its main text (trafilatura) and what the page's metadata say of it."""

import json
import re
from datetime import date
from typing import Any, NamedTuple

from lxml import html as lxml_html

_ARTICLE_TYPES = {
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "BlogPosting",
    "OpinionNewsArticle",
    "Report",
}
_TOP = 1000  # characters in which a repeated headline is looked for
_BODY_BELOW = 200  # characters; a shorter main text is a menu or an error page, not an article


class Webpage(NamedTuple):
    """The main text that was found, and the page's own metadata."""

    text: str
    title: str | None
    author: str | None
    outlet: str | None
    published: date | None
    url: str | None
    dek: str | None


def find_webpage(source: str) -> Webpage | None:
    """The article in an HTML source, or None where there is none. Scripts are dropped, never run."""
    import trafilatura  # slow to load, and only web pages need it

    tree = (
        lxml_html.document_fromstring(source.encode("utf-8"), parser=lxml_html.HTMLParser(encoding="utf-8"))
        if source.strip()
        else None
    )
    if tree is None:
        return None
    text = trafilatura.extract(
        source, output_format="markdown", include_comments=False, include_tables=False, favor_recall=True
    )
    if not text or len(text) < _BODY_BELOW:
        return None
    facts = {**_find_meta(tree), **_find_linked_data(tree)}
    return Webpage(
        text=_find_main(text, facts.get("title")),
        title=facts.get("title"),
        author=facts.get("author"),
        outlet=facts.get("outlet"),
        published=_find_day(facts.get("published")),
        url=facts.get("url"),
        dek=facts.get("dek"),
    )


def _find_main(text: str, title: str | None) -> str:
    """The text with its title first and without Markdown's emphasis.

    A page often keeps the headline outside the part that is the article, or puts a section name above it.
    """
    spaced = re.sub(r"(?m)^(\*\*[^*\n]{2,60}\*\*)(?=\w)", r"\1 ", text.strip())
    plain = re.sub(r"(?<![*\w])\*(?=\w)([^*\n]{1,200})(?<=\S)\*(?![*\w])", r"\1", spaced)
    heading = re.search(r"(?m)^#+ *(.+)$", plain[:_TOP])
    if title and heading and title.startswith(heading[1][:40]):
        plain = plain[heading.end() :].lstrip()
    return plain if not title or plain.startswith(title[:40]) else f"{title}\n\n{plain}"


def _find_meta(tree: Any) -> dict[str, str]:
    """What <meta> elements and <title> say."""
    wanted = {
        "title": ("og:title", "twitter:title"),
        "author": ("author", "parsely-author", "article:author", "dc.creator", "byl"),
        "outlet": ("og:site_name", "application-name"), "url": ("og:url",), "dek": ("og:description", "description"),
        "published": ("article:published_time", "parsely-pub-date", "date", "dc.date", "pubdate", "publish-date"),
    }  # fmt: skip
    said: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        said.setdefault(key, (element.get("content") or "").strip())
    facts = {field: next((said[key] for key in keys if said.get(key)), "") for field, keys in wanted.items()}
    if not facts["title"]:
        facts["title"] = " ".join((tree.findtext(".//title") or "").split())
    if facts["author"].startswith("http"):
        facts["author"] = ""
    return {field: value for field, value in facts.items() if value}


def _find_linked_data(tree: Any) -> dict[str, str]:
    """What the page's JSON-LD says of the article; broken JSON is passed over."""
    for script in tree.xpath('//script[@type="application/ld+json"]'):
        try:
            data = json.loads(script.text or "")
        except ValueError:
            continue
        for thing in _find_things(data):
            types = thing.get("@type")
            if _ARTICLE_TYPES & set(types if isinstance(types, list) else [types]):
                return _read_thing(thing)
    return {}


def _find_things(data: object) -> list[dict[str, Any]]:
    if isinstance(data, list):
        return [thing for part in data for thing in _find_things(part)]
    if not isinstance(data, dict):
        return []
    return [data, *_find_things(data.get("@graph", []))]


def _read_thing(thing: dict[str, Any]) -> dict[str, str]:
    authors = thing.get("author")
    people = [a for a in (authors if isinstance(authors, list) else [authors]) if a]
    names = [
        a if isinstance(a, str) else a.get("name", "")
        for a in people
        if not (isinstance(a, dict) and a.get("@type") == "Organization")
    ]
    publisher = thing.get("publisher")
    facts = {
        "title": thing.get("headline"),
        "dek": thing.get("description"),
        "published": thing.get("datePublished"),
        "author": " and ".join(name for name in names if name),
        "outlet": publisher.get("name") if isinstance(publisher, dict) else publisher,
        "url": thing.get("url"),
    }
    return {field: value.strip() for field, value in facts.items() if isinstance(value, str) and value.strip()}


def _find_day(text: str | None) -> date | None:
    found = re.match(r"\d{4}-\d\d-\d\d", text or "")
    try:
        return date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None
