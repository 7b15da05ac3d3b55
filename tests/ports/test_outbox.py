import pytest

from bot.ports import NewLine, Runner, Work
from tests.fakes import NOON
from tests.ports.samples import SAID, TELEGRAM, WEB, WRITTEN, begin


def put(work: Work, line: NewLine) -> None:
    kept = work.conversations.find(TELEGRAM) or begin(work, TELEGRAM)
    work.outbox.put(kept, work.conversations.add(kept.id, line, NOON))


class TestOutbox:
    async def test_a_line_can_be_put(self, runner: Runner) -> None:
        await runner.run(lambda work: put(work, SAID))

    async def test_a_line_without_a_screen_is_refused(self, runner: Runner) -> None:
        with pytest.raises(ValueError, match="screen"):
            await runner.run(lambda work: put(work, WRITTEN))

    async def test_other_channels_need_no_sending(self, runner: Runner) -> None:
        def unit(work: Work) -> None:
            kept = begin(work, WEB)
            work.outbox.put(kept, work.conversations.add(kept.id, WRITTEN, NOON))

        await runner.run(unit)
