"""The journeys through Telegram: the whole channel against a stand-in for Telegram over HTTP, all chats at once."""

import asyncio
import re

from bot.dialogue.events import PersonClosed, PersonReleased, PersonSaid, PersonTook, StaffEvent
from bot.library import Library, Shelf
from bot.ports import Address, Work
from bot.ports import Channel as ChannelName
from bot.telegram.pace import Pace
from service.wiring import Wired
from tests.emulator.client import Resident, TelegramBot, until
from tests.journeys.journey import Journey, journeys, play
from tests.journeys.signature import shows
from tests.telegram.conftest import Channel

ALIAS = "Anna"
SILENCE = 0.5
"""Seconds after which a bot that was to be silent is believed to be."""

_ISOLATES = re.compile("[\u2066-\u2069]")


class TelegramPlayer:
    def __init__(self, wired: Wired, resident: Resident, library: Library) -> None:
        self.wired, self.resident, self.library = wired, resident, library
        self.seen = 0

    async def open(self, language: str) -> None:
        self.resident.language = language
        await self.resident.say("/start")
        await until(self._new, lambda new: "welcome" in self._routes(new), 30)

    async def say(self, text: str) -> None:
        await self.resident.say(text)

    async def press(self, code: str) -> None:
        await self.resident.press_code(code)

    async def take(self) -> None:
        await self._staff(PersonTook(ALIAS))

    async def write(self, text: str) -> None:
        await self._staff(PersonSaid(text, ALIAS))

    async def release(self) -> None:
        await self._staff(PersonReleased())

    async def close(self) -> None:
        await self._staff(PersonClosed())

    async def saw(self, expected: tuple[str, ...], buttons: tuple[str, ...] | None) -> None:
        if not expected:
            await asyncio.sleep(SILENCE)
            assert await self._new() == ""
            return
        patterns = [shows(route, self.library) for route in expected]
        shown = await until(self._new, lambda new: _in_order(patterns, new), 30)
        assert _in_order(patterns, shown)
        self.seen = len(await self.resident.messages())

    async def _new(self) -> str:
        messages = (await self.resident.messages())[self.seen :]
        return " ".join(_ISOLATES.sub("", " ".join(message["text"].split())) for message in messages)

    def _routes(self, new: str) -> str:
        return "welcome" if shows("say:welcome", self.library).search(new) else ""

    async def _staff(self, event: StaffEvent) -> None:
        def unit(work: Work) -> None:
            kept = work.conversations.find(Address(ChannelName.TELEGRAM, str(self.resident.chat)))
            assert kept
            self.wired.guide.staff(work, kept.id, event)

        await self.wired.runner.run(unit)


def _in_order(patterns: list[re.Pattern[str]], text: str) -> bool:
    place = 0
    for pattern in patterns:
        found = pattern.search(text, place)
        if not found:
            return False
        place = found.end()
    return True


async def test_journeys(bot: TelegramBot, channel: Channel, shelf: Shelf, library: Library) -> None:
    async with channel(content=shelf, pace=Pace(0.0, 0.0)) as wired:
        chosen = journeys("telegram")
        players = [TelegramPlayer(wired, bot.resident(7000 + number), library) for number in range(len(chosen))]
        results = await asyncio.gather(*map(_played, chosen, players))
    assert [failed for failed in results if failed] == []


async def _played(journey: Journey, player: TelegramPlayer) -> str:
    try:
        await play(journey, player)
    except AssertionError as error:
        return f"{journey.name}: {error}"
    return ""
