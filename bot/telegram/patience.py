"""Waiting: longer after each failure, never for ever, and never at the same moment as everybody else."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

FIRST = 0.5
LONGEST = 30.0

_log = logging.getLogger(__name__)


def backoff(failures: int, *, first: float = FIRST, longest: float = LONGEST) -> float:
    """Seconds to wait after a number of failures in a row: twice as long each time, give or take a quarter.

    Args:
        failures: how many; 1 is the first.
        first: seconds after the first failure.
        longest: seconds at most.
    """
    pause = min(longest, first * 2.0 ** min(failures - 1, 30))
    return pause * random.uniform(0.75, 1.25)  # noqa: S311 - spreads load, hides nothing


async def persist(look: Callable[[], Awaitable[None]], what: str) -> None:
    """Look again and again until cancelled, after failures with longer and longer pauses.

    Args:
        look: one look; may raise anything, as the database may be gone for a while.
        what: what is looked at, for the log.
    """
    failures = 0
    while True:
        try:
            await look()
            failures = 0
        except Exception as error:  # noqa: BLE001 - whatever is wrong for a while, this loop stays
            failures += 1
            _log.warning("the %s cannot be read (%s); trying again", what, type(error).__name__)
            await asyncio.sleep(backoff(failures))


class Crew:
    """A few tasks at a time, whose errors are their own business: a task must not raise.

    Args:
        size: how many at a time.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def free(self) -> int:
        """How many more may be started."""
        return self._size - len(self._tasks)

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Start one more.

        Args:
            work: what to do.
        """
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def some_done(self) -> None:
        """Return when at least one is done."""
        if self._tasks:
            await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)

    async def finish(self, seconds: float) -> None:
        """Let those that run come to their end; what takes longer is cancelled.

        Args:
            seconds: how long to wait.
        """
        if not self._tasks:
            return
        _, late = await asyncio.wait(self._tasks, timeout=seconds)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late)
