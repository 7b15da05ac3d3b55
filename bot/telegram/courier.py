"""Sends what waits in the outbox: in order per chat, no faster than Telegram allows, until it is sent or cannot be.

A row is noted as sent right after Telegram took it, before the next message goes to anybody. If the process dies
between the two, that one message is sent again: the Bot API has no key by which to know it. All other failures end in
a later try or in a final state that staff can see.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.telegram.draw import Drawn, draw
from bot.telegram.pace import Pace
from bot.telegram.patience import Crew, backoff, persist
from bot.telegram.ports import ApiError, BotApi, Outbox, RefusedError, SlowDownError, Waiting

AT_A_TIME = 25
IDLE_SECONDS = 1.0
GRACE_SECONDS = 12.0
GIVE_UP_AFTER = timedelta(hours=4)
GAVE_UP = "gave-up"
LONGEST_RETRY = 60.0
"""Seconds between two tries at most, so that all is sent soon after Telegram is back."""

_BEYOND = 0.1
"""Seconds to wait longer than Telegram says: our clocks need not agree."""

_log = logging.getLogger(__name__)


class _PausedError(Exception):
    """Sending has stopped while a message waited for its turn; its claim would end before sending goes on."""


class Courier:
    """Takes messages from the outbox to Telegram.

    Args:
        outbox: what waits.
        api: where it goes.
        clock: tells the time.
        pace: how fast.
    """

    def __init__(self, outbox: Outbox, api: BotApi, clock: Callable[[], datetime], pace: Pace | None = None) -> None:
        self._outbox = outbox
        self._api = api
        self._clock = clock
        self._pace = pace or Pace()
        self._crew = Crew(AT_A_TIME)
        self._failures: dict[int, int] = {}
        self._parts: dict[int, int] = {}
        self._under_way: set[int] = set()
        # One message at a time is between Telegram and the note of it, so that a crash can repeat one and no more.
        self._between = asyncio.Lock()
        self._unreachable = 0

    async def run(self) -> None:
        """Send until cancelled; what is under way is sent and noted first."""
        try:
            await persist(self._look, "outbox")
        finally:
            await self._crew.finish(GRACE_SECONDS)

    async def _look(self) -> None:
        # Nothing is claimed while nothing may be sent: a claim ends by itself after a while.
        await self._pace.open()
        if not self._crew.free:
            await self._crew.some_done()
        found = await self._outbox.claim(self._crew.free)
        for waiting in found:
            # A claim may have come to its end while its message is still under way: one at a time.
            if waiting.id not in self._under_way:
                self._under_way.add(waiting.id)
                self._crew.start(self._deliver(waiting))
        if not found:
            await self._outbox.wait(IDLE_SECONDS)

    async def _deliver(self, waiting: Waiting) -> None:
        try:
            await self._try(waiting)
        except Exception as error:  # noqa: BLE001 - not noted: the claim ends by itself, and it is tried again
            _log.warning("outbox row %d: the outcome is not noted: %s", waiting.id, type(error).__name__)
        finally:
            self._under_way.discard(waiting.id)

    async def _try(self, waiting: Waiting) -> None:
        try:
            await self._send(waiting)
        except _PausedError:
            await self._outbox.retry(waiting.id, self._clock(), "paused")
        except SlowDownError as error:
            self._pace.slow_down(waiting.chat, error.seconds + _BEYOND)
            await self._later(waiting, error.seconds + _BEYOND, error.reason)
        except RefusedError as error:
            _log.warning("outbox row %d is refused: %s", waiting.id, error.reason)
            await self._outbox.failed(waiting.id, error.reason)
            self._forget(waiting)
        except ApiError as error:
            self._unreachable += 1
            self._pace.close(backoff(self._unreachable))
            await self._later(waiting, self._pause(waiting), error.reason)
        except Exception as error:  # noqa: BLE001 - a screen that cannot be drawn must not hold up the others
            _log.error("outbox row %d cannot be sent: %s", waiting.id, type(error).__name__)
            await self._later(waiting, self._pause(waiting), type(error).__name__)
        else:
            self._forget(waiting)

    async def _send(self, waiting: Waiting) -> None:
        messages = draw(waiting.screen)
        # A long screen that broke off is taken up where it broke off; one that was sent but not noted is noted.
        for message in messages[self._parts.get(waiting.id, 0) :]:
            await self._pace.chat(waiting.chat)
            async with self._between:
                await self._one(waiting, message)
                if message is messages[-1]:
                    await self._outbox.sent(waiting.id)
                    return
        await self._outbox.sent(waiting.id)

    async def _one(self, waiting: Waiting, message: Drawn) -> None:
        await self._pace.turn()
        if self._pace.closed:
            raise _PausedError
        await self._api.send(waiting.chat, message)
        self._pace.sent(waiting.chat)
        self._unreachable = 0
        self._parts[waiting.id] = self._parts.get(waiting.id, 0) + 1

    async def _later(self, waiting: Waiting, seconds: float, reason: str) -> None:
        now = self._clock()
        if now - waiting.since > GIVE_UP_AFTER:
            _log.error("outbox row %d is given up: %s", waiting.id, reason)
            await self._outbox.failed(waiting.id, GAVE_UP)
            self._forget(waiting)
        else:
            await self._outbox.retry(waiting.id, now + timedelta(seconds=seconds), reason)

    def _pause(self, waiting: Waiting) -> float:
        self._failures[waiting.id] = self._failures.get(waiting.id, 0) + 1
        return backoff(self._failures[waiting.id], longest=LONGEST_RETRY)

    def _forget(self, waiting: Waiting) -> None:
        self._failures.pop(waiting.id, None)
        self._parts.pop(waiting.id, None)
