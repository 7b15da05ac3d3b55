"""PostgreSQL: a pool of asyncpg connections, and whole units again where the server asks for it."""

import asyncio
import random
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import URL, Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.ports import StaleConversation
from service.errors import StorageUnavailable
from service.storage.backend import MAX_TRIES

T = TypeVar("T")

POOL_SIZE = 16
"""Measured: sixteen connections keep one core of ours busy; two processes stay far below the server's hundred."""

TIMEOUT = 10
"""Seconds that connecting, waiting for a free connection, or one statement may take."""

_AGAIN = frozenset({"40001", "40P01"})
"""serialization_failure and deadlock_detected: the manual (13.5) says to run the whole transaction again."""

_GONE = ("08", "53", "57", "58")
"""Classes of SQLSTATE: connection lost, resources (disk full, too many connections), shutdown, system error."""


def asyncpg_url(url: URL) -> URL:
    """The URL with the driver that we use, whatever way it was spelt.

    Args:
        url: one that begins with `postgresql://` or `postgres://`, perhaps with another driver.
    """
    return url.set(drivername="postgresql+asyncpg")


def new_engine(url: URL) -> AsyncEngine:
    """An engine for units of work. Each connection is tried before use, as servers are restarted now and then."""
    return create_async_engine(
        asyncpg_url(url),
        pool_size=POOL_SIZE,
        max_overflow=0,
        pool_timeout=TIMEOUT,
        pool_pre_ping=True,
        hide_parameters=True,  # errors must not carry what residents wrote
        connect_args={"timeout": TIMEOUT, "command_timeout": TIMEOUT},
    )


def _sqlstate(error: DBAPIError) -> str:
    return str(getattr(error.orig, "sqlstate", None) or "")


def _is_gone(error: DBAPIError) -> bool:
    return error.connection_invalidated or _sqlstate(error).startswith(_GONE)


class PostgresBackend:
    """See `Database`. Isolation is READ COMMITTED: conflicts are noticed by constraints and version numbers.

    Args:
        url: where the database is.
    """

    def __init__(self, url: URL) -> None:
        self._engine = new_engine(url)
        self._reading = self._engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    async def run(self, unit: Callable[[Connection], T]) -> T:
        """See `Database.run`."""
        for _ in range(MAX_TRIES - 1):
            try:
                return await self._once(self._engine, unit)
            except StaleConversation:
                pass
            except DBAPIError as error:
                if _sqlstate(error) not in _AGAIN:
                    raise
            # Jitter, so that two units that met once do not meet again.
            await asyncio.sleep(random.uniform(0.002, 0.03))  # noqa: S311 - nothing secret
        return await self._once(self._engine, unit)

    async def read(self, query: Callable[[Connection], T]) -> T:
        """See `Database.read`."""
        return await self._once(self._reading, query)

    async def _once(self, engine: AsyncEngine, unit: Callable[[Connection], T]) -> T:
        try:
            async with engine.begin() as connection:
                return await connection.run_sync(unit)
        except (OSError, PoolTimeout) as error:
            # asyncio.TimeoutError is an OSError: the server hangs, or no connection became free.
            raise StorageUnavailable from error
        except DBAPIError as error:
            if _is_gone(error):
                raise StorageUnavailable from error
            raise

    async def close(self) -> None:
        """See `Database.close`."""
        await self._engine.dispose()
