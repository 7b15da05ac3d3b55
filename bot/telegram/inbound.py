"""From an update as Telegram sends it to what is kept of it, and from there to the guide's `Inbound`.

An update tells who wrote: name, username, photo. None of that is kept. `reduce` picks the few fields that the guide
needs, and takes identity numbers out of the text, *before* anything is stored. What is kept has the outline of an
update (`{"update_id": …, "message": {"chat": {"id": …}, …}}`), so that the inbox finds the chat in it.

This module knows nothing of aiogram: one update that a library cannot read must not hold up the ones beside it, and
the web process stores webhook calls without it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.guide import Arrived, Inbound, Opened, Pushed, Typed
from bot.incoming import Clean, clean, without_numbers
from bot.ports import Address, Channel

ALLOWED_UPDATES = ("message", "edited_message", "callback_query")
"""What we ask Telegram for; nothing else comes."""

ONLY_TEXT = "telegram.only-text"
"""The sentence for what we cannot read."""

NUMBER_REMOVED = "number-removed"

_MAX_ID = 2**63 - 1
_MAX_DATA = 256
"""Characters of a button's code to keep; ours have at most 64 bytes, another one is somebody's own invention."""

_SILENT = frozenset(
    {
        "pinned_message",
        "message_auto_delete_timer_changed",
        "write_access_allowed",
        "connected_website",
        "chat_background_set",
        "proximity_alert_triggered",
    }
)
"""What Telegram itself puts into a private chat; nobody wrote it, so nobody waits for an answer."""


@dataclass(frozen=True)
class Reduced:
    """What is stored of an update."""

    update_id: int
    payload: str


class UnreadableUpdateError(ValueError):
    """An update that is not of the form that the Bot API promises."""


class _Part(BaseModel):
    """A piece of an update: only the fields named here are looked at."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)


class _Chat(_Part):
    id: int = Field(ge=-_MAX_ID, le=_MAX_ID)
    type: str


class _User(_Part):
    id: int
    is_bot: bool = False
    language_code: str | None = None


class _Message(_Part):
    message_id: int
    chat: _Chat
    sender: _User | None = Field(default=None, alias="from")
    text: str | None = None
    caption: str | None = None
    media_group_id: str | None = None


class _Under(_Part):
    chat: _Chat


class _Press(_Part):
    id: str
    sender: _User = Field(alias="from")
    message: _Under
    data: str = ""


class _KeptChat(_Part):
    id: int


class Kept(_Part):
    """What is kept of a message or a press of a button.

    `say` are ids of sentences that the channel owes the resident before the guide gets the text: an identity number
    was removed, or a part cannot be read. `album` is the same for all pictures that were sent in one go.
    """

    chat: _KeptChat
    text: str | None = None
    press: str | None = None
    data: str = ""
    say: tuple[str, ...] = ()
    album: str | None = None
    language: str | None = None

    @property
    def address(self) -> Address:
        """Where the conversation is reached."""
        return Address(Channel.TELEGRAM, str(self.chat.id))

    @classmethod
    def read(cls, payload: str) -> Self:
        """Read a stored payload.

        Args:
            payload: what `reduce` made.

        Raises:
            UnreadableUpdateError: it holds nothing, because the update was not of the promised form.
        """
        content: dict[str, Any] = json.loads(payload)
        content.pop("update_id")
        try:
            return cls.model_validate(next(iter(content.values())))
        except (ValidationError, StopIteration) as error:
            raise UnreadableUpdateError from error


def reduce(update: object) -> Reduced | None:
    """Pick what is kept of an update.

    Args:
        update: what Telegram sent, decoded from JSON; any value at all.

    Returns:
        what to store; None where there is nothing to do: another kind of update, a group, a note of Telegram's own.
        A message that is not of the promised form is kept without its content, for the inbox to count.
    """
    number = update_id(update)
    if number is None or not isinstance(update, Mapping):
        return None
    kind = next((kind for kind in ALLOWED_UPDATES if kind in update), None)
    if kind is None:
        return None
    try:
        kept = _press(update[kind]) if kind == "callback_query" else _message(update[kind], edited=kind != "message")
    except ValidationError:
        return Reduced(number, json.dumps({"update_id": number, kind: {}}))
    if kept is None:
        return None
    return Reduced(number, json.dumps({"update_id": number, kind: kept.model_dump(exclude_defaults=True)}))


def update_id(update: object) -> int | None:
    """The number of an update; None where it has none that can be stored.

    Args:
        update: what Telegram sent, decoded from JSON.
    """
    number = update.get("update_id") if isinstance(update, Mapping) else None
    if isinstance(number, bool) or not isinstance(number, int):
        return None
    return number if 0 <= number <= _MAX_ID else None


def inbound(number: int, kept: Kept) -> Inbound | None:
    """The message for the guide; None where there is nothing that it could read.

    Args:
        number: the update's number.
        kept: what was kept of it.
    """
    arrived: Arrived
    if kept.press is not None:
        arrived = Pushed(kept.data)
    elif kept.text is None:
        return None
    elif _is_start(kept.text):
        arrived = Opened(kept.language)
    else:
        arrived = Typed(kept.text)
    return Inbound(kept.address, f"update:{number}", arrived, kept.language)


def _message(raw: object, *, edited: bool) -> Kept | None:
    message = _Message.model_validate(raw)
    if not _is_private(message.chat, message.sender):
        return None
    text, say = (None, (ONLY_TEXT,)) if edited else _readable(message, raw)
    if text is None and not say:
        return None
    return Kept(
        chat=_KeptChat(id=message.chat.id),
        text=text,
        say=say,
        album=message.media_group_id,
        language=_language(message.sender),
    )


def _press(raw: object) -> Kept | None:
    press = _Press.model_validate(raw)
    if not _is_private(press.message.chat, press.sender):
        return None
    return Kept(
        chat=_KeptChat(id=press.message.chat.id),
        press=press.id,
        data=without_numbers(press.data[:_MAX_DATA]),
        language=_language(press.sender),
    )


def _readable(message: _Message, raw: object) -> tuple[str | None, tuple[str, ...]]:
    """The text that may be kept, and the sentences that are owed for the rest."""
    if message.text is None and isinstance(raw, Mapping) and not _SILENT.isdisjoint(raw):
        return None, ()
    # A caption is a text too: it may hold a question, or danger.
    written = message.text if message.text is not None else message.caption
    owed = () if message.text is not None else (ONLY_TEXT,)
    if written is None:
        return None, owed
    cleaned = clean(written)
    if not isinstance(cleaned, Clean):
        return None, owed or (f"trouble.{cleaned}",)
    return cleaned.text, (*owed, NUMBER_REMOVED) if cleaned.removed else owed


def _is_private(chat: _Chat, sender: _User | None) -> bool:
    # In a private chat the chat's id is the person's: whoever else is told of there is not the one who wrote.
    return chat.type == "private" and sender is not None and sender.id == chat.id and not sender.is_bot


def _language(sender: _User | None) -> str | None:
    """What the resident's app speaks, without the country: `sv` of `sv-FI`."""
    code = sender.language_code if sender else None
    return code.partition("-")[0].lower()[:8] if code else None


def _is_start(text: str) -> bool:
    word = text.split(maxsplit=1)[0] if text.strip() else ""
    return word.partition("@")[0].lower() == "/start"
