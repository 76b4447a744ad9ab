"""A web page gives its article and what its metadata say; scripts stay text and navigation stays out."""

from datetime import date
from pathlib import Path

import pytest

from analysis.intake.article import read_article

PARAGRAPHS = "".join(
    f"<p>Paragraph {n} tells how the harbour of Brennick was shut after the blast and who said"
    " what about it on Monday.</p>"
    for n in range(1, 7)
)
THING = (
    '{"@type": "NewsArticle", "headline": "Blast shuts harbour", "datePublished": "2024-03-05T06:00:00Z",'
    ' "author": [{"@type": "Person", "name": "Orla Tamsin"}],'
    ' "publisher": {"@type": "Organization", "name": "Harbour Post"}}'
)


def page(head: str) -> str:
    return (
        f"<html><head><title>Blast shuts harbour | Harbour Post</title>{head}</head><body>"
        "<nav><a href='/'>Home</a></nav>"
        f"<article><h1>Blast shuts harbour</h1>{PARAGRAPHS}<script>document.title = 'hacked'</script></article>"
        "<footer>About | Privacy</footer></body></html>"
    )


@pytest.mark.parametrize(
    "data",
    [THING, f"[{THING}, {{}}]", f'{{"@graph": [{{"@type": "WebSite", "name": "Other"}}, {THING}]}}'],
    ids=["object", "array", "graph"],
)
def test_linked_data_in_any_shape_gives_the_metadata(tmp_path: Path, data: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(page(f'<script type="application/ld+json">{data}</script>'), encoding="utf-8")
    article = read_article(path)
    assert (article.title, article.byline, article.outlet) == ("Blast shuts harbour", "Orla Tamsin", "Harbour Post")
    assert article.published == date(2024, 3, 5)


def test_meta_elements_do_where_there_is_no_linked_data(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    meta = (
        '<meta property="og:title" content="Blast shuts harbour"><meta property="og:site_name" content="Harbour Post">'
    )
    meta += '<meta name="author" content="Orla Tamsin">'
    path.write_text(page(f'<script type="application/ld+json">{{broken</script>{meta}'), encoding="utf-8")
    article = read_article(path)
    assert (article.title, article.outlet, article.byline) == ("Blast shuts harbour", "Harbour Post", "Orla Tamsin")


def test_scripts_and_navigation_are_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(page(""), encoding="utf-8")
    text = read_article(path).text
    assert "hacked" not in text and "Privacy" not in text and "Home" not in text
    assert len(read_article(path).sentences) == 6


@pytest.mark.parametrize(
    ("thing", "author", "outlet"),
    [
        ('"author": "By Orla Tamsin", "publisher": "Harbour Post"', "Orla Tamsin", "Harbour Post"),
        ('"author": ["Orla Tamsin", "Ian Voss"], "publisher": [{"name": "Harbour Post"}]',
         "Orla Tamsin and Ian Voss", "Harbour Post"),
        ('"author": {"@type": "Person", "name": ["Orla Tamsin"]}, "isPartOf": {"name": "Harbour Post"}',
         "Orla Tamsin", "Harbour Post"),
        ('"author": {"@type": "Organization", "name": "Harbour Post"}', None, "Harbour Post"),
        ('"author": {"url": "https://post.example/orla", "name": "https://post.example/orla"}', None, "Harbour Post"),
        ('"creator": {"name": "Orla Tamsin"}, "publisher": {"name": "Harbour Post"}', "Orla Tamsin", "Harbour Post"),
    ],
)  # fmt: skip
def test_writers_and_owners_are_read_in_any_shape(
    tmp_path: Path, thing: str, author: str | None, outlet: str | None
) -> None:
    path = tmp_path / "page.html"
    data = f'{{"@type": ["Thing", "ReportageNewsArticle"], "headline": "Blast &amp; fire shut harbour", {thing}}}'
    script = f'<script type="application/ld+json"><!--{{"@type": "WebPage", "mainEntity": {data}}};--></script>'
    path.write_text(page(script), encoding="utf-8")
    article = read_article(path)
    assert (article.title, article.byline, article.outlet) == ("Blast & fire shut harbour", author, outlet)


@pytest.mark.parametrize("day", ["2024-03-05T06:00:00+00:00", "March 5, 2024", "Tue, 05 Mar 2024 06:00:00 GMT"])
def test_a_page_without_article_element_gives_title_site_writer_and_day(tmp_path: Path, day: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        "<html><head><title>Blast shuts harbour - Harbour Post</title></head><body><ul><li><a href='/'>Home</a></ul>"
        f"<h1>Blast shuts harbour</h1><a rel='author' href='/o'>Orla Tamsin</a><time datetime='{day}'>Tuesday</time>"
        f"<div><div>{PARAGRAPHS}<h2>What happens next?</h2>{PARAGRAPHS}</div></div>"
        "<div>We use cookies to improve your visit.</div><footer>About | Privacy</footer></body></html>",
        encoding="utf-8",
    )
    article = read_article(path)
    assert (article.title, article.byline, article.outlet) == ("Blast shuts harbour", "Orla Tamsin", "Harbour Post")
    assert article.published == date(2024, 3, 5)
    assert [section.kind for section in article.sections] == ["lede", "whats_next"]
    assert not any("cookies" in article.words(sentence) for sentence in article.sentences)
