from collections.abc import AsyncIterator

import pytest
from argon2 import PasswordHasher

from service.staff import passwords as module
from service.staff.passwords import Passwords


@pytest.fixture
def quick_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cheapest hashing there is, for tests that are about something else."""
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(module, "_HASHER", hasher)
    monkeypatch.setattr(module, "_NOBODY", hasher.hash("nobody"))


@pytest.fixture
async def passwords(quick_hashing: None) -> AsyncIterator[Passwords]:
    async with Passwords() as opened:
        yield opened
