"""What is PostgreSQL's own: whole units again, and a server that goes away."""

import asyncio

import pytest
from sqlalchemy import Connection, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from service.errors import StorageUnavailable
from service.live.tables import CHANGES
from service.storage.engine import Database
from tests.fakes import NOON

pytestmark = pytest.mark.postgres

RAISE = "DO $$ BEGIN RAISE EXCEPTION 'forced' USING ERRCODE = '{code}'; END $$"


@pytest.mark.parametrize("code", ["40001", "40P01"])
async def test_conflict_runs_the_whole_unit_again(postgres_database: Database, code: str) -> None:
    calls: list[int] = []

    def unit(connection: Connection) -> None:
        calls.append(1)
        connection.execute(insert(CHANGES).values(topic=str(len(calls)), at=NOON))
        if len(calls) < 5:
            connection.execute(text(RAISE.format(code=code)))

    await postgres_database.run(unit)
    topics = await postgres_database.read(lambda connection: list(connection.scalars(select(CHANGES.c.topic))))
    assert topics == ["5"]


async def test_conflict_without_end_is_told(postgres_database: Database) -> None:
    calls: list[int] = []

    def unit(connection: Connection) -> None:
        calls.append(1)
        connection.execute(text(RAISE.format(code="40001")))

    with pytest.raises(DBAPIError):
        await postgres_database.run(unit)
    assert len(calls) == 5


async def test_deadlock_is_solved(postgres_database: Database) -> None:
    def prepare(connection: Connection) -> list[int]:
        rows = [{"topic": topic, "at": NOON} for topic in ("a", "b")]
        return list(connection.scalars(insert(CHANGES).values(rows).returning(CHANGES.c.id)))

    first, second = await postgres_database.run(prepare)

    def touch(connection: Connection, ids: list[int]) -> None:
        for number in ids:
            connection.execute(update(CHANGES).where(CHANGES.c.id == number).values(topic=CHANGES.c.topic + "+"))
            connection.execute(text("SELECT pg_sleep(0.1)"))

    await asyncio.gather(
        postgres_database.run(lambda connection: touch(connection, [first, second])),
        postgres_database.run(lambda connection: touch(connection, [second, first])),
    )
    topics = await postgres_database.read(lambda connection: set(connection.scalars(select(CHANGES.c.topic))))
    assert topics == {"a++", "b++"}


async def test_lost_connection_is_told_and_the_next_unit_works(postgres_database: Database) -> None:
    with pytest.raises(StorageUnavailable):
        await postgres_database.run(
            lambda connection: connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
        )
    assert await postgres_database.run(lambda connection: connection.scalar(select(1))) == 1


async def test_server_that_is_not_there_is_told() -> None:
    async with Database("postgresql://nobody@127.0.0.1:1/nothing") as database:
        with pytest.raises(StorageUnavailable):
            await database.run(lambda connection: connection.scalar(select(1)))
