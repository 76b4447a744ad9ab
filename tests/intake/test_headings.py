"""A heading opens a section of the kind that its words tell, in whatever words."""

import pytest

from analysis.intake.headings import find_kind
from analysis.intake.layout import Layout, find_layout

LEDE = "A blast shut the harbour of Brennick on Monday and stopped the ferries, the port authority said in a statement."
MORE = "Nobody has claimed it so far, and the police are looking at films from the quay and from three of the ferries."


def page(*parts: str) -> Layout:
    return find_layout("\n\n".join(["Blast shuts harbour", LEDE, MORE, *parts]))


@pytest.mark.parametrize(
    ("kind", "headings"),
    [
        ("lede", "Summary; In brief; The short version; At a glance; Executive summary; TL;DR; Key points; Highlights"),
        ("background", "Background; Context; What happened?; What we know so far; How did it start?;"
         " How did we get here?;"
         " Timeline; A history of violence; The story so far; What is the Harrow Front?; Why the tension?; What led to"
         " the raid; Previous attacks; What has happened?; The attack; What is the background?; Historical context;"
         " When did it begin?; What do we know?; Root causes; How it unfolded; Other incidents; The suspect;"
         " How many people live there?; State of play; Roots of the dispute; Situation overview; Similar cases;"
         " Has this happened before?; Is this the first such attack?; How common are such raids?; The backdrop; Recap;"
         " What to know; What we don’t know; Unanswered questions; Where things stand; What is in the deal?;"
         " What caused it?; What sparked the clashes?; What’s behind the violence?; Decades of neglect"),
        ("why_it_matters", "Why it matters; Why this matters; Why does Brennick matter?; What’s at stake; Significance;"
         " So what?; Why you should care; Why is the strait so important?; Why the port matters; The stakes"),
        ("actors", "Key players; Who’s who; Who is involved?; Who are the Harrow Front?; The main actors; Stakeholders;"
         " Parties to the conflict; Who backs whom; Where the sides stand; The warring parties; Key figures;"
         " The players and what they stand to lose;"
         " Who else is involved?; Which side is Ostaria on?; What do the generals want?;"
         " What does Velmar want?; Who is fighting whom?; Cast of characters"),
        ("whats_next", "What’s next; What comes next?; What happens next?; What to watch; Outlook; Looking ahead;"
         " Next steps; The road ahead; What could come next?; Where do we go from here?; What now?; Scenarios;"
         " Things to watch; Forecast; What might happen now?; Prospects; What lies ahead; The way forward;"
         " What next?; And now?; How will Velmar respond?; What will the port do now?; When will it reopen?;"
         " What are the options?; Who might succeed him?; Where might this end?;"
         " Where next for Velmar?; Options for Ostaria; Worst case; What must happen now; An uncertain future"),
        ("implications", "Implications; Regional implications; Consequences; What it means; What does it"
         " mean for trade?;"
         " What would failure mean?; The bottom line; Impact on shipping; Fallout; Who gains; Winners"
         " and losers; Risks;"
         " Possible effects; Ripple effects; What this means for Velmar; Repercussions; Economic impact; Who benefits?;"
         " Risks to shipping; The cost; Spillover;"
         " What could go wrong?; Where does this leave Velmar?; What Ostaria stands to gain; Our bottom line;"
         " How will this affect trade?; How has it changed the coast?"),
        ("analysis", "Analysis; Assessment; Our view; Commentary; Between the lines; The big picture;"
         " The bigger picture;"
         " Could it come to war?; Will it hold?; Conclusion; Lessons; Why now?; Why did they attack?;"
         " How likely is a war?;"
         " Key judgments; Our assessment; Reality check; Analyst comment; Will the truce hold?; Verdict;"
         " My two cents; Why Brennick?; So why now?; How the plan failed; Sticking points; What are the odds?;"
         " Is the war over?; Are more attacks likely?; Why the deal may fail; Velmar’s gamble"),
        ("other", "Reactions; International reaction; How has Ostaria reacted?; How is Velmar responding?; What do the"
         " rebels say?; Government response; Who is behind it?; Who was behind the attack?;"
         " Condemnation; Recommendations;"
         " Travel warnings; Casualties; The victims; Investigation; By the numbers; Driving the news;"
         " What they’re saying;"
         " Calls for calm; Appeals for restraint; Diplomatic measures; Crossings closed; Alert raised;"
         " ‘He told me to run’;"
         " Who was responsible?; Advice for travellers; Witness accounts; Is there a link to Harrow?; The barriers;"
         " Manhunt under way; Death toll; Tributes; How many people were killed?; How many were hurt?;"
         " What has Velmar done so far?; What is the port authority doing?; Who claimed responsibility?;"
         " Who planned it?; Is it safe to travel?; What did Ostaria threaten?; What they are saying; Blame and denial;"
         " Who died?; Who has been arrested?; What officials say; How does it compare with 2016?; Civilian toll"),
    ],
)  # fmt: skip
def test_a_heading_tells_the_kind_of_its_section(kind: str, headings: str) -> None:
    read = {heading.strip(): find_kind(heading.strip()) for heading in headings.split("; ")}
    assert {heading: found for heading, found in read.items() if found != kind} == {}


