"""The article in a web page: its main text (trafilatura) and what the page's metadata say of it."""

import html
import json
import re
from datetime import date
from typing import Any, NamedTuple

from lxml import html as lxml_html

from analysis.intake.days import find_date
from analysis.intake.outlets import is_outlet, split_site

_OTHER_TYPES = frozenset({"BlogPosting", "LiveBlogPosting", "Report", "SocialMediaPosting"})  # beside all "…Article"
_INNER = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "hasPart", "item")
_WRAPPING = re.compile(r"^\s*(?:<!--|(?://\s*)?<!\[CDATA\[)|(?:\s*(?:-->|(?://\s*)?\]\]>|;))+\s*$")
_DEEPEST = 4  # levels of linked data looked into
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
    facts["title"], site = split_site(facts.get("title", ""))
    site = site or split_site(_find_words(tree, "//title"))[1]
    return Webpage(
        text=_find_main(text, facts.get("title")),
        title=facts["title"] or None,
        author=_clean_author(facts.get("author", ""), facts.get("outlet")),
        outlet=facts.get("outlet") or site,
        published=find_date(facts.get("published", "")),
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
    """What <meta> elements, <title>, <h1> and <time> say."""
    wanted = {
        "title": ("og:title", "twitter:title", "dc.title", "headline", "parsely-title", "sailthru.title"),
        "author": ("author", "parsely-author", "article:author", "dc.creator", "byl", "sailthru.author"),
        "outlet": ("og:site_name", "application-name", "publisher", "dc.publisher", "article:publisher", "copyright"),
        "url": ("og:url", "twitter:url"), "dek": ("og:description", "description", "twitter:description"),
        "published": (
            "article:published_time", "parsely-pub-date", "datepublished", "date", "dc.date", "dc.date.issued",
            "pubdate", "publish-date", "publication_date", "sailthru.date", "og:published_time",
        ),
    }  # fmt: skip
    said: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        content = " ".join((element.get("content") or "").split())
        if content and not (content.startswith("http") and key not in wanted["url"]):
            said.setdefault(key, content)
    facts = {field: next((said[key] for key in keys if said.get(key)), "") for field, keys in wanted.items()}
    facts["title"] = facts["title"] or _find_words(tree, "//title") or _find_words(tree, "//h1")
    facts["published"] = facts["published"] or next(iter(tree.xpath("//time/@datetime")), "")
    facts["author"] = facts["author"] or _find_words(tree, '//*[@rel="author" or @itemprop="author"]')
    return {field: value for field, value in facts.items() if value}


def _find_words(tree: Any, path: str) -> str:
    found = tree.xpath(path)
    return " ".join(found[0].text_content().split()) if found else ""


def _find_linked_data(tree: Any) -> dict[str, str]:
    """What the page's JSON-LD says of the article; broken JSON is passed over."""
    for script in tree.xpath('//script[contains(@type, "ld+json")]'):
        source = _WRAPPING.sub("", script.text or "")
        try:
            data = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _find_things(data, _DEEPEST):
            types = thing.get("@type")
            if any(_is_article(name) for name in (types if isinstance(types, list) else [types])):
                return _read_thing(thing)
    return {}


def _is_article(name: object) -> bool:
    return isinstance(name, str) and (name.endswith("Article") or name.rsplit("/", 1)[-1] in _OTHER_TYPES)


def _find_things(data: object, depth: int) -> list[dict[str, Any]]:
    if isinstance(data, list):
        return [thing for part in data for thing in _find_things(part, depth)]
    if not isinstance(data, dict) or not depth:
        return []
    return [data, *(thing for key in _INNER for thing in _find_things(data.get(key), depth - 1))]


def _read_thing(thing: dict[str, Any]) -> dict[str, str]:
    authors = _find_list(thing.get("author") or thing.get("creator"))
    people = [
        name for a in authors if not (isinstance(a, dict) and a.get("@type") == "Organization") for name in _name(a)
    ]
    owners = [
        name for key in ("publisher", "sourceOrganization", "provider", "isPartOf") for name in _name(thing.get(key))
    ]
    facts = {
        "title": thing.get("headline") or thing.get("name"),
        "dek": thing.get("description"),
        "published": next(
            (thing[key] for key in ("datePublished", "dateCreated", "uploadDate") if thing.get(key)), None
        ),
        "author": " and ".join(dict.fromkeys(people)),
        "outlet": next(iter([*owners, *(name for a in authors for name in _name(a) if name not in people)]), None),
        "url": thing.get("url"),
    }
    return {k: html.unescape(v).strip() for k, v in facts.items() if isinstance(v, str) and v.strip()}


def _find_list(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _name(thing: object) -> list[str]:
    """The names that a person or an organisation goes by in linked data: plain words, never an address."""
    if isinstance(thing, list):
        return [name for part in thing for name in _name(part)]
    if isinstance(thing, dict):
        return _name(thing.get("name"))
    return (
        [thing.strip()] if isinstance(thing, str) and thing.strip() and not thing.startswith(("http", "#", "@")) else []
    )


def _clean_author(author: str, outlet: str | None) -> str | None:
    """The writer without "By"; None where the page names itself as its writer."""
    plain = re.sub(r"^(?:by|written by|author)\s*:?\s+", "", author.strip(), flags=re.IGNORECASE)
    plain = re.sub(r"\s*[;|]\s*", " and ", plain)
    return None if not plain or plain == outlet or is_outlet(plain) else plain
