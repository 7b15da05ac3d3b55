"""The accounts of staff, as rows."""

import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select, update

from service.errors import LoginTaken, NotFound
from service.live.publish import publish, staff_topic
from service.staff.passwords import Passwords
from service.staff.tables import STAFF_ACCOUNTS, STAFF_SESSIONS
from service.storage.engine import Connection, Database
from service.storage.tables import insert_if_absent, new_id


@dataclass(frozen=True)
class Staff:
    """A member of staff. `name` is what colleagues and residents see."""

    id: str
    login: str
    name: str


@dataclass(frozen=True)
class NewStaff:
    """Who gets an account: what they sign in with, what others see, and their password."""

    login: str
    name: str
    password: str = field(repr=False)


def fold(login: str) -> str:
    """The one spelling under which a login is kept and found.

    Args:
        login: as typed.
    """
    return unicodedata.normalize("NFKC", login).strip().casefold()


class Accounts:
    """The accounts.

    Args:
        connection: the unit of work's connection.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def insert(self, login: str, name: str, password_hash: str, now: datetime) -> Staff:
        """Make an account.

        Args:
            login: what the person signs in with.
            name: what others see.
            password_hash: from `Passwords.hash`.
            now: the time.

        Raises:
            LoginTaken: there is one with this login already.
        """
        staff = Staff(new_id(), fold(login), name)
        values = {
            "id": staff.id,
            "login": staff.login,
            "name": name,
            "password_hash": password_hash,
            "created_at": now,
        }
        if not insert_if_absent(self._connection, STAFF_ACCOUNTS, values):
            raise LoginTaken(staff.login)
        return staff

    def credentials(self, login: str) -> tuple[Staff, str] | None:
        """Who signs in with a login, and the hash of their password; None where nobody may.

        Args:
            login: as typed.
        """
        row = self._connection.execute(
            select(STAFF_ACCOUNTS).where(STAFF_ACCOUNTS.c.login == fold(login), STAFF_ACCOUNTS.c.disabled_at.is_(None))
        ).one_or_none()
        return (_staff(row), row.password_hash) if row else None

    def disable(self, login: str, now: datetime) -> Staff:
        """Shut an account and end its sessions at once; those who stream for it are told.

        Args:
            login: whose.
            now: the time.

        Raises:
            NotFound: there is no such account, or it is shut already.
        """
        row = self._connection.execute(
            update(STAFF_ACCOUNTS)
            .where(STAFF_ACCOUNTS.c.login == fold(login), STAFF_ACCOUNTS.c.disabled_at.is_(None))
            .values(disabled_at=now)
            .returning(STAFF_ACCOUNTS)
        ).one_or_none()
        if row is None:
            raise NotFound
        self._connection.execute(delete(STAFF_SESSIONS).where(STAFF_SESSIONS.c.staff_id == row.id))
        publish(self._connection, staff_topic(row.id))
        return _staff(row)


def _staff(row: Row[Any]) -> Staff:
    return Staff(row.id, row.login, row.name)


async def add(database: Database, passwords: Passwords, new: NewStaff, now: datetime) -> Staff:
    """Make an account for a member of staff.

    Args:
        database: where accounts are.
        passwords: the threads that hash.
        new: who it is.
        now: the time.

    Raises:
        PasswordRefused: the password is too short or too long.
        LoginTaken: there is an account with this login already.
    """
    password_hash = await passwords.hash(new.password)
    return await database.run(lambda connection: Accounts(connection).insert(new.login, new.name, password_hash, now))
