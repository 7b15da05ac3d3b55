"""The whole channel on a real database, against the stand-in over HTTP."""

import asyncio
import itertools
import random
import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.dialogue.actions import COMMANDS
from bot.dialogue.events import PersonSaid, PersonTook
from bot.ports import Address, Work
from bot.ports import Channel as ChannelName
from service.handover import desk
from service.wiring import Wired
from tests.emulator.client import TelegramBot, until
from tests.telegram.conftest import Channel


async def count(wired: Wired, query: str) -> int:
    """One number from the database."""
    return int(await wired.database.read(lambda connection: connection.scalar(text(query)) or 0))


async def settled(wired: Wired) -> None:
    """Wait until nothing is left to work on or to send."""
    inbox = "SELECT count(*) FROM telegram_inbox WHERE done_at IS NULL AND dead_at IS NULL"
    outbox = "SELECT count(*) FROM outbox WHERE sent_at IS NULL AND failed_at IS NULL"

    async def look() -> int:
        return await count(wired, inbox) + await count(wired, outbox)

    await until(look, lambda left: left == 0, 60)


async def test_a_resident_and_a_person_talk(bot: TelegramBot, channel: Channel) -> None:
    async with channel() as wired:
        resident = bot.resident(501)
        await resident.say("/start")
        first = (await resident.count(1))[0]
        assert first["text"].startswith("sv notice.telegram")
        assert "sv welcome" in first["text"]

        await resident.say("jag vill ha min frihet")
        card = await resident.sees("sv title kast", "sv summary kast")
        assert card["entities"] == [{"type": "bold", "offset": 0, "length": 13}]
        assert card["buttons"][:2] == ["sv button.more", "sv button.entitled"]

        more = await resident.press("sv button.more")
        await resident.sees("sv get kast")
        await bot.until(lambda state: state["presses"][more])

        await resident.press("sv button.languages")
        await resident.sees("sv language.which")
        await resident.press("English")
        await resident.sees("en language.changed", "en title kast")

        await resident.press("en button.person")
        await resident.sees("en handover.need")
        await resident.say("I need help")
        await resident.sees("en handover.share")
        await resident.press("en button.share")
        reference = (await resident.sees("en handover.opened"))["text"].split()[2]

        waiting = (await wired.database.read(desk.queue))[0]
        assert waiting.reference == reference
        assert (await wired.database.read(lambda one: desk.case(one, waiting.id))).need == "I need help"

        address = Address(ChannelName.TELEGRAM, "501")

        def reply(work: Work) -> None:
            kept = work.conversations.find(address)
            assert kept is not None
            wired.guide.staff(work, kept.id, PersonTook("Kim"))
            wired.guide.staff(work, kept.id, PersonSaid("Hi, I am here.", "Kim"))

        await wired.runner.run(reply)
        answer = await resident.sees("Kim\nHi, I am here.")
        assert answer["entities"] == [{"type": "bold", "offset": 0, "length": 3}]

        before = len(await resident.messages())
        await resident.say("thank you")
        await settled(wired)
        assert len(await resident.messages()) == before  # a person holds the talk
        await resident.say("jag vill ta mitt liv")
        await resident.sees("en crisis suicide")


async def test_commands_are_set_for_each_language(bot: TelegramBot, channel: Channel) -> None:
    async with channel():
        state = await bot.until(lambda found: len(found["commands"]) == 3)
    for code, shown in (("", "sv"), ("sv", "sv"), ("en", "en")):
        expected = [{"command": name, "description": f"{shown} command.{name}"} for name in COMMANDS]
        assert state["commands"][code] == expected
    assert state["allowed"] == ["message", "edited_message", "callback_query"]


async def test_language_of_the_app_is_spoken(bot: TelegramBot, channel: Channel) -> None:
    async with channel():
        resident = bot.resident(502, language="en-GB")
        await resident.say("/start")
        await resident.sees("en notice.telegram")


async def test_groups_are_ignored(bot: TelegramBot, channel: Channel) -> None:
    async with channel() as wired:
        await bot.admin("say", {"chat": -77, "type": "supergroup", "text": "/start"})
        await bot.resident(503).say("/start")
        await bot.resident(503).count(1)
        await settled(wired)
        assert await count(wired, "SELECT count(*) FROM telegram_inbox") == 1
        assert await bot.admin("chat/-77") != []
        assert await bot.resident(-77).messages() == []


async def test_photo_gets_a_kind_sentence(bot: TelegramBot, channel: Channel) -> None:
    async with channel():
        resident = bot.resident(504)
        await resident.show(photo=[{"file_id": "x", "file_unique_id": "y", "width": 1, "height": 1}])
        await resident.sees("sv telegram.only-text")
        assert (await resident.messages())[0]["text"].startswith("sv notice.telegram")


