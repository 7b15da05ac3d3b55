"""How an entry is reached fits its other facts."""

from collections.abc import Iterator

from bot.catalogue.condition import DistrictCondition
from bot.catalogue.fact import Period
from bot.catalogue.finding import Finding, fault
from bot.catalogue.inspected import Inspected
from bot.catalogue.model import Access, Documentation, Entry

_OFFERED = {Access.OPEN, Access.PILOT}
_DECIDED = {Access.OPEN, Access.PILOT, Access.PLANNED}
"""A decision is the ground of support without an application; other kinds of access have another ground."""


def check(seen: Inspected) -> Iterator[Finding]:
    """A pilot has its districts or dates, and only what can be offered has a time or a decision of its own.

    Args:
        seen: the folder as it was read.
    """
    for entry in seen.catalogue.entries.values():
        file, line = seen.line(entry, "access")
        if entry.access is Access.PILOT and not _bounded(entry):
            yield fault(file, line, "pilot-unbounded")
        if entry.decision and entry.access not in _DECIDED:
            yield fault(*seen.line(entry, "decision"), "access-with-decision", access=entry.access)
        if entry.valid != Period() and entry.access not in _OFFERED:
            yield fault(*seen.line(entry, "valid"), "access-with-dates", access=entry.access)
        if entry.documentation is Documentation.EXEMPT and not entry.decision:
            yield fault(*seen.line(entry, "documentation"), "exempt-without-decision")


def _bounded(entry: Entry) -> bool:
    return entry.valid != Period() or any(isinstance(c, DistrictCondition) for c in entry.conditions)
