"""The conditions of an entry do not contradict each other."""

from collections.abc import Iterator

from bot.catalogue.finding import Finding, fault
from bot.catalogue.inspected import Inspected

_ONCE = {"age", "district", "place", "relation"}


def check(seen: Inspected) -> Iterator[Finding]:
    """There is at most one condition of the kinds that can only hold once.

    Args:
        seen: the folder as it was read.
    """
    for entry in seen.catalogue.entries.values():
        kinds = [condition.kind for condition in entry.conditions]
        for index, kind in enumerate(kinds):
            if kind in _ONCE and kind in kinds[:index]:
                yield fault(*seen.line(entry, "conditions", index), "condition-twice", kind=kind)
