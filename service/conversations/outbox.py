"""What still has to be sent to channels that are pushed to, and what became of it.

A row waits until it is sent or has failed for good. Whoever wants to send claims rows for a while (a lease): if the
sender dies, the row is free again when the lease is over. Rows of one conversation go out in the order of the
transcript: one that waits blocks the younger ones, also while it waits for a second try.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, or_, select, update

from bot.ports import Address, Channel, Kept, Line
from bot.wording.screen import Screen
from service.conversations.tables import OUTBOX
from service.live.publish import OUTBOX as OUTBOX_TOPIC
from service.live.publish import conversation_topic, publish
from service.storage.engine import Connection
from service.storage.tables import insert_if_absent

PUSHED = frozenset({Channel.TELEGRAM})
"""The channels that we send to; the others read the transcript."""

LEASE = timedelta(seconds=60)


@dataclass(frozen=True)
class Outgoing:
    """A claimed row: what to send, and where. `tries` counts this one too."""

    id: int
    conversation: str
    seq: int
    address: Address
    screen: Screen
    tries: int


class SqlOutbox:
    """See `bot.ports.Outbox`; the other functions are the courier's side.

    Args:
        connection: the unit of work's connection.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, kept: Kept, line: Line) -> None:
        """See `bot.ports.Outbox.put`.

        Raises:
            ValueError: the line has no screen, so there is nothing to send.
        """
        if kept.address.channel not in PUSHED:
            return
        if line.content.screen is None:
            raise ValueError("a line without a screen cannot be sent")
        values = {
            "conversation_id": kept.id,
            "seq": line.seq,
            "channel": str(kept.address.channel),
            "address_key": kept.address.key,
            "screen": line.content.screen,
            "created_at": line.at,
            "due_at": line.at,
            "tries": 0,
        }
        if insert_if_absent(self._connection, OUTBOX, values):
            publish(self._connection, OUTBOX_TOPIC)

    def claim(
        self, channel: Channel, now: datetime, *, limit: int = 20, lease: timedelta = LEASE
    ) -> Sequence[Outgoing]:
        """Claim the rows that are due, at most one of each conversation.

        Args:
            channel: whose rows.
            now: the time.
            limit: how many at most.
            lease: how long nobody else can claim them.

        Returns:
            the claimed rows, oldest first.
        """
        ids = self._connection.scalars(
            select(OUTBOX.c.id)
            .where(OUTBOX.c.channel == str(channel), _is_free(now), ~_has_older())
            .order_by(OUTBOX.c.id)
            .limit(limit)
            # On SQLite this says nothing; there, the one writer keeps others away.
            .with_for_update(skip_locked=True, of=OUTBOX)
        ).all()
        if not ids:
            return []
        self._connection.execute(
            update(OUTBOX).where(OUTBOX.c.id.in_(ids)).values(claimed_until=now + lease, tries=OUTBOX.c.tries + 1)
        )
        rows = self._connection.execute(select(OUTBOX).where(OUTBOX.c.id.in_(ids)).order_by(OUTBOX.c.id))
        return [
            Outgoing(
                id=row.id,
                conversation=row.conversation_id,
                seq=row.seq,
                address=Address(channel, row.address_key),
                screen=row.screen,
                tries=row.tries,
            )
            for row in rows
        ]

    def sent(self, outgoing: int, now: datetime) -> None:
        """Note that a row was sent. Its words are wiped here; the transcript has them.

        Args:
            outgoing: the row's id.
            now: the time.
        """
        self._connection.execute(
            update(OUTBOX)
            .where(OUTBOX.c.id == outgoing, OUTBOX.c.failed_at.is_(None))
            .values(sent_at=now, screen=None, claimed_until=None)
        )
        # The next row of the conversation is free now.
        publish(self._connection, OUTBOX_TOPIC)

    def retry(self, outgoing: int, at: datetime, reason: str) -> None:
        """Give a row back, to be sent later.

        Args:
            outgoing: the row's id.
            at: not before this time.
            reason: the name of what went wrong; never what was written.
        """
        self._connection.execute(
            update(OUTBOX)
            .where(OUTBOX.c.id == outgoing, *_is_waiting())
            .values(due_at=at, claimed_until=None, reason=reason)
        )

    def failed(self, outgoing: int, reason: str, now: datetime) -> None:
        """Give a row up for good (the resident blocked us, the chat is gone), and tell who watches the conversation.

        Args:
            outgoing: the row's id.
            reason: the name of what went wrong; never what was written.
            now: the time.
        """
        conversation = self._connection.execute(
            update(OUTBOX)
            .where(OUTBOX.c.id == outgoing, OUTBOX.c.sent_at.is_(None))
            .values(failed_at=now, reason=reason, screen=None, claimed_until=None)
            .returning(OUTBOX.c.conversation_id)
        ).scalar_one_or_none()
        if conversation is not None:
            publish(self._connection, conversation_topic(conversation))
            publish(self._connection, OUTBOX_TOPIC)

    def undelivered(self, conversation: str) -> Mapping[int, str]:
        """The lines that could not be delivered, and why.

        Args:
            conversation: its id.

        Returns:
            the reason by the line's sequence number.
        """
        rows = self._connection.execute(
            select(OUTBOX.c.seq, OUTBOX.c.reason)
            .where(OUTBOX.c.conversation_id == conversation, OUTBOX.c.failed_at.is_not(None))
            .order_by(OUTBOX.c.seq)
        )
        return {row.seq: row.reason for row in rows}


def _is_waiting() -> Sequence[ColumnElement[bool]]:
    return (OUTBOX.c.sent_at.is_(None), OUTBOX.c.failed_at.is_(None))


def _is_free(now: datetime) -> ColumnElement[bool]:
    unclaimed = or_(OUTBOX.c.claimed_until.is_(None), OUTBOX.c.claimed_until <= now)
    return and_(*_is_waiting(), OUTBOX.c.due_at <= now, unclaimed)


def _has_older() -> ColumnElement[bool]:
    older = OUTBOX.alias("older")
    return exists().where(
        older.c.conversation_id == OUTBOX.c.conversation_id,
        older.c.seq < OUTBOX.c.seq,
        older.c.sent_at.is_(None),
        older.c.failed_at.is_(None),
    )
