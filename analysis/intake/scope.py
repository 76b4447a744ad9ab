"""Scopes: which incidents a number speaks of, as a value that prints as one phrase."""

from typing import Literal

from analysis.intake.value import Value

Fatal = Literal["any", "victims", "target"]


class Scope(Value):
    """A choice of incidents. Every condition that is given must hold; `title` says it in words.

    `fatal`: "any" (someone died, attackers included), "victims" (someone other than an attacker),
    "target" (a national of `target_iso3`).
    """

    title: str  # a plural noun phrase: "armed incidents on the Afghan–Tajik border"
    one: str  # the same for a single one: "armed incident on the Afghan–Tajik border"
    border_segment: str | None = None  # two ISO 3166 alpha-3 codes in order: AFG-TJK
    countries: tuple[str, ...] = ()  # ISO 3166 alpha-3, where it happened
    event_types: tuple[str, ...] = ()
    target_iso3: str | None = None  # nationality of those attacked
    fatal: Fatal | None = None
    armed_only: bool = True  # leave out brawls, thefts and arson
    exclude: dict[str, str] = {}  # event_id -> the reason why it is left out

    def name(self, count: int) -> str:
        """The noun phrase for so many incidents, without the number."""
        return self.one if count == 1 else self.title
