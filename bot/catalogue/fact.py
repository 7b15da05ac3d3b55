"""What the models of the knowledge folder are made of: ids, lines of text, days and periods."""

import re
from datetime import date
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""An id: small letters a-z, digits and single hyphens."""

Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""A text that must not be empty."""

_MOST_TYPED = 4
"""How many Latin letters may stand for one other letter (щ is typed "shch")."""

_STEM = re.compile(r"[^\W\d_]{2,}[*]")


def _ends_with_its_star(phrase: str) -> str:
    """Of a phrase like "annem* için": a star only marks the end of a beginning that is long enough to tell."""
    if any("*" in word and not _STEM.fullmatch(word) for word in phrase.split()):
        raise PydanticCustomError("star_misplaced", "a star without the beginning of a word")
    return phrase


def _has_one_number(phrase: str) -> str:
    if phrase.split().count("#") != 1 or phrase.count("#") != 1:
        raise PydanticCustomError("number_place", "not one place for a number")
    return phrase


def _not_latin(letter: str) -> str:
    if len(letter) != 1 or not letter.isalpha() or letter.isascii() or letter != letter.casefold():
        raise PydanticCustomError("letter_wrong", "not one small letter of another script")
    return letter


def _latin(typed: str) -> str:
    if len(typed) > _MOST_TYPED or not ((typed.isascii() and typed.islower() and typed.isalpha()) or not typed):
        raise PydanticCustomError("typed_wrong", "not a few small Latin letters")
    return typed


Letter = Annotated[str, AfterValidator(_not_latin)]
"""A small letter of another script than Latin."""

Typed = Annotated[str, AfterValidator(_latin)]
"""The Latin letters that a letter is typed as; none where it is left out."""

Phrase = Annotated[Line, AfterValidator(_ends_with_its_star)]
"""Words as people say them; a word that ends with a star is the beginning of one."""

AgePhrase = Annotated[Phrase, AfterValidator(_has_one_number)]
"""A phrase with # in the place of an age ("jag är #")."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _written_as_day(value: object) -> object:
    """Pydantic would take a bare number for seconds since 1970."""
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise PydanticCustomError("date_parsing", "not a day")
    return value


Day = Annotated[date, BeforeValidator(_written_as_day, json_schema_input_type=date)]
"""A day in Stockholm, written 2026-03-01."""


class Fact(BaseModel):
    """The base of all that is read from YAML: frozen, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Period(Fact):
    """A time that something holds: whole days in Stockholm, both included; an open end is left out."""

    start: Day | None = Field(default=None, alias="from")
    until: Day | None = None

    @model_validator(mode="after")
    def _starts_before_it_ends(self) -> Self:
        if self.start and self.until and self.until < self.start:
            raise PydanticCustomError("period_reversed", "ends before it begins")
        return self

    def holds_on(self, day: date) -> bool:
        """Whether the day lies within the period.

        Args:
            day: a day in Stockholm.
        """
        return (self.start is None or self.start <= day) and (self.until is None or day <= self.until)
