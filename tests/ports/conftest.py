"""Each test here runs on every implementation of the ports: in memory, on SQLite, on PostgreSQL."""

from collections.abc import AsyncIterator

import pytest

from bot.ports import Runner
from service.storage.engine import Database
from service.storage.unit_of_work import SqlRunner
from tests.conftest import DATABASES, PARTS
from tests.fakes import MemoryRunner


@pytest.fixture(params=["memory", *DATABASES])
def runner_url(request: pytest.FixtureRequest) -> str | None:
    if request.param == "memory":
        return None
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
async def runner(runner_url: str | None) -> AsyncIterator[Runner]:
    if runner_url is None:
        yield MemoryRunner()
        return
    async with Database(runner_url) as database:
        yield SqlRunner(database, PARTS)
