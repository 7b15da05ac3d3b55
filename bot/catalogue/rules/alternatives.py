"""What an entry points on to is something else, and something that can be had."""

from collections.abc import Iterator

from bot.catalogue.finding import Finding, fault, warning
from bot.catalogue.inspected import Inspected
from bot.catalogue.model import Access, Entry

_NOT_TO_BE_HAD = {Access.PLANNED}


def check(seen: Inspected) -> Iterator[Finding]:
    """No entry names itself, or one thing twice; alternatives exist today, and one at least needs no application.

    Args:
        seen: the folder as it was read.
    """
    for entry in seen.catalogue.entries.values():
        yield from _list(seen, entry, "related", entry.related)
        yield from _list(seen, entry, "alternatives", entry.alternatives)
        yield from _list(seen, entry, "contacts", entry.contacts)
        for index, id_ in enumerate(entry.alternatives):
            other = seen.catalogue.entries.get(id_)
            if other and other.access in _NOT_TO_BE_HAD:
                place = seen.line(entry, "alternatives", index)
                yield fault(*place, "alternative-not-open", id=id_, access=other.access)
        accesses = {other.access for id_ in entry.alternatives if (other := seen.catalogue.entries.get(id_))}
        if accesses == {Access.APPLICATION}:
            place = seen.line(entry, "alternatives", 0)
            yield fault(*place, "alternative-not-open", id=entry.alternatives[0], access=Access.APPLICATION)


def _list(seen: Inspected, entry: Entry, field: str, ids: tuple[str, ...]) -> Iterator[Finding]:
    for index, id_ in enumerate(ids):
        place = seen.line(entry, field, index)
        if id_ == entry.id:
            yield fault(*place, "entry-names-itself", field=field)
        if id_ in ids[:index]:
            yield warning(*place, "listed-twice", id=id_, field=field)