@pytest.mark.parametrize(
    ("line", "heading", "kind"),
    [
        (f"07:50 GMT Ferries sail again\n\n{MORE}", "07:50 GMT Ferries sail again", "other"),
        (f"Monday, 22:40 GMT ‘A quiet night’\n\n{MORE}", "Monday, 22:40 GMT ‘A quiet night’", "other"),
        (f"- Reward -\n\n{MORE}", "- Reward -", "other"),
        (f"**The short version:** {MORE}", "The short version:", "lede"),
        (f"**Who is behind it?**\n\n{MORE}", "Who is behind it?", "other"),
        (f"Background — {MORE}\n\nReactions — {MORE}\n\nParallels — {MORE}", "Parallels", "other"),
        (f"Alert raised\n\n{MORE}\n\nFerries wait\n\n{MORE}\n\nWhat happens next? {MORE}", "What happens next?",
         "whats_next"),
        (f"## 2. The port\n\n{MORE}", "2. The port", "other"),
    ],
)  # fmt: skip
def test_headings_stand_alone_before_a_dash_in_bold_or_as_a_question(line: str, heading: str, kind: str) -> None:
    section = page(line).sections[-1]
    assert (section.heading, section.kind) == (heading, kind)


@pytest.mark.parametrize(
    "line",
    [
        f"That is all from this page. Here is where things stand:\n\n- {MORE}",
        f"The port authority named these conditions for opening it again:\n\n{MORE}",
        f"What should Velmar do? {MORE}",
        f"- Impact on ferries\n\n{MORE}",
        f"The quay seen from the castle, March 5, 2024\n\n{MORE}",
        f"He was angry. “Why us?” he asked\n\n{MORE}",
    ],
)
def test_lead_ins_lone_questions_and_bullets_are_no_headings(line: str) -> None:
    assert [section.heading for section in page(line).sections] == [None]


def test_headings_of_news_are_other_and_those_of_an_analysis_are_analysis() -> None:
    told = f"{MORE} The mayor said so, the army told reporters, and the police denied it, a spokesman said."
    silent = "The harbour is a border in all but name. Whoever holds it holds the coast, and the coast is poor."
    parts = ["Ferries", "Quays", "Castles"]
    news = page(*(f"{part}\n\n{told}" for part in parts))
    essay = find_layout("\n\n".join(["On harbours", silent, silent, *(f"{part}\n\n{silent}" for part in parts)]))
    numbered = page(*(f"{n}. {part}\n\n{told}" for n, part in enumerate(parts, 1)))
    assert [s.kind for s in news.sections] == ["lede", "other", "other", "other"]
    assert [s.kind for s in essay.sections] == [s.kind for s in numbered.sections] == ["lede", *["analysis"] * 3]


