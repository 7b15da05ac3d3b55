"""Every id that is referred to exists; where it does not, the nearest one is named."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.catalogue.codes import Code
from bot.catalogue.condition import DistrictCondition
from bot.catalogue.finding import Finding
from bot.catalogue.inspected import Inspected
from bot.catalogue.meant import meant
from bot.catalogue.model import Citation, Entry


@dataclass(frozen=True)
class _Reference:
    """An id, and where it is referred to."""

    id: str
    code: Code
    file: str
    line: int


def check(seen: Inspected) -> Iterator[Finding]:
    """Decisions, entries, contacts, districts and documents that something points to are there.

    Args:
        seen: the folder as it was read.
    """
    catalogue = seen.catalogue
    known: dict[Code, tuple[str, Iterable[str]]] = {
        "decision-unknown": ("decisions.yaml", catalogue.decisions),
        "entry-unknown": ("", seen.entry_ids),
        "contact-unknown": ("contacts.yaml", catalogue.contacts),
        "district-unknown": ("districts.yaml", catalogue.geography.districts),
        "document-unknown": ("sources.yaml", catalogue.sources),
    }
    for reference in _all(seen):
        file, ids = known[reference.code]
        if file not in seen.unread and reference.id not in ids:
            values = {"id": reference.id, **meant(reference.id, ids)}
            yield Finding(reference.file, reference.line, reference.code, values)


def _all(seen: Inspected) -> Iterator[_Reference]:
    for entry in seen.catalogue.entries.values():
        yield from _of_entry(seen, entry)
    for id_, decision in seen.catalogue.decisions.items():
        file, path = "decisions.yaml", ("decisions", id_)
        if decision.replaces:
            line = seen.where.yaml(file, *path, "replaces")
            yield _Reference(decision.replaces, "decision-unknown", file, line)
        yield from _documents(seen, file, (*path, "sources"), decision.sources)
    yield from _of_places(seen)
    for code, language in seen.catalogue.languages.items():
        file = f"languages/{code}.yaml"
        for contact in language.contacts:
            yield _Reference(contact, "contact-unknown", file, seen.where.yaml(file, "contacts", contact))


def _of_entry(seen: Inspected, entry: Entry) -> Iterator[_Reference]:
    file, _ = seen.line(entry)
    if entry.decision:
        yield _Reference(entry.decision, "decision-unknown", *seen.line(entry, "decision"))
    for index, id_ in enumerate(entry.related):
        yield _Reference(id_, "entry-unknown", *seen.line(entry, "related", index))
    for index, id_ in enumerate(entry.alternatives):
        yield _Reference(id_, "entry-unknown", *seen.line(entry, "alternatives", index))
    for index, id_ in enumerate(entry.contacts):
        yield _Reference(id_, "contact-unknown", *seen.line(entry, "contacts", index))
    for number, condition in enumerate(entry.conditions):
        if isinstance(condition, DistrictCondition):
            for index, id_ in enumerate(condition.any_of):
                place = seen.line(entry, "conditions", number, "any_of", index)
                yield _Reference(id_, "district-unknown", *place)
    yield from _documents(seen, file, ("sources",), entry.sources)
    for number, run_by in enumerate(entry.run_by):
        yield from _documents(seen, file, ("run_by", number, "sources"), run_by.sources)


def _documents(
    seen: Inspected, file: str, path: tuple[str | int, ...], citations: tuple[Citation, ...]
) -> Iterator[_Reference]:
    for index, citation in enumerate(citations):
        line = seen.where.yaml(file, *path, index, "document")
        yield _Reference(citation.document, "document-unknown", file, line)


def _of_places(seen: Inspected) -> Iterator[_Reference]:
    file = "neighbourhoods.yaml"
    for index, place in enumerate(seen.catalogue.geography.neighbourhoods):
        line = seen.where.yaml(file, "neighbourhoods", index, "district")
        yield _Reference(place.district, "district-unknown", file, line)
    for number, name in enumerate(seen.catalogue.geography.ambiguous):
        for index, id_ in enumerate(name.districts):
            line = seen.where.yaml(file, "ambiguous", number, "districts", index)
            yield _Reference(id_, "district-unknown", file, line)
