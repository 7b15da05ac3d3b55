"""The whole server for tests of its pages: the real knowledge, a real database, and a matcher that reads keywords."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import httpx2 as httpx
from fastapi import FastAPI

from bot.catalogue.model import Catalogue, CrisisType
from bot.guide import Guide
from bot.library import Folders, Library, Shelf, open_library
from bot.matching.reading import Outcome, Reading, Scored
from bot.wording.catalogs import read_catalogs
from service.app import create_app
from service.handover.desk import queue
from service.live.watch import Changes
from service.settings import Settings
from service.staff.accounts import NewStaff, Staff, add
from service.staff.passwords import Passwords
from service.storage.engine import Database
from service.storage.migrate import upgrade
from service.storage.unit_of_work import SqlRunner
from service.wiring import WORK, Wired, now
from tests.fakes import Clock

ROOT = Path(__file__).resolve().parents[2]
ORIGIN = "http://chat.test"
PASSWORD = "ett gott lösenord"


class KeywordReader:
    """Reads a few keywords, so that a test says by itself which answer it gets."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def read(self, text: str) -> Reading:
        words = text.casefold()
        english = bool(re.search(r"\b(the|my|is|i)\b", words))
        language = "en" if english else "sv"
        if "ta livet av mig" in words:
            return Reading(Outcome.CRISIS, crisis=CrisisType.SUICIDE, language=language)
        if "människa" in words or "person" in words:
            return Reading(Outcome.HANDOVER, language=language, language_sure=english)
        found = tuple(Scored(entry, 0.9) for entry in self._catalogue.entries if entry in words)
        if len(found) > 1:
            return Reading(Outcome.CLARIFY, found, language=language, language_sure=english)
        outcome = Outcome.ANSWER if found else Outcome.UNKNOWN
        return Reading(outcome, found, language=language, language_sure=english)


class Visitor(httpx.AsyncClient):
    """A browser without scripts: keeps cookies, follows redirects, and says where its forms come from."""

    def __init__(self, app: FastAPI, **headers: str) -> None:
        super().__init__(
            transport=httpx.ASGITransport(app=app, raise_app_exceptions=True),
            base_url=ORIGIN,
            follow_redirects=True,
            headers={"origin": ORIGIN, "accept-language": "sv", **headers},
        )

    async def say(self, text: str, **more: str) -> httpx.Response:
        """Type something into the chat and send it."""
        return await self.post("/", data={"text": text, **more})

    async def press(self, code: str, **more: str) -> httpx.Response:
        """Press a button of the chat."""
        return await self.post("/", data={"code": code, **more})

    async def sign_in(self, login: str, password: str = PASSWORD) -> httpx.Response:
        """Sign in as a member of staff."""
        return await self.post("/staff/sign-in", data={"login": login, "password": password})

    async def act(self, path: str, **form: str) -> httpx.Response:
        """Send a form of a staff page, with the token that the page carries."""
        page = await self.get("/staff")
        return await self.post(path, data={"csrf": hidden(page.text, "csrf"), **form})


@dataclass
class Server:
    """A running application, and what it is made of."""

    app: FastAPI
    parts: Wired
    clock: Clock

    def visitor(self, **headers: str) -> Visitor:
        """A fresh browser."""
        return Visitor(self.app, **headers)

    async def staff(self, login: str, name: str) -> Staff:
        """A new account."""
        async with Passwords() as passwords:
            return await add(self.parts.database, passwords, NewStaff(login, name, PASSWORD), self.clock())

    async def hand_over(self, visitor: Visitor, need: str = "Jag behöver hjälp", share: str = "share") -> str:
        """Have a resident ask for a person; gives the path of the case."""
        await visitor.press("person")
        await visitor.say(need)
        await visitor.press(share)
        cases = await self.parts.database.read(queue)
        return f"/staff/cases/{cases[-1].id}"


@cache
def library() -> Library:
    """The real catalogue, read once."""
    return open_library(Folders(ROOT / "knowledge", ROOT / "locales"), KeywordReader)


@asynccontextmanager
async def wire(
    settings: Settings, clock: Callable[[], datetime] = now, content: Shelf | None = None
) -> AsyncIterator[Wired]:
    """What `wired` makes, over a library that is read only once."""
    await asyncio.to_thread(upgrade, settings.database_url)
    empty = Folders(settings.cache_dir, settings.locales_dir)
    async with Database(settings.database_url) as database, Changes(database, every=0.1) as changes:
        shelf, runner = content or Shelf(library(), empty, KeywordReader), SqlRunner(database, WORK)
        texts = read_catalogs(settings.locales_dir, "staff")
        yield Wired(settings, database, runner, Guide(runner, shelf, clock), shelf, texts, changes, clock)


@asynccontextmanager
async def server(folder: Path, content: Shelf | None = None, **settings: object) -> AsyncIterator[Server]:
    """Start the application on a fresh SQLite database in a folder, with other content where it is given."""
    clock = Clock(datetime(2026, 11, 22, 12, 0, tzinfo=UTC))
    opened: list[Wired] = []

    @asynccontextmanager
    async def wire_here(chosen: Settings) -> AsyncIterator[Wired]:
        async with wire(chosen, clock, content) as parts:
            opened.append(parts)
            yield parts

    app = create_app(make_settings(folder, **settings), wire_here)
    async with app.router.lifespan_context(app):
        yield Server(app, opened[0], clock)


def make_settings(folder: Path, **settings: object) -> Settings:
    """Settings with a database of their own."""
    values = {
        "database_url": f"sqlite:///{folder}/pages.db",
        "knowledge_dir": ROOT / "knowledge",
        "locales_dir": ROOT / "locales",
        **settings,
    }
    return Settings.model_validate(values)


def hidden(page: str, name: str) -> str:
    """The value of the first hidden field of a page with this name."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, f"no field {name}"
    return found[1]
