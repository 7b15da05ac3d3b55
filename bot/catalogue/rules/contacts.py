"""The phone numbers that may be shown."""

import re
from collections.abc import Iterator

from bot.catalogue.finding import Finding, fault, warning
from bot.catalogue.inspected import Inspected
from bot.catalogue.phone import digits_of

_FILE = "contacts.yaml"
_NUMBER = re.compile(r"\+?\d[\d -]+\d", re.ASCII)


def check(seen: Inspected) -> Iterator[Finding]:
    """Each number looks like one, stands once, and is not among those never to show.

    Args:
        seen: the folder as it was read.
    """
    for index, other in enumerate(seen.catalogue.never_shown):
        if not _NUMBER.fullmatch(other.number):
            line = seen.where.yaml(_FILE, "never_show", index)
            yield fault(_FILE, line, "contact-number-malformed", number=other.number)
    never = {digits_of(other.number): other for other in seen.catalogue.never_shown}
    first: dict[str, str] = {}
    for id_, contact in seen.catalogue.contacts.items():
        line = seen.where.yaml(_FILE, "contacts", id_, "number")
        digits = digits_of(contact.number)
        if not _NUMBER.fullmatch(contact.number):
            yield fault(_FILE, line, "contact-number-malformed", number=contact.number)
        if digits in never:
            yield fault(_FILE, line, "contact-never-shown", number=contact.number, why=never[digits].why)
        if digits in first:
            yield fault(_FILE, line, "contact-number-twice", number=contact.number, other=first[digits])
        first.setdefault(digits, id_)
        if contact.grade == "other":
            line = seen.where.yaml(_FILE, "contacts", id_)
            yield warning(_FILE, line, "contact-not-owner", id=id_, number=contact.number, source=contact.source)
