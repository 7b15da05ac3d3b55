"""The journeys, played through the guide itself with nothing around it."""

import pytest

from bot.dialogue.events import PersonClosed, PersonReleased, PersonSaid, PersonTook, StaffEvent
from bot.guide import Arrived, Guide, Inbound, Opened, Pushed, Typed
from bot.library import Shelf
from bot.ports import Address, Author, Channel, Line
from tests.fakes import Clock, MemoryRunner
from tests.journeys.journey import Journey, journeys, play, routes

ALIAS = "Anna"


class CorePlayer:
    def __init__(self, shelf: Shelf) -> None:
        self.runner = MemoryRunner()
        self.guide = Guide(self.runner, shelf, Clock())
        self.address = Address(Channel.WEB, "a-resident")
        self.number = 0
        self.conversation = ""
        self.lines: tuple[Line, ...] = ()

    async def open(self, language: str) -> None:
        await self._receive(Opened(language))

    async def say(self, text: str) -> None:
        await self._receive(Typed(text))

    async def press(self, code: str) -> None:
        await self._receive(Pushed(code))

    async def take(self) -> None:
        await self._staff(PersonTook(ALIAS))

    async def write(self, text: str) -> None:
        await self._staff(PersonSaid(text, ALIAS))

    async def release(self) -> None:
        await self._staff(PersonReleased())

    async def close(self) -> None:
        await self._staff(PersonClosed())

    async def saw(self, expected: tuple[str, ...], buttons: tuple[str, ...] | None) -> None:
        shown = [line.content.shown for line in self.lines if line.content.author is not Author.RESIDENT]
        found = [one for one in shown if one]
        assert routes(found) == expected
        if buttons is not None:
            assert tuple(button.code for button in found[-1].buttons) == buttons

    async def _receive(self, arrived: Arrived) -> None:
        self.number += 1
        receipt = await self.guide.receive(Inbound(self.address, str(self.number), arrived))
        self.conversation, self.lines = receipt.kept.id, receipt.lines

    async def _staff(self, event: StaffEvent) -> None:
        receipt = await self.runner.run(lambda work: self.guide.staff(work, self.conversation, event))
        self.lines = receipt.lines


@pytest.mark.parametrize("journey", journeys("core"), ids=lambda journey: journey.name)
async def test_journey(journey: Journey, shelf: Shelf) -> None:
    await play(journey, CorePlayer(shelf))
