"""Puts the Telegram channel together and runs it until it is cancelled.

Three loops that meet only in the database: updates come in (by asking, or through the webhook of the web process),
the worker takes them to the guide, the courier sends what the guide and staff have said. Each goes on by itself
whatever the others do, also in different processes.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial

from bot.dialogue.actions import COMMANDS
from bot.library import Shelf
from bot.telegram.aside import Aside
from bot.telegram.bot_api import AiogramApi
from bot.telegram.courier import Courier
from bot.telegram.pace import Pace
from bot.telegram.patience import backoff
from bot.telegram.polling import Poller
from bot.telegram.ports import ApiError, BotApi, Parts, RefusedError, SlowDownError, TelegramSettings, TokenError
from bot.telegram.router import Router
from bot.telegram.worker import Worker
from bot.wording.catalogs import FALLBACK

WEBHOOK_PATH = "/telegram/webhook"

_TELEGRAM_CODE_LENGTH = 2
"""Telegram knows languages by their two letters (ISO 639-1) only; the others get the commands that are for all."""

_log = logging.getLogger(__name__)


async def run_telegram(
    parts: Parts, settings: TelegramSettings, beat: Callable[[], None] = lambda: None, pace: Pace | None = None
) -> None:
    """Run the channel until cancelled; what is being sent then is sent and noted first.

    Args:
        parts: the guide and the two tables.
        settings: the operator's settings; a token must be among them.
        beat: called now and then while the channel is alive and reaches the database.
        pace: how fast to send; by default as fast as Telegram allows.

    Raises:
        TokenError: there is no token, or it has not the form of one.
    """
    if not settings.telegram_token:
        raise TokenError
    api = AiogramApi(settings.telegram_token.get_secret_value(), settings.telegram_api)
    inbox = parts.inbox(api.bot_id)
    aside = Aside(parts.guide, parts.runner, parts.shelf, parts.clock)
    try:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(Worker(inbox, Router(parts.guide, aside, api), beat).run(), name="telegram-worker")
            tasks.create_task(Courier(parts.outbox, api, parts.clock, pace).run(), name="telegram-courier")
            tasks.create_task(_receive(api, Poller(api, inbox), parts.shelf, settings), name="telegram-updates")
    finally:
        await api.close()


def webhook_url(settings: TelegramSettings) -> str | None:
    """Where Telegram shall call us; None where we ask it instead.

    Args:
        settings: the operator's settings.
    """
    if not settings.public_url or not settings.telegram_webhook_secret:
        return None
    return settings.public_url.rstrip("/") + WEBHOOK_PATH


async def _receive(api: BotApi, poller: Poller, shelf: Shelf, settings: TelegramSettings) -> None:
    url, secret = webhook_url(settings), settings.telegram_webhook_secret
    if url and secret:
        await _insist("set the webhook", lambda: api.set_webhook(url, secret))
        await set_commands(api, shelf)
        _log.info("telegram calls us")
    else:
        await _insist("delete the webhook", api.delete_webhook)
        await set_commands(api, shelf)
        _log.info("we ask telegram for updates")
        await poller.run()


async def set_commands(api: BotApi, shelf: Shelf) -> None:
    """Tell Telegram the commands: for all, and once more for each language of the catalogue.

    Args:
        api: Telegram.
        shelf: the languages and the words.
    """
    library = shelf.library
    codes = [code for code in library.catalogue.languages if len(code) == _TELEGRAM_CODE_LENGTH]
    for language in (None, *codes):
        texts = {name: library.wording.catalogs.text(language or FALLBACK, f"command.{name}") for name in COMMANDS}
        try:
            await _insist("set the commands", partial(api.set_commands, texts, language))
        except RefusedError:
            _log.warning("telegram takes no commands in the language %s", language)


async def _insist(what: str, call: Callable[[], Awaitable[None]]) -> None:
    """Try until Telegram can be reached; a webhook that is refused is tried again too, as the operator may mend it."""
    failures = 0
    while True:
        try:
            return await call()
        except SlowDownError as error:
            await asyncio.sleep(error.seconds)
        except ApiError as error:
            if isinstance(error, RefusedError) and "webhook" not in what:
                raise
            failures += 1
            _log.warning("cannot %s (%s); trying again", what, error.reason)
            await asyncio.sleep(backoff(failures))
