"""Alembic's entry. `migrate.upgrade` hands it a connection; the `alembic` command of developers makes its own.

The command is for writing a new migration against an SQLite file at the newest schema:
`alembic revision --autogenerate -m "what changes"`.
"""

from alembic import context
from sqlalchemy import Connection, make_url

import service.conversations.tables
import service.handover.tables
import service.live.tables
import service.staff.tables
import service.telegram.tables  # noqa: F401 - each import fills METADATA
from service.settings import Settings
from service.storage.sqlite_file import WRITING, new_engine, prepare_file
from service.storage.tables import METADATA


def migrate(connection: Connection) -> None:
    """Run the migrations that were asked for inside the connection's transaction.

    Args:
        connection: one that is in a transaction.
    """
    # Both databases can take back changes of the schema; Alembic does not believe it of SQLite.
    context.configure(connection=connection, target_metadata=METADATA, render_as_batch=True, transactional_ddl=True)
    with context.begin_transaction():
        context.run_migrations()


if (given := context.config.attributes.get("connection")) is not None:
    migrate(given)
else:
    file = prepare_file(make_url(Settings().database_url))
    with new_engine(file, WRITING).begin() as connection:
        migrate(connection)
