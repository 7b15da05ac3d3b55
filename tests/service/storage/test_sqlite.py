"""The writer thread: many units in one commit, and what happens when a commit goes wrong."""

import asyncio
import sqlite3
import stat
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, insert, make_url, select, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError

from service.errors import StorageUnavailable
from service.live.tables import CHANGES
from service.storage import sqlite, sqlite_file
from service.storage.engine import Database
from service.storage.sqlite_file import prepare_file
from tests.fakes import NOON
from tests.waiting import eventually


def note(topic: str) -> Callable[[Connection], None]:
    def unit(connection: Connection) -> None:
        connection.execute(insert(CHANGES).values(topic=topic, at=NOON))

    return unit


def topics(connection: Connection) -> list[str]:
    return list(connection.scalars(select(CHANGES.c.topic).order_by(CHANGES.c.id)))


def seen_from_outside(url: str) -> list[str]:
    connection = sqlite3.connect(make_url(url).database or "")
    try:
        return [row[0] for row in connection.execute("SELECT topic FROM changes ORDER BY id")]
    finally:
        connection.close()


def damage(url: str) -> None:
    Path(make_url(url).database or "").write_bytes(b"this is no database" * 1000)


def hide(url: str) -> None:
    path = Path(make_url(url).database or "")
    path.rename(path.with_suffix(".away"))
    path.mkdir()


class Stall:
    """A unit that holds the writer until it is let go, so that others queue up behind it."""

    def __init__(self, database: Database) -> None:
        self._entered, self._go = threading.Event(), threading.Event()
        self.task = asyncio.create_task(database.run(self._hold))

    def _hold(self, _: Connection) -> None:
        self._entered.set()
        self._go.wait(5)

    async def entered(self) -> None:
        await eventually(self._entered.is_set)

    def let_go(self) -> None:
        self._go.set()


