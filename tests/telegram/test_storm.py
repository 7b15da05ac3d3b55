"""Many updates, repeated and out of order, with two workers on one database, of either kind."""

import asyncio
from contextlib import suppress
from pathlib import Path

from sqlalchemy import text

from bot.telegram.aside import Aside
from bot.telegram.inbound import Reduced, reduce
from bot.telegram.router import Router
from bot.telegram.worker import Worker
from service.settings import Settings
from service.telegram.parts import telegram_parts
from service.wiring import Wired
from tests.emulator.client import until
from tests.emulator.state import DICE
from tests.telegram.test_inbound import CHAT, FROM, update
from tests.telegram.twins import MemoryApi
from tests.telegram.world import small_world

UPDATES = 1000
CHATS = 40
WINDOW = 50

LEFT = "SELECT count(*) FROM telegram_inbox WHERE done_at IS NULL"
WRITTEN = "SELECT text, count(*) FROM lines WHERE author = 'resident' GROUP BY text"
ANSWERS = "SELECT count(*) FROM outbox"


def updates() -> list[Reduced]:
    """Updates as Telegram may bring them: three in ten again, up to four times, shuffled within a window."""
    made: list[tuple[float, Reduced]] = []
    for number in range(UPDATES):
        chat = 1 + number % CHATS
        who = {"chat": {**CHAT, "id": chat}, "from": {**FROM, "id": chat}}
        reduced = reduce({**update(text=f"frihet {number}", **who), "update_id": 10_000 + 7 * number})
        assert reduced is not None
        again = DICE.randint(1, 4) if DICE.random() < 0.3 else 0
        made += [(number + DICE.uniform(0, WINDOW), reduced) for _ in range(1 + again)]
    return [reduced for _, reduced in sorted(made, key=lambda one: one[0])]


def worker(wired: Wired) -> Worker:
    """A worker with an inbox of its own, as another process has it."""
    parts = telegram_parts(wired)
    aside = Aside(parts.guide, parts.runner, parts.shelf, parts.clock)
    return Worker(parts.inbox(1), Router(parts.guide, aside, MemoryApi()))


async def test_storm_of_repeated_updates(database_url: str, tmp_path: Path) -> None:
    async with small_world(database_url, Settings(cache_dir=tmp_path)) as wired:
        inbox = telegram_parts(wired).inbox(1)
        tasks = [asyncio.create_task(worker(wired).run()) for _ in range(2)]
        brought = updates()
        for start in range(0, len(brought), 20):
            await inbox.store(brought[start : start + 20])
        await until(lambda: count(wired, LEFT), lambda left: left == 0, 120)
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        kept = await wired.database.read(lambda one: {row[0]: row[1] for row in one.execute(text(WRITTEN))})
        assert kept == {f"frihet {number}": 1 for number in range(UPDATES)}
        assert await count(wired, ANSWERS) == UPDATES + CHATS  # and a notice in each chat


async def count(wired: Wired, query: str) -> int:
    return int(await wired.database.read(lambda connection: connection.scalar(text(query)) or 0))
