"""The staff's queue as rows; the rules are in `desk.py`."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, insert, select, update

from bot.catalogue.model import CrisisType, Documentation
from bot.ports import NewCase
from service.handover.model import Case, Holder, Outcome, TrailEvent, TrailRow, Waiting
from service.handover.tables import HANDOVER_TRAIL, HANDOVERS
from service.staff.tables import STAFF_ACCOUNTS
from service.storage.engine import Connection
from service.storage.tables import insert_if_absent, new_id


class Handovers:
    """The rows of the queue. The functions that change one say whether they did.

    Args:
        connection: the unit of work's connection.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def insert(self, case: NewCase, reference: str, now: datetime) -> str | None:
        """Add an open case; None where its conversation has an open one, or the reference is used.

        Args:
            case: the resident's need.
            reference: a code for the resident.
            now: the time.

        Returns:
            the id of the new row.
        """
        handover = new_id()
        values = {
            "id": handover,
            "reference": reference,
            "conversation_id": case.conversation,
            "need": case.need,
            "entry": case.entry,
            "language": case.language,
            "visible_from": case.visible_from,
            "documentation": str(case.documentation),
            "told": dict(case.told),
            "opened_at": now,
        }
        return handover if insert_if_absent(self._connection, HANDOVERS, values) else None

    def open_reference(self, conversation: str) -> str | None:
        """The reference of a conversation's open case, if any.

        Args:
            conversation: its id.
        """
        reference: str | None = self._connection.scalar(select(HANDOVERS.c.reference).where(_open_of(conversation)))
        return reference

    def mark(self, conversation: str, crisis: CrisisType, now: datetime) -> bool:
        """Mark the open case of a conversation with a danger.

        Args:
            conversation: its id.
            crisis: what was heard last.
            now: the time.
        """
        marked = self._connection.execute(
            update(HANDOVERS).where(_open_of(conversation)).values(crisis=str(crisis), crisis_at=now)
        )
        return marked.rowcount == 1

    def take(self, handover: str, staff: str, now: datetime) -> bool:
        """Give an open case that nobody has to a member of staff; of many at once, exactly one gets it.

        Args:
            handover: the case's id.
            staff: the account's id.
            now: the time.
        """
        taken = self._connection.execute(
            update(HANDOVERS)
            .where(
                HANDOVERS.c.id == handover,
                HANDOVERS.c.taken_by.is_(None),
                HANDOVERS.c.closed_at.is_(None),
            )
            .values(taken_by=staff, taken_at=now)
        )
        return taken.rowcount == 1

    def release(self, handover: str, staff: str) -> bool:
        """Take an open case away from the member of staff who has it.

        Args:
            handover: the case's id.
            staff: the account's id.
        """
        released = self._connection.execute(
            update(HANDOVERS).where(_held(handover, staff)).values(taken_by=None, taken_at=None)
        )
        return released.rowcount == 1

    def close(self, handover: str, staff: str, outcome: Outcome, now: datetime) -> bool:
        """Close an open case that the member of staff has.

        Args:
            handover: the case's id.
            staff: the account's id.
            outcome: how it ended.
            now: the time.
        """
        closed = self._connection.execute(
            update(HANDOVERS).where(_held(handover, staff)).values(closed_at=now, outcome=str(outcome))
        )
        return closed.rowcount == 1

    def add_trail(self, handover: str, event: TrailEvent, now: datetime, staff: str | None = None) -> None:
        """Note what happened to a case.

        Args:
            handover: the case's id.
            event: what happened.
            now: the time.
            staff: who did it, if a member of staff.
        """
        self._connection.execute(
            insert(HANDOVER_TRAIL).values(handover_id=handover, event=str(event), at=now, staff_id=staff)
        )

    def queue(self) -> Sequence[Waiting]:
        """The open cases: those with danger first, then the oldest first."""
        rows = self._connection.execute(
            _listed()
            .where(HANDOVERS.c.closed_at.is_(None))
            .order_by(HANDOVERS.c.crisis.is_(None), HANDOVERS.c.opened_at, HANDOVERS.c.id)
        )
        return [_waiting(row) for row in rows]

    def case(self, handover: str) -> Case | None:
        """A case with its need and its trail; None where there is none.

        Args:
            handover: the case's id; may come from anywhere.
        """
        row = self._connection.execute(
            _listed()
            .add_columns(
                HANDOVERS.c.conversation_id,
                HANDOVERS.c.need,
                HANDOVERS.c.visible_from,
                HANDOVERS.c.told,
                HANDOVERS.c.crisis_at,
                HANDOVERS.c.closed_at,
                HANDOVERS.c.outcome,
            )
            .where(HANDOVERS.c.id == handover)
        ).one_or_none()
        if row is None:
            return None
        return Case(
            listed=_waiting(row),
            conversation=row.conversation_id,
            need=row.need,
            visible_from=row.visible_from,
            told=row.told,
            crisis_at=row.crisis_at,
            closed_at=row.closed_at,
            outcome=Outcome(row.outcome) if row.outcome else None,
            trail=self._trail(handover),
        )

    def _trail(self, handover: str) -> tuple[TrailRow, ...]:
        rows = self._connection.execute(
            select(HANDOVER_TRAIL.c.event, HANDOVER_TRAIL.c.at, STAFF_ACCOUNTS.c.name)
            .join_from(HANDOVER_TRAIL, STAFF_ACCOUNTS, isouter=True)
            .where(HANDOVER_TRAIL.c.handover_id == handover)
            .order_by(HANDOVER_TRAIL.c.id)
        )
        return tuple(TrailRow(TrailEvent(row.event), row.at, row.name) for row in rows)


def _open_of(conversation: str) -> ColumnElement[bool]:
    return and_(HANDOVERS.c.conversation_id == conversation, HANDOVERS.c.closed_at.is_(None))


def _held(handover: str, staff: str) -> ColumnElement[bool]:
    return and_(
        HANDOVERS.c.id == handover,
        HANDOVERS.c.taken_by == staff,
        HANDOVERS.c.closed_at.is_(None),
    )


def _listed() -> Select[Any]:
    return select(
        HANDOVERS.c.id,
        HANDOVERS.c.reference,
        HANDOVERS.c.entry,
        HANDOVERS.c.language,
        HANDOVERS.c.opened_at,
        HANDOVERS.c.documentation,
        HANDOVERS.c.crisis,
        HANDOVERS.c.taken_by,
        HANDOVERS.c.taken_at,
        STAFF_ACCOUNTS.c.name,
    ).join_from(HANDOVERS, STAFF_ACCOUNTS, isouter=True)


def _waiting(row: Row[Any]) -> Waiting:
    return Waiting(
        id=row.id,
        reference=row.reference,
        entry=row.entry,
        language=row.language,
        opened_at=row.opened_at,
        documentation=Documentation(row.documentation),
        crisis=CrisisType(row.crisis) if row.crisis else None,
        holder=Holder(row.taken_by, row.name, row.taken_at) if row.taken_by else None,
    )
