"""The languages: Swedish is there, each is one that dates can be written in, and each has all headings."""

from collections.abc import Iterator

from babel import UnknownLocaleError
from babel.core import Locale

from bot.catalogue.finding import Finding, fault
from bot.catalogue.inspected import Inspected
from bot.catalogue.model import Language, Section


def check(seen: Inspected) -> Iterator[Finding]:
    """Each language has the five headings, no two the same.

    Args:
        seen: the folder as it was read.
    """
    if not seen.entry_ids:
        yield fault("entries", 0, "entries-missing")
    for code, language in seen.catalogue.languages.items():
        file = f"languages/{code}.yaml"
        if not _known(code):
            yield fault(file, seen.where.yaml(file, "code"), "language-unknown", code=code)
        yield from _headings(seen, file, language)


def _known(code: str) -> bool:
    try:
        Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return False
    return True


def _headings(seen: Inspected, file: str, language: Language) -> Iterator[Finding]:
    first: dict[str, Section] = {}
    for section in Section:
        heading = language.headings.get(section)
        if heading is None:
            yield fault(file, seen.where.yaml(file, "headings"), "heading-missing", field=section)
        elif heading.casefold() in first:
            line = seen.where.yaml(file, "headings", section)
            yield fault(file, line, "heading-same", heading=heading, other=first[heading.casefold()])
        else:
            first[heading.casefold()] = section
