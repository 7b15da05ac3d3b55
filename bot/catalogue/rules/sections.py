"""The sections of an entry's words: the mandatory ones are there, and each language has the same."""

from collections.abc import Iterator

from bot.catalogue.finding import Finding, fault
from bot.catalogue.inspected import Inspected
from bot.catalogue.model import MANDATORY_SECTIONS, Section


def check(seen: Inspected) -> Iterator[Finding]:
    """A translation says as much as the Swedish text, and no more.

    Args:
        seen: the folder as it was read.
    """
    swedish = seen.catalogue.words.get("sv", {})
    for code, by_entry in seen.catalogue.words.items():
        headings = seen.catalogue.languages[code].headings
        for id_, words in by_entry.items():
            file = f"entries/{id_}/{code}.md"
            source = swedish.get(id_)
            there = set(words.sections)
            for section in _in_order(set(MANDATORY_SECTIONS) - there):
                yield fault(file, 0, "section-missing", heading=headings.get(section, section))
            if source is None:
                continue
            for section in _in_order(set(source.sections) - there - set(MANDATORY_SECTIONS)):
                yield fault(file, 0, "section-untranslated", heading=headings.get(section, section))
            for section in _in_order(there - set(source.sections) - set(MANDATORY_SECTIONS)):
                line = seen.where.heading(file, headings[section])
                yield fault(file, line, "section-not-in-source", heading=headings[section])


def _in_order(sections: set[Section]) -> list[Section]:
    return [section for section in Section if section in sections]
