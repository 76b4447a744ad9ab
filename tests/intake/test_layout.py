"""The layout of plain text: headings in any style, lists of actors, and what is no part of the article."""

from textwrap import fill

import pytest

from analysis.intake.headings import find_kind
from analysis.intake.layout import Layout, find_layout
from analysis.intake.sentences import find_sentences

LEDE = "A blast shut the harbour of Brennick on Monday and stopped the ferries, the port authority said in a statement."
MORE = "Nobody has claimed it so far, and the police are looking at films from the quay and from three of the ferries."


def page(*parts: str) -> Layout:
    return find_layout("\n\n".join(["Blast shuts harbour", LEDE, MORE, *parts]))


@pytest.mark.parametrize(
    ("line", "heading", "kind"),
    [
        (f"Why It Matters\n\n{MORE}", "Why It Matters", "why_it_matters"),
        (f"WHY IT MATTERS\n\n{MORE}", "WHY IT MATTERS", "why_it_matters"),
        (f"What’s Next:\n\n{MORE}", "What’s Next:", "whats_next"),
        (f"What's next? {MORE}", "What's next?", "whats_next"),
        (f"Analysis: {MORE}", "Analysis:", "analysis"),
        (f"**Implications** {MORE}", "Implications", "implications"),
        (f"**Background:** {MORE}", "Background:", "background"),
        (f"Implications — {MORE}", "Implications", "implications"),
        (f"## Key Actors\n\n{MORE}", "Key Actors", "actors"),
        (f"What happened at the quay?\n\n{MORE}", "What happened at the quay?", "background"),
        (f"‘We ran for the boats’\n\n{MORE}", "‘We ran for the boats’", "other"),
    ],
)
def test_headings_in_any_style_open_a_section_of_their_kind(line: str, heading: str, kind: str) -> None:
    section = page(line).sections[-1]
    assert (section.heading, section.kind) == (heading, kind)


def test_a_newsletter_article_makes_any_short_label_a_heading() -> None:
    layout = page(f"Why it matters: {MORE}", f"Driving the news: {MORE}", f"Zoom in: {MORE}")
    assert [s.kind for s in layout.sections] == ["lede", "why_it_matters", "other", "other"]


@pytest.mark.parametrize(
    "items",
    [
        ["Velmar – Must guard its only port.", "Harrow Front – Gains attention from it."],
        ["- Velmar: must guard its only port", "- Harrow Front: gains attention from it"],
        ["**Velmar** – Must guard its only port.", "**Harrow Front** – Gains attention."],
        ["1. Velmar – Must guard its only port.", "2. Harrow Front – Gains attention."],
        ["Velmar—Must guard its only port.", "Harrow Front—Gains attention from it."],
        ["Velmar - Must guard its only port.", "Harrow Front - Gains attention from it."],
    ],
    ids=["dash", "bullet", "bold", "numbered", "tight dash", "hyphen"],
)
def test_a_list_of_actors_without_heading_is_a_section_of_its_own(items: list[str]) -> None:
    layout = page("\n\n".join(items), f"What’s Next\n\n{MORE}")
    assert [(s.heading, s.kind) for s in layout.sections] == [
        (None, "lede"),
        (None, "actors"),
        ("What’s Next", "whats_next"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe to our newsletter",
        "Latest Articles",
        "Read next: Five questions about the port",
        "ADVERTISEMENT",
        "Share this article: Facebook | X | Email",
        "Filed under: Ports, Borders",
        "The quay on Tuesday. (Lantern Photo)",
        "Photo: a ferry at the quay",
        "___",
        "© 2024 Harbour Post",
    ],
)
def test_furniture_is_kept_but_not_read(line: str) -> None:
    text = f"Blast shuts harbour\n\n{LEDE}\n\n{MORE}\n\n{line}\n"
    layout = find_layout(text)
    assert [text[span.start : span.end] for span in layout.boilerplate] == [line]
    assert line not in [text[s.start : s.end] for s in layout.sentences]


def test_credits_and_writer_are_found_at_the_foot() -> None:
    layout = page(
        "With information from AFP and the Harbour Post.", "Orla Tamsin", "Orla Tamsin", "I write about ports."
    )
    assert (layout.source_credits, layout.byline) == (("AFP", "Harbour Post"), "Orla Tamsin")
    assert len(layout.sentences) == 2


@pytest.mark.parametrize(
    ("lines", "author"),
    [
        ("By Orla Tamsin\n\nMarch 5, 2024", "Orla Tamsin"),
        ("By ORLA TAMSIN and IAN VOSS", "Orla Tamsin and Ian Voss"),
        ("Orla Tamsin\n\n5 March 2024", "Orla Tamsin"),
        ("Analysis by Orla Tamsin, Brennick", "Orla Tamsin"),
    ],
)
def test_the_byline_is_read_in_its_usual_forms(lines: str, author: str) -> None:
    assert find_layout(f"Blast shuts harbour\n\n{lines}\n\n{LEDE}\n\n{MORE}").byline == author


@pytest.mark.parametrize(
    ("start", "outlet", "place"),
    [
        ("BRENNICK, Velmar (Orbis) — ", "Orbis", "BRENNICK, Velmar"),
        ("PORT HARROW, March 5 (Orbis) - ", "Orbis", "PORT HARROW"),
        ("Brennick (Orbis) – ", "Orbis", "Brennick"),
        ("BRENNICK, Velmar — ", None, "BRENNICK, Velmar"),
    ],
)
def test_a_dateline_names_agency_and_place_and_is_no_sentence(start: str, outlet: str | None, place: str) -> None:
    text = f"Blast shuts harbour\n\n{start}{LEDE}\n\n{MORE}"
    layout = find_layout(text)
    assert (layout.outlet, layout.dateline) == (outlet, place)
    assert text[layout.sentences[0].start : layout.sentences[0].end] == LEDE


def test_a_standfirst_that_the_text_repeats_is_read_once() -> None:
    layout = find_layout(f"Blast shuts harbour\n\n{LEDE}\n\n{LEDE} It was low tide.\n\n{MORE}")
    assert layout.dek == LEDE
    assert len(layout.sentences) == 3


def test_hand_wrapped_lines_are_one_paragraph() -> None:
    wrapped = f"{fill(LEDE, 72)}\n\n{fill(MORE, 72)}"
    layout = find_layout(f"Blast shuts harbour\n\n{wrapped}\n\n{fill(MORE, 72)}\n\n{fill(MORE, 72)}")
    assert len(layout.sentences) == 4


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The U.S. Navy said so. He left.", 2),
        ("Sen. Ada Lane spoke. K.P. Sharma left.", 2),
        ("It was 5 p.m. The port shut.", 2),
        ("“Who fired?” he asked. Nobody knew.", 2),
        ("He wrote on X. Kremlin aides agreed.", 2),
        ("At 3.30 a.m. on Monday it began.", 1),
        ("Gen. Ito, 61, of No. 5 Corps, agreed vs. orders.", 1),
    ],
)
def test_sentences_end_where_they_end(text: str, count: int) -> None:
    assert len(list(find_sentences(text, 0, len(text)))) == count


def test_an_unknown_heading_is_of_the_kind_that_is_asked_for() -> None:
    assert (find_kind("Mosques to close"), find_kind("Eritrea", "analysis")) == ("other", "analysis")
