"""Titles and buttons tell entries apart."""

from collections.abc import Iterator, Mapping

from bot.catalogue.codes import Code
from bot.catalogue.finding import Finding, fault
from bot.catalogue.inspected import Inspected
from bot.catalogue.texts import Kind

_CODES: Mapping[Kind, Code] = {"title": "title-twice", "button": "button-twice"}


def check(seen: Inspected) -> Iterator[Finding]:
    """No two entries have the same title, or the same button, in one language.

    Args:
        seen: the folder as it was read.
    """
    first: dict[tuple[str, str, str], str] = {}
    for text in seen.texts:
        if text.kind not in _CODES:
            continue
        key = (text.kind, text.language, text.text.strip().casefold())
        if key in first:
            yield fault(text.file, text.line, _CODES[text.kind], text=text.text, other=first[key])
        first.setdefault(key, f"{text.file}:{text.line}")
