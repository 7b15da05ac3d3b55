"""What holds on both databases."""

import asyncio
import threading

import pytest
from sqlalchemy import Connection, func, insert, select, text
from sqlalchemy.exc import DBAPIError

from bot.ports import StaleConversation
from service.live.tables import CHANGES
from service.storage.engine import Database
from tests.fakes import NOON
from tests.waiting import eventually


class CrashedError(Exception):
    pass


def note(connection: Connection, topic: str) -> None:
    connection.execute(insert(CHANGES).values(topic=topic, at=NOON))


def topics(connection: Connection) -> list[str]:
    return list(connection.scalars(select(CHANGES.c.topic).order_by(CHANGES.c.id)))


async def test_result_of_the_unit_comes_back(database: Database) -> None:
    assert await database.run(lambda _: 42) == 42


async def test_committed_rows_are_read(database: Database) -> None:
    await database.run(lambda connection: note(connection, "a"))
    assert await database.read(topics) == ["a"]


async def test_unit_that_raises_leaves_nothing(database: Database) -> None:
    def unit(connection: Connection) -> None:
        note(connection, "lost")
        raise CrashedError

    with pytest.raises(CrashedError):
        await database.run(unit)
    assert await database.read(topics) == []


async def test_neighbours_of_a_unit_that_raises_stay(database: Database) -> None:
    def unit(connection: Connection, number: int) -> None:
        note(connection, str(number))
        if number % 3 == 0:
            raise CrashedError

    units = (database.run(lambda connection, number=number: unit(connection, number)) for number in range(30))  # type: ignore[misc]
    results = await asyncio.gather(*units, return_exceptions=True)
    assert [isinstance(result, CrashedError) for result in results] == [number % 3 == 0 for number in range(30)]
    assert sorted(await database.read(topics), key=int) == [str(number) for number in range(30) if number % 3]


async def test_failed_statement_harms_only_its_own_unit(database: Database) -> None:
    bad = database.run(lambda connection: connection.execute(text("SELECT nothing FROM nowhere")))
    good = database.run(lambda connection: note(connection, "good"))
    failed, _ = await asyncio.gather(bad, good, return_exceptions=True)
    assert isinstance(failed, DBAPIError)
    assert await database.read(topics) == ["good"]


async def test_reading_cannot_write(database: Database) -> None:
    with pytest.raises(DBAPIError):
        await database.read(lambda connection: note(connection, "a"))
    assert await database.read(topics) == []


async def test_reading_sees_one_moment(database: Database) -> None:
    first_look, written = threading.Event(), threading.Event()

    def query(connection: Connection) -> tuple[int, int]:
        count = select(func.count()).select_from(CHANGES)
        before = connection.scalar(count) or 0
        first_look.set()
        written.wait(0.2)
        return before, connection.scalar(count) or 0

    async def write() -> None:
        await eventually(first_look.is_set)
        await database.run(lambda connection: note(connection, "a"))
        written.set()

    seen, _ = await asyncio.gather(database.read(query), write())
    assert seen == (0, 0)


async def test_stale_unit_is_run_again_from_a_clean_start(database: Database) -> None:
    calls: list[int] = []

    def unit(connection: Connection) -> None:
        calls.append(1)
        note(connection, str(len(calls)))
        if len(calls) < 4:
            raise StaleConversation

    await database.run(unit)
    assert await database.read(topics) == ["4"]


async def test_caller_that_went_away_disturbs_nobody(database: Database) -> None:
    gone = asyncio.create_task(database.run(lambda connection: note(connection, "gone")))
    await asyncio.sleep(0)
    gone.cancel()
    await database.run(lambda connection: note(connection, "here"))
    assert (await database.read(topics))[-1] == "here"
    with pytest.raises(asyncio.CancelledError):
        await gone


async def test_listeners_hear_of_commits_only(database: Database) -> None:
    heard: list[int] = []
    stop = database.after_commit(lambda: heard.append(1))
    await database.run(lambda _: None)
    await database.read(topics)
    with pytest.raises(ZeroDivisionError):
        await database.run(lambda _: 1 // 0)
    assert len(heard) == 1
    stop()
    await database.run(lambda _: None)
    assert len(heard) == 1


async def test_closing_twice_and_unused_is_fine(database_url: str) -> None:
    database = Database(database_url)
    await database.close()
    await database.close()


@pytest.mark.parametrize("url", ["mysql://host/name", "sqlite://", "sqlite:///:memory:"])
def test_other_urls_are_refused(url: str) -> None:
    with pytest.raises(ValueError, match="database"):
        Database(url)
