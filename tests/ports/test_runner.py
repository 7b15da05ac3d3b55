import asyncio

import pytest

from bot.dialogue.state import Conversation
from bot.ports import Kept, Runner, StaleConversation, Work
from tests.fakes import NOON
from tests.ports.samples import SAID, TELEGRAM, WEB, WRITTEN, begin, need


class CrashedError(Exception):
    pass


def whole_turn(work: Work) -> Kept:
    kept = begin(work, TELEGRAM)
    work.conversations.first_time(kept.id, "1", NOON)
    work.outbox.put(kept, work.conversations.add(kept.id, SAID, NOON))
    work.desk.open(need(kept), NOON)
    return work.conversations.save(kept, Conversation(language="en"), NOON)


class TestRunner:
    async def test_a_turn_is_kept_whole(self, runner: Runner) -> None:
        kept = await runner.run(whole_turn)
        assert await runner.run(lambda work: work.conversations.find(TELEGRAM)) == kept
        assert len(await runner.run(lambda work: work.conversations.lines(kept.id))) == 1

    async def test_nothing_is_kept_of_a_unit_that_raises(self, runner: Runner) -> None:
        def unit(work: Work) -> None:
            whole_turn(work)
            raise CrashedError

        with pytest.raises(CrashedError):
            await runner.run(unit)
        assert await runner.run(lambda work: work.conversations.find(TELEGRAM)) is None
        await runner.run(whole_turn)  # as if the first had never been

    async def test_a_stale_unit_is_run_again(self, runner: Runner) -> None:
        calls: list[int] = []

        def unit(work: Work) -> Kept:
            calls.append(1)
            kept = begin(work)
            if len(calls) < 3:
                raise StaleConversation
            return kept

        kept = await runner.run(unit)
        assert len(calls) == 3
        assert await runner.run(lambda work: work.conversations.find(WEB)) == kept

    async def test_a_unit_that_stays_stale_is_given_up(self, runner: Runner) -> None:
        calls: list[int] = []

        def unit(work: Work) -> None:
            calls.append(1)
            raise StaleConversation

        with pytest.raises(StaleConversation):
            await runner.run(unit)
        assert len(calls) == 5

    async def test_many_turns_of_one_conversation_follow_each_other(self, runner: Runner) -> None:
        kept = await runner.run(begin)

        def turn(work: Work) -> None:
            now = work.conversations.get(kept.id)
            work.conversations.add(kept.id, WRITTEN, NOON)
            work.conversations.save(now, now.conversation, NOON)

        await asyncio.gather(*(runner.run(turn) for _ in range(4)))
        after = await runner.run(lambda work: work.conversations.get(kept.id))
        lines = await runner.run(lambda work: work.conversations.lines(kept.id))
        assert after.version == kept.version + 4
        assert [line.seq for line in lines] == [1, 2, 3, 4]
