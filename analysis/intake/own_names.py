"""Names that a case adds for itself: people, groups, bodies and places that no list of the workbook knows."""

from typing import Literal, Self

from pydantic import Field, model_validator

from analysis.intake.value import Value


class OwnName(Value):
    """One name of the case, as it is written in articles and tables.

    `kind`: an actor's kind, or "place", which has coordinates in degrees (WGS 84) and a country. `iso3`: ISO 3166
    alpha-3. `source`: where the analyst has it from.
    """

    name: str = Field(min_length=1)
    aliases: tuple[str, ...] = ()
    kind: Literal[
        "state", "government_body", "armed_group", "person", "company", "international_org", "community", "media",
        "place",
    ]  # fmt: skip
    iso3: str | None = Field(default=None, pattern="^[A-Z]{3}$")
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)
    source: str | None = None

    @model_validator(mode="after")
    def _only_a_place_is_somewhere(self) -> Self:
        is_located = self.latitude is not None and self.longitude is not None and self.iso3 is not None
        if self.kind == "place" and not is_located:
            raise ValueError(f"the place '{self.name}' needs latitude, longitude and iso3")
        if self.kind != "place" and (self.latitude, self.longitude) != (None, None):
            raise ValueError(f"only a place has coordinates: '{self.name}' has kind {self.kind}")
        return self

    @model_validator(mode="after")
    def _every_form_has_letters(self) -> Self:
        blank = [form for form in (self.name, *self.aliases) if not any(c.isalnum() for c in form)]
        if blank:
            raise ValueError(f"a name needs a letter or a digit, given: {blank[0]!r}")
        return self
