"""The Bot API through aiogram: the only module that imports it.

Every way in which a call can fail becomes one of the errors of `ports`, here and nowhere else. Errors of aiogram carry
the whole call with the resident's answer in it, so they are never let out, nor logged.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import (
    AnswerCallbackQuery,
    DeleteWebhook,
    GetUpdates,
    SendMessage,
    SetMyCommands,
    SetWebhook,
    TelegramMethod,
)
from aiogram.types import (
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    MessageEntity,
)
from aiogram.utils.token import TokenValidationError

from bot.telegram.draw import Drawn
from bot.telegram.inbound import ALLOWED_UPDATES
from bot.telegram.ports import ApiError, RefusedError, SlowDownError, TokenError, UnreachableError

CALL_SECONDS = 8
"""How long a call may take; far shorter than the lease of what is sent by it."""

_BEYOND_POLL = 10


class _RawUpdates(GetUpdates):
    """Updates undecoded: one that aiogram's types do not fit would take the whole batch with it."""

    __returning__ = list[Any]


class _Send(SendMessage):
    """A message of whose answer nothing is read: it was sent, whatever the answer looks like."""

    __returning__ = Any  # type: ignore[assignment] # aiogram's own hook, meant to be set


class AiogramApi:
    """See `bot.telegram.ports.BotApi`.

    Args:
        token: the bot's token.
        server: where the Bot API is.

    Raises:
        TokenError: the token has not the form of one.
    """

    def __init__(self, token: str, server: str) -> None:
        try:
            self._bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(server)))
        except TokenValidationError:
            raise TokenError from None

    @property
    def bot_id(self) -> int:
        """The bot's own id, the number before the colon in its token."""
        return self._bot.id

    async def updates(self, offset: int | None, seconds: int) -> Sequence[object]:
        """See `BotApi.updates`."""
        method = _RawUpdates(offset=offset, timeout=seconds, allowed_updates=list(ALLOWED_UPDATES))
        result = await self._call(method, seconds + _BEYOND_POLL)
        return result if isinstance(result, list) else []

    async def send(self, chat: str, drawn: Drawn) -> None:
        """See `BotApi.send`."""
        bold = [MessageEntity(type="bold", offset=piece.offset, length=piece.length) for piece in drawn.bold]
        rows = [[InlineKeyboardButton(text=key.label, callback_data=key.code)] for key in drawn.keys]
        method = _Send(
            chat_id=int(chat),
            text=drawn.text,
            entities=bold or None,
            reply_markup=InlineKeyboardMarkup(inline_keyboard=rows) if rows else None,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )
        await self._call(method)

    async def answer_press(self, press: str) -> None:
        """See `BotApi.answer_press`."""
        await self._call(AnswerCallbackQuery(callback_query_id=press))

    async def set_webhook(self, url: str, secret: str) -> None:
        """See `BotApi.set_webhook`."""
        await self._call(SetWebhook(url=url, secret_token=secret, allowed_updates=list(ALLOWED_UPDATES)))

    async def delete_webhook(self) -> None:
        """See `BotApi.delete_webhook`."""
        await self._call(DeleteWebhook(drop_pending_updates=False))

    async def set_commands(self, descriptions: Mapping[str, str], language: str | None) -> None:
        """See `BotApi.set_commands`."""
        commands = [BotCommand(command=name, description=text) for name, text in descriptions.items()]
        await self._call(SetMyCommands(commands=commands, language_code=language))

    async def close(self) -> None:
        """See `BotApi.close`."""
        await self._bot.session.close()

    async def _call(self, method: TelegramMethod[Any], seconds: int = CALL_SECONDS) -> object:
        try:
            return await self._bot(method, request_timeout=seconds)
        except (AiogramError, OSError) as error:
            raise _translated(error) from None


def _translated(error: Exception) -> ApiError:
    match error:
        case TelegramRetryAfter():
            return SlowDownError(error.retry_after)
        case TelegramForbiddenError():
            return RefusedError("blocked")
        case TelegramBadRequest() if "chat not found" in error.message.lower():
            return RefusedError("chat-gone")
        case TelegramBadRequest() | TelegramEntityTooLarge() | TelegramMigrateToChat():
            return RefusedError("refused")
        case TelegramConflictError():
            return UnreachableError("somebody else asks for this bot's updates")
        case TelegramUnauthorizedError() | TelegramNotFound():
            return UnreachableError("the token is not accepted")
        case _:
            return UnreachableError(type(error).__name__)
