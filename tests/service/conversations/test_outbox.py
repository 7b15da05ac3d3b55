"""The courier's side of the outbox."""

import asyncio
from datetime import timedelta

from sqlalchemy import Connection, select

from bot.dialogue.state import Conversation
from bot.ports import Address, Channel, Kept
from service.conversations.outbox import Outgoing, SqlOutbox
from service.conversations.repository import SqlConversations
from service.conversations.tables import OUTBOX
from service.live.tables import CHANGES
from service.storage.engine import Database
from tests.fakes import NOON
from tests.ports.samples import SAID, SCREEN

SECOND = timedelta(seconds=1)


def fill(connection: Connection, chats: int, lines: int) -> list[Kept]:
    conversations, outbox = SqlConversations(connection), SqlOutbox(connection)
    kept = [conversations.create(Address(Channel.TELEGRAM, str(chat)), Conversation(), NOON) for chat in range(chats)]
    for _ in range(lines):
        for one in kept:
            outbox.put(one, conversations.add(one.id, SAID, NOON))
    return kept


async def claim(database: Database, seconds: float = 0, limit: int = 20) -> list[Outgoing]:
    now = NOON + seconds * SECOND
    return list(await database.run(lambda connection: SqlOutbox(connection).claim(Channel.TELEGRAM, now, limit=limit)))


async def test_claimed_row_tells_what_to_send_and_where(database: Database) -> None:
    (kept,) = await database.run(lambda connection: fill(connection, 1, 1))
    (outgoing,) = await claim(database)
    assert (outgoing.conversation, outgoing.seq) == (kept.id, 1)
    assert (outgoing.address, outgoing.screen, outgoing.tries) == (kept.address, SCREEN, 1)


async def test_only_the_oldest_of_each_chat_is_claimed(database: Database) -> None:
    await database.run(lambda connection: fill(connection, 3, 4))
    claimed = await claim(database)
    assert {one.address.key for one in claimed} == {"0", "1", "2"}
    assert {one.seq for one in claimed} == {1}
    assert await claim(database) == []


async def test_next_is_free_when_one_is_sent(database: Database) -> None:
    await database.run(lambda connection: fill(connection, 1, 2))
    (first,) = await claim(database)
    await database.run(lambda connection: SqlOutbox(connection).sent(first.id, NOON))
    (second,) = await claim(database)
    assert second.seq == 2
    await database.run(lambda connection: SqlOutbox(connection).sent(second.id, NOON))
    assert await claim(database) == []


async def test_retry_waits_and_blocks_the_younger(database: Database) -> None:
    await database.run(lambda connection: fill(connection, 1, 2))
    (first,) = await claim(database)
    later = NOON + 7 * SECOND
    await database.run(lambda connection: SqlOutbox(connection).retry(first.id, later, "TelegramRetryAfter"))
    assert await claim(database, seconds=6.9) == []
    (again,) = await claim(database, seconds=7)
    assert (again.id, again.tries) == (first.id, 2)


async def test_lease_of_a_dead_sender_ends(database: Database) -> None:
    await database.run(lambda connection: fill(connection, 1, 1))
    (first,) = await claim(database)
    assert await claim(database, seconds=59) == []
    (again,) = await claim(database, seconds=60)
    assert (again.id, again.tries) == (first.id, 2)


async def test_failed_is_final_and_told(database: Database) -> None:
    (kept,) = await database.run(lambda connection: fill(connection, 1, 2))
    (first,) = await claim(database)
    await database.run(lambda connection: SqlOutbox(connection).failed(first.id, "blocked", NOON))
    undelivered = await database.read(lambda connection: SqlOutbox(connection).undelivered(kept.id))
    assert undelivered == {1: "blocked"}
    (second,) = await claim(database, seconds=100)
    assert second.seq == 2


async def test_words_are_wiped_when_done(database: Database) -> None:
    await database.run(lambda connection: fill(connection, 2, 1))
    sent, failed = await claim(database)
    await database.run(lambda connection: SqlOutbox(connection).sent(sent.id, NOON))
    await database.run(lambda connection: SqlOutbox(connection).failed(failed.id, "blocked", NOON))
    screens = await database.read(lambda connection: list(connection.scalars(select(OUTBOX.c.screen))))
    assert screens == [None, None]


async def test_late_news_changes_no_final_state(database: Database) -> None:
    (kept,) = await database.run(lambda connection: fill(connection, 1, 1))
    (row,) = await claim(database)
    await database.run(lambda connection: SqlOutbox(connection).sent(row.id, NOON))
    await database.run(lambda connection: SqlOutbox(connection).retry(row.id, NOON, "late"))
    await database.run(lambda connection: SqlOutbox(connection).failed(row.id, "late", NOON))
    assert await claim(database, seconds=1000) == []
    assert await database.read(lambda connection: SqlOutbox(connection).undelivered(kept.id)) == {}


async def test_line_is_put_once(database: Database) -> None:
    def unit(connection: Connection) -> None:
        conversations, outbox = SqlConversations(connection), SqlOutbox(connection)
        kept = conversations.create(Address(Channel.TELEGRAM, "1"), Conversation(), NOON)
        line = conversations.add(kept.id, SAID, NOON)
        outbox.put(kept, line)
        outbox.put(kept, line)

    await database.run(unit)
    assert len(await claim(database)) == 1
    topics = await database.read(lambda connection: list(connection.scalars(select(CHANGES.c.topic))))
    assert topics.count("outbox") == 1


async def test_many_senders_send_everything_once_and_in_order(database: Database) -> None:
    chats, lines = 10, 6
    await database.run(lambda connection: fill(connection, chats, lines))
    sent: dict[str, list[int]] = {str(chat): [] for chat in range(chats)}

    async def sender() -> None:
        while any(len(seqs) < lines for seqs in sent.values()):
            for outgoing in await claim(database, limit=3):
                sent[outgoing.address.key].append(outgoing.seq)
                number = outgoing.id
                await database.run(lambda connection, number=number: SqlOutbox(connection).sent(number, NOON))  # type: ignore[misc]
            await asyncio.sleep(0.001)

    async with asyncio.timeout(20):
        await asyncio.gather(*(sender() for _ in range(5)))
    assert all(seqs == list(range(1, lines + 1)) for seqs in sent.values())
