"""What all tables share: the metadata, the column types, ids. The tables themselves lie with their domain."""

import secrets
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import (
    BigInteger,
    Connection,
    CursorResult,
    DateTime,
    Dialect,
    Insert,
    Integer,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.types import TypeDecorator
from typing_extensions import override

T = TypeVar("T")

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

BIG_ID = BigInteger().with_variant(Integer(), "sqlite")
"""The type of ids that the database counts; SQLite counts only in what it calls an integer (64 bits there)."""


def new_id() -> str:
    """A fresh id of 144 random bits: nobody can guess the id of somebody else's row."""
    return secrets.token_urlsafe(18)


def insert_if_absent(connection: Connection, table: Table, values: dict[str, Any]) -> bool:
    """Insert a row unless any unique constraint of the table says that it is there.

    On PostgreSQL this waits for another transaction that is inserting the same row.

    Args:
        connection: the unit of work's connection.
        table: where to insert.
        values: the row, by column.

    Returns:
        whether the row was inserted.
    """
    statement: Insert
    if connection.dialect.name == "postgresql":
        statement = postgresql.insert(table).values(values).on_conflict_do_nothing()
    else:
        statement = sqlite.insert(table).values(values).on_conflict_do_nothing()
    result: CursorResult[Any] = connection.execute(statement)
    return result.rowcount == 1


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: takes aware datetimes of any zone, gives aware UTC back, on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC)

    @override
    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class PlainText(TypeDecorator[str]):
    """Text that comes from outside: what no database can hold (NUL, halves of characters) becomes U+FFFD.

    Ids are of this type too: a made-up one is then simply not found.
    """

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None or (value.isascii() and "\x00" not in value):
            return value
        return "".join("\ufffd" if char == "\x00" or "\ud800" <= char <= "\udfff" else char for char in value)


class Json(TypeDecorator[T], Generic[T]):
    """A pydantic value as JSON text. It is never searched, so plain text serves both databases.

    Text also holds what PostgreSQL's own JSON type refuses (an escaped NUL).

    Args:
        kind: the type of the value; what is read back is validated as it.
    """

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[T]) -> None:
        super().__init__()
        self.kind = kind  # also makes the type's cache key: SQLAlchemy takes it from the argument's name
        self._adapter = TypeAdapter(kind)

    @override
    def process_bind_param(self, value: T | None, dialect: Dialect) -> str | None:
        return None if value is None else self._adapter.dump_json(value).decode()

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> T | None:
        return None if value is None else self._adapter.validate_json(value)
