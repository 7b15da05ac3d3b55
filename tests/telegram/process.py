"""The Telegram channel as a process of its own, in the small world: what `python -m bot` is, for tests that kill it."""

import asyncio

from bot.telegram.run import run_telegram
from service.settings import Settings
from service.telegram.parts import telegram_parts
from tests.telegram.world import small_world


async def run() -> None:
    """Run until killed."""
    settings = Settings()
    async with small_world(settings.database_url, settings) as wired:
        await run_telegram(telegram_parts(wired), settings)


if __name__ == "__main__":
    asyncio.run(run())
