"""The guide's units of work, over the database."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from bot.ports import Conversations, Desk, Outbox, Work
from service.storage.engine import Connection, Database

T = TypeVar("T")


@dataclass(frozen=True)
class Parts:
    """What makes the parts of a `Work` from a connection. The domains lie above storage, so they are handed in."""

    conversations: Callable[[Connection], Conversations]
    desk: Callable[[Connection], Desk]
    outbox: Callable[[Connection], Outbox]


class SqlWork:
    """See `bot.ports.Work`: everything that is done through it is one transaction.

    Args:
        connection: the unit of work's connection, for what is no part of the guide's work too.
        parts: what makes the parts.
    """

    def __init__(self, connection: Connection, parts: Parts) -> None:
        self.connection = connection
        self._parts = parts

    @cached_property
    def conversations(self) -> Conversations:
        """See `bot.ports.Work.conversations`."""
        return self._parts.conversations(self.connection)

    @cached_property
    def desk(self) -> Desk:
        """See `bot.ports.Work.desk`."""
        return self._parts.desk(self.connection)

    @cached_property
    def outbox(self) -> Outbox:
        """See `bot.ports.Work.outbox`."""
        return self._parts.outbox(self.connection)


class SqlRunner:
    """See `bot.ports.Runner`.

    Args:
        database: where units run.
        parts: what makes the parts of a unit of work.
    """

    def __init__(self, database: Database, parts: Parts) -> None:
        self._database = database
        self._parts = parts

    async def run(self, unit: Callable[[Work], T]) -> T:
        """See `bot.ports.Runner.run`."""
        return await self._database.run(lambda connection: unit(SqlWork(connection, self._parts)))
