"""An entry that is exempt from documentation that can reveal who somebody is: the database is read to prove it."""

import dataclasses
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import make_url

from bot.catalogue.model import Documentation
from bot.dialogue.replies import Say
from bot.guide import Arrived, Guide, Inbound, Opened, Pushed, Receipt, Typed
from bot.library import Library, Shelf
from bot.ports import Address, Author, Channel
from bot.wording.drawing import Wording
from service.conversations.outbox import SqlOutbox
from service.conversations.repository import SqlConversations
from service.handover.casework import Casework
from service.handover.desk import SqlDesk, queue
from service.handover.model import Outcome
from service.storage.engine import Database
from service.storage.unit_of_work import Parts, SqlRunner
from tests.fakes import Clock
from tests.service.handover.samples import hire

ENTRY = "stod-valdsutsatta"
CANARIES = ("Kanariefagel Ettan", "070-1111111", "Kanariefagel Tvaan", "Kanariefagel Trean")
PARTS = Parts(SqlConversations, SqlDesk, SqlOutbox)


@pytest.fixture
def exempt_shelf(library: Library, shelf: Shelf, tmp_path: Path) -> Shelf:
    """The real content, as if the board had exempted one entry."""
    entries = dict(library.catalogue.entries)
    entries[ENTRY] = entries[ENTRY].model_copy(update={"documentation": Documentation.EXEMPT})
    catalogue = dataclasses.replace(library.catalogue, entries=entries)
    wording = Wording(library.wording.catalogs, catalogue)
    changed = dataclasses.replace(library, catalogue=catalogue, wording=wording)
    return Shelf(changed, shelf.folders, lambda _: library.reader)


class Talk:
    def __init__(self, guide: Guide, channel: Channel) -> None:
        self.guide, self.channel, self.number = guide, channel, 0

    async def __call__(self, arrived: Arrived) -> Receipt:
        self.number += 1
        return await self.guide.receive(Inbound(Address(self.channel, "key"), str(self.number), arrived))


def said(receipt: Receipt) -> list[str]:
    return [
        reply.message
        for line in receipt.lines
        if line.content.author is Author.GUIDE and line.content.shown
        for reply in line.content.shown.replies
        if isinstance(reply, Say)
    ]


def dumped(url: str) -> str:
    """Everything that the database holds, as text."""
    with closing(sqlite3.connect(str(make_url(url).database))) as raw:
        return "\n".join(raw.iterdump())


async def test_nothing_that_was_written_stays(sqlite_url: str, exempt_shelf: Shelf) -> None:
    async with Database(sqlite_url) as database:
        clock = Clock()
        guide = Guide(SqlRunner(database, PARTS), exempt_shelf, clock)
        talk = Talk(guide, Channel.WEB)
        await talk(Opened("sv"))
        await talk(Typed(f"Jag heter {CANARIES[0]}, ring {CANARIES[1]}"))
        assert said(await talk(Pushed(f"person:{ENTRY}"))) == [
            "handover.exempt",
            "handover.opened",
            "handover.meanwhile",
        ]
        assert not any(canary in dumped(sqlite_url) for canary in CANARIES)

        casework = Casework(database, PARTS, guide, clock)
        anna = await database.run(lambda connection: hire(connection, "anna"))
        (waiting,) = await database.read(queue)
        assert waiting.documentation is Documentation.EXEMPT
        await casework.take(waiting.id, anna)
        await talk(Typed(f"Det är {CANARIES[2]} som skriver"))
        await casework.say(waiting.id, anna, "m1", f"Hej {CANARIES[3]}")
        assert CANARIES[3] in dumped(sqlite_url)
        await casework.close(waiting.id, anna, Outcome.ADVISED)
        assert not any(canary in dumped(sqlite_url) for canary in CANARIES)
        assert said(await talk(Pushed("help"))) == ["help"]
    file = Path(str(make_url(sqlite_url).database))
    left = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
    assert not any(canary.encode() in left for canary in CANARIES)


async def test_telegram_is_led_to_the_web(sqlite_url: str, exempt_shelf: Shelf) -> None:
    async with Database(sqlite_url) as database:
        guide = Guide(SqlRunner(database, PARTS), exempt_shelf, Clock(), "https://chat.example")
        talk = Talk(guide, Channel.TELEGRAM)
        await talk(Opened("sv"))
        receipt = await talk(Pushed(f"person:{ENTRY}"))
        assert said(receipt) == ["handover.use-web"]
        assert "https://chat.example" in str(receipt.lines[-1].content.screen)
        assert list(await database.read(queue)) == []
