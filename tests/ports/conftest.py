"""Each test here runs on every implementation of the ports: in memory, on SQLite, on PostgreSQL."""

from collections.abc import AsyncIterator

import pytest

from bot.ports import Runner
from service.storage.engine import Database
from service.storage.unit_of_work import SqlRunner
from tests.conftest import DATABASES, PARTS
from tests.fakes import MemoryRunner


@pytest.fixture(params=["memory", *DATABASES])
async def runner(request: pytest.FixtureRequest) -> AsyncIterator[Runner]:
    if request.param == "memory":
        yield MemoryRunner()
        return
    async with Database(request.getfixturevalue(f"{request.param}_url")) as database:
        yield SqlRunner(database, PARTS)
