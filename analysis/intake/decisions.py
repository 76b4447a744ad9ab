"""What a review decides about the reading: items accepted, rejected, edited, and items that the reader overlooked."""

from typing import Literal, Self

from pydantic import Field, JsonValue, model_validator

from analysis.intake.value import Value


class Decision(Value):
    """What the analyst decided about one extracted item. An edit gives the fields to replace."""

    id: str  # of the dossier's item
    decision: Literal["accepted", "rejected", "edited"]
    set: dict[str, JsonValue] = {}
    reason: str
    words: str | None = None  # what the item said: finds it again where a changed article gave it another id

    @model_validator(mode="after")
    def _only_an_edit_sets_fields(self) -> Self:
        if bool(self.set) != (self.decision == "edited"):
            raise ValueError(f"'{self.id}': 'set' goes with decision: edited, and with no other")
        check_fields(self.id, self.set)
        return self


class Addition(Value):
    """What the reader overlooked: `words` are the article's own, `set` the item's fields."""

    id: str
    kind: Literal["actors", "incidents", "statements", "commitments", "implications", "judgments"]
    words: str = Field(min_length=1)
    set: dict[str, JsonValue] = {}
    reason: str

    @model_validator(mode="after")
    def _sets_fields(self) -> Self:
        check_fields(self.id, self.set)
        return self


def check_fields(id: str, fields: dict[str, JsonValue]) -> None:
    """Raises ValueError where a review sets what ties an item to the article's words."""
    if fixed := sorted({"id", "evidence"} & set(fields)):
        raise ValueError(f"'{id}': {fixed[0]} can't be set: it ties the item to the article's words")
