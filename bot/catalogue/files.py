"""The shapes of the YAML files that hold many facts in one file."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, RootModel
from pydantic_core import PydanticCustomError

from bot.catalogue.fact import Fact, Line, Slug
from bot.catalogue.model import (
    AmbiguousName,
    Contact,
    Decision,
    District,
    Neighbourhood,
    NeverShown,
    OutsidePlace,
    Source,
)


def _stars_end_words(text: str) -> str:
    for expression in text.split(","):
        if "*" not in expression:
            continue
        for place, word in enumerate(expression.split()):
            least = 1 if place else _SHORTEST_BEGINNING  # after another word a single letter tells enough
            if "*" in word and (word.index("*") < least or not word.endswith("*") or word.count("*") > 1):
                raise PydanticCustomError("star_misplaced", "a star without the beginning of a word")
    return text


def _commas_part_words(text: str) -> str:
    if any(sign in text for sign in _NO_COMMAS):
        raise PydanticCustomError("concept_semicolon", "no comma between the words")
    return text


_SHORTEST_BEGINNING = 2
_NO_COMMAS = ";؛،"
"""Semicolons, and the comma of Arabic: words between them would be read as one expression."""

Expressions = Annotated[Line, AfterValidator(_commas_part_words), AfterValidator(_stars_end_words)]
"""Words and expressions with commas between them; a word that ends with a star is the beginning of one."""


class ConceptsFile(RootModel[Mapping[Slug, Expressions]]):
    """`concepts/<lang>.yaml`: everyday concepts by id, and the words of one language that mean each."""

    model_config = ConfigDict(frozen=True)

    def expressions(self) -> dict[str, tuple[str, ...]]:
        """The words and expressions of each concept."""
        return {
            concept: tuple(part for part in map(str.strip, text.split(",")) if part)
            for concept, text in self.root.items()
        }


class SourcesFile(Fact):
    """`sources.yaml`: documents by the number that entries cite them by."""

    sources: Mapping[Line, Source]


class DecisionsFile(Fact):
    """`decisions.yaml`: board decisions by id."""

    decisions: Mapping[Slug, Decision]


class ContactsFile(Fact):
    """`contacts.yaml`: the only phone numbers that may be shown, and those never to show."""

    contacts: Mapping[Slug, Contact]
    not_known: tuple[Line, ...] = ()
    never_show: tuple[NeverShown, ...]


class DistrictsFile(Fact):
    """`districts.yaml`: the eleven districts by id."""

    districts: Mapping[Slug, District]


class NeighbourhoodsFile(Fact):
    """`neighbourhoods.yaml`: the city as people name it."""

    neighbourhoods: tuple[Neighbourhood, ...]
    ambiguous: tuple[AmbiguousName, ...] = ()
    outside: tuple[OutsidePlace, ...] = ()
    common_words: tuple[Line, ...] = ()
