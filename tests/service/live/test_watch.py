import asyncio
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, delete, event, func, insert, select
from sqlalchemy.engine import Engine

from service.errors import StorageUnavailable
from service.live.publish import QUEUE, conversation_topic, publish
from service.live.tables import CHANGES
from service.live.watch import Changes, prune
from service.storage.engine import Database
from tests.waiting import eventually

SLOW = 30.0
"""Far longer than a test: what is heard sooner was heard because of a local commit."""


@pytest.fixture
async def changes(database: Database) -> AsyncIterator[Changes]:
    async with Changes(database, every=0.05) as started:
        yield started


async def tell(database: Database, topic: str = QUEUE) -> None:
    await database.run(lambda connection: publish(connection, topic))


async def test_local_commit_is_heard_at_once(database: Database) -> None:
    async with Changes(database, every=SLOW) as changes:
        waiting = asyncio.create_task(changes.wait(QUEUE, changes.position, timeout=10))
        await asyncio.sleep(0.01)
        began = time.monotonic()
        await tell(database)
        assert await waiting == changes.position
        assert time.monotonic() - began < SLOW / 3


async def test_other_process_is_heard(database: Database, database_url: str, changes: Changes) -> None:
    async with Database(database_url) as other:
        waiting = asyncio.create_task(changes.wait(QUEUE, changes.position, timeout=10))
        await tell(other)
        assert await waiting is not None


async def test_change_between_reading_and_waiting_is_not_missed(database: Database, changes: Changes) -> None:
    position = changes.position
    await tell(database)
    await asyncio.sleep(0.2)
    assert await changes.wait(QUEUE, position, timeout=10) == changes.position


async def test_other_topics_do_not_wake(database: Database, changes: Changes) -> None:
    position = changes.position
    await tell(database, conversation_topic("other"))
    assert await changes.wait(QUEUE, position, timeout=0.3) is None


async def test_time_passes_without_a_change(changes: Changes) -> None:
    assert await changes.wait(QUEUE, changes.position, timeout=0.05) is None


async def test_rolled_back_change_is_not_heard(database: Database, changes: Changes) -> None:
    def unit(connection: Connection) -> None:
        publish(connection, QUEUE)
        raise ZeroDivisionError

    position = changes.position
    with pytest.raises(ZeroDivisionError):
        await database.run(unit)
    assert await changes.wait(QUEUE, position, timeout=0.2) is None


async def test_a_thousand_watchers_cost_no_queries_of_their_own(database: Database) -> None:
    async with Changes(database, every=SLOW) as changes:
        watchers = [
            asyncio.create_task(changes.wait(conversation_topic(str(n % 10)), changes.position, timeout=10))
            for n in range(1000)
        ]
        await asyncio.sleep(0.05)
        queries: list[str] = []
        listener = lambda *args: queries.append(args[2])  # noqa: E731
        event.listen(Engine, "before_cursor_execute", listener)
        try:
            for n in range(10):
                await tell(database, conversation_topic(str(n)))
            await asyncio.gather(*watchers)
        finally:
            event.remove(Engine, "before_cursor_execute", listener)
        assert len([query for query in queries if "SELECT changes.id" in query]) <= 11


async def test_following_ends_with_the_watching(database: Database) -> None:
    changes = Changes(database, every=0.05)
    await changes.start()
    heard: list[int] = []

    async def follow() -> None:
        async for position in changes.follow(QUEUE):
            heard.append(position)  # noqa: PERF401 - the test looks while it goes on

    task = asyncio.create_task(follow())
    await asyncio.sleep(0.02)
    assert len(heard) == 1
    await tell(database)
    await eventually(lambda: len(heard) >= 2)
    await changes.close()
    async with asyncio.timeout(2):
        await task
    assert changes.closed
    assert await changes.wait(QUEUE, 0, timeout=10) is None


async def test_cancelled_watcher_leaves_nothing_behind(changes: Changes) -> None:
    waiting = asyncio.create_task(changes.wait(QUEUE, changes.position, timeout=10))
    await asyncio.sleep(0.01)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert not changes._waiting


async def test_smaller_id_that_appears_later_is_heard(database: Database, changes: Changes) -> None:
    # PostgreSQL gives ids before the commit; here the order of appearance is made by hand, on both databases.
    await tell(database)
    await eventually(lambda: changes._last_id > 0)
    late = changes._last_id + 1

    def later_id(connection: Connection) -> None:
        connection.execute(insert(CHANGES).values(id=late + 1, topic="first", at=datetime.now(UTC)))

    def smaller_id(connection: Connection) -> None:
        connection.execute(insert(CHANGES).values(id=late, topic="late", at=datetime.now(UTC)))

    position = changes.position
    await database.run(later_id)
    assert await changes.wait("first", position, timeout=10) is not None
    await database.run(smaller_id)
    assert await changes.wait("late", position, timeout=10) is not None


async def test_database_that_goes_away_is_borne(
    database: Database, changes: Changes, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def gone(*_: object) -> None:
        raise StorageUnavailable

    with monkeypatch.context() as patched:
        patched.setattr(database, "read", gone)
        await asyncio.sleep(0.2)
    await tell(database)
    assert await changes.wait(QUEUE, 0, timeout=10) is not None


async def test_old_changes_are_forgotten_and_ids_not_used_again(database: Database) -> None:
    now = datetime.now(UTC)

    def fill(connection: Connection) -> None:
        for age in (3, 2, 0):
            connection.execute(insert(CHANGES).values(topic=QUEUE, at=now - timedelta(hours=age)))

    def count(connection: Connection) -> int:
        return connection.scalar(select(func.count()).select_from(CHANGES)) or 0

    await database.run(fill)
    await database.run(lambda connection: prune(connection, now - timedelta(hours=1)))
    assert await database.read(count) == 1
    await database.run(lambda connection: connection.execute(delete(CHANGES)))
    await tell(database)
    assert await database.read(lambda connection: connection.scalar(select(CHANGES.c.id))) == 4


async def test_pruning_happens_by_itself(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.live.watch.PRUNE_EVERY", 0.0)
    old = datetime.now(UTC) - timedelta(hours=2)
    await database.run(lambda connection: connection.execute(insert(CHANGES).values(topic=QUEUE, at=old)))

    async def empty() -> bool:
        count = select(func.count()).select_from(CHANGES)
        return await database.read(lambda connection: connection.scalar(count)) == 0

    async with Changes(database, every=0.01):
        await eventually(empty)
