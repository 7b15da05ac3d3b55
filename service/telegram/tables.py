"""The table of what Telegram has sent us."""

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Text, text

from service.storage.tables import METADATA, PlainText, UtcDateTime

TELEGRAM_INBOX = Table(
    "telegram_inbox",
    METADATA,
    Column("bot_id", BigInteger, primary_key=True, autoincrement=False),
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("chat_id", BigInteger),  # wiped with the payload
    Column("payload", PlainText),  # wiped when done: it holds names
    Column("received_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("claimed_until", UtcDateTime),
    Column("tries", Integer, nullable=False, default=0),
    Column("done_at", UtcDateTime),
    Column("dead_at", UtcDateTime),
    Column("error", Text),
)

Index(
    "ix_telegram_inbox_waiting",
    TELEGRAM_INBOX.c.bot_id,
    TELEGRAM_INBOX.c.update_id,
    sqlite_where=text("done_at IS NULL AND dead_at IS NULL"),
    postgresql_where=text("done_at IS NULL AND dead_at IS NULL"),
)
