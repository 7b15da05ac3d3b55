"""The tables of the staff's queue."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text, text

from service.storage.tables import BIG_ID, METADATA, Json, PlainText, UtcDateTime

HANDOVERS = Table(
    "handovers",
    METADATA,
    Column("id", PlainText, primary_key=True),
    Column("reference", PlainText, nullable=False, unique=True),
    Column("conversation_id", ForeignKey("conversations.id"), nullable=False),
    Column("need", PlainText, nullable=False),
    Column("entry", Text),
    Column("language", Text, nullable=False),
    Column("visible_from", Integer, nullable=False),
    Column("documentation", Text, nullable=False),
    Column("told", Json(dict[str, str]), nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("taken_by", ForeignKey("staff_accounts.id")),
    Column("taken_at", UtcDateTime),
    Column("closed_at", UtcDateTime),
    Column("outcome", Text),
    Column("crisis", Text),
    Column("crisis_at", UtcDateTime),
)

Index(
    "uq_handovers_open",
    HANDOVERS.c.conversation_id,
    unique=True,
    sqlite_where=text("closed_at IS NULL"),
    postgresql_where=text("closed_at IS NULL"),
)
Index(
    "ix_handovers_queue",
    HANDOVERS.c.opened_at,
    sqlite_where=text("closed_at IS NULL"),
    postgresql_where=text("closed_at IS NULL"),
)

HANDOVER_TRAIL = Table(
    "handover_trail",
    METADATA,
    Column("id", BIG_ID, primary_key=True),
    Column("handover_id", ForeignKey(HANDOVERS.c.id), nullable=False, index=True),
    Column("event", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("staff_id", ForeignKey("staff_accounts.id")),
)
