"""Scenarios as bars, each with its signposts and what the record says of them so far."""

import pandas as pd

from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.markup import Html, tag
from analysis.exhibits.signposts import Seen, read_signposts
from analysis.exhibits.style import COOL
from analysis.exhibits.wording import day, percent, plural
from analysis.findings.answers import find_origin
from analysis.intake.case import Case
from analysis.intake.review import Scenario


def scenario_bars(scenarios: tuple[Scenario, ...], case: Case | None = None, *, id: str = "scenarios") -> Exhibit:
    """The scenarios, likeliest first, with probability bars and signposts; `case` lets those on the record be read."""
    ordered = sorted(scenarios, key=lambda s: -s.probability)
    read = {s.id: read_signposts(s, case) for s in ordered}
    tested = [seen for each in read.values() for seen in each if seen.is_met is not None]
    met = sum(bool(seen.is_met) for seen in tested)
    title = f"{ordered[0].title}: the likeliest future, at {percent(ordered[0].probability)}" if ordered else ""
    alt = "Probabilities of exclusive scenarios: " + "; ".join(f"{s.title}, {percent(s.probability)}" for s in ordered)
    source = "the analyst's review of this case (review.yml)"
    alt += f". {met} of {plural(len(tested), 'signpost')} that the record can test are seen."
    return Exhibit(
        id=id,
        title=title or "No scenario is written",
        body=tag("div", *(scenario_row(s, read[s.id]) for s in ordered), class_="scenarios")
        if ordered
        else tag("p", "Add scenarios in review.yml."),
        source=source + (f"; signposts tested on: {find_origin(case)}" if tested and case else ""),
        alt=alt,
        note=describe_terms(case),
        data=frame_signposts(ordered, read),
        findings={"scenarios": [list_scenario(s, read[s.id]) for s in ordered]},
    )


def describe_terms(case: Case | None) -> str:
    """By when one of them has come about, and whose the probabilities are."""
    until = case.review.scenarios_until if case else None
    by = f" for the time to {day(until, long=True)}" if until else ""
    return f"The scenarios exclude one another{by}; their probabilities are the analyst's and sum to 100 %."


def frame_signposts(scenarios: list[Scenario], read: dict[str, tuple[Seen, ...]]) -> pd.DataFrame:
    """One row for each signpost."""
    columns = ["scenario", "title", "probability", "signpost", "is_met", "reading"]
    found = [
        (s.id, s.title, s.probability, seen.text, seen.is_met, seen.reading) for s in scenarios for seen in read[s.id]
    ]
    return pd.DataFrame(found, columns=columns)


def scenario_row(scenario: Scenario, signposts: tuple[Seen, ...]) -> Html:
    """One scenario: title and probability, bar, text, signposts."""
    share = scenario.probability * 100
    bar = Html(
        f'<svg class="bar" viewBox="0 0 100 3" preserveAspectRatio="none" role="img" aria-label="{share:.0f} percent">'
        f'<rect width="100" height="3" style="fill: #eef0f3"/>'
        f'<rect width="{share:.1f}" height="3" style="fill: {COOL}"/></svg>'
    )
    items = (seen.item() for seen in signposts)
    return tag(
        "div",
        tag("p", tag("b", percent(scenario.probability), class_="share"), " ", tag("b", scenario.title), class_="head"),
        bar,
        tag("p", scenario.text),
        tag("ul", *items, class_="plain signposts"),
        class_="scenario",
    )


def list_scenario(scenario: Scenario, signposts: tuple[Seen, ...]) -> dict[str, object]:
    """A scenario for the machine-readable twin."""
    return {
        "id": scenario.id,
        "title": scenario.title,
        "probability": scenario.probability,
        "signposts": [{"text": s.text, "is_met": s.is_met, "reading": s.reading} for s in signposts],
    }
