"""Placeholders in the words are ones that the bot knows, and that the facts can fill."""

import re
from collections.abc import Iterator

from bot.catalogue.finding import Finding, fault
from bot.catalogue.inspected import Inspected
from bot.catalogue.meant import meant
from bot.catalogue.placeholders import CONTACT, FACTS, PLACEHOLDER, facts_of
from bot.catalogue.texts import Text

_BRACES = re.compile(r"\{[^{}]*\}?|\}")
_FILLED = {"summary", "section", "crisis", "elsewhere"}
"""Titles, buttons and other names are shown as they stand."""


def check(seen: Inspected) -> Iterator[Finding]:
    """Each brace belongs to a placeholder with something to put there.

    Args:
        seen: the folder as it was read.
    """
    for text in seen.texts:
        for found in _BRACES.findall(text.text):
            match = PLACEHOLDER.fullmatch(found)
            if text.kind not in _FILLED:
                yield fault(text.file, text.line, "placeholder-not-here", name=found)
            elif match is None:
                yield fault(text.file, text.line, "placeholder-malformed", name=found)
            else:
                yield from _fillable(seen, text, match[1], match[2])


def _fillable(seen: Inspected, text: Text, name: str, argument: str | None) -> Iterator[Finding]:
    whole = f"{{{name}}}" if argument is None else f"{{{name}:{argument}}}"
    if name == CONTACT and argument:
        if argument not in seen.catalogue.contacts and "contacts.yaml" not in seen.unread:
            values = {"id": argument, **meant(argument, seen.catalogue.contacts)}
            yield Finding(text.file, text.line, "contact-unknown", values)
    elif name == CONTACT or (name in FACTS and argument):
        yield fault(text.file, text.line, "placeholder-malformed", name=whole)
    elif name not in FACTS:
        values = {"name": whole, "allowed": ", ".join(FACTS), **meant(name, FACTS)}
        yield Finding(text.file, text.line, "placeholder-unknown", values)
    elif text.kind in {"crisis", "elsewhere"}:
        yield fault(text.file, text.line, "placeholder-not-here", name=whole)
    elif text.entry and name not in facts_of(text.entry, seen.catalogue, text.ages):
        yield fault(text.file, text.line, "placeholder-without-fact", name=whole)
