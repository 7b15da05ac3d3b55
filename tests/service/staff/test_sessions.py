from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from service.live.tables import CHANGES
from service.staff.accounts import Accounts, Staff
from service.staff.sessions import NewSession, Session, Sessions
from service.staff.tables import STAFF_SESSIONS
from service.storage.engine import Database
from tests.fakes import NOON

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def kim(database: Database) -> Staff:
    return await database.run(lambda connection: Accounts(connection).insert("kim", "Kim", "hash", NOON))


async def begin(database: Database, staff: Staff, now: datetime = NOON) -> NewSession:
    return await database.run(lambda connection: Sessions(connection).open(staff.id, now))


async def find(database: Database, token: str, now: datetime = NOON) -> Session | None:
    return await database.read(lambda connection: Sessions(connection).find(token, now))


async def test_open_session_is_found_by_its_token(database: Database, kim: Staff) -> None:
    new = await begin(database, kim)
    session = await find(database, new.token)
    assert session is not None
    assert (session.staff, session.csrf) == (kim, new.csrf)
    assert not session.touch_due


async def test_token_is_long_random_and_not_stored(database: Database, kim: Staff) -> None:
    first, second = await begin(database, kim), await begin(database, kim)
    assert len({first.token, second.token, first.csrf, second.csrf}) == 4
    assert len(first.token) == 43
    rows = await database.read(lambda connection: [tuple(row) for row in connection.execute(select(STAFF_SESSIONS))])
    assert first.token not in str(rows)


@pytest.mark.parametrize("token", ["", "x", "å\ud800", "a" * 100_000])
async def test_other_tokens_find_nothing(database: Database, kim: Staff, token: str) -> None:
    await begin(database, kim)
    assert await find(database, token) is None


async def test_idle_session_ends(database: Database, kim: Staff) -> None:
    new = await begin(database, kim)
    assert await find(database, new.token, NOON + 30 * MINUTE - timedelta(seconds=1)) is not None
    assert await find(database, new.token, NOON + 30 * MINUTE) is None


async def test_touched_session_goes_on_but_not_for_ever(database: Database, kim: Staff) -> None:
    new = await begin(database, kim)
    now = NOON
    while now < NOON + 12 * 60 * MINUTE - 20 * MINUTE:
        now += 20 * MINUTE
        session = await find(database, new.token, now)
        assert session is not None
        assert session.touch_due
        at = now
        await database.run(lambda connection, at=at: Sessions(connection).touch(new.token, at))  # type: ignore[misc]
    assert await find(database, new.token, NOON + 12 * 60 * MINUTE) is None


async def test_touch_wakes_no_dead_session(database: Database, kim: Staff) -> None:
    new = await begin(database, kim)
    late = NOON + 31 * MINUTE
    await database.run(lambda connection: Sessions(connection).touch(new.token, late))
    assert await find(database, new.token, late) is None


async def test_ended_session_is_gone_and_told(database: Database, kim: Staff) -> None:
    first, second = await begin(database, kim), await begin(database, kim)
    await database.run(lambda connection: Sessions(connection).end(first.token))
    await database.run(lambda connection: Sessions(connection).end(first.token))
    assert await find(database, first.token) is None
    assert await find(database, second.token) is not None
    topics = await database.read(lambda connection: list(connection.scalars(select(CHANGES.c.topic))))
    assert topics == [f"staff:{kim.id}"]


async def test_all_sessions_end_together(database: Database, kim: Staff) -> None:
    sessions = [await begin(database, kim) for _ in range(3)]
    await database.run(lambda connection: Sessions(connection).end_all(kim.id))
    assert [await find(database, one.token) for one in sessions] == [None] * 3


async def test_dead_sessions_are_swept_away(database: Database, kim: Staff) -> None:
    await begin(database, kim)
    await begin(database, kim, NOON + 31 * MINUTE)
    rows = await database.read(lambda connection: connection.execute(select(STAFF_SESSIONS)).all())
    assert len(rows) == 1
