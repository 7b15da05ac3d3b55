"""The table by which processes tell each other that something changed."""

from sqlalchemy import Column, Index, Table

from service.storage.tables import BIG_ID, METADATA, PlainText, UtcDateTime

CHANGES = Table(
    "changes",
    METADATA,
    Column("id", BIG_ID, primary_key=True),
    Column("topic", PlainText, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    sqlite_autoincrement=True,  # ids are never used again, also after pruning
)

Index("ix_changes_at", CHANGES.c.at)
