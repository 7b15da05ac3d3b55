"""Waiting in tests for something that another task, thread or process does."""

import asyncio
from collections.abc import Awaitable, Callable


async def eventually(check: Callable[[], bool | Awaitable[bool]], seconds: float = 10) -> None:
    """Wait until something is so; raises TimeoutError where it does not become so."""
    async with asyncio.timeout(seconds):
        while True:
            answer = check()
            if answer is True or (not isinstance(answer, bool) and await answer):
                return
            await asyncio.sleep(0.002)
