"""Opening an SQLite file: private to us, safe against a power cut, and patient beside other processes."""

import os
import random
import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from sqlalchemy import URL, Connection, Engine, NullPool, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError

BUSY_SECONDS = 5
"""How long to wait for the write lock of another process."""

WRITING = "BEGIN IMMEDIATE"
"""Takes the write lock first of all."""

READING = "BEGIN"

_UNAVAILABLE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_NOTADB,
}


def prepare_file(url: URL) -> URL:
    """Make the database's file and its folder, for our own eyes only, where they do not exist.

    Args:
        url: a URL of SQLite.

    Returns:
        the URL with an absolute path, which still holds when the working folder changes.

    Raises:
        ValueError: the URL names no file. A database in memory would be another one in every thread.
    """
    if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        raise ValueError("an SQLite database needs a file: sqlite:///folder/name.db")
    path = Path(url.database).resolve()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # SQLite gives its -wal and -shm files the mode of the main file.
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    return url.set(drivername="sqlite+pysqlite", database=str(path))


def new_engine(url: URL, begin: str, *, pragmas: Sequence[str] = (), readers: int = 0) -> Engine:
    """An engine whose transactions begin as we say.

    Args:
        url: from `prepare_file`.
        begin: `WRITING` or `READING`.
        pragmas: further settings of each connection.
        readers: how many connections to pool; 0 opens one for each use.
    """
    pool: dict[str, Any] = (
        {"poolclass": QueuePool, "pool_size": readers, "max_overflow": 0} if readers else {"poolclass": NullPool}
    )
    # Errors must not carry what residents wrote.
    engine = create_engine(
        url, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False}, hide_parameters=True, **pool
    )

    @event.listens_for(engine, "connect")
    def configure(connection: sqlite3.Connection, _record: object) -> None:
        # Otherwise the driver begins and commits by itself: it commits at the first RELEASE SAVEPOINT.
        connection.isolation_level = None
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "secure_delete = ON",
            "trusted_schema = OFF",
            *pragmas,
        ):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def begin_transaction(connection: Connection) -> None:
        if begin == WRITING:
            _wait_for_lock(connection)
        else:
            connection.exec_driver_sql(begin)

    return engine


def _wait_for_lock(connection: Connection) -> None:
    # SQLite itself asks again only every 100 ms; beside a busy process it then went without the lock for 3 s
    # (measured), as that one takes it again a moment after each commit.
    driver = driver_of(connection)
    until = time.monotonic() + BUSY_SECONDS
    driver.execute("PRAGMA busy_timeout = 0")
    try:
        while time.monotonic() < until:
            try:
                driver.execute(WRITING)
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    break
                time.sleep(random.uniform(0.001, 0.004))  # noqa: S311 - nothing secret
            else:
                return
        connection.exec_driver_sql(WRITING)  # so that SQLAlchemy names the error
    finally:
        driver.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")


def is_unavailable(error: DBAPIError, *, writing: bool = True) -> bool:
    """Whether an error is about the database as a whole, not about what was asked of it.

    Args:
        error: as SQLAlchemy raised it.
        writing: whether writing was allowed.
    """
    # The low byte of an extended code is the plain one.
    code: int = (getattr(error.orig, "sqlite_errorcode", 0) or 0) & 0xFF
    # A reader that meets READONLY has tried to write, which is a fault of ours.
    return code in _UNAVAILABLE or (writing and code == sqlite3.SQLITE_READONLY)


def driver_of(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection.

    Args:
        connection: SQLAlchemy's.
    """
    return cast("sqlite3.Connection", connection.connection.driver_connection)
