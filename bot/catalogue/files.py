"""The shapes of the YAML files that hold many facts in one file."""

from collections.abc import Mapping

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
