import logging
from pathlib import Path

import pytest

from bot.guide import Guide
from bot.ports import Line
from bot.telegram.aside import Aside
from bot.telegram.inbound import reduce
from bot.telegram.polling import Poller
from bot.telegram.ports import RefusedError, SlowDownError, UnreachableError
from bot.telegram.router import Router
from bot.telegram.worker import Worker
from tests.fakes import Clock, MemoryRunner
from tests.telegram.test_inbound import press, update
from tests.telegram.twins import MemoryApi, MemoryInbox, run_until
from tests.telegram.world import shelf


def numbered(number: int, text: str = "hej") -> dict[str, object]:
    return {**update(text=text), "update_id": number}


def lines(runner: MemoryRunner) -> list[Line]:
    return [line for each in runner.state.lines.values() for line in each]


def said(runner: MemoryRunner) -> list[str]:
    """The ids of the sentences that the guide said."""
    shown = [line.content.shown for line in lines(runner) if line.content.shown]
    return [getattr(reply, "message", reply.kind) for one in shown for reply in one.replies]


class Desk:
    """A worker with everything around it in memory."""

    def __init__(self, folder: Path) -> None:
        self.runner = MemoryRunner()
        self.inbox = MemoryInbox()
        self.api = MemoryApi()
        library_shelf = shelf(folder)
        clock = Clock()
        guide = Guide(self.runner, library_shelf, clock)
        self.aside = Aside(guide, self.runner, library_shelf, clock)
        self.worker = Worker(self.inbox, Router(guide, self.aside, self.api))

    async def take(self, *updates: object) -> None:
        """Put updates in, and work until all are done or dead."""
        kept = [reduced for one in updates if (reduced := reduce(one))]
        await self.inbox.store(kept)
        await run_until(self.worker.run, lambda: len(self.inbox.ended) == len(self.inbox.rows))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


async def test_offset_moves_after_storing() -> None:
    inbox = MemoryInbox(broken=1)
    api = MemoryApi([[numbered(5), numbered(9)], [numbered(5), numbered(9)], [], [numbered(3)]])
    await run_until(Poller(api, inbox).run, lambda: len(api.offsets) == 5)
    assert api.offsets == [None, None, 10, None, 4]
    assert sorted(inbox.rows) == [3, 5, 9]


async def test_polling_outlives_everything() -> None:
    failures: list[Exception] = [UnreachableError("x"), SlowDownError(0.01), RefusedError("x"), OSError("x")]
    api = MemoryApi([*failures, [numbered(1), None, "junk", {}, {"update_id": 4, "message": {}}, {"update_id": "x"}]])
    inbox = MemoryInbox()
    await run_until(Poller(api, inbox).run, lambda: len(inbox.rows) == 2)
    assert api.offsets[-1] == 5


async def test_poison_is_given_up_without_its_text(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    await desk.take(
        numbered(1, "canary-one"), {"update_id": 2, "message": {"text": "canary-two"}}, numbered(3, "frihet")
    )
    assert desk.inbox.ended == {1: "done", 2: "UnreadableUpdateError", 3: "done"}
    assert desk.inbox.tries[2] == 5
    assert "canary" not in caplog.text
    assert "2 is given up" in caplog.text


async def test_failure_is_told_to_the_resident(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError("canary")

    await desk.take(numbered(1, "/start"))
    monkeypatch.setattr(desk.worker._router._guide, "receive", broken)
    await desk.take(numbered(2))
    assert desk.inbox.ended[2] == "RuntimeError"
    assert said(desk.runner)[-1] == "telegram.failed"


async def test_photo_comes_first(desk: Desk) -> None:
    await desk.take({**update(photo=[]), "update_id": 1})
    assert said(desk.runner) == ["notice.telegram", "welcome", "telegram.only-text"]


async def test_album_gets_one_sentence(desk: Desk) -> None:
    await desk.take(*({**update(photo=[], media_group_id="a"), "update_id": n} for n in range(10)))
    assert said(desk.runner).count("telegram.only-text") == 1


async def test_number_is_spoken_of(desk: Desk) -> None:
    await desk.take(numbered(1, "/start"), numbered(2, "frihet 19121212-1212"))
    assert said(desk.runner) == ["notice.telegram", "welcome", "number-removed", "entry"]


async def test_press_is_always_answered(desk: Desk) -> None:
    await desk.take(press("more:kast"), {**press("made up", id="q2"), "update_id": 9})
    assert desk.api.answered == ["q1", "q2"]
    assert said(desk.runner)[-1] == "button-unknown"


async def test_twice_has_one_effect(desk: Desk) -> None:
    await desk.take(numbered(1, "frihet"))
    before = len(lines(desk.runner))
    desk.inbox.ended.clear()
    desk.inbox.claimed.clear()
    await desk.take(numbered(1, "frihet"))
    assert len(lines(desk.runner)) == before
