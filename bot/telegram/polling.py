"""Asks Telegram for updates, and stores them before they are acknowledged.

Telegram repeats an update until a later call names a higher offset. So the offset moves only after the transaction
that stored the updates: whenever this process dies, Telegram or the inbox has each of them. (aiogram's own polling
moves the offset first, and loses what was being worked on.)
"""

import asyncio
import logging
from collections.abc import Sequence

from bot.telegram.inbound import reduce, update_id
from bot.telegram.patience import backoff
from bot.telegram.ports import ApiError, BotApi, Inbox, SlowDownError

LONG_POLL_SECONDS = 25

_log = logging.getLogger(__name__)


class Poller:
    """Brings updates from Telegram to the inbox.

    Args:
        api: where they come from.
        inbox: where they go.
        seconds: how long Telegram may wait for something new before it answers.
    """

    def __init__(self, api: BotApi, inbox: Inbox, seconds: int = LONG_POLL_SECONDS) -> None:
        self._api = api
        self._inbox = inbox
        self._seconds = seconds
        self._offset: int | None = None

    async def run(self) -> None:
        """Ask until cancelled; no failure ends it."""
        failures = 0
        while True:
            try:
                await self._ask()
                failures = 0
            except SlowDownError as error:
                await asyncio.sleep(error.seconds)
            except Exception as error:  # noqa: BLE001 - Telegram or the database may be gone for hours
                failures += 1
                reason = error.reason if isinstance(error, ApiError) else type(error).__name__
                _log.warning("no updates from telegram (%s); trying again", reason)
                await asyncio.sleep(backoff(failures))

    async def _ask(self) -> None:
        updates = await self._api.updates(self._offset, self._seconds)
        kept = [reduced for update in updates if (reduced := reduce(update))]
        if kept:
            await self._inbox.store(kept)
        self._offset = _after(updates)


def _after(updates: Sequence[object]) -> int | None:
    """The offset that confirms these updates.

    Where nothing came, all is confirmed, and no offset is given: after a quiet week Telegram begins to count anew at
    a random number, which may be lower than the last one.
    """
    numbers = [number for update in updates if (number := update_id(update)) is not None]
    return max(numbers) + 1 if numbers else None
