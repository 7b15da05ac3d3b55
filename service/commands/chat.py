"""`insatsguiden chat`: the chat in a terminal, on the same database as the server's."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from datetime import UTC, date, datetime, time
from functools import partial

from prompt_toolkit import PromptSession
from prompt_toolkit.patch_stdout import patch_stdout

from bot.guide import STOCKHOLM
from bot.ports import Line
from bot.terminal.talk import Talk, Terminal
from service.commands.day import stockholm_day
from service.commands.slow import telling_when_slow
from service.conversations.repository import SqlConversations
from service.live.publish import conversation_topic
from service.settings import Settings
from service.wiring import Wired, now, open_shelf, wired

WAIT_SECONDS = 30.0


def chat(*, plain: bool = False, on: str | None = None) -> int:
    """Talk with the guide in the terminal. Leave with /quit or Ctrl-D.

    Args:
        plain: only lines of text, for screen readers; also what happens when input is not a terminal.
        on: the day to talk on (YYYY-MM-DD); today where it is left out.
    """
    clock = now if on is None else partial(_at_noon, stockholm_day(on))
    lines_only = plain or not (sys.stdin.isatty() and sys.stdout.isatty())
    settings = Settings()
    with telling_when_slow():
        shelf = open_shelf(settings)
    asyncio.run(_chat(partial(wired, settings, shelf=shelf, clock=clock), lines_only=lines_only))
    return 0


def _at_noon(day: date) -> datetime:
    return datetime.combine(day, time(12), STOCKHOLM).astimezone(UTC)


async def _chat(wire: Callable[[], AbstractAsyncContextManager[Wired]], *, lines_only: bool) -> None:
    async with wire() as parts:
        ask, surroundings = (_ask_plainly, nullcontext()) if lines_only else (_ask_with_prompt(), patch_stdout())
        terminal = Terminal(ask, _show, _reader(parts), _waiter(parts))
        with surroundings:
            await Talk(parts.guide, terminal).run(parts.settings.terminal_language[:2].lower())


def _show(text: str) -> None:
    print(text, flush=True)


def _reader(parts: Wired) -> Callable[[str, int], Awaitable[Sequence[Line]]]:
    async def read(conversation: str, after: int) -> Sequence[Line]:
        return await parts.database.read(lambda connection: SqlConversations(connection).lines(conversation, after))

    return read


def _waiter(parts: Wired) -> Callable[[str], Awaitable[None]]:
    async def wait(conversation: str) -> None:
        position = parts.changes.position
        await parts.changes.wait(conversation_topic(conversation), position, WAIT_SECONDS)

    return wait


async def _ask_plainly() -> str | None:
    line = await asyncio.to_thread(sys.stdin.readline)
    return line or None


def _ask_with_prompt() -> Callable[[], Awaitable[str | None]]:
    session: PromptSession[str] = PromptSession("> ")

    async def ask() -> str | None:
        try:
            return await session.prompt_async()
        except (EOFError, KeyboardInterrupt):
            return None

    return ask
