"""The shape of the editors' own test questions (`knowledge/questions/<lang>.yaml`).

They are no content: the bot never learns from them, and a fault in them never keeps the knowledge from being used.
"""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Discriminator, Field, Tag

from bot.catalogue.fact import Fact, Line, Slug
from bot.catalogue.model import CrisisType


class Question(Fact):
    """A test question that more than one entry is right for."""

    ask: Line
    either: tuple[Slug, ...] = Field(alias="or", min_length=1)


class SeveralQuestion(Fact):
    """A test question that speaks of two or three needs at once."""

    ask: Line
    find: tuple[Slug, ...] = Field(min_length=2, max_length=3)


def _form(value: object) -> str:
    return "[question]" if isinstance(value, dict | Question) else "[text]"


TextOrQuestion = Annotated[
    Annotated[Line, Tag("[text]")] | Annotated[Question, Tag("[question]")],
    Discriminator(_form),
]


class QuestionsFile(Fact):
    """`questions/<lang>.yaml`: test questions in one language, and what must come of them."""

    find: Mapping[Slug, tuple[TextOrQuestion, ...]] = Field(default_factory=dict)
    never: Mapping[Slug, tuple[Line, ...]] = Field(default_factory=dict)
    several: tuple[SeveralQuestion, ...] = ()
    nothing: tuple[Line, ...] = ()
    danger: Mapping[CrisisType, tuple[Line, ...]] = Field(default_factory=dict)
    no_danger: tuple[Line, ...] = ()
    smalltalk: tuple[Line, ...] = ()
    person: tuple[Line, ...] = ()
