from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Column, Connection, Integer, MetaData, Table, insert, select
from sqlalchemy.exc import StatementError

from bot.dialogue.state import Conversation
from service.storage.engine import Database
from service.storage.tables import Json, PlainText, UtcDateTime, insert_if_absent, new_id

TABLE = Table(
    "samples",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime),
    Column("words", PlainText),
    Column("state", Json(Conversation)),
    Column("moments", Json(list[datetime])),
)


async def keep(database: Database, **values: object) -> dict[str, object]:
    def unit(connection: Connection) -> dict[str, object]:
        TABLE.create(connection, checkfirst=True)
        connection.execute(insert(TABLE).values(id=1, **values))
        return dict(connection.execute(select(TABLE)).one()._mapping)

    return await database.run(unit)


async def test_moments_come_back_in_utc(database: Database) -> None:
    stockholm = datetime(2026, 10, 25, 2, 30, 0, 1, tzinfo=timezone(timedelta(hours=2)))
    row = await keep(database, at=stockholm)
    assert row["at"] == stockholm
    assert isinstance(row["at"], datetime)
    assert row["at"].tzinfo is UTC


async def test_moment_without_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError):
        await keep(database, at=datetime(2026, 1, 1))  # noqa: DTZ001 - the point


async def test_what_no_database_holds_becomes_a_mark(database: Database) -> None:
    row = await keep(database, words="a\x00b\ud800c🌼")
    assert row["words"] == "a\ufffdb\ufffdc🌼"


async def test_nothing_stays_nothing(database: Database) -> None:
    row = await keep(database)
    assert (row["at"], row["words"], row["state"]) == (None, None, None)


async def test_models_come_back_whole(database: Database) -> None:
    state = Conversation(language="ti", answers={"a\x00": "ሰላም"})
    moments = [datetime(2026, 1, 1, tzinfo=UTC)]
    row = await keep(database, state=state, moments=moments)
    assert row["state"] == state
    assert row["moments"] == moments


async def test_second_insert_is_noticed(database: Database) -> None:
    def unit(connection: Connection) -> list[bool]:
        TABLE.create(connection)
        return [insert_if_absent(connection, TABLE, {"id": 1, "words": word}) for word in ("a", "b")]

    assert await database.run(unit) == [True, False]


def test_ids_are_long_and_never_the_same() -> None:
    ids = {new_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert {len(one) for one in ids} == {24}
