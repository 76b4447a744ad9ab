"""Markup is safe by construction: what is not markup already becomes text."""

import pytest

from analysis.exhibits.markup import Html, anchor, escape, icon, is_web_address, join, link, tag


def test_text_given_to_an_element_is_shown_and_never_run() -> None:
    assert tag("p", "<script>alert(1)</script>") == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"


def test_attributes_are_escaped_and_named_as_in_html() -> None:
    made = tag("td", "x", class_="num", data_label='"><img onerror=x>', hidden=True, id=None)
    assert made == '<td class="num" data-label="&quot;&gt;&lt;img onerror=x&gt;" hidden>x</td>'


def test_markup_inside_markup_is_kept() -> None:
    assert tag("p", tag("b", "a & b")) == "<p><b>a &amp; b</b></p>"


def test_adding_text_to_markup_escapes_the_text() -> None:
    assert Html("<b>x</b>") + "<i>" == "<b>x</b>&lt;i&gt;"
    assert isinstance(Html("a") + "b", Html)


def test_nothing_is_shown_for_none() -> None:
    assert escape(None) == ""
    assert join(["a", None, Html("<br>")]) == "a<br>"


@pytest.mark.parametrize(
    ("address", "is_linked"),
    [
        ("https://example.org/a?b=1&c=2", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https://", False),
        ("https://exa mple.org", False),
        ("java\nscript:alert(1)", False),
        ("https://[bad", False),
        ("/local/file", False),
        ("", False),
    ],
)
def test_only_web_addresses_become_links(address: str, is_linked: bool) -> None:
    made = link(address, "Mir <Gazette>")
    assert ("<a " in made) == is_linked == is_web_address(address)
    assert "Mir &lt;Gazette&gt;" in made
    if is_linked:
        assert 'rel="noopener noreferrer"' in made


def test_an_address_that_is_none_is_shown_as_text() -> None:
    assert link("javascript:alert(1)", "x") == "x (javascript:alert(1))"
    assert link(float("nan"), "x") == "x"


def test_an_id_holds_letters_digits_and_hyphens_only() -> None:
    assert anchor('a"b <c> ü') == "a-b-c"
    assert anchor("محمد") == "x"


def test_icons_are_hidden_from_screen_readers() -> None:
    assert 'aria-hidden="true"' in icon("check")
