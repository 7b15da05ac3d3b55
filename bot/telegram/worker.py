"""Works on what lies in the inbox: in order per chat, chats beside each other, each update until it is done or dead.

If the process dies in the middle, the update is claimed again when its lease is over; the guide then notices what was
already done, by the message's id.
"""

import logging
from collections.abc import Callable

from bot.telegram.patience import Crew, persist
from bot.telegram.ports import Inbox, Received
from bot.telegram.router import Router

AT_A_TIME = 20
IDLE_SECONDS = 1.0
GRACE_SECONDS = 5.0

_log = logging.getLogger(__name__)


class Worker:
    """Takes updates from the inbox to the guide.

    Args:
        inbox: the stored updates.
        router: carries each of them out.
        beat: called after each look that reached the inbox, at least every few seconds.
    """

    def __init__(self, inbox: Inbox, router: Router, beat: Callable[[], None] = lambda: None) -> None:
        self._inbox = inbox
        self._router = router
        self._beat = beat
        self._crew = Crew(AT_A_TIME)

    async def run(self) -> None:
        """Work until cancelled; what was begun is finished first."""
        try:
            await persist(self._look, "inbox")
        finally:
            await self._crew.finish(GRACE_SECONDS)

    async def _look(self) -> None:
        if not self._crew.free:
            await self._crew.some_done()
        found = await self._inbox.claim(self._crew.free)
        self._beat()
        for received in found:
            self._crew.start(self._work(received))
        if not found:
            await self._inbox.wait(IDLE_SECONDS)

    async def _work(self, received: Received) -> None:
        """Carry out one update. Only names of errors are kept: their texts may hold what was written."""
        try:
            await self._router.route(received)
            await self._inbox.done(received.update_id)
        except Exception as error:  # noqa: BLE001 - whatever one message does, the next ones are answered
            await self._failed(received, type(error).__name__)

    async def _failed(self, received: Received, error: str) -> None:
        _log.warning("telegram update %d failed: %s", received.update_id, error)
        try:
            if await self._inbox.failed(received.update_id, error):
                _log.error("telegram update %d is given up: %s", received.update_id, error)
                await self._router.give_up(received)
        except Exception as second:  # noqa: BLE001 - the lease ends, and it is claimed again
            _log.warning("telegram update %d: the failure is not noted: %s", received.update_id, type(second).__name__)
