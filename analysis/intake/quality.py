"""The data-quality summary of an events table: what came in, what was kept, what was left out and why.

`rows_in` is always `kept + rejected + duplicates + superseded + collapsed`: no row vanishes without being counted.
"""

from datetime import date

from pydantic import Field, model_validator

from analysis.intake.value import Value


class Count(Value):
    """How many rows something holds for: a reason, a precision, a country."""

    name: str
    rows: int = Field(ge=0)


class Gap(Value):
    """Months of the coverage in which a country has no row. A gap is where to look, not proof of missing data."""

    country_iso3: str
    rows: int  # of the country, kept
    months: int  # covered
    empty_months: int
    longest_start: date | None = None  # first day of the first month of the longest run of empty months
    longest_end: date | None = None  # first day of its last month


class Lag(Value):
    """Days from the event to the first report or entry that the source dates; negative ones are left out."""

    meaning: str  # "event to first dated report"
    rows: int
    median_days: float
    p90_days: float


class Quality(Value):
    """What is known of the quality of one events table."""

    dataset: str
    rows_in: int = Field(ge=0)
    kept: int = Field(ge=0)
    rejected: int = Field(default=0, ge=0)  # can't be right; `reasons` says why
    duplicates: int = Field(default=0, ge=0)  # the same id stands in an earlier row
    superseded: int = Field(default=0, ge=0)  # the same id stands in a release that comes before this one
    collapsed: int = Field(default=0, ge=0)  # further reports of an incident that is kept once
    reasons: tuple[Count, ...] = ()  # a row with two faults counts under both
    coverage_start: date | None = None
    coverage_end: date | None = None
    date_precision: tuple[Count, ...] = ()
    geo_precision: tuple[Count, ...] = ()
    gaps: tuple[Gap, ...] = ()  # most rows first
    lag: Lag | None = None  # None where the source dates no report
    unchecked_places: int = Field(default=0, ge=0)  # kept rows without coordinates, or of a country without a shape

    @model_validator(mode="after")
    def _every_row_is_counted_once(self) -> "Quality":
        counted = self.kept + self.rejected + self.duplicates + self.superseded + self.collapsed
        if counted != self.rows_in:
            raise ValueError(f"{self.rows_in} rows came in, but {counted} are counted")
        return self
