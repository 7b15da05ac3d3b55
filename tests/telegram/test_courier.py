import asyncio
import time
from datetime import timedelta

import pytest
from typing_extensions import override

from bot.telegram.courier import Courier
from bot.telegram.draw import Drawn
from bot.telegram.pace import Pace
from bot.telegram.ports import RefusedError, SlowDownError, UnreachableError
from tests.telegram.twins import MemoryApi, MemoryOutbox, now, run_until

FAST = Pace(per_chat=0.0, overall=0.0)


async def delivered(outbox: MemoryOutbox, api: MemoryApi, pace: Pace = FAST, seconds: float = 10) -> None:
    """Run a courier until nothing waits any more."""
    await run_until(Courier(outbox, api, now, pace).run, lambda: len(outbox.ended) == len(outbox.rows), seconds)


async def test_order_holds_in_each_chat() -> None:
    outbox, api = MemoryOutbox(), MemoryApi()
    for number in range(60):
        outbox.put(str(number % 3), f"{number}")
    api.faults["1"] = [SlowDownError(0.2), SlowDownError(0.1)]
    await delivered(outbox, api)
    for chat in "012":
        assert [text for to, text in api.taken if to == chat] == [str(n) for n in range(60) if n % 3 == int(chat)]


async def test_retry_after_is_obeyed() -> None:
    outbox, api = MemoryOutbox(), MemoryApi()
    outbox.put("1", "a")
    outbox.put("2", "b")
    api.faults["1"] = [SlowDownError(0.5)]
    began = time.monotonic()
    await delivered(outbox, api)
    assert time.monotonic() - began > 0.5
    assert sorted(api.taken) == [("1", "a"), ("2", "b")]
    assert api.taken[0][0] == "2"  # one chat has had too much, the others go on


async def test_two_slow_chats_stop_all() -> None:
    outbox, api = MemoryOutbox(), MemoryApi()
    outbox.put("1", "a")
    outbox.put("2", "b")
    api.faults |= {"1": [SlowDownError(0.6)], "2": [SlowDownError(0.6)]}
    courier = Courier(outbox, api, now, Pace(0.0, 0.0))
    began = time.monotonic()

    def late() -> bool:
        if len(outbox.rows) == 2 and len(outbox.reasons) == 2:
            outbox.put("3", "c")
        return len(outbox.ended) == 3

    await run_until(courier.run, late, 10)
    assert time.monotonic() - began > 0.6
    assert len(api.taken) == 3


@pytest.mark.parametrize("reason", ["blocked", "chat-gone", "refused"])
async def test_refused_is_final(reason: str) -> None:
    outbox, api = MemoryOutbox(), MemoryApi()
    outbox.put("1", "a")
    outbox.put("2", "b")
    api.faults["1"] = [RefusedError(reason)]
    await delivered(outbox, api)
    assert outbox.ended == {1: reason, 2: "sent"}
    assert outbox.reasons == []


async def test_network_errors_are_tried_again() -> None:
    outbox, api = MemoryOutbox(), MemoryApi()
    outbox.put("1", "a")
    api.faults["1"] = [UnreachableError("x")]
    await delivered(outbox, api)
    assert outbox.ended == {1: "sent"}
    assert api.taken == [("1", "a")]


async def test_given_up_after_four_hours() -> None:
    outbox, api = MemoryOutbox(), MemoryApi()
    outbox.put("1", "a", age=timedelta(hours=4, minutes=1))
    outbox.put("2", "b", age=timedelta(hours=3, minutes=59))
    api.faults |= {"1": [UnreachableError("x")], "2": [UnreachableError("x")]}
    await delivered(outbox, api)
    assert outbox.ended == {1: "gave-up", 2: "sent"}


async def test_long_screen_goes_on_where_it_broke_off() -> None:
    class Breaking(MemoryApi):
        @override
        async def send(self, chat: str, drawn: Drawn) -> None:
            if len(self.taken) == 1 and not self.answered:
                self.answered.append("broke off")
                raise UnreachableError("x")
            await super().send(chat, drawn)

    outbox, api = MemoryOutbox(), Breaking()
    outbox.put("1", "a" * 3000, "b" * 3000, "c" * 3000)
    await delivered(outbox, api)
    assert [text[0] for _, text in api.taken] == ["a", "b", "c"]


async def test_what_cannot_be_drawn_holds_up_nobody() -> None:
    class Broken(MemoryApi):
        @override
        async def send(self, chat: str, drawn: Drawn) -> None:
            if chat == "1":
                raise ValueError(drawn.text)
            await super().send(chat, drawn)

    outbox, api = MemoryOutbox(), Broken()
    outbox.put("1", "a", age=timedelta(hours=5))
    outbox.put("2", "b")
    await delivered(outbox, api)
    assert outbox.ended == {1: "gave-up", 2: "sent"}


async def test_one_message_a_second_in_a_chat() -> None:
    outbox, api, pace = MemoryOutbox(), MemoryApi(), Pace(per_chat=0.3, overall=0.02)
    for chat in ["1", "1", "1", *(f"other {number}" for number in range(10))]:
        outbox.put(chat, "a")
    began = time.monotonic()
    await delivered(outbox, api, pace)
    assert time.monotonic() - began >= 0.6
    assert [chat for chat, _ in api.taken].index("other 9") < 11  # who writes much keeps nobody waiting


async def test_no_more_in_all_than_allowed() -> None:
    outbox, api, pace = MemoryOutbox(), MemoryApi(), Pace(per_chat=0.0, overall=0.02)
    for number in range(20):
        outbox.put(str(number), "a")
    began = time.monotonic()
    await delivered(outbox, api, pace)
    assert time.monotonic() - began >= 19 * 0.02


async def test_sent_but_not_noted_is_not_sent_again() -> None:
    class Forgetful(MemoryOutbox):
        @override
        async def sent(self, row: int) -> None:
            if not self.reasons:
                self.reasons.append("the database is gone")
                self.claimed.discard(row)
                raise OSError
            await super().sent(row)

    outbox, api = Forgetful(), MemoryApi()
    outbox.put("1", "a")
    await delivered(outbox, api)
    assert api.taken == [("1", "a")]


async def test_one_message_is_between_sending_and_noting() -> None:
    class Watched(MemoryApi):
        @override
        async def send(self, chat: str, drawn: Drawn) -> None:
            assert len(self.taken) == len(outbox.ended)
            await asyncio.sleep(0.01)
            await super().send(chat, drawn)

    outbox, api = MemoryOutbox(), Watched()
    for number in range(20):
        outbox.put(str(number), "a")
    await delivered(outbox, api)
    assert outbox.reasons == []


async def test_stopping_finishes_what_is_under_way() -> None:
    class Slow(MemoryApi):
        @override
        async def send(self, chat: str, drawn: Drawn) -> None:
            self.answered.append("begun")
            await asyncio.sleep(0.2)
            await super().send(chat, drawn)

    outbox, api = MemoryOutbox(), Slow()
    outbox.put("1", "a")
    await run_until(Courier(outbox, api, now, FAST).run, lambda: bool(api.answered), 5)
    assert outbox.ended == {1: "sent"}
