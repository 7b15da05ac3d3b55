"""The ground that an entry stands on: that there is one, and how long it holds."""

from collections.abc import Iterator
from datetime import date

from bot.catalogue.finding import Finding, fault, warning
from bot.catalogue.inspected import Inspected
from bot.catalogue.model import Access, Documentation, Entry
from bot.catalogue.status import bounds

_OFFERED = {Access.OPEN, Access.PILOT}
_AHEAD = (30, 60, 90)
"""How many days before a ground ends editors are told, each time more urgently."""


def check(seen: Inspected) -> Iterator[Finding]:
    """What is offered rests on a recorded decision whose time has not run out; editors learn in time when it does.

    Args:
        seen: the folder as it was read.
    """
    for entry in seen.catalogue.entries.values():
        if entry.access not in _OFFERED:
            continue
        if entry.decision is None:
            yield warning(*seen.line(entry, "access"), "decision-not-recorded")
        if entry.documentation is Documentation.UNKNOWN:
            yield warning(*seen.line(entry, "documentation"), "documentation-unknown")
        yield from _time(seen, entry)


def _time(seen: Inspected, entry: Entry) -> Iterator[Finding]:
    first, last = bounds(entry, seen.catalogue)
    if last is None:
        return
    field = "valid" if entry.valid.until == last else "decision"
    place = seen.line(entry, field)
    if first and first > last:
        yield fault(*place, "ground-never-holds", first=first.isoformat(), last=last.isoformat())
    elif seen.today:
        yield from _ending(place, last, seen.today)


def _ending(place: tuple[str, int], last: date, today: date) -> Iterator[Finding]:
    left = (last - today).days
    if left < 0:
        yield warning(*place, "ground-ended", last=last.isoformat())
        return
    step = next((days for days in _AHEAD if left <= days), None)
    if step:
        yield warning(*place, "ground-ends", last=last.isoformat(), days=str(left), within=str(step))
