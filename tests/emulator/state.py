"""What the stand-in for Telegram knows: its bots, their chats, the updates that wait, and the faults to make.

Written from the text of the Bot API (https://core.telegram.org/bots/api, version 10), not from any library, so that
it can disagree with the library under test. No network here.
"""

import asyncio
import random
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

DICE = random.Random()  # noqa: S311 - for faults, not for secrets

MAX_TEXT = 4096
MAX_DATA_BYTES = 64
USERNAME = "insatsguiden_bot"


class CallError(Exception):
    """A call that is answered with `ok: false`."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after


@dataclass
class Fault:
    """What shall go wrong: `kind` is 429, 502, 403, hang or drop (the message is taken, the answer is lost)."""

    kind: str
    method: str | None = None
    times: int = 1
    chance: float = 1.0
    retry_after: int = 1
    seconds: float = 60.0

    def strikes(self, method: str) -> bool:
        if self.times <= 0 or (self.method and self.method.lower() != method.lower()):
            return False
        if DICE.random() > self.chance:
            return False
        self.times -= 1
        return True


@dataclass
class Webhook:
    """Where updates are delivered."""

    url: str
    secret: str = ""
    last_error: str | None = None


@dataclass
class Chat:
    """A private chat as the resident sees it, or a group."""

    id: int
    type: str = "private"
    language_code: str = "sv"
    blocked: bool = False
    known: bool = False
    limited_until: float = 0.0
    messages: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Bot:
    """One bot and all that is kept for it."""

    id: int
    next_update: int = 100_000
    jump: int = 1
    shuffle: int = 0
    repeat: float = 0.0
    pending: list[dict[str, Any]] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)
    webhook: Webhook | None = None
    commands: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    calls: list[dict[str, Any]] = field(default_factory=list)
    presses: dict[str, bool] = field(default_factory=dict)
    polls: int = 0
    next_message: int = 1
    news: asyncio.Condition = field(default_factory=asyncio.Condition)

    def chat(self, number: int) -> Chat:
        """The chat with this id, made where there is none."""
        return self.chats.setdefault(number, Chat(number))

    def fault(self, method: str) -> Fault | None:
        """What goes wrong with this call, if anything."""
        return next((fault for fault in self.faults if fault.strikes(method)), None)

    def note(self, method: str, chat: object, outcome: int) -> None:
        """Keep a call for the test to look at; of its content nothing is needed."""
        self.calls.append({"method": method, "chat": chat, "outcome": outcome, "at": time.monotonic()})

    async def add(self, update: dict[str, Any]) -> int:
        """Put an update into the queue; it gets the next number where it has none."""
        if "update_id" not in update:
            update = {"update_id": self.next_update, **update}
            self.next_update += DICE.randint(1, self.jump)
        kind = next((key for key in update if key != "update_id"), "")
        if not self.allowed or kind in self.allowed:
            async with self.news:
                self.pending.append(update)
                self.news.notify_all()
        return int(update["update_id"])

    def batch(self, offset: int | None, limit: int) -> list[dict[str, Any]]:
        """Confirm what is older than the offset, and give what waits, again and again until it is confirmed."""
        if offset and offset > 0:
            self.pending = [update for update in self.pending if _number(update) >= offset]
        if offset and offset < 0:
            self.pending = self.pending[offset:]
        found = sorted(self.pending, key=_number)[:limit]
        found += [update for update in found if DICE.random() < self.repeat]
        if self.shuffle:
            DICE.shuffle(found)
        return found

    def next_delivery(self) -> dict[str, Any]:
        """What the webhook gets next: not always the oldest, as Telegram delivers over several connections."""
        return DICE.choice(sorted(self.pending, key=_number)[: self.shuffle or 1])


def _number(update: dict[str, Any]) -> int:
    return int(update["update_id"])


def user(chat: Chat) -> dict[str, Any]:
    """Who writes in a chat; the name is a canary that must not turn up anywhere."""
    return {
        "id": chat.id if chat.type == "private" else 77,
        "is_bot": False,
        "first_name": "Canary-Firstname",
        "last_name": "Canary-Lastname",
        "username": f"canary_{abs(chat.id)}",
        "language_code": chat.language_code,
    }


def chat_object(chat: Chat) -> dict[str, Any]:
    """The chat as it stands in a message."""
    if chat.type == "private":
        return {"id": chat.id, "type": "private", "first_name": "Canary-Firstname", "username": f"canary_{chat.id}"}
    return {"id": chat.id, "type": chat.type, "title": "A group"}


def message(bot: Bot, chat: Chat, content: Mapping[str, Any], *, from_bot: bool = False) -> dict[str, Any]:
    """A new message in a chat."""
    sender = {"id": bot.id, "is_bot": True, "first_name": "Insatsguiden", "username": USERNAME}
    made = {
        "message_id": bot.next_message,
        "date": int(time.time()),
        "chat": chat_object(chat),
        "from": sender if from_bot else user(chat),
        **content,
    }
    bot.next_message += 1
    chat.messages.append(made)
    return made


def utf16(text: str) -> int:
    """The length as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2


def check_text(text: object, entities: object) -> str:
    """A text that Telegram would take; raises CallError otherwise."""
    if not isinstance(text, str) or not text.strip():
        raise CallError(400, "Bad Request: message text is empty")
    if utf16(text) > MAX_TEXT:
        raise CallError(400, "Bad Request: message is too long")
    for entity in entities if isinstance(entities, list) else []:
        end = int(entity["offset"]) + int(entity["length"])
        if int(entity["offset"]) < 0 or int(entity["length"]) <= 0 or end > utf16(text):
            raise CallError(400, "Bad Request: entity is out of the text")
    return text


def check_keyboard(markup: object) -> object:
    """A keyboard that Telegram would take; raises CallError otherwise."""
    if markup is None:
        return None
    rows = markup.get("inline_keyboard") if isinstance(markup, dict) else None
    if not isinstance(rows, list):
        raise CallError(400, "Bad Request: can't parse reply keyboard markup JSON object")
    for button in [button for row in rows for button in row]:
        if not button.get("text"):
            raise CallError(400, "Bad Request: can't parse inline keyboard button: Text buttons are unallowed")
        data = str(button.get("callback_data", "")).encode()
        if not 1 <= len(data) <= MAX_DATA_BYTES:
            raise CallError(400, "Bad Request: BUTTON_DATA_INVALID")
    return markup