def test_a_standfirst_is_no_heading() -> None:
    layout = find_layout(
        f"Blast shuts harbour\n\nPort shut till Saturday; 45 held so far\n\nBy Orla Tamsin\n\n{LEDE}\n\n{MORE}"
    )
    assert layout.dek == "Port shut till Saturday; 45 held so far"
    assert [section.heading for section in layout.sections] == [None]


def test_headings_are_found_where_no_line_is_empty() -> None:
    layout = find_layout(
        "\n".join(["Blast shuts harbour", LEDE, MORE, "Diplomatic measures", LEDE, "What happened?", MORE])
    )
    assert [section.heading for section in layout.sections] == [None, "Diplomatic measures", "What happened?"]


SAYING = "The mayor said so, the army told reporters, and the police denied it, a spokesman said on Monday."
PAST = "Gunmen took the quay in 2016 and held it for a week. In 2019 the castle burned. Both were rebuilt in two years."
WEIGHING = "That is not clear. If the ferries stay away, the town could empty. It may matter less than it seems."


@pytest.mark.parametrize(
    ("heading", "text", "kind"),
    [
        ("A town of ruins", PAST, "background"),
        ("A town of ruins", WEIGHING, "analysis"),
        ("A town of ruins", SAYING, "other"),
        ("Are the ferries gone for good?", PAST, "background"),
        ("Are the ferries gone for good?", WEIGHING, "analysis"),
        ("Are the ferries gone for good?", SAYING, "other"),
        ("The castle", f"{PAST} {SAYING} {SAYING}", "other"),
        ("The castle", MORE, "other"),
    ],
)
def test_a_heading_that_only_names_a_topic_opens_what_its_sentences_hold(heading: str, text: str, kind: str) -> None:
    quiet = "The harbour is a border in all but name. Whoever holds it holds the coast, and the coast is poor."
    layout = find_layout("\n\n".join(["On harbours", quiet, quiet, quiet, heading, text, "What next?", quiet, quiet]))
    assert (layout.sections[1].heading, layout.sections[1].kind) == (heading, kind)


def test_a_digest_opens_a_text_and_a_conclusion_closes_it() -> None:
    opening = find_layout("\n\n".join(["On harbours", "Key points", MORE, "Background", MORE, "Outlook", MORE]))
    closing = page("Background", MORE, "Outlook", MORE, "The bottom line", MORE)
    beside = page("Background", MORE, "Analysis", MORE, "The bottom line", MORE)
    summed = page("Background", MORE, "Outlook", MORE, "In brief", MORE)
    assert opening.sections[0].kind == "lede"
    ends = [layout.sections[-1].kind for layout in (closing, beside, summed)]
    assert ends == ["analysis", "implications", "analysis"]


def test_takeaways_above_the_text_are_the_writers_and_the_news_follows_them() -> None:
    text = ["On harbours", "By Ada Lane | 4 March 2024", "Key Takeaways", MORE, "The storm", MORE, "Outlook", MORE]
    read = [(section.heading, section.kind) for section in find_layout("\n\n".join(text)).sections]
    assert read == [("Key Takeaways", "analysis"), ("The storm", "lede"), ("Outlook", "whats_next")]


def test_an_explainer_of_questions_and_a_comment_of_assertions_are_told_apart() -> None:
    asked = page(
        f"Who led it? {SAYING}", f"So was the fleet involved? {SAYING}", f"Has Velmar had raids before? {PAST}",
        f"Which ships sail? {WEIGHING}", f"What next? {MORE}",
    )  # fmt: skip
    stated = find_layout(
        "\n\n".join(["On harbours", MORE, "A rope is not a motive", PAST, "The law was written for sails", WEIGHING,
                    "Somebody has to pay for it", MORE])
    )  # fmt: skip
    assert [s.kind for s in asked.sections] == ["lede", "other", "other", "background", "analysis", "whats_next"]
    assert [s.kind for s in stated.sections] == ["lede", "analysis", "analysis", "analysis"]
