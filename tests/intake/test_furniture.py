"""What stands around an article is told from what the article says."""

import pytest

from analysis.intake.furniture import is_furniture
from analysis.intake.layout import find_layout

LEDE = "A blast shut the harbour of Brennick on Monday and stopped the ferries, the port authority said in a statement."
MORE = "Nobody has claimed it so far, and the police are looking at films from the quay and from three of the ferries."


@pytest.mark.parametrize(
    "line",
    [
        "Share this article: Facebook | X | Email",
        "Share  Print  Comments (14)",
        "Read more: Who guards the coast?",
        "READ NEXT: Bishops ask the island to stay calm",
        "Sign up for our Friday briefing",
        "Follow us on WhatsApp | Got a question? Write to desk@quay.example",
        "For all latest news, follow our channel.",
        "We use cookies to improve your visit.",
        "By providing an email address, I agree to the Terms of Use.",
        "Purchase Licensing Rights",
        "Our Standards: The Quay Code of Practice",
        "This article was first published in the Quay Review.",
        "This story has been updated to add the number of ferries.",
        "Image source, Quay Images",
        "Image caption: The quay on Tuesday",
        "Advertisement",
        "*Photo: Smoke over the quay, March 5, 2024. (Quay media)*",
        "Sponsored content",
        "4 min read",
        "12 comments",
        "Published - March 05, 2024 05:04 pm IST",
        "Last modified on Tue 5 Mar 2024 08.15 GMT",
        "© 2024 Harbour Post. All rights reserved.",
        "Get in touch: are you on the island?",
        "Coast Brief is a fortnightly newsletter.",
        "ash-qb/rsc/mtp",
        "quay_at_night.png",
        "https://quay.example/2024/03/blast",
        "[Ports in numbers](#) | [Who guards the coast?](#)",
        "Published in Ports",
        "Related topic: Brennick / Ferries / Curfew",
        "More on this story",
        "You may also like",
    ],
)
def test_lines_of_the_page_are_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "The report was issued by the port authority on Monday.",
        "The story was told by three ferrymen who had seen the blast.",
        "Other news agencies reported four dead and nine wounded.",
        "Recent posts on social media showed the quay in flames.",
        "More on the blast was expected from the ministry later on Monday.",
        "Promoted to general in 2020, he took over the port guard.",
        "Terms of the truce were not made public on Monday.",
        "Loading docks were hit by two drones before dawn.",
        "Registered ships may sail, the port authority said.",
        "The army gave a handout of rice to families on the quay.",
        "Share prices of the ferry company fell by a tenth.",
        "Print shops in the old town burned down.",
        "Published figures put the dead at nine.",
        "Comments by the mayor angered the ferrymen.",
        "Updated rules bar ships from the strait.",
        "Following the blast, the port was shut.",
        "Watch towers along the coast were manned again.",
        "Support for the front has fallen on the island.",
        "Contact with the ferry was lost at noon.",
        "The newsletter of the front claimed the blast.",
        "Topics such as pay were left out of the talks.",
        "Tagged weapons were found in the ferry.",
    ],
)
def test_news_that_begins_alike_is_none(line: str) -> None:
    assert not is_furniture(line)


def read(*parts: str) -> list[str]:
    text = "\n\n".join(["Blast shuts harbour", LEDE, MORE, *parts])
    return [text[s.start : s.end] for s in find_layout(text).sentences[2:]]


@pytest.mark.parametrize(
    "foot",
    [
        ["More on this story", "• Ports in numbers", "• Who guards the coast?"],
        ["Related stories", "The valley that lives from its visitors", "Three ferries and a war"],
        ["Brennick", "Harrow", "Ferries and ports"],
        ["Orla Tamsin covers shipping from Brennick.", "Read more:", "Ports in maps: who holds what"],
        ["--", "Coast Brief is a fortnightly newsletter. To unsubscribe, write to us."],
        ["(With inputs from Orbis)", "Published - March 06, 2024 05:04 pm IST", "Velmar / Ports"],
        ["The author is a fellow at the Quay Institute. Views are personal."],
        ["Comments (3)", "Quayman: Good piece!", "Ferry77: I was there"],
        ["(Reporting by Orla Tamsin; Editing by Ian Voss)", "Our Standards: The Quay Code"],
    ],
)
def test_the_foot_of_a_page_is_not_read(foot: list[str]) -> None:
    assert read(*foot) == []


def test_a_credit_that_shares_the_last_line_is_a_credit_and_not_read() -> None:
    text = f"Blast shuts harbour\n\n{LEDE}\n\n{MORE} —WITH REPORTS FROM ORLA TAMSIN AND QUAY PRESS"
    layout = find_layout(text)
    assert layout.source_credits == ("ORLA TAMSIN", "QUAY PRESS")
    assert [text[s.start : s.end] for s in layout.sentences] == [LEDE, MORE]


def test_a_list_of_links_within_the_text_ends_where_the_text_goes_on() -> None:
    assert read("Read more:", "Ports in maps", "Three ferries and a war", LEDE) == [LEDE]
    assert read("Read more:", "Ports in maps", "What happens next", LEDE) == [LEDE]


def test_a_list_without_stops_is_read_as_long_as_it_is_one_of_the_article() -> None:
    assert read("Key players", "- Velmar: must guard its port", "- Harrow Front: gains from it") == [
        "Velmar: must guard its port",
        "Harrow Front: gains from it",
    ]
