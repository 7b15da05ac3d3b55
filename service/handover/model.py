"""What staff see of the queue."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.catalogue.model import CrisisType, Documentation


class Outcome(StrEnum):
    """How a case ended."""

    BOOKED = "booked"
    ADVISED = "advised"
    OTHER_SUPPORT = "other_support"
    NOT_REACHED = "not_reached"
    DECLINED = "declined"


class TrailEvent(StrEnum):
    """What happened to a case."""

    OPENED = "opened"
    TAKEN = "taken"
    RELEASED = "released"
    CLOSED = "closed"


@dataclass(frozen=True)
class Holder:
    """Who has a case, and since when."""

    staff: str
    name: str
    since: datetime


@dataclass(frozen=True)
class Waiting:
    """A case in the list: nothing in it is what the resident wrote."""

    id: str
    reference: str
    entry: str | None
    language: str
    opened_at: datetime
    documentation: Documentation
    crisis: CrisisType | None
    holder: Holder | None


@dataclass(frozen=True)
class TrailRow:
    """One thing that happened to a case. `staff` is the name of who did it; None is the resident."""

    event: TrailEvent
    at: datetime
    staff: str | None


@dataclass(frozen=True)
class Case:
    """A case as its own page shows it. Of the conversation, staff may read the lines from `visible_from` on.

    `told` is what the resident answered about the entry before, by question name, and chose to share.
    """

    listed: Waiting
    conversation: str
    need: str
    visible_from: int
    told: Mapping[str, str]
    crisis_at: datetime | None
    closed_at: datetime | None
    outcome: Outcome | None
    trail: tuple[TrailRow, ...]
