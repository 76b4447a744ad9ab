"""Signposts of scenarios, read off the record where they can be."""

from dataclasses import dataclass

from analysis.exhibits.markup import Html, icon, tag
from analysis.exhibits.wording import plural
from analysis.findings.record import select_record
from analysis.intake.case import Case
from analysis.intake.review import Scenario, Signpost


@dataclass(frozen=True)
class Seen:
    """A signpost and what the record says of it: met, not met, or (None) not testable on the record."""

    text: str
    is_met: bool | None
    reading: str = ""

    def item(self) -> Html:
        """The signpost in a list: its reading, its words, the numbers behind the reading."""
        return tag("li", self.chip(), tag("span", self.text, " ", tag("small", self.reading)))

    def chip(self) -> Html:
        """The reading as a word with its symbol."""
        if self.is_met is None:
            return tag("span", icon("dash"), "to watch", class_="chip untested")
        if self.is_met:
            return tag("span", icon("check"), "seen", class_="chip holding")
        return tag("span", icon("cross"), "not seen", class_="chip plain")


def read_signposts(scenario: Scenario, case: Case | None) -> tuple[Seen, ...]:
    """Each signpost of a scenario with its reading; without a case or a pledge none can be tested."""
    return tuple(read_signpost(signpost, case) for signpost in scenario.signposts)


def read_signpost(signpost: Signpost, case: Case | None) -> Seen:
    """Incidents in the signpost's scope since the pledge, against what it asks for."""
    testable = signpost.scope is not None and (signpost.at_least is not None or signpost.at_most is not None)
    if not testable or case is None or case.events is None or case.file.pledge is None:
        return Seen(signpost.text, None)
    record = select_record(case, signpost.scope)
    since = record.between(case.file.pledge.date, record.end)
    if since.days == 0:
        return Seen(signpost.text, None, "(no day is covered since the pledge)")
    low = signpost.at_least is None or since.count >= signpost.at_least
    high = signpost.at_most is None or since.count <= signpost.at_most
    asked = [f"at least {signpost.at_least}"] if signpost.at_least is not None else []
    asked += [f"at most {signpost.at_most}"] if signpost.at_most is not None else []
    counted = plural(since.count, "incident")
    return Seen(signpost.text, low and high, f"({counted} in {since.days} days; asks for {' and '.join(asked)})")
