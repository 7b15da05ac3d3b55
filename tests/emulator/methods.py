"""The methods of the Bot API that the stand-in knows, each from its paragraph in the Bot API's text."""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable
from typing import Any

from tests.emulator.state import (
    USERNAME,
    Bot,
    CallError,
    Chat,
    Webhook,
    check_keyboard,
    check_text,
    message,
)

Parameters = dict[str, Any]
Method = Callable[[Bot, Parameters], Awaitable[object]]

POLLED = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
TAKEN_OVER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")


async def get_me(bot: Bot, _: Parameters) -> object:
    return {
        "id": bot.id,
        "is_bot": True,
        "first_name": "Insatsguiden",
        "username": USERNAME,
        "can_join_groups": False,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }


async def get_updates(bot: Bot, given: Parameters) -> object:
    if bot.webhook is not None:
        raise CallError(409, POLLED)
    limit = min(100, max(1, int(given.get("limit", 100))))
    offset = int(given["offset"]) if given.get("offset") is not None else None
    if given.get("allowed_updates") is not None:
        bot.allowed = list(given["allowed_updates"])
    bot.polls += 1
    mine = bot.polls
    end = time.monotonic() + float(given.get("timeout", 0))
    async with bot.news:
        bot.news.notify_all()
        while not (found := bot.batch(offset, limit)):
            left = end - time.monotonic()
            if left <= 0:
                break
            try:
                await asyncio.wait_for(bot.news.wait(), left)
            except TimeoutError:
                break
            if bot.webhook is not None:
                raise CallError(409, POLLED)
            if bot.polls != mine:
                raise CallError(409, TAKEN_OVER)
    return found


async def send_message(bot: Bot, given: Parameters) -> object:
    chat = _reachable(bot, given)
    content: dict[str, Any] = {"text": check_text(given.get("text"), given.get("entities")).strip()}
    if given.get("parse_mode"):
        raise CallError(400, "Bad Request: unsupported parse_mode")
    if given.get("entities"):
        content["entities"] = given["entities"]
    if (markup := check_keyboard(given.get("reply_markup"))) is not None:
        content["reply_markup"] = markup
    return message(bot, chat, content, from_bot=True)


async def edit_message_text(bot: Bot, given: Parameters) -> object:
    found = _own_message(bot, given)
    text = check_text(given.get("text"), given.get("entities"))
    markup = check_keyboard(given.get("reply_markup"))
    if text == found.get("text") and markup == found.get("reply_markup"):
        raise CallError(400, "Bad Request: message is not modified")
    found["text"] = text
    _set(found, "reply_markup", markup)
    _set(found, "entities", given.get("entities"))
    return found


async def edit_message_reply_markup(bot: Bot, given: Parameters) -> object:
    found = _own_message(bot, given)
    markup = check_keyboard(given.get("reply_markup"))
    if markup == found.get("reply_markup"):
        raise CallError(400, "Bad Request: message is not modified")
    _set(found, "reply_markup", markup)
    return found


async def delete_message(bot: Bot, given: Parameters) -> object:
    found = _own_message(bot, given)
    _reachable(bot, given).messages.remove(found)
    return True


async def answer_callback_query(bot: Bot, given: Parameters) -> object:
    press = str(given.get("callback_query_id", ""))
    if press not in bot.presses:
        raise CallError(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
    bot.presses[press] = True
    return True


async def send_chat_action(bot: Bot, given: Parameters) -> object:
    _reachable(bot, given)
    return True


async def set_my_commands(bot: Bot, given: Parameters) -> object:
    code = given.get("language_code") or ""
    if code and not re.fullmatch("[a-z]{2}", code):
        raise CallError(400, "Bad Request: invalid language code specified")
    commands = given.get("commands")
    if not isinstance(commands, list) or len(commands) > 100:
        raise CallError(400, "Bad Request: can't parse commands list")
    for command in commands:
        if not _COMMAND.fullmatch(command.get("command", "")):
            raise CallError(400, "Bad Request: BOT_COMMAND_INVALID")
        if not 1 <= len(command.get("description", "")) <= 256:
            raise CallError(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
    bot.commands[code] = commands
    return True


async def get_my_commands(bot: Bot, given: Parameters) -> object:
    return bot.commands.get(given.get("language_code") or "", [])


async def set_webhook(bot: Bot, given: Parameters) -> object:
    url, secret = str(given.get("url", "")), str(given.get("secret_token") or "")
    if secret and not _SECRET.fullmatch(secret):
        raise CallError(400, "Bad Request: secret token contains unallowed characters")
    if given.get("allowed_updates") is not None:
        bot.allowed = list(given["allowed_updates"])
    # The true one takes https only; a test has no certificate.
    bot.webhook = Webhook(url, secret) if url else None
    await _changed(bot, given)
    return True


async def delete_webhook(bot: Bot, given: Parameters) -> object:
    bot.webhook = None
    await _changed(bot, given)
    return True


async def get_webhook_info(bot: Bot, _: Parameters) -> object:
    hook = bot.webhook
    info = {
        "url": hook.url if hook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(bot.pending),
        "allowed_updates": bot.allowed,
    }
    if hook and hook.last_error:
        info["last_error_message"] = hook.last_error
    return info


METHODS: dict[str, Method] = {
    "getme": get_me,
    "getupdates": get_updates,
    "sendmessage": send_message,
    "editmessagetext": edit_message_text,
    "editmessagereplymarkup": edit_message_reply_markup,
    "deletemessage": delete_message,
    "answercallbackquery": answer_callback_query,
    "sendchataction": send_chat_action,
    "setmycommands": set_my_commands,
    "getmycommands": get_my_commands,
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": get_webhook_info,
}


async def _changed(bot: Bot, given: Parameters) -> None:
    async with bot.news:
        if given.get("drop_pending_updates"):
            bot.pending = []
        bot.news.notify_all()


def _reachable(bot: Bot, given: Parameters) -> Chat:
    try:
        chat = bot.chats.get(int(given.get("chat_id", 0)))
    except ValueError:
        chat = None
    if chat is None or not chat.known:
        raise CallError(400, "Bad Request: chat not found")
    if chat.blocked:
        raise CallError(403, "Forbidden: bot was blocked by the user")
    return chat


def _own_message(bot: Bot, given: Parameters) -> dict[str, Any]:
    number = int(given.get("message_id", 0))
    for found in _reachable(bot, given).messages:
        if found["message_id"] == number and found["from"]["id"] == bot.id:
            return found
    raise CallError(400, "Bad Request: message to edit not found")


def _set(found: dict[str, Any], key: str, value: object) -> None:
    if value:
        found[key] = value
    else:
        found.pop(key, None)
