"""How often somebody may try to sign in: counted in the database, so that all processes count together."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from service.errors import TooManyTries
from service.staff.accounts import fold
from service.staff.tables import SIGN_IN_TRIES
from service.storage.engine import Connection
from service.storage.tables import insert_if_absent


@dataclass(frozen=True)
class _Limit:
    """So many tries within such a time, for one key."""

    key_hash: str
    tries: int
    within: timedelta


def _key(kind: str, value: str) -> str:
    return hashlib.sha256(f"{kind}:{value}".encode("utf-8", "replace")).hexdigest()


class Throttle:
    """The tries for one account from one client: 5 in 15 minutes for the account, 10 in an hour for the client.

    Args:
        connection: the unit of work's connection.
        login: the account, as typed; it need not exist.
        client: where the try comes from, such as an address.
    """

    def __init__(self, connection: Connection, login: str, client: str) -> None:
        self._connection = connection
        self._account = _Limit(_key("account", fold(login)), 5, timedelta(minutes=15))
        self._client = _Limit(_key("client", client), 10, timedelta(hours=1))

    def count(self, now: datetime) -> None:
        """Count a try, before the password is looked at. A refused try is not counted: it delays, it never locks out.

        Args:
            now: the time.

        Raises:
            TooManyTries: there were too many before.
        """
        self._forget(now)
        limits = (self._account, self._client)
        tries = {limit: self._recent(limit, now) for limit in limits}
        waits = [past[-limit.tries] + limit.within - now for limit, past in tries.items() if len(past) >= limit.tries]
        if waits:
            raise TooManyTries(int(max(waits).total_seconds()) + 1)
        for limit, past in tries.items():
            self._keep(limit, [*past, now], now)

    def forgive(self, now: datetime) -> None:
        """Forget the tries for the account and the newest one of the client: the password was right.

        Colleagues behind one address who all sign in in the morning are no attack.

        Args:
            now: the time.
        """
        self._keep(self._account, [], now)
        self._keep(self._client, self._recent(self._client, now)[:-1], now)

    def _recent(self, limit: _Limit, now: datetime) -> list[datetime]:
        empty = {"key_hash": limit.key_hash, "tries": [], "changed_at": now}
        insert_if_absent(self._connection, SIGN_IN_TRIES, empty)
        # The lock makes simultaneous tries count one after the other.
        tries: Sequence[datetime] = self._connection.execute(
            select(SIGN_IN_TRIES.c.tries).where(SIGN_IN_TRIES.c.key_hash == limit.key_hash).with_for_update()
        ).scalar_one()
        return [at for at in tries if at > now - limit.within]

    def _keep(self, limit: _Limit, tries: list[datetime], now: datetime) -> None:
        self._connection.execute(
            update(SIGN_IN_TRIES).where(SIGN_IN_TRIES.c.key_hash == limit.key_hash).values(tries=tries, changed_at=now)
        )

    def _forget(self, now: datetime) -> None:
        old = now - max(self._account.within, self._client.within)
        self._connection.execute(delete(SIGN_IN_TRIES).where(SIGN_IN_TRIES.c.changed_at < old))
