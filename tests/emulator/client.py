"""The resident's side of the stand-in for Telegram, and a way to start it."""

import asyncio
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 20.0


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def emulator() -> Iterator[str]:
    """A stand-in as a process of its own; gives its address."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    process = subprocess.Popen([sys.executable, "-m", "tests.emulator.bot_api", "--port", str(port)], cwd=ROOT)
    try:
        _await_port(port)
        yield address
    finally:
        process.kill()  # a polite stop waits for every open long poll
        process.wait(10)


def _await_port(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError("the stand-in did not start")


class TelegramBot:
    """One bot of the stand-in, seen from the outside.

    Args:
        address: where the stand-in is.
        number: the bot's id; a test takes one that no other test has.
        client: for the calls.
    """

    def __init__(self, address: str, number: int, client: httpx2.AsyncClient) -> None:
        self.address = address
        self.number = number
        self._client = client

    @property
    def token(self) -> str:
        """A token that the stand-in takes."""
        return f"{self.number}:{'A' * 35}"

    async def admin(self, path: str, body: object | None = None) -> Any:
        """Ask the stand-in for something, or tell it something."""
        url = f"{self.address}/admin/{self.number}/{path}"
        response = await (self._client.get(url) if body is None else self._client.post(url, json=body))
        response.raise_for_status()
        return response.json()

    async def call(self, method: str, **given: object) -> httpx2.Response:
        """Call the Bot API as a bot would."""
        return await self._client.post(f"{self.address}/bot{self.token}/{method}", json=given, timeout=30)

    async def state(self) -> Any:
        """What the stand-in has seen of the bot."""
        return await self.admin("state")

    async def faults(self, *faults: dict[str, object]) -> None:
        """What shall go wrong from now on."""
        await self.admin("faults", list(faults))

    def resident(self, chat: int, language: str = "sv") -> "Resident":
        """Somebody in a private chat with the bot."""
        return Resident(self, chat, language)

    async def until(self, holds: Callable[[Any], bool], seconds: float = PATIENCE) -> Any:
        """Wait until the state is as wanted."""
        return await until(self.state, holds, seconds)


class Resident:
    """A resident in their private chat with a bot."""

    def __init__(self, bot: TelegramBot, chat: int, language: str) -> None:
        self.bot = bot
        self.chat = chat
        self.language = language

    async def say(self, text: str, **more: object) -> int:
        """Write something; gives the update's number."""
        body = {"chat": self.chat, "text": text, "language_code": self.language, **more}
        return int((await self.bot.admin("say", body))["update_id"])

    async def show(self, **content: object) -> int:
        """Send something that is no text."""
        body = {"chat": self.chat, "language_code": self.language, **content}
        return int((await self.bot.admin("say", body))["update_id"])

    async def press(self, label: str) -> str:
        """Press the newest button with this label; gives the press's id."""
        return str((await self.bot.admin("press", {"chat": self.chat, "label": label}))["press"])

    async def press_code(self, code: str) -> None:
        """Press a button with this code behind it, drawn or not."""
        await self.bot.admin("press", {"chat": self.chat, "data": code})

    async def messages(self) -> list[dict[str, Any]]:
        """What the bot wrote in the chat, oldest first."""
        return [shown for shown in await self.bot.admin(f"chat/{self.chat}") if shown["out"]]

    async def sees(self, *texts: str, seconds: float = PATIENCE) -> dict[str, Any]:
        """Wait until a message of the bot has all these texts in it; gives the newest one that has."""

        def matching(shown: list[dict[str, Any]]) -> list[dict[str, Any]]:
            return [one for one in shown if all(text in one["text"] for text in texts)]

        shown: list[dict[str, Any]] = await until(self.messages, lambda found: bool(matching(found)), seconds)
        return matching(shown)[-1]

    async def count(self, number: int, seconds: float = PATIENCE) -> list[dict[str, Any]]:
        """Wait until the bot wrote so many messages."""
        found: list[dict[str, Any]] = await until(self.messages, lambda shown: len(shown) >= number, seconds)
        return found


async def until(look: Callable[[], Any], holds: Callable[[Any], bool], seconds: float = PATIENCE) -> Any:
    """Look again and again until it is as wanted."""
    end = time.monotonic() + seconds
    while not holds(found := await look()):
        if time.monotonic() > end:
            raise AssertionError(f"still not so after {seconds} s: {str(found)[:3000]}")
        await asyncio.sleep(0.05)
    return found