async def test_nothing_personal_is_stored(bot: TelegramBot, channel: Channel, tmp_path: Path) -> None:
    async with channel() as wired:
        resident = bot.resident(505)
        await resident.say("frihet 19121212-1212")
        await resident.sees("sv number-removed")
        await resident.sees("sv title kast")
        await resident.press("sv button.more")
        await resident.sees("sv get kast")
        await resident.show(photo=[], caption="19121212-1212")
        await resident.sees("sv telegram.only-text")
        await settled(wired)
        await wired.database.run(lambda connection: connection.execute(text("SELECT 1")))
        for file in (tmp_path / "data").iterdir():
            content = file.read_bytes()
            assert b"19121212" not in content
            assert b"1212-1212" not in content
            assert b"anary" not in content


async def test_duplicates_and_shuffled_numbers_act_once(bot: TelegramBot, channel: Channel) -> None:
    async with channel() as wired:
        await bot.admin("set", {"jump": 50, "shuffle": 20, "repeat": 0.3})
        residents = [bot.resident(600 + number) for number in range(10)]
        for resident in residents:
            await resident.say("/start")
        numbers = [await resident.say(f"frihet {turn}") for turn in range(3) for resident in residents]
        again = random.sample(numbers, 15)
        for resident in residents:
            await resident.count(4, seconds=60)
        for number in again:
            await bot.admin("inject", {"update_id": number, "message": _message(600, "frihet again")})
        await settled(wired)
        assert await count(wired, "SELECT count(*) FROM telegram_inbox") == 40
        for resident in residents:
            texts = [shown["text"].split("\n")[0] for shown in await resident.messages()]
            assert texts == ["sv notice.telegram"] + ["sv title kast"] * 3
        written = "SELECT count(*) FROM lines WHERE author = 'resident' AND text LIKE 'frihet _'"
        assert await count(wired, written) == 30


def _message(chat: int, words: str) -> dict[str, Any]:
    person = {"id": chat, "is_bot": False, "first_name": "x"}
    return {"message_id": 1, "date": 1, "chat": {"id": chat, "type": "private"}, "from": person, "text": words}


async def test_slow_down_is_obeyed_and_nothing_lost(bot: TelegramBot, channel: Channel) -> None:
    async with channel() as wired:
        residents = [bot.resident(700 + number) for number in range(8)]
        await bot.faults({"kind": "429", "method": "sendMessage", "chance": 0.2, "times": 1000, "retry_after": 1})
        for resident in residents:
            await resident.say("/start")
            await resident.say("frihet")
        for resident in residents:
            await resident.count(2, seconds=90)
        await settled(wired)
        calls = [call for call in (await bot.state())["calls"] if call["method"] == "sendMessage"]
        for resident in residents:
            texts = [shown["text"].split("\n")[0] for shown in await resident.messages()]
            assert texts == ["sv notice.telegram", "sv title kast"]
            mine = [call for call in calls if call["chat"] == str(resident.chat)]
            for before, after in itertools.pairwise(mine):
                assert after["at"] - before["at"] >= 0.99, "one message a second, and never before retry_after"


async def test_outage_is_outlived(bot: TelegramBot, channel: Channel) -> None:
    async with channel() as wired:
        resident = bot.resident(801)
        await resident.say("/start")
        await resident.count(1)
        await bot.faults({"kind": "502", "times": 6}, {"kind": "hang", "times": 1, "seconds": 3})
        for turn in range(3):
            await resident.say(f"frihet {turn}")
        await resident.count(4, seconds=90)
        await settled(wired)
        assert len(await resident.messages()) == 4
        assert await count(wired, "SELECT count(*) FROM outbox WHERE failed_at IS NOT NULL") == 0


@pytest.mark.parametrize(("fault", "reason"), [("blocked", "blocked"), ("gone", "chat-gone")])
async def test_undeliverable_is_final(bot: TelegramBot, channel: Channel, fault: str, reason: str) -> None:
    async with channel() as wired:
        if fault == "blocked":
            await bot.resident(802).say("/start")
            await bot.resident(802).count(1)
            await bot.admin("set", {"blocked": [802]})
            await bot.resident(802).say("frihet")
        else:
            await bot.admin("inject", {"message": _message(803, "frihet")})
        query = f"SELECT count(*) FROM outbox WHERE failed_at IS NOT NULL AND reason = '{reason}'"  # noqa: S608

        async def failed() -> int:
            return await count(wired, query)

        await until(failed, lambda number: number >= 1)
        await settled(wired)
        before = len((await bot.state())["calls"])
        await asyncio.sleep(1)
        assert len([c for c in (await bot.state())["calls"][before:] if c["method"] == "sendMessage"]) == 0


async def test_many_residents_at_once(bot: TelegramBot, channel: Channel) -> None:
    async with channel() as wired:
        residents = [bot.resident(2000 + number) for number in range(100)]
        began = time.monotonic()
        await asyncio.gather(*(resident.say("frihet") for resident in residents))
        for resident in residents:
            await resident.sees("sv title kast", seconds=60)
        assert time.monotonic() - began < 30
        calls = [call["at"] for call in (await bot.state())["calls"] if call["method"] == "sendMessage"]
        assert max(sum(start <= at < start + 1 for at in calls) for start in calls) <= 28
        await settled(wired)
