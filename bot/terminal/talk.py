"""A talk in the terminal: reads lines, shows screens, and shows what staff write as soon as it is there."""

import asyncio
import hashlib
import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bot.guide import Guide, Inbound, Opened, Pushed, Typed
from bot.ports import Address, Author, Channel, Line
from bot.terminal.draw import draw
from bot.wording.screen import Button

QUIT = {"/quit", "/exit", "/q"}


@dataclass(frozen=True)
class Terminal:
    """The edges of the terminal.

    `ask` gives the next typed line, or None at the end of input; `show` prints a text; `lines` reads a transcript from
    a sequence number on; `wait` returns when a conversation may have changed.
    """

    ask: Callable[[], Awaitable[str | None]]
    show: Callable[[str], None]
    lines: Callable[[str, int], Awaitable[Sequence[Line]]]
    wait: Callable[[str], Awaitable[None]]


class Talk:
    """One resident's talk. The secret that makes its address lives only as long as the terminal is open.

    Args:
        guide: the one door.
        terminal: the edges.
    """

    def __init__(self, guide: Guide, terminal: Terminal) -> None:
        self._guide = guide
        self._terminal = terminal
        key = hashlib.sha256(secrets.token_bytes(32)).hexdigest()
        self._address = Address(Channel.TERMINAL, key)
        self._buttons: tuple[Button, ...] = ()
        self._seen = 0
        self._showing = asyncio.Lock()

    async def run(self, language: str | None = None) -> None:
        """Talk until the resident leaves.

        Args:
            language: the language that the terminal is set to, if it tells.
        """
        conversation = await self._send(Opened(language))
        watching = asyncio.create_task(self._watch(conversation))
        try:
            while (typed := await self._terminal.ask()) is not None and typed.strip() not in QUIT:
                if typed.strip():
                    await self._send(self._meant(typed))
        finally:
            watching.cancel()

    def _meant(self, typed: str) -> Typed | Pushed:
        """A number that stands before a button presses it; everything else is written."""
        number = typed.strip().rstrip(".)")
        if number.isdecimal() and 1 <= int(number) <= len(self._buttons):
            return Pushed(self._buttons[int(number) - 1].code)
        return Typed(typed)

    async def _send(self, arrived: Opened | Typed | Pushed) -> str:
        receipt = await self._guide.receive(Inbound(self._address, secrets.token_urlsafe(12), arrived))
        await self._show_new(receipt.kept.id)
        return receipt.kept.id

    async def _watch(self, conversation: str) -> None:
        while True:
            await self._terminal.wait(conversation)
            await self._show_new(conversation)

    async def _show_new(self, conversation: str) -> None:
        # One at a time, or a line of staff's could be shown twice.
        async with self._showing:
            for line in await self._terminal.lines(conversation, self._seen):
                self._seen = line.seq
                if line.content.author is not Author.RESIDENT and line.content.screen:
                    self._buttons = line.content.screen.buttons
                    self._terminal.show(draw(line.content.screen) + "\n")
