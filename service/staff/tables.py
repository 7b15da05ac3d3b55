"""The tables of staff: who they are, who is signed in, who tried to be."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Table, Text

from service.storage.tables import METADATA, Json, PlainText, UtcDateTime

STAFF_ACCOUNTS = Table(
    "staff_accounts",
    METADATA,
    Column("id", PlainText, primary_key=True),
    Column("login", PlainText, nullable=False, unique=True),
    Column("name", PlainText, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("disabled_at", UtcDateTime),
)

STAFF_SESSIONS = Table(
    "staff_sessions",
    METADATA,
    # The hash of the token, so that a stolen database opens no session.
    Column("token_hash", Text, primary_key=True),
    Column("staff_id", ForeignKey(STAFF_ACCOUNTS.c.id), nullable=False, index=True),
    Column("csrf", Text, nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
)

SIGN_IN_TRIES = Table(
    "sign_in_tries",
    METADATA,
    # A hash: people type their password into the wrong field, and an address is about a person.
    Column("key_hash", Text, primary_key=True),
    Column("tries", Json(list[datetime]), nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
)
