"""How fast we may send: one message a second in a chat, 25 a second in all, and nothing while Telegram says wait.

Telegram's published limits are one a second and 30 a second; its true ones are not told, so what it answers (429,
`retry_after`) has the last word.
"""

import asyncio
import time
from collections import OrderedDict

PER_CHAT = 1.0
OVERALL = 1 / 25

_REMEMBERED = 10_000


class Pace:
    """When the next message may go.

    Args:
        per_chat: seconds between two messages in one chat.
        overall: seconds between two messages in any chats.
    """

    def __init__(self, per_chat: float = PER_CHAT, overall: float = OVERALL) -> None:
        self._per_chat = per_chat
        self._overall = overall
        self._free_at = 0.0
        self._chats: OrderedDict[str, float] = OrderedDict()
        self._limited: dict[str, float] = {}
        self._closed_until = 0.0

    async def chat(self, chat: str) -> None:
        """Wait until a chat can take another message. One caller at a time for each chat.

        Args:
            chat: which chat.
        """
        await _until(self._chats.get(chat, 0.0))

    async def turn(self) -> None:
        """Wait until any message may be sent. One caller at a time."""
        await _until(self._free_at)
        self._free_at = time.monotonic() + self._overall

    @property
    def closed(self) -> bool:
        """Whether nothing may be sent now."""
        return time.monotonic() < self._closed_until

    def sent(self, chat: str) -> None:
        """Note that a message has just been sent in a chat.

        Args:
            chat: which chat.
        """
        # Counted from the answer, which comes after Telegram's own clock has seen the message.
        self._chats[chat] = time.monotonic() + self._per_chat
        self._chats.move_to_end(chat)
        if len(self._chats) > _REMEMBERED:
            self._chats.popitem(last=False)

    async def open(self) -> None:
        """Wait until anything may be sent at all."""
        while self.closed:
            await _until(self._closed_until)

    def close(self, seconds: float) -> None:
        """Send nothing for a while.

        Args:
            seconds: how long.
        """
        self._closed_until = max(self._closed_until, time.monotonic() + seconds)

    def slow_down(self, chat: str, seconds: float) -> None:
        """Telegram refused a message because of too many. That chat waits; if it is more than one chat, all do.

        Args:
            chat: where the message was for.
            seconds: how long to wait, as Telegram says.
        """
        now = time.monotonic()
        self._limited = {other: until for other, until in self._limited.items() if until > now}
        self._limited[chat] = now + seconds
        if len(self._limited) > 1:
            self.close(max(self._limited.values()) - now)


async def _until(at: float) -> None:
    pause = at - time.monotonic()
    if pause > 0:
        await asyncio.sleep(pause)
