"""The bot's process is killed while messages come in and answers go out: nothing is lost, nothing has two effects."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text

from service.storage.engine import Database
from tests.emulator.client import ROOT, Resident, TelegramBot, until
from tests.emulator.state import DICE

KILLS = int(os.environ.get("TELEGRAM_KILLS", "3"))
RESIDENTS = 24

WAITING = (
    "SELECT (SELECT count(*) FROM telegram_inbox WHERE done_at IS NULL)"
    " + (SELECT count(*) FROM outbox WHERE sent_at IS NULL)"
)
WRITTEN = "SELECT text, count(*) FROM lines WHERE author = 'resident' GROUP BY text"
SENT = "SELECT address_key, count(*) FROM outbox WHERE sent_at IS NOT NULL GROUP BY address_key"


@contextmanager
def process(bot: TelegramBot, url: str, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The bot's process; killed at the end without a warning."""
    environment = {
        **os.environ,
        "TELEGRAM_BOT_TOKEN": bot.token,
        "INSATSGUIDEN_TELEGRAM_API": bot.address,
        "DATABASE_URL": url,
        "INSATSGUIDEN_CACHE_DIR": str(folder),
    }
    running = subprocess.Popen([sys.executable, "-m", "tests.telegram.process"], cwd=ROOT, env=environment)
    try:
        yield running
    finally:
        running.kill()
        running.wait()


async def answers(bot: TelegramBot) -> int:
    """How many messages of the bot Telegram has taken."""
    return sum(call["method"] == "sendMessage" for call in (await bot.state())["calls"])


async def write(residents: list[Resident], sent: list[str], every: float, enough: asyncio.Event) -> None:
    """Write as all residents, until it is enough; what was written is told in `sent`."""
    while not enough.is_set():
        resident = DICE.choice(residents)
        words = f"frihet {len(sent)}"
        sent.append(words)
        await resident.say(words)
        await asyncio.sleep(DICE.uniform(0, 2 * every))


@pytest.mark.kill
async def test_nothing_is_lost_when_killed(bot: TelegramBot, sqlite_url: str, tmp_path: Path) -> None:
    await bot.admin("set", {"jump": 30})
    residents = [bot.resident(3000 + number) for number in range(RESIDENTS)]
    sent: list[str] = []
    for _ in range(KILLS):
        before = await answers(bot)
        with process(bot, sqlite_url, tmp_path):
            enough = asyncio.Event()
            writing = asyncio.create_task(write(residents, sent, 0.1, enough))
            # Some kills come in the first messages, some in the middle of the stream.
            wanted = before + DICE.choice([1, 3, 10, 30])
            await until(partial(answers, bot), wanted.__le__, 60)
            await asyncio.sleep(DICE.uniform(0, 0.1))
        enough.set()
        await writing  # a message that is cut off on its way to Telegram was never written
    with process(bot, sqlite_url, tmp_path):
        async with Database(sqlite_url) as database:
            await until(partial(_number, database, WAITING), lambda left: left == 0, 240)
            await _check(bot, database, residents, sent)


async def _check(bot: TelegramBot, database: Database, residents: list[Resident], sent: list[str]) -> None:
    await bot.until(lambda state: state["pending"] == 0, 40)
    kept = await _table(database, WRITTEN)
    assert kept == dict.fromkeys(sent, 1), "each message is in the transcript, once"
    rows = await _table(database, SENT)
    shown = {str(one.chat): len(await one.messages()) for one in residents}
    assert sum(rows.values()) >= len(sent), "each message is answered"
    repeated = {chat: shown[chat] - number for chat, number in rows.items()}
    # A kill between Telegram's taking a message and our noting it repeats that one message, and no other.
    assert min(repeated.values()) >= 0, "each answer is shown"
    assert sum(repeated.values()) <= KILLS, repeated
    sys.stderr.write(f"{len(sent)} messages, {KILLS} kills, {sum(repeated.values())} answers shown twice\n")


async def _table(database: Database, query: str) -> dict[str, int]:
    return dict(await database.read(lambda connection: [(row[0], row[1]) for row in connection.execute(text(query))]))


async def _number(database: Database, query: str) -> int:
    return int(await database.read(lambda connection: connection.scalar(text(query)) or 0))
