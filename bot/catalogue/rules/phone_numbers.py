"""Phone numbers stand in `contacts.yaml` and nowhere else, and some stand nowhere at all."""

import re
from collections.abc import Iterator

from bot.catalogue.crisis_numbers import EMERGENCY, FIXED
from bot.catalogue.finding import Finding, fault
from bot.catalogue.inspected import Inspected
from bot.catalogue.model import Access
from bot.catalogue.phone import digits_of, numbers_in, phones_in
from bot.catalogue.texts import Text

_CONTACTS = "contacts.yaml"
_BRACES = re.compile(r"\{[^{}]*\}")
_DIGIT = re.compile(r"\d")


def check(seen: Inspected) -> Iterator[Finding]:
    """No text types a number, and no file holds a number that is never to be shown.

    Args:
        seen: the folder as it was read.
    """
    short = {digits_of(contact.number) for contact in seen.catalogue.contacts.values()}
    short.update(digits_of(number) for number in FIXED.values())
    for text in seen.texts:
        for number in phones_in(_BRACES.sub("…", text.text), short):
            if not _may_say(text, number):
                yield fault(text.file, text.line, "phone-typed", number=number)
    for code, language in seen.catalogue.languages.items():
        file = f"languages/{code}.yaml"
        for field in ("headings", "contacts", "terms"):
            for key, value in getattr(language, field).items():
                for number in phones_in(value, short):
                    yield fault(file, seen.where.yaml(file, field, key), "phone-typed", number=number)
    yield from _never_shown(seen)


def _may_say(text: Text, number: str) -> bool:
    """A title cannot hold a placeholder, and the one for danger to life has to say the number."""
    urgent = text.entry is not None and text.entry.access is Access.URGENT
    return text.kind == "title" and urgent and digits_of(number) == FIXED[EMERGENCY]


def _never_shown(seen: Inspected) -> Iterator[Finding]:
    never = {_dialled(other.number): other.why for other in seen.catalogue.never_shown if _dialled(other.number)}
    for file, content in seen.files.items():
        if file == _CONTACTS:
            continue  # where they are listed; `contacts.py` compares them with those that may be shown
        digits_of_file = digits_of("".join(_DIGIT.findall(content)))
        if not any(other in digits_of_file for other in never):
            continue  # most files: spares looking at every line
        for number, line in enumerate(content.split("\n"), start=1):
            for typed in numbers_in(line):
                digits = _dialled(typed)
                if why := next((why for other, why in never.items() if other in digits), None):
                    yield fault(file, number, "phone-never-shown", number=typed, why=why)


def _dialled(number: str) -> str:
    """The digits that count: the leading 0 falls away when somebody calls from abroad."""
    return digits_of(number).lstrip("0")
