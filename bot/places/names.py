"""All names of places, folded, and what each stands for."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.catalogue.model import Geography
from bot.matching.text import folded_words
from bot.places.place import Place

MAX_WORDS = 4
"""The longest name in words that is looked for."""


@dataclass(frozen=True)
class Names:
    """Names of places by their folded form.

    `exact` holds every form, with and without the spaces between its words. `common` are the forms that are ordinary
    words too, and name a place only beside a word about living there.
    """

    exact: Mapping[str, Place]
    common: frozenset[str]


def names(geography: Geography) -> Names:
    """Fold every name of the city and its surroundings; the first meaning of a form wins.

    Args:
        geography: the places as editors wrote them.
    """
    exact: dict[str, Place] = {}
    for place, forms in _places(geography):
        for form in forms:
            for key in keys(form):
                exact.setdefault(key, place)
    common = frozenset(key for form in geography.common for key in keys(form))
    return Names(MappingProxyType(exact), common)


def keys(form: str) -> tuple[str, ...]:
    """The folded forms of a name: with its spaces, and run together.

    Args:
        form: a name as it is written.
    """
    words = folded_words(form)
    return tuple(dict.fromkeys((" ".join(words), "".join(words))))


def _places(geography: Geography) -> Iterator[tuple[Place, Iterable[str]]]:
    # Names that stand for more than one place come first: they must not be settled by a stadsdel of the same name.
    for ambiguous in geography.ambiguous:
        municipality = next(iter(ambiguous.municipalities), None)
        districts = ambiguous.districts if ambiguous.ask else ambiguous.districts[:1]
        place = Place(ambiguous.name, districts, municipality if ambiguous.ask else None, ambiguous.ask)
        yield place, (ambiguous.name, *ambiguous.also_called)
    for id_, district in geography.districts.items():
        yield Place(district.name, (id_,)), (district.name,)
    for stadsdel in geography.neighbourhoods:
        forms = (stadsdel.name, *stadsdel.also_called, *stadsdel.places, *stadsdel.scripts)
        yield Place(stadsdel.name, (stadsdel.district,)), forms
    for id_, district in geography.districts.items():
        yield Place(district.name, (id_,)), district.also_called
    for outside in geography.outside:
        yield Place(outside.name, (), outside.municipality), (outside.name, *outside.also_called)
