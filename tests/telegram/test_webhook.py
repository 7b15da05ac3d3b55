"""Telegram calls us: the secret, bodies of every kind, and the whole way over HTTP."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx2
import pytest
import uvicorn
from fastapi import FastAPI
from sqlalchemy import text

from service.errors import StorageUnavailable
from service.storage.engine import Database
from service.telegram import webhook
from service.telegram.webhook import MAX_BODY, webhook_router
from tests.emulator.client import TelegramBot, free_port
from tests.telegram.conftest import Channel
from tests.telegram.test_inbound import update
from tests.telegram.twins import now

SECRET = "s" * 40
HEADER = "X-Telegram-Bot-Api-Secret-Token"
CANARY = "canary-19121212-1212"


@asynccontextmanager
async def served(database: Database, port: int, bot_id: int = 1) -> AsyncIterator[str]:
    """The route behind a real server; gives its address."""
    app = FastAPI()
    app.include_router(webhook_router(database, now, bot_id, SECRET))
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning", lifespan="off", http="httptools"))
    task = asyncio.create_task(server.serve())
    try:
        while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
            await asyncio.sleep(0.01)
        yield f"http://127.0.0.1:{port}/telegram/webhook"
    finally:
        server.should_exit = True
        await task


@pytest.fixture
async def url(sqlite_database: Database) -> AsyncIterator[str]:
    async with served(sqlite_database, free_port()) as address:
        yield address


async def stored(database: Database) -> int:
    query = text("SELECT count(*) FROM telegram_inbox")
    return int(await database.read(lambda connection: connection.scalar(query) or 0))


async def post(url: str, content: bytes, secret: bytes | None = SECRET.encode()) -> int:
    headers = [(HEADER.encode(), secret)] if secret is not None else []
    async with httpx2.AsyncClient(timeout=15) as client:
        return int((await client.post(url, content=content, headers=headers)).status_code)


@pytest.mark.parametrize(
    "secret",
    [None, b"", b"wrong", SECRET[:-1].encode(), SECRET.encode() + b"s", "é".encode() * 20, b"\xff\xfe", b"s" * 2**20],
)
async def test_wrong_secret_is_refused(url: str, sqlite_database: Database, secret: bytes | None) -> None:
    assert await post(url, json.dumps(update(text="hej")).encode(), secret) == 401
    assert await stored(sqlite_database) == 0


async def test_two_secrets_are_refused(url: str) -> None:
    headers = [(HEADER.encode(), SECRET.encode()), (HEADER.encode(), b"other")]
    async with httpx2.AsyncClient() as client:
        assert (await client.post(url, content=b"{}", headers=headers)).status_code == 401


@pytest.mark.parametrize("secret", ["", "short", "å" * 40, "s" * 31, "s" * 257, "s" * 39 + "\n"])
def test_weak_secret_refuses_to_start(secret: str) -> None:
    with pytest.raises(ValueError, match="TELEGRAM_WEBHOOK_SECRET"):
        webhook_router(Database("sqlite:///unused.db"), now, 1, secret)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{}", 400),
        (b"[]", 400),
        (b"null", 400),
        (b"\xff\xfe\x00", 400),
        (b"[" * 100_000, 400),
        (b'{"update_id": "7"}', 400),
        (b'{"update_id": 7', 400),
        (b'{"update_id": 1e400}', 400),
        (b'{"update_id": 7}', 200),
        (b'{"update_id": 7, "poll": {"id": "canary-19121212-1212"}}', 200),
        (b'{"update_id": 7, "message": {"text": "canary-19121212-1212"}}', 200),
        (b'{"update_id": 7, "message": ' + b"[" * 500 + b"]" * 500 + b"}", 200),
        (b" " * (MAX_BODY + 1), 413),
    ],
)
async def test_any_body_gets_an_answer(url: str, caplog: pytest.LogCaptureFixture, body: bytes, status: int) -> None:
    caplog.set_level(logging.DEBUG)
    assert await post(url, body) == status
    assert "canary" not in caplog.text


async def test_stored_before_it_is_acknowledged(url: str, sqlite_database: Database) -> None:
    body = json.dumps(update(text=CANARY)).encode()
    assert [await post(url, body) for _ in range(3)] == [200, 200, 200]
    assert await stored(sqlite_database) == 1
    row = text("SELECT payload FROM telegram_inbox")
    assert "1212" not in str(await sqlite_database.read(lambda connection: connection.scalar(row)))


async def test_database_gone_means_again(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def gone(*_: object) -> None:
        raise StorageUnavailable

    monkeypatch.setattr(webhook, "store", gone)
    assert await post(url, json.dumps(update(text="hej")).encode()) == 503


async def test_whole_way_through_the_webhook(bot: TelegramBot, channel: Channel) -> None:
    port = free_port()
    settings = {"public_url": f"http://127.0.0.1:{port}/", "telegram_webhook_secret": SECRET}
    await bot.admin("set", {"jump": 9, "shuffle": 5, "repeat": 0.2})
    resident = bot.resident(901)
    async with channel(**settings) as wired:
        state = await bot.until(lambda found: found["webhook"] is not None)
        assert state["webhook"] == f"http://127.0.0.1:{port}/telegram/webhook"
        assert state["secret"] == SECRET
        assert (await bot.call("getUpdates")).status_code == 409
        await resident.say("/start")  # nobody listens yet: Telegram tries again
        async with served(wired.database, port, bot.number):
            await resident.sees("sv welcome")
            for turn in range(4):
                await resident.say(f"frihet {turn}")
            await resident.count(5)
            press = await resident.press("sv button.more")
            await resident.sees("sv get kast")
            await bot.until(lambda found: found["presses"][press] and not found["pending"])
        assert len(await resident.messages()) == 6


async def test_polling_takes_over_from_a_webhook(bot: TelegramBot, channel: Channel) -> None:
    await bot.call("setWebhook", url="http://127.0.0.1:9/nobody")
    await bot.resident(902).say("/start")
    async with channel(public_url="http://127.0.0.1:9"):  # no secret: we ask
        await bot.resident(902).sees("sv welcome")
        assert (await bot.state())["webhook"] is None
