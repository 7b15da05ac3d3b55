"""Who is signed in: a random token in a cookie, and its hash here."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, or_, select, update

from service.live.publish import publish, staff_topic
from service.staff.accounts import Staff
from service.staff.tables import STAFF_ACCOUNTS, STAFF_SESSIONS
from service.storage.engine import Connection

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
TOUCH_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class Session:
    """A session that holds. `csrf` goes into every form; `touch_due` asks for a call of `Sessions.touch`."""

    staff: Staff
    csrf: str
    ends_at: datetime
    touch_due: bool


@dataclass(frozen=True)
class NewSession:
    """A session that has just begun. The token is known to the browser only: it cannot be read back."""

    token: str
    csrf: str


class Sessions:
    """The sessions of staff.

    Args:
        connection: the unit of work's connection.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open(self, staff: str, now: datetime) -> NewSession:
        """Begin a session, and forget those that are over.

        Args:
            staff: the account's id.
            now: the time.
        """
        self._connection.execute(
            delete(STAFF_SESSIONS).where(
                or_(
                    STAFF_SESSIONS.c.seen_at <= now - IDLE,
                    STAFF_SESSIONS.c.opened_at <= now - ABSOLUTE,
                )
            )
        )
        new = NewSession(secrets.token_urlsafe(32), secrets.token_urlsafe(32))
        self._connection.execute(
            insert(STAFF_SESSIONS).values(
                token_hash=_hash(new.token),
                staff_id=staff,
                csrf=new.csrf,
                opened_at=now,
                seen_at=now,
            )
        )
        return new

    def find(self, token: str, now: datetime) -> Session | None:
        """The session of a token, if it holds; only reads.

        Args:
            token: what the browser sent.
            now: the time.
        """
        row = self._connection.execute(
            select(STAFF_SESSIONS, STAFF_ACCOUNTS.c.id, STAFF_ACCOUNTS.c.login, STAFF_ACCOUNTS.c.name)
            .join(STAFF_ACCOUNTS)
            .where(
                STAFF_SESSIONS.c.token_hash == _hash(token),
                STAFF_SESSIONS.c.seen_at > now - IDLE,
                STAFF_SESSIONS.c.opened_at > now - ABSOLUTE,
                STAFF_ACCOUNTS.c.disabled_at.is_(None),
            )
        ).one_or_none()
        if row is None:
            return None
        return Session(
            staff=Staff(row.id, row.login, row.name),
            csrf=row.csrf,
            ends_at=min(row.seen_at + IDLE, row.opened_at + ABSOLUTE),
            touch_due=now - row.seen_at >= TOUCH_EVERY,
        )

    def touch(self, token: str, now: datetime) -> None:
        """Note that somebody is there, so that the idle time begins again; a session that is over stays over.

        Args:
            token: what the browser sent.
            now: the time.
        """
        self._connection.execute(
            update(STAFF_SESSIONS)
            .where(
                STAFF_SESSIONS.c.token_hash == _hash(token),
                STAFF_SESSIONS.c.seen_at > now - IDLE,
                STAFF_SESSIONS.c.seen_at < now,
            )
            .values(seen_at=now)
        )

    def end(self, token: str) -> None:
        """End a session at once; those who stream for it are told.

        Args:
            token: what the browser sent.
        """
        staff = self._connection.execute(
            delete(STAFF_SESSIONS)
            .where(STAFF_SESSIONS.c.token_hash == _hash(token))
            .returning(STAFF_SESSIONS.c.staff_id)
        ).scalar_one_or_none()
        if staff is not None:
            publish(self._connection, staff_topic(staff))

    def end_all(self, staff: str) -> None:
        """End every session of a member of staff at once; those who stream for them are told.

        Args:
            staff: the account's id.
        """
        self._connection.execute(delete(STAFF_SESSIONS).where(STAFF_SESSIONS.c.staff_id == staff))
        publish(self._connection, staff_topic(staff))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
