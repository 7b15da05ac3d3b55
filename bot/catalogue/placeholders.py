"""Placeholders in the words: which there are, and which of them an entry's facts can fill.

A placeholder is a name in braces, with an argument where it needs one: `{min_age}`, `{contact:bris}`. What they are
filled with is `bot.wording.facts`.
"""

import re
from collections.abc import Callable, Iterator

from bot.catalogue.model import AgeCondition, Catalogue, DistrictCondition, Entry, PlaceCondition
from bot.catalogue.status import bounds

PLACEHOLDER = re.compile(r"\{([a-z_]+)(?::([a-z0-9-]+))?\}")
FACTS = ("min_age", "max_age", "districts", "place", "occasions", "valid_from", "valid_until")
CONTACT = "contact"


def facts_of(entry: Entry, catalogue: Catalogue) -> dict[str, str]:
    """The placeholders that an entry's facts can fill, each with about what will stand there.

    Args:
        entry: an entry.
        catalogue: where its decision and its districts stand.
    """
    ages = [c for c in entry.conditions if isinstance(c, AgeCondition)]
    places = [c.place for c in entry.conditions if isinstance(c, PlaceCondition)]
    ids = [d for c in entry.conditions if isinstance(c, DistrictCondition) for d in c.any_of]
    names = [catalogue.geography.districts[d].name for d in ids if d in catalogue.geography.districts]
    first, last = bounds(entry, catalogue)
    facts = {
        "min_age": next((str(c.start) for c in ages if c.start is not None), ""),
        "max_age": next((str(c.to) for c in ages if c.to is not None), ""),
        "districts": ", ".join(names or ids),
        "place": next(iter(places), ""),
        "occasions": str(entry.extent.occasions) if entry.extent else "",
        "valid_from": first.isoformat() if first else "",
        "valid_until": last.isoformat() if last else "",
    }
    return {name: text for name, text in facts.items() if text}


def contacts_in(text: str) -> Iterator[str]:
    """The contacts whose numbers a text shows, in order.

    Args:
        text: a text with placeholders.
    """
    for name, argument in PLACEHOLDER.findall(text):
        if name == CONTACT and argument:
            yield argument


def replaced(text: str, stand_in: Callable[[str], str]) -> str:
    """The text with something in place of each placeholder.

    Args:
        text: a text with placeholders.
        stand_in: what to put for a placeholder of this name.
    """
    return PLACEHOLDER.sub(lambda match: stand_in(match[1]), text)
