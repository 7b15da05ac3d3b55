"""Conversations and their transcripts, as rows."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from bot.dialogue.actions import Action
from bot.dialogue.state import Conversation
from bot.ports import Address, Author, Channel, Kept, Line, NewLine, StaleConversation
from service.conversations.tables import CONVERSATIONS, LINES, OUTBOX, SEEN_MESSAGES
from service.live.publish import conversation_topic, publish
from service.storage.engine import Connection
from service.storage.tables import insert_if_absent, new_id


def _kept(row: Row[Any]) -> Kept:
    return Kept(
        id=row.id,
        address=Address(Channel(row.channel), row.address_key),
        conversation=row.state,
        version=row.version,
    )


def _line(row: Row[Any]) -> Line:
    content = NewLine(
        author=Author(row.author),
        text=row.text,
        pressed=Action.parse(row.pressed) if row.pressed is not None else None,
        shown=row.shown,
        screen=row.screen,
    )
    return Line(seq=row.seq, at=row.at, content=content)


class SqlConversations:
    """See `bot.ports.Conversations`.

    Args:
        connection: the unit of work's connection.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, address: Address) -> Kept | None:
        """See `bot.ports.Conversations.find`."""
        row = self._connection.execute(
            select(CONVERSATIONS).where(
                CONVERSATIONS.c.channel == str(address.channel),
                CONVERSATIONS.c.address_key == address.key,
            )
        ).one_or_none()
        return _kept(row) if row else None

    def get(self, conversation: str) -> Kept:
        """See `bot.ports.Conversations.get`."""
        row = self._connection.execute(select(CONVERSATIONS).where(CONVERSATIONS.c.id == conversation)).one_or_none()
        if row is None:
            raise LookupError("no such conversation")
        return _kept(row)

    def create(self, address: Address, conversation: Conversation, now: datetime) -> Kept:
        """See `bot.ports.Conversations.create`.

        Raises:
            StaleConversation: somebody else has just begun a conversation there.
        """
        kept = Kept(id=new_id(), address=address, conversation=conversation, version=1)
        values = {
            "id": kept.id,
            "channel": str(address.channel),
            "address_key": address.key,
            "state": conversation,
            "version": kept.version,
            "last_seq": 0,
            "created_at": now,
            "changed_at": now,
        }
        if not insert_if_absent(self._connection, CONVERSATIONS, values):
            raise StaleConversation
        return kept

    def save(self, kept: Kept, conversation: Conversation, now: datetime) -> Kept:
        """See `bot.ports.Conversations.save`."""
        version = kept.version + 1
        saved = self._connection.execute(
            update(CONVERSATIONS)
            .where(CONVERSATIONS.c.id == kept.id, CONVERSATIONS.c.version == kept.version)
            .values(state=conversation, version=version, changed_at=now)
        )
        if saved.rowcount == 0:
            raise StaleConversation
        return Kept(kept.id, kept.address, conversation, version)

    def add(self, conversation: str, line: NewLine, now: datetime) -> Line:
        """See `bot.ports.Conversations.add`.

        Raises:
            LookupError: there is no such conversation.
        """
        seq = self._connection.execute(
            update(CONVERSATIONS)
            .where(CONVERSATIONS.c.id == conversation)
            .values(last_seq=CONVERSATIONS.c.last_seq + 1, changed_at=now)
            .returning(CONVERSATIONS.c.last_seq)
        ).scalar_one_or_none()
        if seq is None:
            raise LookupError("no such conversation")
        self._connection.execute(
            insert(LINES).values(
                conversation_id=conversation,
                seq=seq,
                at=now,
                author=str(line.author),
                text=line.text,
                pressed=line.pressed.code if line.pressed else None,
                shown=line.shown,
                screen=line.screen,
            )
        )
        publish(self._connection, conversation_topic(conversation))
        return Line(seq=seq, at=now.astimezone(UTC), content=line)

    def lines(self, conversation: str, after: int = 0) -> Sequence[Line]:
        """See `bot.ports.Conversations.lines`."""
        rows = self._connection.execute(
            select(LINES).where(LINES.c.conversation_id == conversation, LINES.c.seq > after).order_by(LINES.c.seq)
        )
        return [_line(row) for row in rows]

    def forget(self, conversation: str) -> None:
        """See `bot.ports.Conversations.forget`."""
        self._connection.execute(delete(OUTBOX).where(OUTBOX.c.conversation_id == conversation))
        self._connection.execute(delete(LINES).where(LINES.c.conversation_id == conversation))
        publish(self._connection, conversation_topic(conversation))

    def first_time(self, conversation: str, message: str, now: datetime) -> bool:
        """See `bot.ports.Conversations.first_time`."""
        values = {"conversation_id": conversation, "message": message, "at": now}
        return insert_if_absent(self._connection, SEEN_MESSAGES, values)
