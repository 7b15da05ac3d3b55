from dataclasses import replace

from bot.catalogue.model import CrisisType
from bot.ports import Runner
from tests.fakes import NOON
from tests.ports.samples import TELEGRAM, begin, need


class TestDesk:
    async def test_opening_gives_a_reference(self, runner: Runner) -> None:
        reference = await runner.run(lambda work: work.desk.open(need(begin(work)), NOON))
        assert len(reference) == 7
        assert reference[3] == "-"

    async def test_an_open_case_is_kept(self, runner: Runner) -> None:
        kept = await runner.run(begin)
        first = await runner.run(lambda work: work.desk.open(need(kept), NOON))
        again = replace(need(kept), need="Något annat")
        assert await runner.run(lambda work: work.desk.open(again, NOON)) == first

    async def test_each_conversation_gets_its_own(self, runner: Runner) -> None:
        first = await runner.run(lambda work: work.desk.open(need(begin(work)), NOON))
        second = await runner.run(lambda work: work.desk.open(need(begin(work, TELEGRAM)), NOON))
        assert first != second

    async def test_alarm_without_a_case_does_nothing(self, runner: Runner) -> None:
        kept = await runner.run(begin)
        await runner.run(lambda work: work.desk.alarm(kept.id, CrisisType.SUICIDE, NOON))
        await runner.run(lambda work: work.desk.open(need(kept), NOON))
        await runner.run(lambda work: work.desk.alarm(kept.id, CrisisType.SUICIDE, NOON))
