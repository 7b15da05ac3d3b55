"""A stand-in for Telegram's Bot API, as a process of its own: `python -m tests.emulator.bot_api --port N`.

Bots call `/bot<token>/<method>` as they would call Telegram. Tests, and people who try things by hand, are the
resident and the fate of the network through `/admin/<bot id>/…`:

    say {chat, text, …}      write as a resident (further fields go into the message: photo, caption, …)
    press {chat, label}      press the button with this label, under the newest message that has one
    inject {update}          any update at all, with or without a number
    set {…}                  jump, shuffle, repeat: how update numbers come; blocked: chats that blocked the bot
    faults [{kind, …}]       what shall go wrong next (`state.Fault`)
    chat/{id}                the chat as the resident sees it
    state                    commands, webhook, how many updates wait, calls, answered presses
"""

import argparse
import asyncio
import json
import re
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response

from tests.emulator.methods import METHODS, Parameters
from tests.emulator.state import DICE, Bot, CallError, Chat, Fault, message, user

_TOKEN = re.compile(r"(\d{3,})[:][A-Za-z0-9_-]{10,}")
_JSON_FIELDS = {"reply_markup", "entities", "allowed_updates", "commands", "link_preview_options", "scope"}
_YES_OR_NO = {"drop_pending_updates"}
RETRIES = (0.1, 0.2, 0.4, 0.8, 1.6, 3.2)


class Telegram:
    """All bots of this stand-in."""

    def __init__(self) -> None:
        self.bots: dict[int, Bot] = {}
        self.deliveries: dict[int, asyncio.Task[None]] = {}
        self.client = httpx2.AsyncClient(timeout=10)

    def bot(self, number: int) -> Bot:
        """A bot, made where there is none."""
        if number not in self.bots:
            self.bots[number] = Bot(number)
            self.deliveries[number] = asyncio.create_task(self._deliver(self.bots[number]))
        return self.bots[number]

    async def _deliver(self, bot: Bot) -> None:
        """Bring updates to the webhook one by one; again and again while it does not answer with 2xx."""
        failures = 0
        while True:
            async with bot.news:
                while bot.webhook is None or not bot.pending:
                    await bot.news.wait()
                hook, update = bot.webhook, bot.next_delivery()
            headers = {"X-Telegram-Bot-Api-Secret-Token": hook.secret} if hook.secret else {}
            try:
                response = await self.client.post(hook.url, json=update, headers=headers)
                problem = None if response.is_success else f"Wrong response from the webhook: {response.status_code}"
            except httpx2.HTTPError as error:
                problem = type(error).__name__
            hook.last_error = problem
            bot.note("webhook", None, 0 if problem is None else 1)
            if problem is None:
                failures = 0
                if DICE.random() >= bot.repeat and update in bot.pending:
                    bot.pending.remove(update)
            else:
                await asyncio.sleep(RETRIES[min(failures, len(RETRIES) - 1)])
                failures += 1

    async def close(self) -> None:
        """Stop delivering."""
        for task in self.deliveries.values():
            task.cancel()
        await self.client.aclose()


TELEGRAM: list[Telegram] = []


@asynccontextmanager
async def _lifespan(_: FastAPI) -> AsyncIterator[None]:
    TELEGRAM[:] = [Telegram()]
    yield
    await TELEGRAM[0].close()


app = FastAPI(title="Bot API stand-in", lifespan=_lifespan)


@app.api_route("/bot{token}/{method}", methods=["GET", "POST"])
async def call(token: str, method: str, request: Request) -> Response:
    """One call of the Bot API."""
    if not (match := _TOKEN.fullmatch(token)):
        return _refused(CallError(401, "Unauthorized"))
    bot = TELEGRAM[0].bot(int(match[1]))
    given = await _parameters(request)
    outcome = 200
    try:
        if (known := METHODS.get(method.lower())) is None:
            raise CallError(404, "Not Found: method not found")  # noqa: TRY301
        fault = bot.fault(method)
        if fault and fault.kind != "drop":
            await _strike(bot, fault, given)
        result = await known(bot, given)
        if fault and fault.kind == "drop":
            raise CallError(502, "Bad Gateway")  # noqa: TRY301
        return JSONResponse({"ok": True, "result": result})
    except CallError as error:
        outcome = error.code
        return _refused(error)
    finally:
        bot.note(method, given.get("chat_id"), outcome)


async def _strike(bot: Bot, fault: Fault, given: Parameters) -> None:
    if fault.kind == "hang":
        await asyncio.sleep(fault.seconds)
    elif fault.kind == "429":
        number = int(given.get("chat_id", 0))
        bot.chat(number).limited_until = time.monotonic() + fault.retry_after
        raise CallError(429, f"Too Many Requests: retry after {fault.retry_after}", fault.retry_after)
    elif fault.kind == "403":
        raise CallError(403, "Forbidden: bot was blocked by the user")
    else:
        raise CallError(int(fault.kind), "Bad Gateway")


