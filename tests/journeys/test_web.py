"""The journeys through the web: plain forms, as a browser without scripts sends them, and the staff's pages."""

import html
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.library import Library, Shelf
from service.handover.desk import queue
from tests.journeys.journey import Journey, journeys, play
from tests.journeys.signature import shows
from tests.service.pages import Server, Visitor, server

_TURN = re.compile(
    r'<div class="turn (guide|person|notice)" id="([^"]+)">(.*?)(?=<div class="turn |</div>\s*<form)', re.DOTALL
)
_TAG = re.compile(r"<[^>]+>")


class WebPlayer:
    def __init__(self, site: Server, resident: Visitor, staff: Visitor, library: Library) -> None:
        self.site, self.resident, self.staff, self.library = site, resident, staff, library
        self.seen: set[str] = set()
        self.page = ""

    async def open(self, language: str) -> None:
        self.resident.headers["accept-language"] = language
        self.page = (await self.resident.get("/")).text

    async def say(self, text: str) -> None:
        self.page = (await self.resident.say(text)).text

    async def press(self, code: str) -> None:
        self.page = (await self.resident.press(code)).text

    async def take(self) -> None:
        await self._act("take")

    async def write(self, text: str) -> None:
        await self._act("say", text=text, message=text)

    async def release(self) -> None:
        await self._act("release")

    async def close(self) -> None:
        await self._act("close", outcome="advised")

    async def saw(self, expected: tuple[str, ...], buttons: tuple[str, ...] | None) -> None:
        new = [text for id_, text in self._turns() if id_ not in self.seen]
        self.seen |= {id_ for id_, _ in self._turns()}
        shown = " ".join(new)
        place = 0
        for route in expected:
            found = shows(route, self.library).search(shown, place)
            assert found, f"{route} is not in {shown[place:]!r}"
            place = found.end()
        if not expected:
            assert not new, shown
        if buttons is not None:
            assert tuple(re.findall(r'class="choice" name="code" value="([^"]+)"', self.page)) == buttons

    def _turns(self) -> list[tuple[str, str]]:
        return [
            (id_, " ".join(html.unescape(_TAG.sub(" ", inside)).split())) for _, id_, inside in _TURN.findall(self.page)
        ]

    async def _act(self, what: str, **form: str) -> None:
        cases = await self.site.parts.database.read(queue)
        answer = await self.staff.act(f"/staff/cases/{cases[0].id}/{what}", **form)
        assert answer.status_code == 200
        self.page = (await self.resident.get("/")).text


@pytest.fixture
async def site(tmp_path: Path, shelf: Shelf) -> AsyncIterator[Server]:
    async with server(tmp_path, content=shelf) as running:
        yield running


@pytest.mark.parametrize("journey", journeys("web"), ids=lambda journey: journey.name)
async def test_journey(journey: Journey, site: Server, library: Library) -> None:
    await site.staff("anna", "Anna")
    async with site.visitor() as resident, site.visitor() as staff:
        await staff.sign_in("anna")
        await play(journey, WebPlayer(site, resident, staff, library))
