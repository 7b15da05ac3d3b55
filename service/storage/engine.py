"""The one door to the database: units of work that are kept whole or not at all.

Theory of operation. Code that speaks SQL is plain, synchronous SQLAlchemy Core in a function of a `Connection`.
`Database.run` calls it inside a transaction and returns when the transaction is safely on disk; `Database.read` calls
it with a connection that only reads, and shows one moment of the database. Neither tells the function which database
it is; `sqlite.py` and `postgres.py` do that in their own ways.

A unit may be called more than once (somebody else was faster; the database asks for it), so it must have no effect
but through its connection.
"""

from collections.abc import Callable
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy import Connection, make_url

from service.storage.backend import Backend

__all__ = ["Connection", "Database"]

T = TypeVar("T")


class Database:
    """A database by its URL. Nothing is opened before the first unit; close it, or use it with `async with`.

    Args:
        url: `sqlite:///` and a file, or `postgresql://user:password@host/name`.

    Raises:
        ValueError: another kind of URL, or SQLite without a file.
    """

    def __init__(self, url: str) -> None:
        self._backend = _backend(url)
        self._after_commit: list[Callable[[], None]] = []

    async def run(self, unit: Callable[[Connection], T]) -> T:
        """Call `unit` in a transaction of its own, and return when that is on disk.

        Args:
            unit: what to do. It runs in another thread or greenlet, must not wait for anything but the database, and
                must not commit.

        Returns:
            what `unit` returned.

        Raises:
            StorageUnavailable: the database could not be used. If it was lost in the very moment of the commit,
                nobody can know whether the unit was kept: whoever asks again must be recognised by an id.
            BaseException: whatever `unit` raised; then nothing of it is kept.
        """
        result = await self._backend.run(unit)
        for tell in tuple(self._after_commit):
            tell()
        return result

    async def read(self, query: Callable[[Connection], T]) -> T:
        """Call `query` with a connection that cannot write, and that sees one moment of the database.

        Args:
            query: what to read; the same rules as for a unit.

        Returns:
            what `query` returned.

        Raises:
            StorageUnavailable: the database could not be used.
        """
        return await self._backend.read(query)

    def after_commit(self, tell: Callable[[], None]) -> Callable[[], None]:
        """Have a function called, in the event loop, after every unit that this process commits.

        Args:
            tell: called without arguments; must be quick.

        Returns:
            a function that ends the calling.
        """
        self._after_commit.append(tell)
        return lambda: self._after_commit.remove(tell)

    async def close(self) -> None:
        """Finish the units that were begun, and let go of every connection and thread."""
        await self._backend.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()


def _backend(url: str) -> Backend:
    parsed = make_url(url)
    # Imported here, so that a city on PostgreSQL and a tryout on SQLite each need only their own driver.
    if parsed.get_backend_name() == "sqlite":
        from service.storage.sqlite import SqliteBackend  # noqa: PLC0415

        return SqliteBackend(parsed)
    if parsed.get_backend_name() in {"postgresql", "postgres"}:
        from service.storage.postgres import PostgresBackend  # noqa: PLC0415

        return PostgresBackend(parsed)
    raise ValueError(f"only sqlite and postgresql databases are known, not {parsed.drivername}")
