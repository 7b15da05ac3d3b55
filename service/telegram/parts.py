"""The Telegram channel's two tables, as it asks for them: each call one transaction.

`bot.telegram` may not see the service; this is where its `Inbox` and `Outbox` meet the database.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from bot.ports import Channel
from bot.telegram.inbound import Reduced
from bot.telegram.ports import Parts, Received, Waiting
from service.conversations.outbox import SqlOutbox
from service.conversations.tables import OUTBOX as OUTBOX_TABLE
from service.live.publish import INBOX, OUTBOX
from service.live.watch import Changes
from service.storage.engine import Connection, Database
from service.telegram.inbox import Inbox
from service.wiring import Wired

WORK_LEASE = timedelta(seconds=10)
"""Work takes milliseconds, and doing it twice has no second effect."""

SEND_LEASE = timedelta(seconds=20)
"""Longer than one call of the Bot API and the wait before it; after a crash residents wait so long."""


class Bell:
    """Waits for changes under one topic.

    Args:
        changes: who hears of changes.
        topic: which.
    """

    def __init__(self, changes: Changes, topic: str) -> None:
        self._changes = changes
        self._topic = topic
        self._seen = 0

    def seen(self) -> None:
        """Note that the caller is about to look at the rows."""
        self._seen = self._changes.position

    async def wait(self, seconds: float) -> None:
        """Return when something changed since the last look, at the latest after some seconds.

        Args:
            seconds: how long.
        """
        if self._changes.closed:
            await asyncio.sleep(seconds)
        else:
            await self._changes.wait(self._topic, self._seen, seconds)


class SqlInbox:
    """See `bot.telegram.ports.Inbox`.

    Args:
        database: where the table is.
        changes: who hears of changes.
        clock: tells the time.
        bot_id: the bot's own id.
    """

    def __init__(self, database: Database, changes: Changes, clock: Callable[[], datetime], bot_id: int) -> None:
        self._database = database
        self._bell = Bell(changes, INBOX)
        self._clock = clock
        self._bot_id = bot_id

    async def store(self, updates: Sequence[Reduced]) -> None:
        """See `Inbox.store`."""
        await store(self._database, self._bot_id, updates, self._clock())

    async def claim(self, limit: int) -> Sequence[Received]:
        """See `Inbox.claim`."""
        self._bell.seen()
        now = self._clock()
        found = await self._database.run(
            lambda connection: self._of(connection).claim(now, limit=limit, lease=WORK_LEASE)
        )
        return [Received(row.update_id, row.payload) for row in found]

    async def done(self, update_id: int) -> None:
        """See `Inbox.done`."""
        now = self._clock()
        await self._database.run(lambda connection: self._of(connection).done(update_id, now))

    async def failed(self, update_id: int, error: str) -> bool:
        """See `Inbox.failed`."""
        now = self._clock()
        return await self._database.run(lambda connection: self._of(connection).failed(update_id, error, now))

    async def wait(self, seconds: float) -> None:
        """See `Inbox.wait`."""
        await self._bell.wait(seconds)

    def _of(self, connection: Connection) -> Inbox:
        return Inbox(connection, self._bot_id)


class SqlCourierBox:
    """See `bot.telegram.ports.Outbox`.

    Args:
        database: where the table is.
        changes: who hears of changes.
        clock: tells the time.
    """

    def __init__(self, database: Database, changes: Changes, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._bell = Bell(changes, OUTBOX)
        self._clock = clock

    async def claim(self, limit: int) -> Sequence[Waiting]:
        """See `Outbox.claim`."""
        self._bell.seen()
        now = self._clock()
        return await self._database.run(lambda connection: _claimed(connection, now, limit))

    async def sent(self, row: int) -> None:
        """See `Outbox.sent`."""
        now = self._clock()
        await self._database.run(lambda connection: SqlOutbox(connection).sent(row, now))

    async def retry(self, row: int, at: datetime, reason: str) -> None:
        """See `Outbox.retry`."""
        await self._database.run(lambda connection: SqlOutbox(connection).retry(row, at, reason))

    async def failed(self, row: int, reason: str) -> None:
        """See `Outbox.failed`."""
        now = self._clock()
        await self._database.run(lambda connection: SqlOutbox(connection).failed(row, reason, now))

    async def wait(self, seconds: float) -> None:
        """See `Outbox.wait`."""
        await self._bell.wait(seconds)


async def store(database: Database, bot_id: int, updates: Sequence[Reduced], now: datetime) -> None:
    """Keep updates in one transaction; those that were stored before change nothing.

    Args:
        database: where the table is.
        bot_id: the bot that they are for.
        updates: what to keep.
        now: the time.
    """

    def unit(connection: Connection) -> None:
        inbox = Inbox(connection, bot_id)
        for update in updates:
            inbox.store(update.update_id, update.payload, now)

    await database.run(unit)


def telegram_parts(wired: Wired) -> Parts:
    """What `bot.telegram.run` is put together from.

    Args:
        wired: everything that runs.
    """
    return Parts(
        guide=wired.guide,
        runner=wired.runner,
        shelf=wired.shelf,
        clock=wired.clock,
        inbox=lambda bot_id: SqlInbox(wired.database, wired.changes, wired.clock, bot_id),
        outbox=SqlCourierBox(wired.database, wired.changes, wired.clock),
    )


def _claimed(connection: Connection, now: datetime, limit: int) -> Sequence[Waiting]:
    rows = SqlOutbox(connection).claim(Channel.TELEGRAM, now, limit=limit, lease=SEND_LEASE)
    ids = [row.id for row in rows]
    times = connection.execute(select(OUTBOX_TABLE.c.id, OUTBOX_TABLE.c.created_at).where(OUTBOX_TABLE.c.id.in_(ids)))
    since = {row.id: row.created_at for row in times}
    return [Waiting(row.id, row.address.key, row.screen, since[row.id]) for row in rows]
