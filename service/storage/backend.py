"""What every kind of database gives to `Database`."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from sqlalchemy import Connection

T = TypeVar("T")

MAX_TRIES = 5
"""How often a unit is begun before its conflict is told to the caller."""


class Backend(Protocol):
    """One kind of database."""

    async def run(self, unit: Callable[[Connection], T]) -> T:
        """See `Database.run`."""

    async def read(self, query: Callable[[Connection], T]) -> T:
        """See `Database.read`."""

    async def close(self) -> None:
        """Finish what was begun, and let go of every connection and thread."""
