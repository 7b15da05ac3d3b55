"""The stand-in itself, held against the sentences of the Bot API's text."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator

import httpx2
import pytest

from tests.emulator.client import TelegramBot, emulator


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with emulator() as found:
        yield found


@pytest.fixture
async def bot(address: str, request: pytest.FixtureRequest) -> AsyncIterator[TelegramBot]:
    async with httpx2.AsyncClient(timeout=15) as client:
        yield TelegramBot(address, abs(hash(request.node.name)) % 10**9 + 1000, client)


async def numbers(bot: TelegramBot, **given: object) -> list[int]:
    return [update["update_id"] for update in (await bot.call("getUpdates", **given)).json()["result"]]


async def test_updates_repeat_until_confirmed(bot: TelegramBot) -> None:
    one = await bot.resident(5).say("one")
    two = await bot.resident(5).say("two")
    assert await numbers(bot) == [one, two]
    assert await numbers(bot, limit=1) == [one]
    assert await numbers(bot, offset=two) == [two]
    assert await numbers(bot) == [two]
    assert await numbers(bot, offset=two + 1) == []
    assert await numbers(bot) == []


async def test_long_poll_waits(bot: TelegramBot) -> None:
    began = time.monotonic()
    assert await numbers(bot, timeout=1) == []
    assert time.monotonic() - began >= 1
    poll = asyncio.create_task(numbers(bot, timeout=10))
    await asyncio.sleep(0.2)
    assert await bot.resident(5).say("hej") in await poll


async def test_webhook_and_polling_exclude_each_other(bot: TelegramBot) -> None:
    await bot.call("setWebhook", url="http://127.0.0.1:9/")
    answer = (await bot.call("getUpdates")).json()
    assert (answer["ok"], answer["error_code"]) == (False, 409)
    await bot.call("deleteWebhook")
    assert (await bot.call("getUpdates")).json()["ok"]
    assert (await bot.call("getWebhookInfo")).json()["result"]["url"] == ""


async def test_text_is_counted_in_utf16(bot: TelegramBot) -> None:
    await bot.resident(5).say("hej")
    for text, status in (("😀" * 2048, 200), ("😀" * 2048 + "a", 400), ("å" * 4096, 200), ("", 400), (" \n", 400)):
        assert (await bot.call("sendMessage", chat_id=5, text=text)).status_code == status


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"chat_id": 404}, "chat not found"),
        ({"entities": [{"type": "bold", "offset": 0, "length": 9}]}, "entity"),
        ({"reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "å" * 33}]]}}, "BUTTON_DATA_INVALID"),
        ({"reply_markup": {"inline_keyboard": [[{"text": "", "callback_data": "x"}]]}}, "button"),
        ({"parse_mode": "HTML"}, "parse_mode"),
    ],
)
async def test_bad_messages_are_refused(bot: TelegramBot, given: dict[str, object], reason: str) -> None:
    await bot.resident(5).say("hej")
    answer = await bot.call("sendMessage", **{"chat_id": 5, "text": "hej", **given})
    assert answer.status_code == 400
    assert reason in answer.json()["description"]


async def test_messages_can_be_edited_and_deleted(bot: TelegramBot) -> None:
    await bot.resident(5).say("hej")
    sent = (await bot.call("sendMessage", chat_id=5, text="a")).json()["result"]["message_id"]
    keyboard = {"inline_keyboard": [[{"text": "Knapp", "callback_data": "x"}]]}
    assert (await bot.call("editMessageText", chat_id=5, message_id=sent, text="b")).json()["ok"]
    assert (await bot.call("editMessageText", chat_id=5, message_id=sent, text="b")).status_code == 400
    assert (await bot.call("editMessageReplyMarkup", chat_id=5, message_id=sent, reply_markup=keyboard)).json()["ok"]
    shown = (await bot.resident(5).messages())[0]
    assert (shown["text"], shown["buttons"]) == ("b", ["Knapp"])
    press = await bot.resident(5).press("Knapp")
    assert (await bot.call("answerCallbackQuery", callback_query_id=press)).json()["ok"]
    assert (await bot.call("answerCallbackQuery", callback_query_id="made up")).status_code == 400
    assert (await bot.call("sendChatAction", chat_id=5, action="typing")).json()["ok"]
    assert (await bot.call("deleteMessage", chat_id=5, message_id=sent)).json()["ok"]
    assert await bot.resident(5).messages() == []


async def test_commands_are_kept_by_language(bot: TelegramBot) -> None:
    commands = [{"command": "help", "description": "Hjälp"}]
    assert (await bot.call("setMyCommands", commands=commands, language_code="sv")).json()["ok"]
    assert (await bot.call("getMyCommands", language_code="sv")).json()["result"] == commands
    assert (await bot.call("getMyCommands")).json()["result"] == []
    assert (await bot.call("setMyCommands", commands=commands, language_code="swe")).status_code == 400


async def test_faults_are_made_as_told(bot: TelegramBot) -> None:
    await bot.resident(5).say("hej")
    await bot.faults(
        {"kind": "429", "method": "sendMessage", "retry_after": 7}, {"kind": "502"}, {"kind": "hang", "seconds": 0.3}
    )
    slow = (await bot.call("sendMessage", chat_id=5, text="a")).json()
    assert (slow["error_code"], slow["parameters"]["retry_after"]) == (429, 7)
    assert (await bot.call("sendMessage", chat_id=5, text="a")).status_code == 502
    began = time.monotonic()
    assert (await bot.call("sendMessage", chat_id=5, text="a")).status_code == 200
    assert time.monotonic() - began >= 0.3
    await bot.faults({"kind": "drop"})
    assert (await bot.call("sendMessage", chat_id=5, text="lost answer")).status_code == 502
    assert [shown["text"] for shown in await bot.resident(5).messages()] == ["a", "lost answer"]


async def test_wrong_token_and_method(bot: TelegramBot, address: str) -> None:
    assert (await bot.call("noSuchMethod")).status_code == 404
    async with httpx2.AsyncClient() as client:
        assert (await client.get(f"{address}/botnonsense/getMe")).status_code == 401
        me = (await client.get(f"{address}/bot{bot.token}/getMe")).json()["result"]
    assert me["is_bot"]
