"""Streams tell that something changed, and end."""

from collections.abc import AsyncIterator

import anyio
import pytest

from service.live.publish import publish
from service.live.watch import Changes
from service.storage.engine import Database
from service.web.streams import Watched, _signals

TOPICS = ["conversation:a", "queue"]


@pytest.fixture
async def changes(sqlite_database: Database) -> AsyncIterator[Changes]:
    async with Changes(sqlite_database, every=0.05) as watching:
        yield watching


async def _events(stream: AsyncIterator[object], count: int) -> list[object]:
    found: list[object] = []
    async for event in stream:
        if getattr(event, "event", None):
            found.append(event)
        if len(found) == count:
            break
    return found


async def test_tells_at_once_what_the_page_has_missed(changes: Changes) -> None:
    async def look() -> str:
        return "7"

    events = await _events(_signals(Watched(changes, TOPICS, look), "5", 5, anyio.Event()), 1)
    assert getattr(events[0], "id", None) == "7"


@pytest.mark.parametrize("topic", TOPICS)
async def test_tells_of_a_change_under_any_topic(changes: Changes, sqlite_database: Database, topic: str) -> None:
    marks = iter(["1", "2"])

    async def look() -> str:
        return next(marks)

    stream = _signals(Watched(changes, TOPICS, look), "1", 5, anyio.Event())
    await anext(stream)
    await sqlite_database.run(lambda connection: publish(connection, topic))
    events = await _events(stream, 1)
    assert getattr(events[0], "id", None) == "2"


async def test_ends_by_itself(changes: Changes) -> None:
    async def look() -> str:
        return "1"

    assert await _events(_signals(Watched(changes, TOPICS, look), "1", 0.1, anyio.Event()), 1) == []


async def test_tells_when_it_is_over(changes: Changes) -> None:
    async def look() -> None:
        return None

    events = await _events(_signals(Watched(changes, TOPICS, look), "1", 5, anyio.Event()), 2)
    assert [getattr(event, "event", None) for event in events] == ["over"]


async def test_ends_when_the_server_stops(changes: Changes) -> None:
    async def look() -> str:
        return "1"

    stopping = anyio.Event()
    stream = _signals(Watched(changes, TOPICS, look), "1", 60, stopping)
    await anext(stream)
    stopping.set()
    assert await _events(stream, 1) == []
