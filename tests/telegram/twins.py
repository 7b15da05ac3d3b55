"""In-memory twins of what the Telegram channel works on."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.telegram.draw import Drawn
from bot.telegram.inbound import Reduced
from bot.telegram.ports import ApiError, Received, Waiting
from bot.wording.screen import Bubble, Paragraph, Screen, Span


def now() -> datetime:
    return datetime.now(UTC)


def screen(*texts: str) -> Screen:
    """One bubble for each text."""
    bubbles = tuple(Bubble(paragraphs=(Paragraph(spans=(Span(text=text),)),), language="sv") for text in texts)
    return Screen(bubbles=bubbles)


async def run_until(
    run: Callable[[], Coroutine[Any, Any, None]], done: Callable[[], bool], seconds: float = 15
) -> None:
    """Run a loop until something holds, then cancel it and let it end."""
    task = asyncio.create_task(run())
    try:
        async with asyncio.timeout(seconds):
            while not done():  # noqa: ASYNC110 - nobody tells when a twin changes
                await asyncio.sleep(0.01)
    finally:
        task.cancel()
        await asyncio.wait([task])


@dataclass
class MemoryInbox:
    """See `bot.telegram.ports.Inbox`. `broken` is how many calls of `store` fail first."""

    rows: dict[int, str] = field(default_factory=dict)
    ended: dict[int, str] = field(default_factory=dict)
    tries: dict[int, int] = field(default_factory=dict)
    claimed: set[int] = field(default_factory=set)
    broken: int = 0

    async def store(self, updates: Sequence[Reduced]) -> None:
        if self.broken:
            self.broken -= 1
            raise OSError("the database is gone")
        for update in updates:
            self.rows.setdefault(update.update_id, update.payload)

    async def claim(self, limit: int) -> Sequence[Received]:
        waiting = [number for number in sorted(self.rows) if number not in self.ended and number not in self.claimed]
        self.claimed.update(waiting[:limit])
        for number in waiting[:limit]:
            self.tries[number] = self.tries.get(number, 0) + 1
        return [Received(number, self.rows[number]) for number in waiting[:limit]]

    async def done(self, update_id: int) -> None:
        self.ended[update_id] = "done"

    async def failed(self, update_id: int, error: str) -> bool:
        self.claimed.discard(update_id)
        if self.tries[update_id] < 5:
            return False
        self.ended[update_id] = error
        return True

    async def wait(self, seconds: float) -> None:
        await asyncio.sleep(min(seconds, 0.01))


@dataclass
class MemoryOutbox:
    """See `bot.telegram.ports.Outbox`: one row of a chat at a time, oldest first."""

    rows: list[Waiting] = field(default_factory=list)
    due: dict[int, datetime] = field(default_factory=dict)
    claimed: set[int] = field(default_factory=set)
    ended: dict[int, str] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)

    def put(self, chat: str, *texts: str, age: timedelta = timedelta()) -> int:
        """A screen to send, that waits since some time."""
        self.rows.append(Waiting(len(self.rows) + 1, chat, screen(*texts), now() - age))
        return len(self.rows)

    async def claim(self, limit: int) -> Sequence[Waiting]:
        found: dict[str, Waiting] = {}
        for row in self.rows:
            if row.id not in self.ended:
                found.setdefault(row.chat, row)
        free = [row for row in found.values() if row.id not in self.claimed and self._is_due(row)][:limit]
        self.claimed.update(row.id for row in free)
        return free

    def _is_due(self, row: Waiting) -> bool:
        return self.due.get(row.id, row.since) <= now()

    async def sent(self, row: int) -> None:
        self.ended[row] = "sent"

    async def retry(self, row: int, at: datetime, reason: str) -> None:
        self.claimed.discard(row)
        self.due[row] = at
        self.reasons.append(reason)

    async def failed(self, row: int, reason: str) -> None:
        self.ended[row] = reason

    async def wait(self, seconds: float) -> None:
        await asyncio.sleep(min(seconds, 0.01))


@dataclass
class MemoryApi:
    """See `bot.telegram.ports.BotApi`. `faults` are raised, in order, before a message is taken."""

    batches: list[Sequence[object] | Exception] = field(default_factory=list)
    offsets: list[int | None] = field(default_factory=list)
    faults: dict[str, list[ApiError]] = field(default_factory=dict)
    taken: list[tuple[str, str]] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    commands: dict[str | None, Mapping[str, str]] = field(default_factory=dict)

    async def updates(self, offset: int | None, seconds: int) -> Sequence[object]:
        self.offsets.append(offset)
        if not self.batches:
            await asyncio.sleep(3600)
        batch = self.batches.pop(0)
        if isinstance(batch, Exception):
            raise batch
        return batch

    async def send(self, chat: str, drawn: Drawn) -> None:
        if self.faults.get(chat):
            raise self.faults[chat].pop(0)
        self.taken.append((chat, drawn.text))

    async def answer_press(self, press: str) -> None:
        self.answered.append(press)

    async def set_webhook(self, url: str, secret: str) -> None: ...

    async def delete_webhook(self) -> None: ...

    async def set_commands(self, descriptions: Mapping[str, str], language: str | None) -> None:
        self.commands[language] = descriptions

    async def close(self) -> None: ...
