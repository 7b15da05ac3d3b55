"""`insatsguiden staff …`: accounts of members of staff."""

import asyncio
import getpass
import sys

from service.commands.problem import ProblemError
from service.errors import LoginTaken, PasswordRefused
from service.settings import Settings
from service.staff.accounts import NewStaff
from service.staff.accounts import add as add_account
from service.staff.passwords import Passwords
from service.storage.engine import Database
from service.storage.migrate import upgrade
from service.wiring import now


def add(login: str, *, name: str | None = None) -> int:
    """Make an account for a member of staff; asks for a password of at least twelve characters.

    Args:
        login: what the person signs in with.
        name: what residents and colleagues see, such as a first name; "Handläggare" where it is left out.
    """
    password = _password()
    settings = Settings()
    upgrade(settings.database_url)
    try:
        asyncio.run(_add(settings, NewStaff(login, name or "Handläggare", password)))
    except LoginTaken as error:
        raise ProblemError(f"There is an account {login!r} already. Choose another login.") from error
    except PasswordRefused as error:
        shortest, longest = error.values["shortest"], error.values["longest"]
        raise ProblemError(f"The password needs {shortest} to {longest} characters. Nothing was changed.") from error
    print(f"{login} can sign in now, at /staff.")
    return 0


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass.getpass("Password: ")
    if getpass.getpass("Once more: ") != password:
        raise ProblemError("The two passwords are not the same. Nothing was changed.")
    return password


async def _add(settings: Settings, new: NewStaff) -> None:
    async with Database(settings.database_url) as database:
        await add_account(database, Passwords(), new, now())
