"""The conditions that an entry may have: one model for each kind."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from bot.catalogue.fact import Fact, Line, Period, Slug


class Ages(Fact):
    """Some ages in whole years, both ends included."""

    start: int | None = Field(default=None, alias="from", ge=0, le=120)
    to: int | None = Field(default=None, ge=0, le=120)

    @model_validator(mode="after")
    def _has_a_limit(self) -> Self:
        if self.start is None and self.to is None:
            raise PydanticCustomError("age_without_limit", "neither from nor to")
        if self.start is not None and self.to is not None and self.to < self.start:
            raise PydanticCustomError("age_reversed", "ends before it begins")
        return self


class AgeCondition(Ages):
    """The person's age."""

    kind: Literal["age"]


class DistrictCondition(Fact):
    """The person lives in one of these districts."""

    kind: Literal["district"]
    any_of: tuple[Slug, ...] = Field(min_length=1)


class PlaceCondition(Fact):
    """The support is given at one place only."""

    kind: Literal["place"]
    place: Line


class AudienceCondition(Fact):
    """The group of people that the support is meant for."""

    kind: Literal["audience"]
    audience: Slug


class DiagnosisCondition(Fact):
    """A diagnosis, as stated by the person."""

    kind: Literal["diagnosis"]
    diagnosis: Slug


class NeedCondition(Fact):
    """A need, as the person experiences it."""

    kind: Literal["need"]
    need: Slug


class RelationCondition(Fact):
    """Whom the support is for, seen from the one who asks."""

    kind: Literal["relation"]
    any_of: tuple[Literal["self", "relative", "child", "professional"], ...] = Field(min_length=1)


class PrerequisiteCondition(Fact):
    """Something that the person must already have."""

    kind: Literal["prerequisite"]
    requires: Slug


class ExclusionCondition(Fact):
    """Something that rules the support out."""

    kind: Literal["exclusion"]
    excludes: Slug


class Months(Fact):
    """A time of each year in whole months, both included; it may go over the new year."""

    start: int = Field(alias="from", ge=1, le=12)
    to: int = Field(ge=1, le=12)

    def hold_in(self, month: int) -> bool:
        """Whether a month of the year lies in the time.

        Args:
            month: 1 to 12.
        """
        if self.start <= self.to:
            return self.start <= month <= self.to
        return month >= self.start or month <= self.to


class PeriodCondition(Period):
    """The time in which one can begin.

    Either between two days, or in some months of each year, or within some months of something that the person states.
    """

    kind: Literal["period"]
    months: Months | None = None
    within_months: int | None = Field(default=None, ge=1, le=1200)
    since: Slug | None = None

    @model_validator(mode="after")
    def _is_one_time(self) -> Self:
        forms = (self.start or self.until, self.months, self.within_months or self.since)
        if sum(form is not None for form in forms) != 1 or (self.within_months is None) != (self.since is None):
            raise PydanticCustomError("period_unclear", "not one of the three forms")
        return self

    def open_on(self, day: date) -> bool | None:
        """Whether one can begin on a day; None where that hangs on what the person states.

        Args:
            day: a day in Stockholm.
        """
        if self.since:
            return None
        return self.months.hold_in(day.month) if self.months else self.holds_on(day)


Condition = Annotated[
    AgeCondition
    | DistrictCondition
    | PlaceCondition
    | AudienceCondition
    | DiagnosisCondition
    | NeedCondition
    | RelationCondition
    | PrerequisiteCondition
    | ExclusionCondition
    | PeriodCondition,
    Field(discriminator="kind"),
]
