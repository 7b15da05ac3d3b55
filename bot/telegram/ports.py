"""What the Telegram channel needs from the outside, as protocols: the two tables that it works on, and the Bot API.

Telegram's own library is behind `BotApi`, so that all the rest can be read and tested without it: importing aiogram
costs five seconds.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from pydantic import SecretStr

from bot.guide import Guide
from bot.library import Shelf
from bot.ports import Runner
from bot.telegram.draw import Drawn
from bot.telegram.inbound import Reduced
from bot.wording.screen import Screen


@dataclass(frozen=True)
class Received:
    """A stored update to work on: the payload as `inbound.reduce` made it."""

    update_id: int
    payload: str


@dataclass(frozen=True)
class Waiting:
    """A screen to send: the chat's id, what to draw, and since when it waits."""

    id: int
    chat: str
    screen: Screen
    since: datetime


class Inbox(Protocol):
    """What Telegram has sent us: stored before it is acknowledged, worked on in order per chat, seen once by its id."""

    async def store(self, updates: Sequence[Reduced]) -> None:
        """Keep updates, all in one transaction; those that were stored before change nothing."""

    async def claim(self, limit: int) -> Sequence[Received]:
        """Take updates that are due, at most one of each chat; nobody else can take them for a while."""

    async def done(self, update_id: int) -> None:
        """Note that an update was worked on."""

    async def failed(self, update_id: int, error: str) -> bool:
        """Note that working on an update raised; returns whether it is given up for good."""

    async def wait(self, seconds: float) -> None:
        """Return when there may be something new, at the latest after some seconds."""


class Outbox(Protocol):
    """What still has to be sent, in order per chat."""

    async def claim(self, limit: int) -> Sequence[Waiting]:
        """Take rows that are due, at most one of each chat; nobody else can take them for a while."""

    async def sent(self, row: int) -> None:
        """Note that a row was sent."""

    async def retry(self, row: int, at: datetime, reason: str) -> None:
        """Give a row back, to be sent at that time or later."""

    async def failed(self, row: int, reason: str) -> None:
        """Give a row up for good."""

    async def wait(self, seconds: float) -> None:
        """Return when there may be something new, at the latest after some seconds."""


class TokenError(ValueError):
    """There is no token, or it has not the form of one. Telegram's @BotFather gives it out."""

    def __init__(self) -> None:
        super().__init__("TELEGRAM_BOT_TOKEN is not a bot's token")


class ApiError(Exception):
    """The Bot API did not do what was asked; `reason` is a short name for it, never what was written."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class UnreachableError(ApiError):
    """Network down, Telegram down, token refused: nothing is wrong with the message itself, later it may work."""


class RefusedError(ApiError):
    """Telegram will never take this message: the resident blocked the bot, the chat is gone."""


class SlowDownError(ApiError):
    """Telegram has had too much; nothing may be sent before `seconds` have passed."""

    def __init__(self, seconds: float) -> None:
        super().__init__("slow-down")
        self.seconds = seconds


class BotApi(Protocol):
    """The calls of Telegram's Bot API that we make. Each raises an `ApiError` where it fails."""

    async def updates(self, offset: int | None, seconds: int) -> Sequence[object]:
        """Ask for updates as they come, and wait for some; an offset confirms all that are older."""

    async def send(self, chat: str, drawn: Drawn) -> None:
        """Send one message."""

    async def answer_press(self, press: str) -> None:
        """Tell a resident's app that the pressed button has been heard, so that it stops waiting."""

    async def set_webhook(self, url: str, secret: str) -> None:
        """Have Telegram call us."""

    async def delete_webhook(self) -> None:
        """Have Telegram wait until we ask; what waits there stays."""

    async def set_commands(self, descriptions: Mapping[str, str], language: str | None) -> None:
        """Show commands with their descriptions to those whose app speaks a language, or to all others."""

    async def close(self) -> None:
        """Let go of the connections."""


@dataclass(frozen=True)
class Parts:
    """What the channel is put together from. `inbox` gets the bot's own id: each bot counts its updates by itself."""

    guide: Guide
    runner: Runner
    shelf: Shelf
    clock: Callable[[], datetime]
    inbox: Callable[[int], Inbox]
    outbox: Outbox


class TelegramSettings(Protocol):
    """The settings that the channel reads (`service.settings`)."""

    @property
    def telegram_token(self) -> SecretStr | None:
        """Telegram is off without it."""

    @property
    def telegram_api(self) -> str:
        """Where the Bot API is."""

    @property
    def public_url(self) -> str | None:
        """Where Telegram can reach us."""

    @property
    def telegram_webhook_secret(self) -> str | None:
        """What Telegram shows when it calls us."""