@pytest.fixture
def commits(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Grows by one for each commit of a writer."""
    counted: list[int] = []

    def count(_: Connection) -> None:
        if threading.current_thread().name == "sqlite-writer":
            counted.append(1)

    event.listen(Engine, "commit", count)
    monkeypatch.setattr(sqlite, "GROUP_SECONDS", 5.0)
    yield counted
    event.remove(Engine, "commit", count)


async def test_connection_is_safe_by_its_settings(sqlite_database: Database) -> None:
    names = ("journal_mode", "synchronous", "busy_timeout", "foreign_keys", "secure_delete", "trusted_schema")

    def pragmas(connection: Connection) -> list[object]:
        return [connection.execute(text(f"PRAGMA {name}")).scalar() for name in names]

    wanted = ["wal", 2, 5000, 1, 1, 0]
    assert await sqlite_database.run(pragmas) == wanted
    assert await sqlite_database.read(pragmas) == wanted


async def test_units_that_wait_share_one_commit(sqlite_database: Database, sqlite_url: str, commits: list[int]) -> None:
    stall = Stall(sqlite_database)
    await stall.entered()
    others = [asyncio.create_task(sqlite_database.run(note(str(number)))) for number in range(40)]
    await asyncio.sleep(0.05)
    assert not any(other.done() for other in others)
    stall.let_go()
    await asyncio.gather(stall.task, *others)
    assert len(commits) == 1
    assert len(seen_from_outside(sqlite_url)) == 40


async def test_callers_hear_of_it_after_the_commit(sqlite_database: Database, sqlite_url: str) -> None:
    async def write(number: int) -> bool:
        await sqlite_database.run(note(str(number)))
        return str(number) in seen_from_outside(sqlite_url)

    assert all(await asyncio.gather(*(write(number) for number in range(100))))


async def test_error_too_is_told_after_the_commit(sqlite_database: Database, commits: list[int]) -> None:
    seen_at_error: list[int] = []

    async def fail() -> None:
        with pytest.raises(ZeroDivisionError):
            await sqlite_database.run(lambda _: 1 // 0)
        seen_at_error.append(len(commits))

    await asyncio.gather(sqlite_database.run(note("a")), fail())
    assert seen_at_error == [1]


async def test_failed_commit_keeps_nothing_and_tells_all(sqlite_database: Database, sqlite_url: str) -> None:
    failing = [True]

    def refuse(_: Connection) -> None:
        if failing[0] and threading.current_thread().name == "sqlite-writer":
            raise OperationalError("COMMIT", None, full())

    event.listen(Engine, "commit", refuse)
    try:
        results = await asyncio.gather(
            *(sqlite_database.run(note(str(number))) for number in range(5)), return_exceptions=True
        )
        assert all(isinstance(result, StorageUnavailable) for result in results)
        assert seen_from_outside(sqlite_url) == []
        failing[0] = False
        await sqlite_database.run(note("after"))
    finally:
        event.remove(Engine, "commit", refuse)
    assert seen_from_outside(sqlite_url) == ["after"]


def full() -> Exception:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    return error


async def test_unit_that_breaks_the_transaction_fails_alone(
    sqlite_database: Database, sqlite_url: str, commits: list[int]
) -> None:
    def breaker(connection: Connection) -> None:
        connection.execute(insert(CHANGES).values(topic="broken", at=NOON))
        # What SQLite does by itself when the disk is full.
        connection.connection.driver_connection.execute("ROLLBACK")  # type: ignore[union-attr]
        raise full()

    stall = Stall(sqlite_database)
    await stall.entered()
    units = [note("a"), breaker, note("b")]
    tasks = [asyncio.create_task(sqlite_database.run(unit)) for unit in units]
    await asyncio.sleep(0.01)
    stall.let_go()
    results = await asyncio.gather(stall.task, *tasks, return_exceptions=True)
    assert [result is None for result in results] == [True, True, False, True]
    assert seen_from_outside(sqlite_url) == ["a", "b"]
    await sqlite_database.run(note("after"))


async def test_real_full_database_is_told_and_heals(sqlite_database: Database, sqlite_url: str) -> None:
    def limit(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA max_page_count = 1").close()  # it takes no less than the file has

    event.listen(Engine, "connect", limit)
    try:
        big, small = await asyncio.gather(
            sqlite_database.run(note("x" * 1_000_000)), sqlite_database.run(note("small")), return_exceptions=True
        )
    finally:
        event.remove(Engine, "connect", limit)
    assert isinstance(big, StorageUnavailable)
    assert small is None
    await sqlite_database.run(note("after"))
    assert seen_from_outside(sqlite_url) == ["small", "after"]


async def test_lock_of_another_process_is_waited_for(sqlite_database: Database, sqlite_url: str) -> None:
    other = sqlite3.connect(make_url(sqlite_url).database or "", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waiting = asyncio.create_task(sqlite_database.run(note("a")))
    await asyncio.sleep(0.2)
    assert not waiting.done()
    other.execute("COMMIT")
    await waiting
    other.close()
    assert seen_from_outside(sqlite_url) == ["a"]


async def test_lock_that_is_never_given_back_is_told(
    sqlite_database: Database, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_file, "BUSY_SECONDS", 0.2)
    other = sqlite3.connect(make_url(sqlite_url).database or "", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    units = [sqlite_database.run(note("a")) for _ in range(20)]
    results = await asyncio.gather(*units, return_exceptions=True)
    assert all(isinstance(result, StorageUnavailable) for result in results)
    assert time.monotonic() - began < 3  # not 0.2 s for each of them
    other.execute("COMMIT")
    other.close()
    await sqlite_database.run(note("b"))
    assert seen_from_outside(sqlite_url) == ["b"]


async def test_stop_iteration_leaves_nobody_waiting(sqlite_database: Database) -> None:
    results = await asyncio.gather(
        sqlite_database.run(lambda _: next(iter(()))), sqlite_database.run(note("a")), return_exceptions=True
    )
    assert isinstance(results[0], RuntimeError)
    assert results[1] is None


@pytest.mark.parametrize("way", ["run", "read"])
async def test_damaged_file_is_told(sqlite_url: str, way: str) -> None:
    damage(sqlite_url)
    async with Database(sqlite_url) as database:
        with pytest.raises(StorageUnavailable):
            await getattr(database, way)(topics)


@pytest.mark.parametrize("way", ["run", "read"])
async def test_file_that_cannot_be_opened_is_told(sqlite_url: str, way: str) -> None:
    async with Database(sqlite_url) as database:
        hide(sqlite_url)
        with pytest.raises(StorageUnavailable):
            await getattr(database, way)(topics)


async def test_cancelled_before_its_turn_is_not_run(sqlite_database: Database) -> None:
    stall = Stall(sqlite_database)
    await stall.entered()
    gone = asyncio.create_task(sqlite_database.run(note("gone")))
    await asyncio.sleep(0.01)
    gone.cancel()
    await asyncio.gather(gone, return_exceptions=True)
    stall.let_go()
    await stall.task
    assert await sqlite_database.read(topics) == []


def test_loop_that_ended_disturbs_nobody(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    held = threading.Event()

    async def leave() -> None:
        task = asyncio.create_task(database.run(lambda _: held.wait(5)))
        await asyncio.sleep(0.05)
        task.cancel()

    asyncio.run(leave())
    held.set()

    async def go_on() -> None:
        await database.run(note("after"))
        await database.close()

    asyncio.run(go_on())
    assert seen_from_outside(sqlite_url) == ["after"]


async def test_closing_finishes_what_is_queued(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    tasks = [asyncio.create_task(database.run(note(str(number)))) for number in range(200)]
    await asyncio.sleep(0)
    await database.close()
    await asyncio.gather(*tasks)
    assert len(seen_from_outside(sqlite_url)) == 200
    with pytest.raises(RuntimeError):
        await database.run(note("late"))
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("sqlite-")]


def test_file_and_folder_are_private(tmp_path: Path) -> None:
    url = prepare_file(make_url(f"sqlite:///{tmp_path}/new/data.db"))
    assert url.database == str(tmp_path / "new" / "data.db")
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "new" / "data.db").stat().st_mode) == 0o600


def test_path_holds_when_the_folder_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert prepare_file(make_url("sqlite:///data/x.db")).database == str(tmp_path / "data" / "x.db")
