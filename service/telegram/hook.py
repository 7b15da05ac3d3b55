"""Telegram beside the pages, in the server's own process. Importing this imports aiogram."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from fastapi import FastAPI

from bot.telegram.run import run_telegram, webhook_url
from service.telegram.parts import telegram_parts
from service.telegram.webhook import webhook_router
from service.wiring import Wired

_log = logging.getLogger(__name__)


@asynccontextmanager
async def telegram(parts: Wired, app: FastAPI) -> AsyncIterator[None]:
    """Run Telegram as long as the server runs; what goes wrong with it leaves the web chat alone.

    Args:
        parts: everything that runs; there is a token among its settings.
        app: the server, which gets the webhook's route where Telegram calls us.
    """
    settings = parts.settings
    secret, token = settings.telegram_webhook_secret, settings.telegram_token
    if webhook_url(settings) and secret and token:
        bot_id = int(token.get_secret_value().partition(":")[0])
        app.include_router(webhook_router(parts.database, parts.clock, bot_id, secret))
    running = asyncio.create_task(_run(parts), name="telegram")
    try:
        yield
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


async def _run(parts: Wired) -> None:
    try:
        await run_telegram(telegram_parts(parts), parts.settings)
    except Exception as error:  # noqa: BLE001 - the edge between Telegram and a server that must go on
        _log.error("telegram has stopped: %s", type(error).__name__)
