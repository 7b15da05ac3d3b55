"""What the documents do not say is not said, and where they are silent about the cost the entry admits it."""

from collections.abc import Iterator

from bot.catalogue.finding import Finding, fault
from bot.catalogue.inspected import Inspected
from bot.catalogue.model import Access, Section

_NO_SERVICE = {Access.INFO, Access.URGENT}


def check(seen: Inspected) -> Iterator[Finding]:
    """A section is either silent or there; the cost of a service must be one of the two.

    Args:
        seen: the folder as it was read.
    """
    for language, by_entry in seen.catalogue.words.items():
        headings = seen.catalogue.languages[language].headings
        for id_, words in by_entry.items():
            entry = seen.catalogue.entries.get(id_)
            file = f"entries/{id_}/{language}.md"
            for section in entry.silent if entry else ():
                if section in words.sections:
                    heading = headings[section]
                    yield fault(file, seen.where.heading(file, heading), "silent-said", heading=heading, field=section)
    for entry in seen.catalogue.entries.values():
        words_ = seen.catalogue.words.get("sv", {}).get(entry.id)
        if words_ and entry.access not in _NO_SERVICE and not {*words_.sections, *entry.silent} & {Section.COST}:
            yield fault(*seen.line(entry, "silent"), "cost-unsaid")
