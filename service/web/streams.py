"""Live updates: streams that tell a page that it is no longer the newest, and nothing more.

A stream is a chain of signals "changed"; the page then fetches what it may see. No transaction is open while a stream
waits, and each stream ends by itself after ten minutes: the browser comes back, and whatever had piled up is let go.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import anyio
from sse_starlette import EventSourceResponse, ServerSentEvent

from service.live.watch import Changes

LIFETIME = 600.0
"""Seconds that one stream lives."""

PING = 20
"""Seconds between two signs of life, so that a connection that is dead is noticed."""

RETRY = 2000
"""Milliseconds that a browser waits before it comes back."""

GRACE = 2.0
"""Seconds that open streams get to end well when the server stops."""

Look = Callable[[], Awaitable[str | None]]
"""Tells the mark of the newest state, which the page compares with its own; None where the page may see no more."""


@dataclass(frozen=True)
class Watched:
    """What a stream tells of: what may change the mark, who hears of it, and how the mark is read."""

    changes: Changes
    topics: Sequence[str]
    look: Look


def stream(watched: Watched, seen: str, lifetime: float = LIFETIME) -> EventSourceResponse:
    """An answer that tells when the mark is no longer the one that the page has seen.

    Args:
        watched: what to tell of.
        seen: the mark of what the page shows.
        lifetime: seconds after which the stream ends.
    """
    stopping = anyio.Event()
    signals = _signals(watched, seen, lifetime, stopping)
    return EventSourceResponse(signals, ping=PING, shutdown_event=stopping, shutdown_grace_period=GRACE)


async def _signals(
    watched: Watched, seen: str, lifetime: float, stopping: anyio.Event
) -> AsyncIterator[ServerSentEvent]:
    changes = watched.changes
    yield ServerSentEvent(comment="open", retry=RETRY)
    end = time.monotonic() + lifetime
    while not (changes.closed or stopping.is_set()):
        position = changes.position
        mark = await watched.look()
        if mark is None:
            yield ServerSentEvent(event="over", data="")
            return
        if mark != seen:
            seen = mark
            yield ServerSentEvent(event="changed", id=mark, data="")
        left = end - time.monotonic()
        if left <= 0:
            return
        await _first(stopping.wait(), *(changes.wait(topic, position, left) for topic in watched.topics))


async def _first(*awaited: Coroutine[Any, Any, object]) -> None:
    """Wait for the first of several things, and let go of the others."""
    waits = [asyncio.ensure_future(one) for one in awaited]
    try:
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
        for wait in waits:
            with suppress(asyncio.CancelledError):
                await wait
