import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from service.errors import GuideError, SignInFailed, TooManyTries
from service.staff.accounts import Accounts, NewStaff, Staff, add
from service.staff.passwords import Passwords
from service.staff.sessions import Sessions
from service.staff.sign_in import Try, sign_in
from service.staff.tables import SIGN_IN_TRIES
from service.storage.engine import Database
from tests.fakes import NOON

PASSWORD = "korrekt häst batteri"
MINUTE = timedelta(minutes=1)


@pytest.fixture
async def kim(database: Database, passwords: Passwords) -> Staff:
    return await add(database, passwords, NewStaff("kim", "Kim", PASSWORD), NOON)


class Door:
    """Tries to sign in, and tells the outcome by its name."""

    def __init__(self, database: Database, passwords: Passwords) -> None:
        self._database = database
        self._passwords = passwords

    async def knock(
        self, login: str = "kim", password: str = PASSWORD, client: str = "192.0.2.1", now: datetime = NOON
    ) -> str:
        try:
            await sign_in(self._database, self._passwords, Try(login, password, client), now)
        except GuideError as error:
            return type(error).__name__
        return "in"


@pytest.fixture
def door(database: Database, passwords: Passwords, kim: Staff) -> Door:
    return Door(database, passwords)


async def test_right_password_opens_a_session(database: Database, passwords: Passwords, kim: Staff) -> None:
    staff, session = await sign_in(database, passwords, Try("Kim", PASSWORD, "192.0.2.1"), NOON)
    assert staff == kim
    found = await database.read(lambda connection: Sessions(connection).find(session.token, NOON))
    assert found is not None


async def test_wrong_unknown_and_disabled_sound_the_same(database: Database, door: Door) -> None:
    assert await door.knock(password="fel lösenord här") == "SignInFailed"
    assert await door.knock(login="nobody") == "SignInFailed"
    await database.run(lambda connection: Accounts(connection).disable("kim", NOON))
    assert await door.knock() == "SignInFailed"


async def test_sixth_try_of_an_account_is_refused(door: Door) -> None:
    wrong = [await door.knock(password="fel", client=str(n)) for n in range(6)]
    assert wrong == ["SignInFailed"] * 5 + ["TooManyTries"]
    assert await door.knock(client="other") == "TooManyTries"  # the right password too: it is not looked at
    assert await door.knock(client="other", now=NOON + 15 * MINUTE) == "in"


async def test_eleventh_try_of_a_client_is_refused(door: Door) -> None:
    wrong = [await door.knock(login=str(n), password="fel") for n in range(11)]
    assert wrong == ["SignInFailed"] * 10 + ["TooManyTries"]
    assert await door.knock(client="other") == "in"
    assert await door.knock(now=NOON + 60 * MINUTE) == "in"


async def test_refused_tries_do_not_lengthen_the_wait(door: Door) -> None:
    for minute in range(15):
        await door.knock(password="fel", client=str(minute), now=NOON + minute * MINUTE)
    assert await door.knock(now=NOON + 15 * MINUTE) == "in"


async def test_many_colleagues_behind_one_address_get_in(door: Door) -> None:
    assert [await door.knock() for _ in range(30)] == ["in"] * 30


async def test_right_password_forgives_the_typing_errors(door: Door) -> None:
    for _ in range(3):
        assert [await door.knock(password="fel", client="a") for _ in range(2)] == ["SignInFailed"] * 2
        assert await door.knock(client="b") == "in"


async def test_tries_at_once_are_all_counted(door: Door) -> None:
    outcomes = await asyncio.gather(*(door.knock(password="fel", client=str(n)) for n in range(40)))
    assert outcomes.count("SignInFailed") == 5
    assert outcomes.count("TooManyTries") == 35


async def test_wait_is_told_in_seconds(database: Database, passwords: Passwords, door: Door) -> None:
    for n in range(5):
        await door.knock(password="fel", client=str(n))
    with pytest.raises(TooManyTries) as caught:
        await sign_in(database, passwords, Try("kim", PASSWORD, "x"), NOON + 5 * MINUTE)
    assert caught.value.retry_after == 601
    assert caught.value.values == {"minutes": "11"}


async def test_nothing_typed_is_kept(database: Database, door: Door) -> None:
    await door.knock(login="hemligt i fel fält", password="fel", client="192.0.2.77")
    rows = await database.read(lambda connection: [tuple(row) for row in connection.execute(select(SIGN_IN_TRIES))])
    assert "hemligt" not in str(rows)
    assert "192.0.2.77" not in str(rows)


async def test_old_tries_are_forgotten(database: Database, door: Door) -> None:
    await door.knock(login="a", password="fel", client="a")
    await door.knock(login="b", password="fel", client="b", now=NOON + 61 * MINUTE)
    rows = await database.read(lambda connection: connection.execute(select(SIGN_IN_TRIES)).all())
    assert len(rows) == 2


async def test_account_disabled_while_hashing_stays_out(
    database: Database, passwords: Passwords, kim: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def disable_meanwhile(*_: object) -> bool:
        await database.run(lambda connection: Accounts(connection).disable("kim", NOON))
        return True

    monkeypatch.setattr(passwords, "verify", disable_meanwhile)
    with pytest.raises(SignInFailed):
        await sign_in(database, passwords, Try("kim", PASSWORD, "x"), NOON)
