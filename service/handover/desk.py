"""The rules of the staff's queue: who may take, release and close a case.

The functions for staff do the case's part of a step, in the caller's unit of work, and give the case back. Its
conversation has to go on in *the same unit of work*: after `take` the caller loads `case.conversation`, steps it with
`PersonTook`, saves it, adds what the resident is shown to the transcript and, for channels that are pushed to, to the
outbox; likewise `PersonReleased` after `release` and `PersonClosed` after `close`. So either both happened or neither.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NoReturn

from bot.catalogue.model import CrisisType
from bot.ports import NewCase, StaleConversation
from service.errors import CaseAlreadyTaken, CaseClosed, CaseNotHeld, NotFound
from service.handover.model import Case, Outcome, TrailEvent, Waiting
from service.handover.reference import new_reference
from service.handover.repository import Handovers
from service.live.publish import QUEUE, publish
from service.storage.engine import Connection

MAX_DRAWS = 20


class SqlDesk:
    """See `bot.ports.Desk`.

    Args:
        connection: the unit of work's connection.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows = Handovers(connection)

    def open(self, case: NewCase, now: datetime) -> str:
        """See `bot.ports.Desk.open`.

        Raises:
            StaleConversation: no free reference was drawn, or the open case was closed in this moment.
        """
        for _ in range(MAX_DRAWS):
            kept = self._rows.open_reference(case.conversation)
            if kept is not None:
                return kept
            reference = new_reference()
            handover = self._rows.insert(case, reference, now)
            if handover is not None:
                self._rows.add_trail(handover, TrailEvent.OPENED, now)
                publish(self._connection, QUEUE)
                return reference
        raise StaleConversation

    def alarm(self, conversation: str, crisis: CrisisType, now: datetime) -> None:
        """See `bot.ports.Desk.alarm`."""
        if self._rows.mark(conversation, crisis, now):
            publish(self._connection, QUEUE)


def queue(connection: Connection) -> Sequence[Waiting]:
    """The open cases, those with danger first, then the oldest first; nothing in them is what residents wrote.

    Args:
        connection: of a unit of work or of a read.
    """
    return Handovers(connection).queue()


def case(connection: Connection, handover: str) -> Case:
    """A case with its need and its trail.

    Args:
        connection: of a unit of work or of a read.
        handover: the case's id; may come from anywhere.

    Raises:
        NotFound: there is no such case.
    """
    found = Handovers(connection).case(handover)
    if found is None:
        raise NotFound
    return found


def take(connection: Connection, handover: str, staff: str, now: datetime) -> Case:
    """Take a case; of many who try at once, exactly one gets it and the others are told who.

    Args:
        connection: the unit of work's connection.
        handover: the case's id.
        staff: the account's id.
        now: the time.

    Returns:
        the case, for the conversation's own step (see the top of this module).

    Raises:
        CaseAlreadyTaken: somebody has it; `error.staff` is who, perhaps the same member of staff.
        CaseClosed: it is closed.
        NotFound: there is no such case.
    """
    rows = Handovers(connection)
    if not rows.take(handover, staff, now):
        _refuse_taking(case(connection, handover))
    return _noted(connection, handover, TrailEvent.TAKEN, staff, now)


def release(connection: Connection, handover: str, staff: str, now: datetime) -> Case:
    """Put a case back in the queue, at the place that its age gives it.

    Args:
        connection: the unit of work's connection.
        handover: the case's id.
        staff: the account's id of who has it.
        now: the time.

    Returns:
        the case, for the conversation's own step (see the top of this module).

    Raises:
        CaseNotHeld: this member of staff does not have it.
        NotFound: there is no such case.
    """
    if not Handovers(connection).release(handover, staff):
        _refuse_holding(case(connection, handover))
    return _noted(connection, handover, TrailEvent.RELEASED, staff, now)


def close(connection: Connection, handover: str, staff: str, outcome: Outcome, now: datetime) -> Case:
    """Close a case; the bot answers the resident again.

    Args:
        connection: the unit of work's connection.
        handover: the case's id.
        staff: the account's id of who has it.
        outcome: how it ended.
        now: the time.

    Returns:
        the case, for the conversation's own step (see the top of this module).

    Raises:
        CaseNotHeld: this member of staff does not have it.
        CaseClosed: it is closed already.
        NotFound: there is no such case.
    """
    if not Handovers(connection).close(handover, staff, outcome, now):
        _refuse_holding(case(connection, handover))
    return _noted(connection, handover, TrailEvent.CLOSED, staff, now)


def held_case(connection: Connection, handover: str, staff: str) -> Case:
    """The open case that a member of staff has, for writing in it.

    Args:
        connection: the unit of work's connection.
        handover: the case's id.
        staff: the account's id of who has it.

    Raises:
        CaseNotHeld: this member of staff does not have it.
        CaseClosed: it is closed.
        NotFound: there is no such case.
    """
    found = case(connection, handover)
    holder = found.listed.holder
    if found.closed_at is not None or holder is None or holder.staff != staff:
        _refuse_holding(found)
    return found


def _noted(connection: Connection, handover: str, event: TrailEvent, staff: str, now: datetime) -> Case:
    Handovers(connection).add_trail(handover, event, now, staff)
    publish(connection, QUEUE)
    return case(connection, handover)


def _refuse_taking(found: Case) -> NoReturn:
    if found.closed_at is not None:
        raise CaseClosed
    holder = found.listed.holder
    if holder is None:
        # It was released between our two looks: the whole unit again.
        raise StaleConversation
    raise CaseAlreadyTaken(holder.staff, holder.name, holder.since)


def _refuse_holding(found: Case) -> NoReturn:
    raise CaseClosed if found.closed_at is not None else CaseNotHeld
