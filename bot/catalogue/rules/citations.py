"""Every fact and every section is backed by a place in a document, and nothing is backed that is not there."""

from collections.abc import Iterator

from bot.catalogue.fact import Period
from bot.catalogue.finding import Finding, fault, warning
from bot.catalogue.inspected import Inspected
from bot.catalogue.model import Documentation, Entry, Section

_FACTS = (
    "access",
    "decision",
    "valid",
    "conditions",
    "by_age",
    "extent",
    "forms",
    "documentation",
    "safety",
    "e_service",
    "contacts",
)


def check(seen: Inspected) -> Iterator[Finding]:
    """What an entry states has a source, what no document says is not said.

    Args:
        seen: the folder as it was read.
    """
    for entry in seen.catalogue.entries.values():
        stated = _stated(entry)
        sections = _sections(seen, entry)
        backed = {name for citation in entry.sources for name in citation.backs}
        for name in sorted(stated - backed):
            yield fault(*seen.line(entry, name), "fact-without-source", field=name)
        for section in sections:
            if section not in backed:
                yield fault(*_in_words(seen, entry, section), "section-without-source", field=section)
        yield from _backs(seen, entry, stated | set(sections))


def _stated(entry: Entry) -> set[str]:
    """The facts that say something; what is left out, or said to be unknown, needs no source."""
    silent: tuple[object, ...] = (None, (), {}, False, Period(), Documentation.UNKNOWN)
    return {name for name in _FACTS if getattr(entry, name) not in silent}


def _sections(seen: Inspected, entry: Entry) -> tuple[Section, ...]:
    words = seen.catalogue.words.get("sv", {}).get(entry.id)
    return tuple(words.sections) if words else ()


def _in_words(seen: Inspected, entry: Entry, section: Section) -> tuple[str, int]:
    file = f"entries/{entry.id}/sv.md"
    return file, seen.where.heading(file, seen.catalogue.languages["sv"].headings[section])


def _backs(seen: Inspected, entry: Entry, stated: set[str]) -> Iterator[Finding]:
    known = (*_FACTS, *Section)
    read = seen.unread.isdisjoint({f"entries/{entry.id}/sv.md", "languages/sv.yaml"})
    for number, citation in enumerate(entry.sources):
        for index, name in enumerate(citation.backs):
            place = seen.line(entry, "sources", number, "backs", index)
            if name not in known:
                yield fault(*place, "backs-unknown", field=name, allowed=", ".join(known))
            elif read and name not in stated and name not in entry.model_fields_set:
                yield warning(*place, "backs-nothing", field=name)
