import asyncio
import threading
import time

import pytest

from service.errors import PasswordRefused
from service.staff import passwords as module
from service.staff.passwords import Passwords

GOOD = "korrekt häst batteri"


async def test_right_password_is_told_from_wrong() -> None:
    async with Passwords() as passwords:
        kept = await passwords.hash(GOOD)
        assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
        assert await passwords.verify(kept, GOOD)
        assert not await passwords.verify(kept, GOOD + "!")
        assert not await passwords.verify(None, GOOD)


@pytest.mark.parametrize("password", ["", "elva tecken", "a" * 129])
async def test_short_and_long_are_refused(passwords: Passwords, password: str) -> None:
    with pytest.raises(PasswordRefused) as caught:
        await passwords.hash(password)
    assert caught.value.values == {"shortest": "12", "longest": "128"}


@pytest.mark.parametrize("password", ["tolv tecken!", "å" * 128, "\ud800" * 12, "\x00" * 12])
async def test_any_signs_serve(passwords: Passwords, password: str) -> None:
    assert await passwords.verify(await passwords.hash(password), password)


async def test_broken_hash_lets_nobody_in(passwords: Passwords) -> None:
    assert not await passwords.verify("$argon2id$broken", GOOD)


async def test_endless_password_costs_nothing(passwords: Passwords) -> None:
    assert not await passwords.verify(None, "a" * 10_000_000)


async def test_two_are_hashed_at_once(passwords: Passwords, monkeypatch: pytest.MonkeyPatch) -> None:
    running, most, lock = 0, 0, threading.Lock()

    def slow(_: str) -> str:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        time.sleep(0.01)
        with lock:
            running -= 1
        return "x"

    monkeypatch.setattr(module, "_hash", slow)
    await asyncio.gather(*(passwords.hash(GOOD) for _ in range(10)))
    assert most == 2


async def test_unknown_login_takes_as_long() -> None:
    async def seconds(kept: str | None) -> float:
        # CPU time of the process, as others use the same cores.
        began = time.process_time()
        await passwords.verify(kept, GOOD + "!")
        return time.process_time() - began

    async with Passwords() as passwords:
        kept = await passwords.hash(GOOD)
        pairs = [(await seconds(kept), await seconds(None)) for _ in range(5)]
    known, unknown = (min(column) for column in zip(*pairs, strict=True))
    assert unknown == pytest.approx(known, rel=0.25)
