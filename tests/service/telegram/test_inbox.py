import json
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, select

from service.storage.engine import Database
from service.telegram.inbox import MAX_TRIES, Inbox, Received, describe
from service.telegram.tables import TELEGRAM_INBOX
from tests.fakes import NOON

BOT = 7_000_000_001


def message(update_id: int, chat: int, text: str = "hej") -> str:
    return json.dumps({"update_id": update_id, "message": {"message_id": 1, "chat": {"id": chat}, "text": text}})


async def store(database: Database, update_id: int, chat: int) -> bool:
    payload = message(update_id, chat)
    return await database.run(lambda connection: Inbox(connection, BOT).store(update_id, payload, NOON))


async def claim(database: Database, now: datetime = NOON, bot: int = BOT) -> list[Received]:
    return list(await database.run(lambda connection: Inbox(connection, bot).claim(now)))


async def done(database: Database, update_id: int) -> None:
    await database.run(lambda connection: Inbox(connection, BOT).done(update_id, NOON))


async def failed(database: Database, update_id: int, now: datetime = NOON) -> bool:
    return await database.run(lambda connection: Inbox(connection, BOT).failed(update_id, "ValueError", now))


async def test_stored_update_is_claimed_as_it_came(database: Database) -> None:
    assert await store(database, 5, chat=-100)
    assert await claim(database) == [Received(5, "message", message(5, -100), 1)]


async def test_update_is_seen_once(database: Database) -> None:
    assert await store(database, 5, chat=1)
    assert not await store(database, 5, chat=1)
    await claim(database)
    await done(database, 5)
    assert not await store(database, 5, chat=1)
    assert await claim(database) == []


async def test_each_bot_counts_for_itself(database: Database) -> None:
    await store(database, 5, chat=1)
    assert await claim(database, bot=2) == []
    assert await database.run(lambda connection: Inbox(connection, 2).store(5, message(5, 1), NOON))


async def test_chats_keep_their_order(database: Database) -> None:
    for update_id, chat in [(3, 1), (1, 1), (2, 2), (4, 2)]:
        await store(database, update_id, chat)
    assert [one.update_id for one in await claim(database)] == [1, 2]
    await done(database, 2)
    assert [one.update_id for one in await claim(database)] == [4]
    await done(database, 1)
    assert [one.update_id for one in await claim(database)] == [3]


async def test_failed_update_is_tried_later_and_blocks_its_chat_only(database: Database) -> None:
    for update_id, chat in [(1, 1), (2, 1), (3, 2)]:
        await store(database, update_id, chat)
    await claim(database)
    assert not await failed(database, 1)
    await done(database, 3)
    assert await claim(database) == []
    (again,) = await claim(database, NOON + timedelta(milliseconds=200))
    assert (again.update_id, again.tries) == (1, 2)


async def test_poison_becomes_a_dead_letter_without_words(database: Database) -> None:
    await store(database, 1, chat=1)
    await store(database, 2, chat=1)
    now = NOON
    for number in range(MAX_TRIES):
        (received,) = await claim(database, now)
        assert received.update_id == 1
        assert await failed(database, 1, now) is (number == MAX_TRIES - 1)
        now += timedelta(seconds=5)

    def look(connection: Connection) -> tuple[object, ...]:
        table = TELEGRAM_INBOX
        columns = (table.c.kind, table.c.payload, table.c.chat_id, table.c.error)
        return tuple(connection.execute(select(*columns).where(table.c.update_id == 1)).one())

    assert await database.read(look) == ("message", None, None, "ValueError")
    assert [one.update_id for one in await claim(database, now)] == [2]
    assert not await store(database, 1, chat=1)


async def test_words_are_wiped_when_done(database: Database) -> None:
    await store(database, 1, chat=1)
    await claim(database)
    await done(database, 1)
    wiped = await database.read(
        lambda connection: connection.execute(select(TELEGRAM_INBOX.c.payload, TELEGRAM_INBOX.c.chat_id)).one()
    )
    assert tuple(wiped) == (None, None)


async def test_update_of_a_dead_worker_is_claimed_again(database: Database) -> None:
    await store(database, 1, chat=1)
    await claim(database)
    assert await claim(database, NOON + timedelta(seconds=59)) == []
    assert len(await claim(database, NOON + timedelta(seconds=60))) == 1


async def test_failing_twice_or_unknown_is_no_error(database: Database) -> None:
    assert not await failed(database, 404)
    await done(database, 404)


@pytest.mark.parametrize(
    ("payload", "described"),
    [
        (message(1, 5), ("message", 5)),
        ('{"callback_query": {"from": {"id": 6}, "message": {"chat": {"id": 5}}}}', ("callback_query", 5)),
        ('{"update_id": 1, "callback_query": {"from": {"id": 6}}}', ("callback_query", 6)),
        ('{"my_chat_member": {"chat": {"id": -1001234567890}}, "update_id": 1}', ("my_chat_member", -1001234567890)),
        ('{"update_id": 1, "message": {"chat": {"id": 1e400}}}', ("message", None)),
        ('{"update_id": 1, "message": {"chat": {"id": 99999999999999999999}}}', ("message", None)),
        ('{"update_id": 1, "message": {"chat": "x"}}', ("message", None)),
        ('{"update_id": 1, "message": 3}', ("message", None)),
        ('{"update_id": 1}', ("unreadable", None)),
        ("[1]", ("unreadable", None)),
        ("", ("unreadable", None)),
        ("[" * 100_000, ("unreadable", None)),
    ],
)
def test_kind_and_chat_are_read_from_anything(payload: str, described: tuple[str, int | None]) -> None:
    assert describe(payload) == described


async def test_anything_can_be_stored(database: Database) -> None:
    stored = await database.run(lambda connection: Inbox(connection, BOT).store(2**62, "\x00\ud800[", NOON))
    assert stored
    assert len(await claim(database)) == 1
