"""The city as people name it: no name leads to two places unless it says so."""

from collections.abc import Iterator

from bot.catalogue.finding import Finding, fault, warning
from bot.catalogue.inspected import Inspected

_FILE = "neighbourhoods.yaml"


def check(seen: Inspected) -> Iterator[Finding]:
    """Each neighbourhood stands once, and a name in two districts stands under `ambiguous`.

    Args:
        seen: the folder as it was read.
    """
    geography = seen.catalogue.geography
    first: dict[str, str] = {}
    for index, place in enumerate(geography.neighbourhoods):
        key = place.name.casefold()
        if key in first:
            line = seen.where.yaml(_FILE, "neighbourhoods", index, "name")
            yield fault(_FILE, line, "place-twice", name=place.name)
        first.setdefault(key, place.name)
    yield from _names(seen)
    yield from _common(seen)
    yield from _districts(seen)


def _districts(seen: Inspected) -> Iterator[Finding]:
    if _FILE in seen.unread:
        return
    lived_in = {place.district for place in seen.catalogue.geography.neighbourhoods}
    for id_, district in seen.catalogue.geography.districts.items():
        if id_ not in lived_in:
            file = "districts.yaml"
            yield fault(file, seen.where.yaml(file, "districts", id_), "district-without-places", name=district.name)


def _names(seen: Inspected) -> Iterator[Finding]:
    geography = seen.catalogue.geography
    told = {name.casefold() for place in geography.ambiguous for name in (place.name, *place.also_called)}
    first: dict[str, tuple[str, int]] = {}
    for name, district, line in _every_name(seen):
        key = name.casefold()
        if key in told:
            continue
        other, at = first.setdefault(key, (district, line))
        if other != district:
            yield fault(_FILE, line, "place-name-twice", name=name, district=district, other=other, line=str(at))


def _common(seen: Inspected) -> Iterator[Finding]:
    if "districts.yaml" in seen.unread:
        return
    geography = seen.catalogue.geography
    names = {name.casefold() for name, _, _ in _every_name(seen)}
    names.update(n.casefold() for place in geography.ambiguous for n in (place.name, *place.also_called))
    names.update(
        n.casefold() for district in geography.districts.values() for n in (district.name, *district.also_called)
    )
    for index, word in enumerate(geography.common):
        if word.casefold() not in names:
            yield warning(_FILE, seen.where.yaml(_FILE, "common_words", index), "common-word-unknown", name=word)


def _every_name(seen: Inspected) -> Iterator[tuple[str, str, int]]:
    """Each name of a place, what it leads to, and its line."""
    geography = seen.catalogue.geography
    for index, place in enumerate(geography.neighbourhoods):
        for field in ("name", "also_called", "places", "scripts"):
            value = getattr(place, field)
            names = (value,) if isinstance(value, str) else value
            for name in names:
                yield name, place.district, seen.where.yaml(_FILE, "neighbourhoods", index, field)
    for index, outside in enumerate(geography.outside):
        line = seen.where.yaml(_FILE, "outside", index)
        for name in (outside.name, *outside.also_called):
            yield name, outside.municipality, line
