"""The stand-in for Telegram as a process, and the channel running against it."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from datetime import datetime
from pathlib import Path

import httpx2
import pytest

from bot.library import Shelf
from bot.telegram.pace import Pace
from service.settings import Settings
from service.wiring import Wired, now
from tests.emulator.client import TelegramBot, emulator
from tests.telegram.world import small_world

_NUMBERS = itertools.count(1001)

Channel = Callable[..., AbstractAsyncContextManager[Wired]]
"""Runs the channel for a bot; further settings by name."""


@pytest.fixture(scope="session")
def telegram_address() -> Iterator[str]:
    """The stand-in; one process for all tests."""
    with emulator() as address:
        yield address


@pytest.fixture
async def bot(telegram_address: str) -> AsyncIterator[TelegramBot]:
    """A bot that no other test has."""
    async with httpx2.AsyncClient(timeout=15) as client:
        yield TelegramBot(telegram_address, next(_NUMBERS), client)


@pytest.fixture
def channel(bot: TelegramBot, sqlite_url: str, tmp_path: Path) -> Channel:
    """The whole channel in this process: polling or webhook, worker, courier, on a real SQLite database."""

    @asynccontextmanager
    async def running(
        content: Shelf | None = None, clock: Callable[[], datetime] = now, pace: Pace | None = None, **more: object
    ) -> AsyncIterator[Wired]:
        # Imported here: aiogram costs seconds, which tests without it should not pay.
        from bot.telegram.run import run_telegram  # noqa: PLC0415
        from service.telegram.parts import telegram_parts  # noqa: PLC0415

        settings = settings_for(bot, sqlite_url, tmp_path, **more)
        async with small_world(sqlite_url, settings, content, clock) as wired:
            task = asyncio.create_task(run_telegram(telegram_parts(wired), settings, pace=pace))
            try:
                yield wired
            finally:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task

    return running


def settings_for(bot: TelegramBot, url: str, folder: Path, **more: object) -> Settings:
    """Settings for a bot of the stand-in."""
    values = {"telegram_token": bot.token, "telegram_api": bot.address, "database_url": url, "cache_dir": folder}
    return Settings.model_validate({**values, **more})
