"""Placeholders in the words: which there are, and which of them an entry's facts can fill.

A placeholder is a name in braces, with an argument where it needs one: `{min_age}`, `{contact:bris}`. What they are
filled with is `bot.wording.facts`.
"""

import re
from collections.abc import Callable, Iterator

from bot.catalogue.condition import AgeCondition, DistrictCondition, PlaceCondition
from bot.catalogue.model import Catalogue, Entry
from bot.catalogue.status import bounds

PLACEHOLDER = re.compile(r"\{([a-z_]+)(?::([a-z0-9-]+))?\}")
FACTS = ("min_age", "max_age", "districts", "place", "occasions", "valid_from", "valid_until")
CONTACT = "contact"
_FOR_AGES = re.compile(r"\{ages:([a-z0-9-]+)\}\s*")
"""Stands before a text that is for some ages of the entry's `by_age` only."""


def for_ages(text: str) -> tuple[str | None, str]:
    """The ages that a text is for, and the text without their mark; None where it is for all.

    Args:
        text: a paragraph or list item as it is typed.
    """
    mark = _FOR_AGES.match(text)
    return (mark[1], text[mark.end() :]) if mark else (None, text)


def age_limits(entry: Entry, ages: str | None = None) -> dict[str, str]:
    """The placeholders for the lowest and the highest age, as far as there is one.

    Args:
        entry: an entry.
        ages: the ages of its `by_age` that a text is for; None where it is for all, and the entry's conditions count.
    """
    conditions = [c for c in entry.conditions if isinstance(c, AgeCondition)]
    one = entry.by_age.get(ages) if ages else next(iter(conditions), None)
    limits = {"min_age": one.start, "max_age": one.to} if one else {}
    return {name: str(age) for name, age in limits.items() if age is not None}


def facts_of(entry: Entry, catalogue: Catalogue, ages: str | None = None) -> dict[str, str]:
    """The placeholders that an entry's facts can fill, each with about what will stand there.

    Args:
        entry: an entry.
        catalogue: where its decision and its districts stand.
        ages: the ages of its `by_age` that the text is for; None where it is for all.
    """
    places = [c.place for c in entry.conditions if isinstance(c, PlaceCondition)]
    ids = [d for c in entry.conditions if isinstance(c, DistrictCondition) for d in c.any_of]
    names = [catalogue.geography.districts[d].name for d in ids if d in catalogue.geography.districts]
    first, last = bounds(entry, catalogue)
    facts = {
        **age_limits(entry, ages),
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
