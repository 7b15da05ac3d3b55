"""Signing in: count the try, look at the password, open a session."""

from dataclasses import dataclass, field
from datetime import datetime

from service.errors import SignInFailed
from service.staff.accounts import Accounts, Staff
from service.staff.passwords import Passwords
from service.staff.sessions import NewSession, Sessions
from service.staff.throttle import Throttle
from service.storage.engine import Connection, Database


@dataclass(frozen=True)
class Try:
    """What somebody typed to sign in, and where from."""

    login: str
    password: str = field(repr=False)
    client: str


async def sign_in(database: Database, passwords: Passwords, attempt: Try, now: datetime) -> tuple[Staff, NewSession]:
    """Sign a member of staff in.

    Args:
        database: where accounts are.
        passwords: the threads that hash.
        attempt: what was typed.
        now: the time.

    Returns:
        who it is, and their new session.

    Raises:
        TooManyTries: there were too many before; the password was not looked at.
        SignInFailed: the login or the password is wrong, or the account is disabled.
    """

    def count(connection: Connection) -> tuple[Staff, str] | None:
        Throttle(connection, attempt.login, attempt.client).count(now)
        return Accounts(connection).credentials(attempt.login)

    # No transaction is open while the password is hashed.
    found = await database.run(count)
    if not await passwords.verify(found[1] if found else None, attempt.password) or not found:
        raise SignInFailed
    staff = found[0]

    def open_session(connection: Connection) -> NewSession:
        # Again, as the account may have been disabled in the meantime.
        if Accounts(connection).credentials(attempt.login) is None:
            raise SignInFailed
        Throttle(connection, attempt.login, attempt.client).forgive(now)
        return Sessions(connection).open(staff.id, now)

    return staff, await database.run(open_session)
