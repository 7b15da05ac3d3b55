"""What Telegram has sent us: stored before it is acknowledged, worked on after, and seen once by its id.

An update stays until it is done. If working on it raises, it is tried again, a little later each time; what still
raises at the last try is a dead letter: its words are wiped, its id and kind are kept. Updates of one chat are worked
on in order, so that one that waits blocks the younger ones of its chat, and no others.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, or_, select, update

from service.live.publish import INBOX, publish
from service.storage.engine import Connection
from service.storage.tables import insert_if_absent
from service.telegram.tables import TELEGRAM_INBOX

MAX_TRIES = 5
LEASE = timedelta(seconds=60)
FIRST_PAUSE = timedelta(milliseconds=200)
_MAX_KIND = 64
_MAX_BIGINT = 2**63 - 1


@dataclass(frozen=True)
class Received:
    """A claimed update, as Telegram sent it. `tries` counts this one too."""

    update_id: int
    kind: str
    payload: str
    tries: int


class Inbox:
    """The updates of one bot.

    Args:
        connection: the unit of work's connection.
        bot_id: the bot's own id, the number before the colon in its token. Each bot counts its updates by itself.
    """

    def __init__(self, connection: Connection, bot_id: int) -> None:
        self._connection = connection
        self._bot_id = bot_id

    def store(self, update_id: int, payload: str, now: datetime) -> bool:
        """Keep an update; it may be acknowledged once the unit of work is committed.

        Args:
            update_id: Telegram's number for it.
            payload: the update as JSON text.
            now: the time.

        Returns:
            False where it was stored before.
        """
        kind, chat = describe(payload)
        values = {
            "bot_id": self._bot_id,
            "update_id": update_id,
            "kind": kind,
            "chat_id": chat,
            "payload": payload,
            "received_at": now,
            "due_at": now,
            "tries": 0,
        }
        new = insert_if_absent(self._connection, TELEGRAM_INBOX, values)
        if new:
            publish(self._connection, INBOX)
        return new

    def claim(self, now: datetime, *, limit: int = 20, lease: timedelta = LEASE) -> Sequence[Received]:
        """Claim updates to work on, at most one of each chat.

        Args:
            now: the time.
            limit: how many at most.
            lease: how long nobody else can claim them; if we die, they are free again after it.

        Returns:
            the claimed updates, oldest first.
        """
        table = TELEGRAM_INBOX
        ids = self._connection.scalars(
            select(table.c.update_id)
            .where(table.c.bot_id == self._bot_id, _is_free(now), ~_has_older())
            .order_by(table.c.update_id)
            .limit(limit)
            .with_for_update(skip_locked=True, of=table)
        ).all()
        if not ids:
            return []
        ours = and_(table.c.bot_id == self._bot_id, table.c.update_id.in_(ids))
        self._connection.execute(update(table).where(ours).values(claimed_until=now + lease, tries=table.c.tries + 1))
        rows = self._connection.execute(select(table).where(ours).order_by(table.c.update_id))
        return [Received(row.update_id, row.kind, row.payload, row.tries) for row in rows]

    def done(self, update_id: int, now: datetime) -> None:
        """Note that an update was worked on; its words are wiped, its id is kept.

        Args:
            update_id: which one.
            now: the time.
        """
        self._connection.execute(
            update(TELEGRAM_INBOX)
            .where(self._is(update_id))
            .values(done_at=now, payload=None, chat_id=None, claimed_until=None)
        )
        publish(self._connection, INBOX)

    def failed(self, update_id: int, error: str, now: datetime) -> bool:
        """Note that working on an update raised.

        Args:
            update_id: which one.
            error: the name of the error's class; never its text, which may hold what was written.
            now: the time.

        Returns:
            whether it is given up: now a dead letter, which somebody should be told of.
        """
        tries: int | None = self._connection.execute(
            select(TELEGRAM_INBOX.c.tries).where(self._is(update_id), *_is_waiting())
        ).scalar_one_or_none()
        if tries is None:
            return False
        dead = tries >= MAX_TRIES
        changes = (
            {"dead_at": now, "payload": None, "chat_id": None}
            if dead
            else {"due_at": now + FIRST_PAUSE * 2 ** (tries - 1)}
        )
        self._connection.execute(
            update(TELEGRAM_INBOX).where(self._is(update_id)).values(error=error, claimed_until=None, **changes)
        )
        publish(self._connection, INBOX)
        return dead

    def _is(self, update_id: int) -> ColumnElement[bool]:
        return and_(TELEGRAM_INBOX.c.bot_id == self._bot_id, TELEGRAM_INBOX.c.update_id == update_id)


def describe(payload: str) -> tuple[str, int | None]:
    """What kind of update a payload is, and which chat it is about, as far as one can see.

    Args:
        payload: anything; it need not be an update, nor JSON.

    Returns:
        the kind (`unreadable` where there is none) and the chat's id.
    """
    try:
        update_ = json.loads(payload)
    except (ValueError, RecursionError):
        return "unreadable", None
    if not isinstance(update_, dict):
        return "unreadable", None
    for kind, content in update_.items():
        if kind != "update_id":
            return kind[:_MAX_KIND], _chat(content)
    return "unreadable", None


def _chat(content: object) -> int | None:
    # A message has its chat, a pressed button has the message that it hangs under, all have who they are from; in a
    # private chat the chat's id is the person's.
    if not isinstance(content, dict):
        return None
    message = content.get("message")
    holders = (content, message if isinstance(message, dict) else {})
    places = [holder.get("chat") for holder in holders] + [content.get("from")]
    for place in places:
        number = place.get("id") if isinstance(place, dict) else None
        if isinstance(number, int) and abs(number) <= _MAX_BIGINT:
            return number
    return None


def _is_waiting() -> Sequence[ColumnElement[bool]]:
    return (TELEGRAM_INBOX.c.done_at.is_(None), TELEGRAM_INBOX.c.dead_at.is_(None))


def _is_free(now: datetime) -> ColumnElement[bool]:
    claimed_until = TELEGRAM_INBOX.c.claimed_until
    unclaimed = or_(claimed_until.is_(None), claimed_until <= now)
    return and_(*_is_waiting(), TELEGRAM_INBOX.c.due_at <= now, unclaimed)


def _has_older() -> ColumnElement[bool]:
    older = TELEGRAM_INBOX.alias("older")
    return exists().where(
        older.c.bot_id == TELEGRAM_INBOX.c.bot_id,
        older.c.chat_id == TELEGRAM_INBOX.c.chat_id,
        older.c.update_id < TELEGRAM_INBOX.c.update_id,
        older.c.done_at.is_(None),
        older.c.dead_at.is_(None),
    )
