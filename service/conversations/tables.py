"""The tables of conversations, their transcripts, and what still has to be sent."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from bot.dialogue.replies import Shown
from bot.dialogue.state import Conversation
from bot.wording.screen import Screen
from service.storage.tables import BIG_ID, METADATA, Json, PlainText, UtcDateTime

CONVERSATIONS = Table(
    "conversations",
    METADATA,
    Column("id", PlainText, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("address_key", PlainText, nullable=False),
    Column("state", Json(Conversation), nullable=False),
    Column("version", Integer, nullable=False),
    # Counting here, not with max(seq), makes two writers of one transcript wait for each other.
    Column("last_seq", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    UniqueConstraint("channel", "address_key"),
)

LINES = Table(
    "lines",
    METADATA,
    Column("conversation_id", ForeignKey(CONVERSATIONS.c.id), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
    Column("author", Text, nullable=False),
    Column("text", PlainText),
    Column("pressed", Text),
    Column("shown", Json(Shown)),
    Column("screen", Json(Screen)),
)

SEEN_MESSAGES = Table(
    "seen_messages",
    METADATA,
    Column("conversation_id", ForeignKey(CONVERSATIONS.c.id), primary_key=True),
    Column("message", PlainText, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
)

OUTBOX = Table(
    "outbox",
    METADATA,
    Column("id", BIG_ID, primary_key=True),
    Column("conversation_id", ForeignKey(CONVERSATIONS.c.id), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("channel", Text, nullable=False),
    Column("address_key", PlainText, nullable=False),
    Column("screen", Json(Screen)),  # wiped when done: the transcript has it
    Column("created_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("claimed_until", UtcDateTime),
    Column("tries", Integer, nullable=False, default=0),
    Column("sent_at", UtcDateTime),
    Column("failed_at", UtcDateTime),
    Column("reason", Text),
    UniqueConstraint("conversation_id", "seq"),
)

Index(
    "ix_outbox_waiting",
    OUTBOX.c.due_at,
    sqlite_where=text("sent_at IS NULL AND failed_at IS NULL"),
    postgresql_where=text("sent_at IS NULL AND failed_at IS NULL"),
)
