"""What is said in a crisis: every kind of danger, in every language, with the right numbers and 112 first."""

from collections.abc import Iterator

from bot.catalogue.crisis_numbers import EMERGENCY, FIXED, REQUIRED
from bot.catalogue.finding import Finding, fault
from bot.catalogue.inspected import Inspected
from bot.catalogue.model import Block, CrisisType
from bot.catalogue.phone import digits_of
from bot.catalogue.placeholders import contacts_in
from bot.catalogue.reading import CRISIS_LABELS

_CONTACTS = "contacts.yaml"


def check(seen: Inspected) -> Iterator[Finding]:
    """The numbers are those that the code states, and no text of a crisis lacks the ones that belong to it.

    Args:
        seen: the folder as it was read.
    """
    yield from _numbers(seen)
    for language, talk in seen.catalogue.talk.items():
        file = f"crisis/{language}.md"
        if file not in seen.unread:
            for crisis in CrisisType:
                yield from _text(seen, file, crisis, talk.crisis_texts.get(crisis))
        file = f"crisis/examples.{language}.md"
        if file not in seen.unread:
            for label in CRISIS_LABELS:
                if not talk.crisis.get(label):
                    yield fault(file, 0, "crisis-examples-missing", heading=label)


def _numbers(seen: Inspected) -> Iterator[Finding]:
    if _CONTACTS in seen.unread:
        return
    for id_, number in FIXED.items():
        contact = seen.catalogue.contacts.get(id_)
        if contact is None:
            line = seen.where.yaml(_CONTACTS, "contacts")
            yield fault(_CONTACTS, line, "crisis-contact-missing", id=id_, number=number)
        elif digits_of(contact.number) != digits_of(number):
            line = seen.where.yaml(_CONTACTS, "contacts", id_, "number")
            yield fault(_CONTACTS, line, "crisis-number-changed", id=id_, number=number, value=contact.number)


def _text(seen: Inspected, file: str, crisis: CrisisType, blocks: tuple[Block, ...] | None) -> Iterator[Finding]:
    line = seen.where.heading(file, crisis)
    if blocks is None:
        if not line:  # a heading without a text is already told
            yield fault(file, 0, "crisis-missing", heading=crisis)
        return
    named = [contact for block in blocks for contact in contacts_in(block.text)]
    for contact in REQUIRED[crisis]:
        if contact not in named:
            yield fault(file, line, "crisis-without-contact", heading=crisis, id=contact)
    if EMERGENCY in named and named[0] != EMERGENCY:
        yield fault(file, line, "crisis-number-not-first", heading=crisis, id=EMERGENCY)
