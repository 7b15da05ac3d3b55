"""What holds for an entry on a day: whether it can be had, since when, and until when.

An entry rests on a board's decision and on dates of its own; both bound the time in which it can be offered. Days are
whole days in Stockholm (`docs/decisions/`), and whoever asks brings the day along: nothing here looks at a clock.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.catalogue.model import Access, Catalogue, Decision, Entry, RunBy

ENDS_SOON = timedelta(days=60)
"""How long before its last day an entry is said to end soon."""


class State(StrEnum):
    """What a resident can be told about an entry on a day."""

    OPEN = "open"
    OPENS_ON = "opens-on"
    ENDS_SOON = "ends-soon"
    ENDED = "ended"
    PLANNED = "planned"
    APPLICATION = "application"
    REFERRAL = "referral"
    URGENT = "urgent"
    INFO = "info"

    @property
    def offered(self) -> bool:
        """Whether the entry may be offered, and staff be asked for it, on that day."""
        return self in {State.OPEN, State.ENDS_SOON}


@dataclass(frozen=True)
class Status:
    """An entry's state on a day; `first` and `last` are the days that bound its time, where known."""

    state: State
    first: date | None = None
    last: date | None = None
    replaced_by: str | None = None


_WITHOUT_TIME = {
    Access.PLANNED: State.PLANNED,
    Access.APPLICATION: State.APPLICATION,
    Access.REFERRAL: State.REFERRAL,
    Access.URGENT: State.URGENT,
    Access.INFO: State.INFO,
}


def status_on(entry: Entry, catalogue: Catalogue, day: date) -> Status:
    """The state of an entry on a day.

    Args:
        entry: an entry of the catalogue.
        catalogue: where the entry's decision stands.
        day: a day in Stockholm.
    """
    if fixed := _WITHOUT_TIME.get(entry.access):
        return Status(fixed)
    first, last = bounds(entry, catalogue)
    if first and day < first:
        return Status(State.OPENS_ON, first, last)
    if last and day > last:
        return Status(State.ENDED, first, last, _successor(entry.decision, catalogue))
    if last and last - day < ENDS_SOON:
        return Status(State.ENDS_SOON, first, last)
    return Status(State.OPEN, first, last)


def bounds(entry: Entry, catalogue: Catalogue) -> tuple[date | None, date | None]:
    """The first and the last day on which an entry can be offered, where it has any.

    Args:
        entry: an entry of the catalogue.
        catalogue: where the entry's decision stands.
    """
    if entry.access in _WITHOUT_TIME:
        return None, None
    decision = catalogue.decisions.get(entry.decision) if entry.decision else None
    starts = (entry.valid.start, _begun(decision, catalogue))
    ends = (entry.valid.until, decision.valid.until if decision else None)
    return max((day for day in starts if day), default=None), min((day for day in ends if day), default=None)


def run_on(entry: Entry, day: date) -> tuple[RunBy | None, RunBy | None]:
    """Who runs the support on a day, and who takes over next, where that is known.

    Args:
        entry: an entry of the catalogue.
        day: a day in Stockholm.
    """
    now = next((one for one in entry.run_by if one.holds_on(day)), None)
    coming = next((one for one in entry.run_by if one.start and one.start > day), None)
    return now, coming


def _begun(decision: Decision | None, catalogue: Catalogue) -> date | None:
    """Since when the ground has held: a decision that only carries another one on began with that one."""
    seen: set[str] = set()
    while decision and decision.valid.start is None and decision.replaces and decision.replaces not in seen:
        seen.add(decision.replaces)
        decision = catalogue.decisions.get(decision.replaces)
    return decision.valid.start if decision else None


def _successor(decision: str | None, catalogue: Catalogue) -> str | None:
    if decision is None:
        return None
    return next((id_ for id_, other in catalogue.decisions.items() if other.replaces == decision), None)
