"""Hearing that something changed: one reader per process for all who watch.

Theory of operation. `publish` leaves a row in `changes`. One task per process reads what is new there, twice a second
and at once after a commit of our own process, and wakes whoever waits for that topic. Watchers themselves ask the
database nothing, and hold no transaction while they wait.

Each change gets a *position*, a number that grows; it means something in this process only. Whoever wants to miss
nothing asks for the position first, then reads the rows, then waits for something after that position:

    position = changes.position
    while True:
        ... read and show the rows ...
        position = await changes.wait(topic, position, timeout=20)

PostgreSQL gives out ids before the commit, so a smaller id may appear after a bigger one. Ids that were skipped are
therefore looked for again until they appear, or until no transaction can be that old any more.
"""

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Self

from sqlalchemy import delete, func, or_, select

from service.errors import StorageUnavailable
from service.live.tables import CHANGES
from service.storage.engine import Connection, Database

EVERY = 0.5
"""Seconds between two looks at what other processes did."""

REST = 0.02
"""Seconds between two looks at most, however much is committed here."""

FOLLOW_SECONDS = 60.0
KEEP = timedelta(hours=1)
PRUNE_EVERY = 300.0
GAP_SECONDS = 30.0
MAX_GAPS = 500
LOOK_BACK = 100

_log = logging.getLogger(__name__)


class Changes:
    """What changed, for any number of watchers. Use it with `async with`, or `start` and `close` it.

    Args:
        database: where the changes are.
        every: seconds between two looks at the database.
    """

    def __init__(self, database: Database, *, every: float = EVERY) -> None:
        self._database = database
        self._every = every
        self._waiting: dict[str, set[asyncio.Future[None]]] = defaultdict(set)
        self._latest: dict[str, tuple[int, float]] = {}
        self._position = 0
        self._last_id = 0
        self._gaps: dict[int, float] = {}
        self._pruned_at = time.monotonic()
        self._local = asyncio.Event()
        self._behind = False
        self._closed = False
        self._task: asyncio.Task[None] | None = None
        self._unsubscribe: Callable[[], None] = _nothing

    @property
    def position(self) -> int:
        """The position of the newest change so far."""
        return self._position

    @property
    def closed(self) -> bool:
        """Whether watching has ended; streams should then end too."""
        return self._closed

    async def start(self) -> None:
        """Begin to watch, from now on.

        Raises:
            StorageUnavailable: the database could not be read.
        """
        # A little back: a transaction that is under way now may already have its id.
        self._last_id = max(0, await self._database.read(_newest_id) - LOOK_BACK)
        await self._look()
        self._unsubscribe = self._database.after_commit(self._wake)
        self._task = asyncio.create_task(self._watch(), name="changes")

    async def close(self) -> None:
        """Let every watcher go, and stop."""
        self._closed = True
        self._unsubscribe()
        self._unsubscribe = _nothing
        for topic in list(self._waiting):
            self._release(topic)
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    async def wait(self, topic: str, after: int, timeout: float) -> int | None:  # noqa: ASYNC109
        """Wait until something changes under a topic.

        Args:
            topic: what to watch.
            after: the position up to which the caller has seen everything.
            timeout: seconds to wait at most.

        Returns:
            the position of the change; None where the time is over or watching has ended.
        """
        if not self._closed and self._at(topic) <= after:
            await self._sleep(topic, timeout)
        at = self._at(topic)
        return at if at > after and not self._closed else None

    async def follow(self, topic: str) -> AsyncIterator[int]:
        """Yield once at the start and then after each change, until watching ends.

        Changes that come while the caller is busy are told once.

        Args:
            topic: what to watch.
        """
        position: int | None = self._position
        seen = self._position
        while not self._closed:
            if position is not None:
                seen = position
                yield seen
            position = await self.wait(topic, seen, FOLLOW_SECONDS)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    def _at(self, topic: str) -> int:
        return self._latest.get(topic, (0, 0.0))[0]

    async def _sleep(self, topic: str, seconds: float) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting[topic].add(future)
        if self._behind:
            self._local.set()
        try:
            async with asyncio.timeout(seconds):
                await future
        except TimeoutError:
            pass
        finally:
            waiting = self._waiting.get(topic)
            if waiting is not None:
                waiting.discard(future)
                if not waiting:
                    del self._waiting[topic]

    def _wake(self) -> None:
        self._behind = True
        if self._waiting:  # otherwise nobody is in a hurry
            self._local.set()

    def _release(self, topic: str) -> None:
        for future in self._waiting.pop(topic, ()):
            if not future.done():
                future.set_result(None)

    async def _watch(self) -> None:
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._every):
                    await self._local.wait()
            self._local.clear()
            try:
                await self._look()
                await self._prune()
            except StorageUnavailable:
                _log.warning("changes cannot be read; trying again")
            await asyncio.sleep(REST)

    async def _look(self) -> None:
        self._behind = False
        last, gaps = self._last_id, list(self._gaps)
        rows = await self._database.read(lambda connection: _after(connection, last, gaps))
        now = time.monotonic()
        for number, topic in rows:
            self._note(number, now)
            self._position += 1
            self._latest[topic] = (self._position, now)
            self._release(topic)
        self._gaps = {
            number: since for number, since in list(self._gaps.items())[-MAX_GAPS:] if now - since < GAP_SECONDS
        }

    def _note(self, number: int, now: float) -> None:
        if number > self._last_id:
            skipped = range(max(self._last_id + 1, number - MAX_GAPS), number)
            self._gaps.update(dict.fromkeys(skipped, now))
            self._last_id = number
        else:
            self._gaps.pop(number, None)

    async def _prune(self) -> None:
        now = time.monotonic()
        if now - self._pruned_at < PRUNE_EVERY:
            return
        self._pruned_at = now
        too_old = now - KEEP.total_seconds()
        self._latest = {topic: at for topic, at in self._latest.items() if at[1] > too_old}
        before = datetime.now(UTC) - KEEP
        await self._database.run(lambda connection: prune(connection, before))


def prune(connection: Connection, before: datetime) -> None:
    """Forget old changes.

    Args:
        connection: the unit of work's connection.
        before: what is older than this goes.
    """
    connection.execute(delete(CHANGES).where(CHANGES.c.at < before))


def _nothing() -> None:
    pass


def _newest_id(connection: Connection) -> int:
    return connection.scalar(select(func.max(CHANGES.c.id))) or 0


def _after(connection: Connection, last: int, gaps: list[int]) -> list[tuple[int, str]]:
    wanted = CHANGES.c.id > last
    if gaps:
        wanted = or_(wanted, CHANGES.c.id.in_(gaps))
    rows = connection.execute(select(CHANGES.c.id, CHANGES.c.topic).where(wanted).order_by(CHANGES.c.id))
    return [(row.id, row.topic) for row in rows]
