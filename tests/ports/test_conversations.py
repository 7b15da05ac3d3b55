from datetime import datetime, timedelta, timezone

import pytest

from bot.dialogue.state import Case, Conversation, Phase
from bot.ports import Address, Author, Channel, Kept, NewLine, Runner, StaleConversation
from tests.fakes import NOON
from tests.ports.samples import ANSWERED, PRESSED, SAID, TELEGRAM, WEB, WRITTEN, begin

CHANGED = Conversation(
    language="ar", phase=Phase.SHARE, case=Case.WAITING, entry="anhorigstod", answers={"need": "hjälp"}
)


class TestConversations:
    async def test_nobody_is_found_at_first(self, runner: Runner) -> None:
        assert await runner.run(lambda work: work.conversations.find(WEB)) is None

    async def test_created_is_found_again(self, runner: Runner) -> None:
        kept = await runner.run(begin)
        assert await runner.run(lambda work: work.conversations.find(WEB)) == kept
        assert await runner.run(lambda work: work.conversations.get(kept.id)) == kept

    async def test_each_address_has_its_own(self, runner: Runner) -> None:
        web = await runner.run(begin)
        same_key = Address(Channel.TERMINAL, WEB.key)
        terminal = await runner.run(lambda work: begin(work, same_key))
        telegram = await runner.run(lambda work: begin(work, TELEGRAM))
        assert len({web.id, terminal.id, telegram.id}) == 3
        assert await runner.run(lambda work: work.conversations.find(same_key)) == terminal

    async def test_second_at_same_address_is_stale(self, runner: Runner) -> None:
        await runner.run(begin)
        with pytest.raises(StaleConversation):
            await runner.run(begin)

    async def test_unknown_id_is_a_lookup_error(self, runner: Runner) -> None:
        with pytest.raises(LookupError):
            await runner.run(lambda work: work.conversations.get("nobody"))
        with pytest.raises(LookupError):
            await runner.run(lambda work: work.conversations.add("nobody", WRITTEN, NOON))

    async def test_saved_state_comes_back_whole(self, runner: Runner) -> None:
        kept = await runner.run(begin)
        saved = await runner.run(lambda work: work.conversations.save(kept, CHANGED, NOON))
        assert saved == Kept(kept.id, WEB, CHANGED, kept.version + 1)
        assert await runner.run(lambda work: work.conversations.get(kept.id)) == saved

    async def test_older_version_is_stale(self, runner: Runner) -> None:
        kept = await runner.run(begin)
        await runner.run(lambda work: work.conversations.save(kept, CHANGED, NOON))
        with pytest.raises(StaleConversation):
            await runner.run(lambda work: work.conversations.save(kept, Conversation(), NOON))
        after = await runner.run(lambda work: work.conversations.get(kept.id))
        assert after.conversation == CHANGED

    async def test_lines_come_back_in_order(self, runner: Runner) -> None:
        kept = await runner.run(begin)
        contents = [WRITTEN, ANSWERED, PRESSED, SAID]
        added = await runner.run(lambda work: [work.conversations.add(kept.id, content, NOON) for content in contents])
        assert [line.seq for line in added] == [1, 2, 3, 4]
        assert [line.content for line in added] == contents
        assert await runner.run(lambda work: list(work.conversations.lines(kept.id))) == added
        assert await runner.run(lambda work: list(work.conversations.lines(kept.id, after=2))) == added[2:]
        assert await runner.run(lambda work: list(work.conversations.lines(kept.id, after=4))) == []

    async def test_each_transcript_counts_for_itself(self, runner: Runner) -> None:
        web = await runner.run(begin)
        telegram = await runner.run(lambda work: begin(work, TELEGRAM))
        await runner.run(lambda work: work.conversations.add(web.id, WRITTEN, NOON))
        line = await runner.run(lambda work: work.conversations.add(telegram.id, PRESSED, NOON))
        assert line.seq == 1
        assert await runner.run(lambda work: list(work.conversations.lines(telegram.id))) == [line]

    async def test_times_are_given_back_in_utc(self, runner: Runner) -> None:
        kept = await runner.run(begin)
        stockholm = datetime(2026, 7, 1, 12, 0, 0, 123456, tzinfo=timezone(timedelta(hours=2)))
        await runner.run(lambda work: work.conversations.add(kept.id, WRITTEN, stockholm))
        (line,) = await runner.run(lambda work: work.conversations.lines(kept.id))
        assert line.at == stockholm
        assert line.at.utcoffset() == timedelta(0)

    async def test_forgotten_lines_are_gone_and_counting_goes_on(self, runner: Runner) -> None:
        web = await runner.run(begin)
        telegram = await runner.run(lambda work: begin(work, TELEGRAM))
        await runner.run(lambda work: work.conversations.add(web.id, WRITTEN, NOON))
        await runner.run(lambda work: work.conversations.add(telegram.id, WRITTEN, NOON))
        await runner.run(lambda work: work.conversations.forget(web.id))
        assert await runner.run(lambda work: list(work.conversations.lines(web.id))) == []
        assert len(await runner.run(lambda work: list(work.conversations.lines(telegram.id)))) == 1
        line = await runner.run(lambda work: work.conversations.add(web.id, PRESSED, NOON))
        assert line.seq == 2

    async def test_a_message_is_new_once(self, runner: Runner) -> None:
        web = await runner.run(begin)
        telegram = await runner.run(lambda work: begin(work, TELEGRAM))
        assert await runner.run(lambda work: work.conversations.first_time(web.id, "1", NOON))
        assert not await runner.run(lambda work: work.conversations.first_time(web.id, "1", NOON))
        assert await runner.run(lambda work: work.conversations.first_time(web.id, "2", NOON))
        assert await runner.run(lambda work: work.conversations.first_time(telegram.id, "1", NOON))


@pytest.mark.parametrize("text", ["a" * 100_000, "rad\r\nrad\t\x1b[31m", "\u202ebidi", "'; DROP TABLE lines; --"])
async def test_strange_text_comes_back_as_written(runner: Runner, text: str) -> None:
    kept = await runner.run(begin)
    await runner.run(lambda work: work.conversations.add(kept.id, NewLine(Author.RESIDENT, text=text), NOON))
    (line,) = await runner.run(lambda work: work.conversations.lines(kept.id))
    assert line.content.text == text
