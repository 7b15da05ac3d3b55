"""Telling the world that something changed, in the same transaction that changes it.

Only *that* something changed is told, never what: whoever hears it reads the rows that they may read.
"""

from datetime import UTC, datetime

from service.live.tables import CHANGES
from service.storage.engine import Connection

QUEUE = "queue"
"""The staff's queue, or a case in it."""

OUTBOX = "outbox"
"""There is something to send."""

INBOX = "inbox"
"""There is something from Telegram to work on."""


def conversation_topic(conversation: str) -> str:
    """The topic of one conversation: a line was added.

    Args:
        conversation: its id.
    """
    return f"conversation:{conversation}"


def staff_topic(staff: str) -> str:
    """The topic of one member of staff: their sessions ended, or their account was disabled.

    Args:
        staff: the account's id.
    """
    return f"staff:{staff}"


def publish(connection: Connection, topic: str) -> None:
    """Note that something changed; those who watch hear of it when the transaction is committed.

    Args:
        connection: the unit of work's connection.
        topic: what changed; one of the names in this module.
    """
    # The real time, not the unit's `now`: it only serves for pruning.
    connection.execute(CHANGES.insert().values(topic=topic, at=datetime.now(UTC)))
