"""The migrations make exactly what the code expects, on both databases."""

import asyncio
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, make_url, text

import service.conversations.tables
import service.handover.tables
import service.live.tables
import service.staff.tables
import service.telegram.tables  # noqa: F401 - each import fills METADATA
from service.errors import StorageUnavailable
from service.storage.engine import Database
from service.storage.migrate import config, upgrade
from service.storage.tables import METADATA
from tests.conftest import DATABASES, PostgresServer

ROOT = Path(__file__).parents[3]


@pytest.fixture(params=DATABASES)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/new/test.db"
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    url = server.empty()
    yield url
    server.drop(url)


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
    return list(compare_metadata(context, METADATA))


def version(connection: Connection) -> str | None:
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def newest() -> str | None:
    return ScriptDirectory.from_config(config()).get_current_head()


async def test_migrated_schema_is_the_metadata(database: Database) -> None:
    assert await database.read(differences) == []


async def test_difference_would_be_found(database: Database) -> None:
    await database.run(lambda connection: connection.execute(text("DROP TABLE handover_trail")))
    await database.run(lambda connection: connection.execute(text("DROP INDEX ix_changes_at")))
    assert len(await database.read(differences)) >= 2


def test_upgrading_again_changes_nothing(empty_url: str) -> None:
    upgrade(empty_url)
    upgrade(empty_url)

    async def look() -> str | None:
        async with Database(empty_url) as database:
            return await database.read(version)

    assert asyncio.run(look()) == newest()


def test_many_may_upgrade_at_once(empty_url: str) -> None:
    program = f"from service.storage.migrate import upgrade; upgrade({empty_url!r})"
    running = [subprocess.Popen([sys.executable, "-c", program], cwd=ROOT) for _ in range(3)]
    assert [process.wait(30) for process in running] == [0, 0, 0]


def test_failed_migration_changes_nothing(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    # The first migration's last statement.
    monkeypatch.setattr(Operations, "create_index", fail)
    with pytest.raises(ZeroDivisionError):
        upgrade(empty_url)
    monkeypatch.undo()

    async def look() -> list[str]:
        async with Database(empty_url) as database:
            return await database.read(lambda connection: inspect(connection).get_table_names())

    assert asyncio.run(look()) == []
    upgrade(empty_url)


def test_down_and_up_again_is_the_same(empty_url: str) -> None:
    upgrade(empty_url)

    async def down() -> list[str]:
        async with Database(empty_url) as database:
            await database.run(lambda connection: command.downgrade(config(connection), "base"))
            return await database.read(lambda connection: inspect(connection).get_table_names())

    assert asyncio.run(down()) in ([], ["alembic_version"])
    upgrade(empty_url)

    async def look() -> list[object]:
        async with Database(empty_url) as database:
            return await database.read(differences)

    assert asyncio.run(look()) == []


def test_broken_references_are_refused(sqlite_url: str) -> None:
    connection = sqlite3.connect(make_url(sqlite_url).database or "")
    connection.execute("INSERT INTO seen_messages VALUES ('nobody', '1', '2026-01-01')")
    connection.commit()
    connection.close()
    with pytest.raises(RuntimeError, match="1 references"):
        upgrade(sqlite_url)


def test_command_of_developers_finds_nothing_to_do(sqlite_url: str) -> None:
    environment = {**os.environ, "DATABASE_URL": sqlite_url}
    done = subprocess.run([sys.executable, "-m", "alembic", "check"], cwd=ROOT, env=environment, check=False)
    assert done.returncode == 0


def test_database_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageUnavailable):
        upgrade("postgresql://nobody@127.0.0.1:1/nothing")
    (tmp_path / "damaged.db").write_bytes(b"this is no database" * 1000)
    with pytest.raises(StorageUnavailable):
        upgrade(f"sqlite:///{tmp_path}/damaged.db")


def test_sqlite_file_is_made_private(tmp_path: Path) -> None:
    upgrade(f"sqlite:///{tmp_path}/new/test.db")
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "new" / "test.db").stat().st_mode) == 0o600


def test_other_databases_are_refused() -> None:
    with pytest.raises(ValueError, match="mysql"):
        upgrade("mysql://host/name")
