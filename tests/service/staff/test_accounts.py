import pytest

from service.errors import LoginTaken, NotFound, PasswordRefused
from service.live.publish import staff_topic
from service.live.watch import Changes
from service.staff.accounts import Accounts, NewStaff, add
from service.staff.passwords import Passwords
from service.staff.sessions import Sessions
from service.storage.engine import Database
from tests.fakes import NOON

KIM = NewStaff("kim@example.se", "Kim", "korrekt häst batteri")


async def test_added_account_has_credentials(database: Database, passwords: Passwords) -> None:
    staff = await add(database, passwords, KIM, NOON)
    found = await database.read(lambda connection: Accounts(connection).credentials(" KIM@Example.SE "))
    assert found is not None
    assert found[0] == staff
    assert KIM.password not in found[1]


async def test_login_is_given_once(database: Database, passwords: Passwords) -> None:
    await add(database, passwords, KIM, NOON)
    with pytest.raises(LoginTaken):
        await add(database, passwords, NewStaff("Kim@example.se", "Kim 2", KIM.password), NOON)


async def test_weak_password_makes_no_account(database: Database, passwords: Passwords) -> None:
    with pytest.raises(PasswordRefused):
        await add(database, passwords, NewStaff("kim", "Kim", "kort"), NOON)
    assert await database.read(lambda connection: Accounts(connection).credentials("kim")) is None


async def test_disabling_shuts_the_door_at_once(database: Database, passwords: Passwords) -> None:
    staff = await add(database, passwords, KIM, NOON)
    session = await database.run(lambda connection: Sessions(connection).open(staff.id, NOON))
    async with Changes(database) as changes:
        position = changes.position
        await database.run(lambda connection: Accounts(connection).disable(KIM.login, NOON))
        assert await changes.wait(staff_topic(staff.id), position, timeout=5) is not None
    assert await database.read(lambda connection: Accounts(connection).credentials(KIM.login)) is None
    assert await database.read(lambda connection: Sessions(connection).find(session.token, NOON)) is None
    with pytest.raises(NotFound):
        await database.run(lambda connection: Accounts(connection).disable(KIM.login, NOON))


def test_password_is_not_shown() -> None:
    assert KIM.password not in repr(KIM)
