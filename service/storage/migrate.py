"""Bringing a database to the newest schema; makes an SQLite file where there is none.

Several processes may start at once: the first one does the work inside one transaction, the others wait for it.
"""

import asyncio
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import URL, Connection, make_url, text
from sqlalchemy.exc import DBAPIError

from service.errors import StorageUnavailable

_FOLDER = Path(__file__).parent / "migrations"

_LOCK = 7_204_311_865
"""Any number that no other program on the same database uses."""


def upgrade(url: str) -> None:
    """Bring a database to the newest schema; does nothing where it is there already.

    This blocks, and wants a thread without an event loop: from async code, `await asyncio.to_thread(upgrade, url)`.

    Args:
        url: as for `Database`.

    Raises:
        ValueError: another kind of URL, or SQLite without a file.
        StorageUnavailable: the database could not be used.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        _upgrade_sqlite(parsed)
    elif parsed.get_backend_name() in {"postgresql", "postgres"}:
        asyncio.run(_upgrade_postgres(parsed))
    else:
        raise ValueError(f"only sqlite and postgresql databases are known, not {parsed.drivername}")


def config(connection: Connection | None = None) -> Config:
    """Alembic's own configuration.

    Args:
        connection: one that is in a transaction; without it Alembic can only read the scripts.
    """
    made = Config()
    made.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    made.set_main_option("path_separator", "os")
    made.attributes["connection"] = connection
    return made


def _run(connection: Connection) -> None:
    command.upgrade(config(connection), "head")


def _upgrade_sqlite(url: URL) -> None:
    from service.storage.sqlite_file import WRITING, is_unavailable, new_engine, prepare_file  # noqa: PLC0415 - as in engine.py

    # A migration may have to copy a table and drop the old one; foreign keys would then delete rows elsewhere.
    engine = new_engine(prepare_file(url), WRITING, pragmas=["foreign_keys = OFF"])
    try:
        with engine.begin() as connection:
            _run(connection)
            broken = connection.execute(text("PRAGMA foreign_key_check")).all()
            if broken:
                raise RuntimeError(f"the migration broke {len(broken)} references; nothing is changed")
    except DBAPIError as error:
        if is_unavailable(error):
            raise StorageUnavailable from error
        raise


async def _upgrade_postgres(url: URL) -> None:
    from service.storage.postgres import new_engine  # noqa: PLC0415 - as in engine.py

    engine = new_engine(url)
    try:
        async with engine.begin() as connection:
            await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            await connection.run_sync(_run)
    except OSError as error:
        raise StorageUnavailable from error
    finally:
        await engine.dispose()