async def _parameters(request: Request) -> Parameters:
    """Query, form, multipart or JSON: the Bot API takes each, and JSON within a form for what is not plain."""
    given: Parameters = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json"):
        given.update(await request.json())
    elif request.method == "POST":
        given.update({key: value for key, value in (await request.form()).items() if isinstance(value, str)})
    for key in _JSON_FIELDS & given.keys():
        if isinstance(given[key], str):
            given[key] = json.loads(given[key])
    for key in _YES_OR_NO & given.keys():
        given[key] = str(given[key]).lower() == "true"
    return given


def _refused(error: CallError) -> Response:
    if error.code == 502:
        return Response("<html><body>502 Bad Gateway</body></html>", 502, media_type="text/html")
    body: dict[str, Any] = {"ok": False, "error_code": error.code, "description": error.description}
    if error.retry_after is not None:
        body["parameters"] = {"retry_after": error.retry_after}
    return JSONResponse(body, error.code)


@app.post("/admin/{bot}/say")
async def say(bot: int, body: dict[str, Any]) -> object:
    """Write as a resident; all further fields go into the message."""
    known = TELEGRAM[0].bot(bot)
    chat = _chat(known, body)
    kind = body.pop("kind", "message")
    made = message(known, chat, body)
    return {"update_id": await known.add({kind: made}), "message_id": made["message_id"]}


@app.post("/admin/{bot}/press")
async def press(bot: int, body: dict[str, Any]) -> object:
    """Press a button by its label, or one that nobody drew by its `data`."""
    known = TELEGRAM[0].bot(bot)
    chat = _chat(known, body)
    for found in reversed([drawn for drawn in chat.messages if "reply_markup" in drawn]):
        for button in _keys(found):
            if button["text"] == body.get("label") or body.get("data"):
                query = {
                    "id": secrets.token_hex(8),
                    "from": user(chat),
                    "message": found,
                    "chat_instance": str(chat.id),
                    "data": body.get("data") or button["callback_data"],
                }
                known.presses[query["id"]] = False
                return {"update_id": await known.add({"callback_query": query}), "press": query["id"]}
    return JSONResponse({"problem": "no such button"}, 404)


@app.post("/admin/{bot}/inject")
async def inject(bot: int, body: dict[str, Any]) -> object:
    """Any update at all."""
    return {"update_id": await TELEGRAM[0].bot(bot).add(body)}


@app.post("/admin/{bot}/set")
async def change(bot: int, body: dict[str, Any]) -> object:
    """How update numbers come, and who blocked the bot."""
    known = TELEGRAM[0].bot(bot)
    for name in ("jump", "shuffle", "repeat", "next_update"):
        setattr(known, name, body.get(name, getattr(known, name)))
    for number in body.get("blocked", []):
        known.chat(number).blocked = True
    return {}


@app.post("/admin/{bot}/faults")
async def faults(bot: int, body: list[dict[str, Any]]) -> object:
    """What shall go wrong from now on; an empty list mends everything."""
    TELEGRAM[0].bot(bot).faults = [Fault(**fault) for fault in body]
    return {}


@app.get("/admin/{bot}/chat/{number}")
async def chat_messages(bot: int, number: int) -> object:
    """The chat as the resident sees it; `out` is what the bot wrote."""
    known = TELEGRAM[0].bot(bot)
    return [
        {
            "id": drawn["message_id"],
            "out": drawn["from"]["id"] == known.id,
            "text": drawn.get("text", ""),
            "entities": drawn.get("entities", []),
            "buttons": [key["text"] for key in _keys(drawn)],
            "codes": [key["callback_data"] for key in _keys(drawn)],
        }
        for drawn in known.chat(number).messages
    ]


@app.get("/admin/{bot}/state")
async def state(bot: int) -> object:
    """What the stand-in has seen of a bot."""
    known = TELEGRAM[0].bot(bot)
    return {
        "commands": known.commands,
        "webhook": known.webhook.url if known.webhook else None,
        "secret": known.webhook.secret if known.webhook else None,
        "pending": len(known.pending),
        "allowed": known.allowed,
        "calls": known.calls,
        "presses": known.presses,
    }


def _keys(drawn: dict[str, Any]) -> list[dict[str, str]]:
    return [key for row in drawn.get("reply_markup", {}).get("inline_keyboard", []) for key in row]


def _chat(bot: Bot, body: dict[str, Any]) -> Chat:
    chat = bot.chat(int(body.pop("chat")))
    chat.known = True
    chat.type = body.pop("type", chat.type)
    chat.language_code = body.pop("language_code", chat.language_code)
    return chat


def main() -> None:
    """Serve until killed."""
    parser = argparse.ArgumentParser(description="A stand-in for Telegram's Bot API.")
    parser.add_argument("--port", type=int, default=8081)
    port: int = parser.parse_args().port
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning")


if __name__ == "__main__":
    main()
