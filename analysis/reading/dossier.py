"""The dossier: what the reader found in an article, each item with the words that it came from.

*Not stated* is a value: a field is None, and `not_stated` says why. An item without evidence can't be made.
"""

from typing import Any, Literal, Self

from pydantic import Field, model_validator

from analysis.intake.article import Evidence, Section
from analysis.intake.value import Value

ActorKind = Literal[
    "state", "government_body", "armed_group", "person", "company", "international_org", "community", "media"
]
IncidentKind = Literal[
    "armed_attack", "bombing", "drone_attack", "clash", "shooting", "kidnapping", "airstrike", "arrest", "protest",
    "diplomatic", "other",
]  # fmt: skip
StatementKind = Literal["statement", "claim", "denial", "pledge", "order", "demand", "warning", "advisory"]
AttributionStatus = Literal["claimed", "alleged", "denied", "unknown"]
DatePrecision = Literal["day", "month", "year"]
PlacePrecision = Literal["site", "place", "district", "province", "border", "country"]


class Item(Value):
    """Anything read from an article. `id` is stable under small changes of the text (made from what the item says)."""

    id: str
    evidence: tuple[Evidence, ...] = Field(min_length=1)


class Count(Value):
    """People killed or injured: `low <= best <= high`; `text` holds the words ("at least 12", "dozens")."""

    low: int = Field(ge=0)
    best: int = Field(ge=0)
    high: int | None = None  # None: open upwards
    text: str
    is_vague: bool = False  # "several", "dozens": `best` is only the low end of what the word can mean

    @model_validator(mode="before")
    @classmethod
    def _from_a_number(cls, given: Any) -> Any:
        """A review may write `killed: 5`, or bounds without words."""
        if isinstance(given, int):
            return {"low": given, "best": given, "high": given, "text": str(given)}
        if isinstance(given, dict) and "best" in given and "text" not in given:
            return {"low": given["best"], "high": given["best"], "text": str(given["best"]), **given}
        return given

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.low <= self.best <= (self.best if self.high is None else self.high):
            raise ValueError(f"expected low <= best <= high, given {self.low}, {self.best}, {self.high}")
        return self


class Actor(Item):
    """A person, state, body or group with a part or a voice. Aliases are as written in the article."""

    name: str
    aliases: tuple[str, ...]
    kind: ActorKind
    iso3: str | None = None
    stake: str | None = None  # what the article's actor list says of it
    stake_evidence: Evidence | None = None


class Incident(Item):
    """Something that happened. `number` counts the separate events told as one ("two attacks": 2)."""

    summary: str
    type: IncidentKind
    is_main: bool
    number: int = Field(default=1, ge=1)
    date: str | None = None  # ISO, as precise as `date_precision`: 2025-11-26, 2025-11, 2025
    date_precision: DatePrecision | None = None
    date_text: str | None = None
    place: str | None = None
    latitude: float | None = None  # degrees, WGS 84
    longitude: float | None = None
    place_precision: PlacePrecision | None = None
    country_iso3: str | None = None
    killed: Count | None = None
    injured: Count | None = None
    perpetrator: str | None = None
    attribution_status: AttributionStatus = "unknown"
    target: str | None = None
    weapon: str | None = None
    not_stated: dict[str, str] = {}  # field -> reason, for every field above that is None


class Statement(Item):
    """Who said what."""

    speaker: str
    speaker_text: str = ""  # the words in the text: "Moscow", "he"
    kind: StatementKind
    text: str
    addressee: str | None = None  # to whom, where the article says so


class Commitment(Item):
    """A promise or an announced undertaking."""

    actor: str
    actor_text: str = ""  # the words in the text: "Moscow", "he"
    on_behalf_of: str | None = None  # the state or group in whose name a person promises
    text: str
    counterpart: str | None = None
    shown_by: str | None = None  # what would show it kept: a plain sentence by the class of the promised act
    not_stated: dict[str, str] = {}  # "shown_by" -> the reason where there is none


class Implication(Item):
    """A possible consequence, as the article puts it."""

    text: str
    affected: tuple[str, ...] = ()
    condition: str | None = None  # the words of the if, unless, until
    likelihood_words: tuple[str, ...] = ()  # "could", "likely": as written


class AuthorJudgment(Item):
    """The writer's own assessment, told apart from what others are reported to say."""

    text: str


class Dossier(Value):
    """Everything that was read from one article. Tuples are in reading order, the main incident first."""

    article: str  # Article.id
    sections: tuple[Section, ...] = ()
    actors: tuple[Actor, ...] = ()
    incidents: tuple[Incident, ...] = ()
    statements: tuple[Statement, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    implications: tuple[Implication, ...] = ()
    judgments: tuple[AuthorJudgment, ...] = ()
    unresolved_names: tuple[str, ...] = ()  # capitalised runs that no rule could place
    unresolved_places: tuple[str, ...] = ()
