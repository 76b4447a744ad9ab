"""The head of a page in many forms: title, writer, outlet and day are told apart, and from the text."""

from datetime import date

import pytest

from analysis.intake.datelines import find_dateline
from analysis.intake.days import find_date
from analysis.intake.layout import Layout, find_layout
from analysis.intake.outlets import find_outlet, find_owner

LEDE = "A blast shut the harbour of Brennick on Monday and stopped the ferries, the port authority said in a statement."
MORE = "Nobody has claimed it so far, and the police are looking at films from the quay and from three of the ferries."
TITLE = "Blast shuts harbour as ferries stop and police look for witnesses"
DAY = date(2024, 3, 5)


def page(head: str, foot: str = "") -> Layout:
    return find_layout(f"{head}\n\n{LEDE}\n\n{MORE}\n\n{MORE}\n\n{MORE}\n\n{foot}")


@pytest.mark.parametrize(
    ("head", "author", "outlet", "day"),
    [
        ("{t}\n\nBy Orla Tamsin, Harbour Post, 5 March 2024", "Orla Tamsin", "Harbour Post", DAY),
        ("{t}\n\n*March 5, 2024 · Orla Tamsin · The Brennick Ledger*", "Orla Tamsin", "The Brennick Ledger", DAY),
        ("{t}\n\nBy: Orla T. Tamsin - Correspondent / @otamsin\nHarbour Tribune / 05:40 AM March 05, 2024",
         "Orla T. Tamsin", "Harbour Tribune", DAY),
        ("World\nAsia\n{t}\n\n5 March 2024\n\nNorthquay News\nOrla Tamsin\nReporting from Brennick",
         "Orla Tamsin", "Northquay News", DAY),
        ("{t}\n\nMarch 5, 2024 17:52 GMT\nBy Radio Velmar's Ostarian Service",
         "Radio Velmar's Ostarian Service", "Radio Velmar", DAY),
        ("{t}\n\nUpdated - March 07, 2024 01:26 am IST - BRENNICK\n\nOrla Tamsin-Voss", "Orla Tamsin-Voss", None,
         date(2024, 3, 7)),
        ("{t}\n\nStar of Velmar Online Report", None, "Star of Velmar", None),
        ("{t}\n\nIssued: 5 March 2024, 11:00 local time\nQuay Risk Advisory – Coasts Desk", None,
         "Quay Risk Advisory", DAY),
        ("{t}\n\nOrla Tamsin (Harbour Post)\nBrennick, Velmar ● Tue, March 5, 2024", "Orla Tamsin", "Harbour Post",
         DAY),
        ("{t}\n\nBy Orla Tamsin for Velmar Today, March 5, 2024", "Orla Tamsin", "Velmar Today", DAY),
        ("{t}\n\nVelmar Monitor › Coast › Ports", None, "Velmar Monitor", None),
        ("Velmar Monitor | Coast\n\n{t}\n\nBy ORLA TAMSIN and IAN VOSS", "Orla Tamsin and Ian Voss",
         "Velmar Monitor", None),
        ("ANALYSIS\n\n{t}\n\nby Orla Tamsin\nThe Coast Quarterly, March 2024", "Orla Tamsin", "The Coast Quarterly",
         None),
        ("{t} | Harbour Times\n\nOrla Tamsin | Mar. 5th, 2024 | 4 min read", "Orla Tamsin", "Harbour Times", DAY),
        ("{t}\n\nPublished: Tuesday, 5 March 2024, 9:15 a.m. EST", None, None, DAY),
        ("{t}\n\n2 hours ago\n\nOrla Tamsin", "Orla Tamsin", None, None),
        ("{t}\n\nStaff Writer\n2024-03-05", None, None, DAY),
        ("{t}\n\nBy Our Correspondent\n5 March 2024", None, None, DAY),
        ("# {t}\n\n**Orla Tamsin** | 05.03.2024 | Harbour Herald", "Orla Tamsin", "Harbour Herald", None),
        ("SECURITY ALERT | VELMAR | Level: HIGH\n{t}\n\nMarch 5, 2024", None, None, DAY),
        ("{t}\n\nWritten by Orla Tamsin, with Ian Voss in Harrow\nMarch 5, 2024", "Orla Tamsin", None, DAY),
        ("By Orla Tamsin\n\n{t}\n\n5 March 2024", "Orla Tamsin", None, DAY),
        ("{t}\n\nBy Orla Tamsin in Brennick and Ian Voss in Port Harrow\n5 March 2024",
         "Orla Tamsin and Ian Voss", None, DAY),
        ("{t}\n\nPosted by Orla Tamsin on March 5, 2024", "Orla Tamsin", None, DAY),
        ("World\n{t}\n\n{t}\n\n- By Yi Sun\n5 March 2024", "Yi Sun", None, DAY),
        ("Home » Coast\n\n{t}\n\nPublished in Ports\n\nOrla Tamsin 5 minutes ago Tue 5th March 2024 | 03:11 PM",
         "Orla Tamsin", None, DAY),
        ("Home > News > Coast\n\n{t}\n\nBy Orla Tamsin, BRENNICK\nTuesday, March 5, 2024", "Orla Tamsin", None, DAY),
    ],
)  # fmt: skip
def test_title_writer_outlet_and_day_are_read_in_any_order(
    head: str, author: str | None, outlet: str | None, day: date | None
) -> None:
    layout = page(head.replace("{t}", TITLE))
    assert (layout.title, layout.byline, layout.outlet, layout.published) == (TITLE, author, outlet, day)
    assert len(layout.sentences) == 4, "the head of the page was read as text"


