"""The journeys, played in Telegram chats of the stand-in: over HTTP, through polling, inbox, guide, outbox, courier."""

import asyncio

import pytest
from sqlalchemy import text

from bot.dialogue.events import PersonClosed, PersonReleased, PersonSaid, PersonTook, StaffEvent
from bot.library import Shelf
from bot.ports import Address, Author, Line, Work
from bot.ports import Channel as ChannelName
from bot.telegram.draw import draw
from bot.telegram.pace import Pace
from service.wiring import Wired
from tests.emulator.client import Resident, TelegramBot, until
from tests.fakes import Clock
from tests.journeys.journey import Journey, journeys, play, routes
from tests.telegram.conftest import Channel

ALIAS = "Anna"
NOTICE = "say:notice.telegram"
WORKED_ON = "SELECT count(*) FROM telegram_inbox WHERE done_at IS NOT NULL"
WAITING = "SELECT count(*) FROM outbox WHERE sent_at IS NULL"


class TelegramPlayer:
    """A resident in a chat, and the desk through the guide."""

    def __init__(self, wired: Wired, resident: Resident) -> None:
        self.wired = wired
        self.resident = resident
        self.address = Address(ChannelName.TELEGRAM, str(resident.chat))
        self.worked_on = 0
        self.seen = 0
        self.shown = 0
        self.lines: tuple[Line, ...] = ()

    async def open(self, language: str) -> None:
        self.resident.language = language
        await self.say("/start")

    async def say(self, text_: str) -> None:
        await self.resident.say(text_)
        await self._worked_on()

    async def press(self, code: str) -> None:
        await self.resident.press_code(code)
        await self._worked_on()

    async def take(self) -> None:
        await self._staff(PersonTook(ALIAS))

    async def write(self, text_: str) -> None:
        await self._staff(PersonSaid(text_, ALIAS))

    async def release(self) -> None:
        await self._staff(PersonReleased())

    async def close(self) -> None:
        await self._staff(PersonClosed())

    async def saw(self, expected: tuple[str, ...], buttons: tuple[str, ...] | None) -> None:
        said = [line for line in self.lines if line.content.author is not Author.RESIDENT]
        found = routes([line.content.shown for line in said if line.content.shown])
        assert tuple(route for route in found if route != NOTICE) == expected
        drawn = [one for line in said if line.content.screen for one in draw(line.content.screen)]
        chat = (await self.resident.messages())[self.shown :]
        assert [one["text"] for one in chat] == [one.text for one in drawn]
        assert [one["codes"] for one in chat] == [[key.code for key in one.keys] for one in drawn]
        if buttons is not None:
            assert tuple(chat[-1]["codes"]) == buttons

    async def _staff(self, event: StaffEvent) -> None:
        def unit(work: Work) -> None:
            kept = work.conversations.find(self.address)
            assert kept is not None
            self.wired.guide.staff(work, kept.id, event)

        await self._settle()
        await self.wired.runner.run(unit)
        await self._turn()

    async def _worked_on(self) -> None:
        self.worked_on += 1
        await until(lambda: self._count(WORKED_ON), lambda number: bool(number >= self.worked_on))
        await self._turn()

    async def _turn(self) -> None:
        """Wait until all is sent, then take the lines that are new."""
        self.shown += self._messages()  # of the turn before
        await self._settle()

        def new(work: Work) -> tuple[Line, ...]:
            kept = work.conversations.find(self.address)
            return tuple(work.conversations.lines(kept.id, self.seen)) if kept else ()

        self.lines = await self.wired.runner.run(new)
        self.seen = max((line.seq for line in self.lines), default=self.seen)

    def _messages(self) -> int:
        said = [line for line in self.lines if line.content.author is not Author.RESIDENT]
        return sum(len(draw(line.content.screen)) for line in said if line.content.screen)

    async def _settle(self) -> None:
        await until(lambda: self._count(WAITING), lambda number: number == 0)

    async def _count(self, query: str) -> int:
        return int(await self.wired.database.read(lambda connection: connection.scalar(text(query)) or 0))


@pytest.mark.parametrize("journey", journeys("telegram"), ids=lambda journey: journey.name)
async def test_journey(journey: Journey, shelf: Shelf, bot: TelegramBot, channel: Channel) -> None:
    async with asyncio.timeout(60), channel(content=shelf, clock=Clock(), pace=Pace(0.0, 0.0)) as wired:
        await play(journey, TelegramPlayer(wired, bot.resident(4000)))
