"""The one place where what the guide asks for meets what there is: settings in, everything that runs out.

The server, the bot's own process and the terminal chat all begin here; nothing here knows of HTTP or Telegram.

    async with wired(settings, open_shelf(settings)) as parts:
        receipt = await parts.guide.receive(...)
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import make_url

from bot.catalogue.folder import stamp
from bot.guide import Guide
from bot.library import MakeReader, Shelf, open_library
from bot.wording.catalogs import Catalogs, read_catalogs
from service import apart
from service.conversations.outbox import SqlOutbox
from service.conversations.repository import SqlConversations
from service.errors import LearningFailed
from service.folders import folders_of
from service.handover.desk import SqlDesk
from service.live.watch import Changes
from service.memory import give_back
from service.settings import Settings
from service.storage.engine import Database
from service.storage.migrate import upgrade
from service.storage.unit_of_work import Parts, SqlRunner

REFRESH_SECONDS = 1.0
"""Between two looks at the knowledge folder."""

WORK = Parts(conversations=SqlConversations, desk=SqlDesk, outbox=SqlOutbox)
"""What a unit of work is made of."""

_log = logging.getLogger(__name__)


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Wired:
    """Everything that runs, put together; open as long as the `wired` that gave it."""

    settings: Settings
    database: Database
    runner: SqlRunner
    guide: Guide
    shelf: Shelf
    staff_texts: Catalogs
    changes: Changes
    clock: Callable[[], datetime]


def open_shelf(settings: Settings, make_reader: MakeReader | None = None) -> Shelf:
    """Read the content, learn it where that is not yet done, and put it on the shelf.

    Args:
        settings: the operator's settings.
        make_reader: compiles the catalogue into a matcher; by default the real one, learning in a process of its own.

    Raises:
        CatalogueError: the knowledge folder has faults, and there is no last good version yet.
        EncoderUnusable: the settings name a semantic encoder that cannot be used.
        LearningFailed: the process that learns did not come to its end.
    """
    if make_reader is None:
        # Imported here, so that a caller with a reader of its own does not pay for the matcher.
        from service.reader import reader_maker  # noqa: PLC0415

        make_reader = reader_maker(settings, apart=True)
    folders = folders_of(settings)
    seen = stamp(folders.knowledge)
    shelf = Shelf(open_library(folders, make_reader), folders, make_reader, seen)
    give_back(settled=True)
    return shelf


@asynccontextmanager
async def wired(settings: Settings, shelf: Shelf, *, clock: Callable[[], datetime] = now) -> AsyncIterator[Wired]:
    """Open the database, and keep the library fresh, as long as the context lasts.

    An SQLite database is made, or brought to the newest schema, on the way; on PostgreSQL that is a step of its own
    (`insatsguiden db upgrade`), as several processes share it.

    Args:
        settings: the operator's settings.
        shelf: holds the library (`open_shelf`).
        clock: tells the time.

    Raises:
        StorageUnavailable: the database cannot be used.
    """
    if make_url(settings.database_url).get_backend_name() == "sqlite":
        await asyncio.to_thread(upgrade, settings.database_url)
    async with Database(settings.database_url) as database, Changes(database) as changes:
        runner = SqlRunner(database, WORK)
        refreshing = asyncio.create_task(_refresh(shelf, clock), name="shelf")
        try:
            yield Wired(
                settings=settings,
                database=database,
                runner=runner,
                guide=Guide(runner, shelf, clock, settings.public_url or f"http://{settings.host}:{settings.port}"),
                shelf=shelf,
                staff_texts=read_catalogs(settings.locales_dir, "staff"),
                changes=changes,
                clock=clock,
            )
        finally:
            refreshing.cancel()
            apart.stop()  # nobody waits for what is still being learned
            with suppress(asyncio.CancelledError):
                await refreshing


async def _refresh(shelf: Shelf, clock: Callable[[], datetime]) -> None:
    """Take in edits as they come. Whatever goes wrong with one, the last good library stays in use."""
    while True:
        await asyncio.sleep(REFRESH_SECONDS)
        library, trouble = shelf.library, shelf.trouble
        try:
            if await asyncio.to_thread(shelf.refresh, clock()):
                _log.info("knowledge version %s is in use", shelf.library.catalogue.version)
        except LearningFailed as error:
            _log.error("%s", error)
        except Exception as error:  # noqa: BLE001 - the edge between editors' files and a server that must go on
            _log.error("an edit could not be taken in: %s", type(error).__name__)
        if shelf.library is not library or shelf.trouble is not trouble:
            await asyncio.to_thread(give_back)