@pytest.mark.parametrize(
    "title",
    ["Blast shuts harbour", "Who are the Harrow Front?", "Harbour shut: what we know", "5 dead in harbour blast"],
)
def test_a_short_title_is_no_kicker(title: str) -> None:
    assert page(title).title == title


@pytest.mark.parametrize(
    ("start", "outlet", "place"),
    [
        ("BRENNICK, Velmar, March 5 (Orbis) -- ", "Orbis", "BRENNICK, Velmar"),
        ("BRENNICK/HARROW, 5 March 2024 — ", None, "BRENNICK/HARROW"),
        ("BRENNICK, March 5. /ORB/. ", "ORB", "BRENNICK"),
        ("BRENNICK: ", None, "BRENNICK"),
        ("Brennick (Velmar) (Orbis) – ", "Orbis", "Brennick"),
        ("Brennick, March 5 (Orbis) - ", "Orbis", "Brennick"),
        ("(Orbis) — ", "Orbis", None),
        ("[Orbis] ", "Orbis", None),
        ("Brennick, March 5/Orbis- ", "Orbis", "Brennick"),
        ("BRENNICK (Orbis News / Quay - 5th March, 2024) ", "Orbis News / Quay", "BRENNICK"),
    ],
)
def test_datelines_of_all_agencies_end_where_the_text_begins(start: str, outlet: str | None, place: str | None) -> None:
    line = find_dateline(start + LEDE)
    assert line is not None and (line.outlet, line.place) == (outlet, place)
    assert (start + LEDE)[line.end :] == LEDE


@pytest.mark.parametrize("text", ["WHY IT MATTERS: The port is shut.", "SECURITY ALERT | VELMAR", LEDE, f"“{MORE}”"])
def test_what_only_looks_like_a_dateline_is_none(text: str) -> None:
    assert find_dateline(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "March 5, 2024",
        "Mar 5 2024",
        "5th of March, 2024",
        "05-Mar-2024",
        "2024/03/05",
        "2024-03-05T08:00",
        "Tue 5 Mar 2024",
    ],
)
def test_a_day_is_read_in_its_usual_forms(text: str) -> None:
    assert find_date(text) == DAY


def test_a_day_that_could_be_two_is_none() -> None:
    assert find_date("05/03/2024") is None
    assert find_date("25/03/2024") == find_date("03/25/2024") == date(2024, 3, 25)


def test_the_day_of_publication_outranks_that_of_a_change() -> None:
    assert page(f"{TITLE}\n\nUpdated March 7, 2024", "Published - March 5, 2024").published == DAY


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("© 2024 Harbour Post. All rights reserved.", "Harbour Post"),
        ("© The Harbour Post 2024. All rights reserved.", "The Harbour Post"),
        ("Copyright 2024 Velmar Today", "Velmar Today"),
        ("This article first appeared in the Harbour Review.", "Harbour Review"),
        ("This story was originally published by The Quay.", "The Quay"),
        ("Coast Brief is a fortnightly newsletter.", "Coast Brief"),
        ("**More from The Brennick Ledger:** [Ports](#)", "The Brennick Ledger"),
        ("For further information, please contact: Press Unit, Coastal Relief Monitor", "Coastal Relief Monitor"),
        ("© Stringer/Orbis. A ferry at the quay", None),
        ("The port was shut, the Harbour Post said.", None),
    ],
)
def test_lines_around_the_text_name_the_owner(line: str, outlet: str | None) -> None:
    found = find_owner([line])
    assert (found or "").removeprefix("the ") == (outlet or "")


@pytest.mark.parametrize(
    ("part", "outlet"),
    [("Harbour Post", "Harbour Post"), ("Orla Tamsin", None), ("Breaking News", None), ("World News", None)],
)
def test_an_outlet_is_known_by_the_words_of_its_name(part: str, outlet: str | None) -> None:
    assert find_outlet(part) == outlet


@pytest.mark.parametrize(
    ("head", "foot", "author", "outlet"),
    [
        ("Port to stay shut as talks stall\nOrla Tamsin in Brennick and agencies\nTue 5 Mar 2024 08.15 GMT\nShare",
         "Explore more on these topics\nVelmar\nHarrow Front\nShare\nReuse this content", "Orla Tamsin", None),
        ("Published\n5 March 2024\nShare\nImage caption,\nThe quay at noon\nBy Orla Tamsin\nHarbour News, Brennick",
         "You may also be interested in:\nPorts in numbers\nRelated Topics\nVelmar", "Orla Tamsin", "Harbour News"),
        ("By Quay Staff and News Agencies\nPublished On 5 Mar 2024", "Source: Quay and news agencies", None, None),
    ],
)  # fmt: skip
def test_pages_copied_whole_are_read_without_their_furniture(
    head: str, foot: str, author: str | None, outlet: str | None
) -> None:
    text = f"{TITLE}\n{head}\n{LEDE}\n{MORE}\n{MORE}\n{foot}"
    layout = find_layout(text)
    assert (layout.title, layout.byline, layout.outlet, layout.published) == (TITLE, author, outlet, DAY)
    assert [text[s.start : s.end] for s in layout.sentences][-3:] == [LEDE, MORE, MORE]
    assert [section.heading for section in layout.sections] == [None]
