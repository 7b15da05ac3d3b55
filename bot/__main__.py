"""`python -m bot`: the Telegram channel in a process of its own, on the same database as the server.

This process always asks Telegram for updates: where Telegram shall call us, it runs inside the server, which has the
route for that (`insatsguiden serve`). `python -m bot --healthy` tells by a heartbeat whether the process is alive; it
is for a container's health check, so it imports next to nothing. The only module of `bot` that may see `service`.
"""

import asyncio
import contextlib
import logging
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from service.settings import Settings

if TYPE_CHECKING:
    from bot.library import Shelf

BEAT_EVERY = 5.0
DEAD_AFTER = 60.0

_OFF = "Telegram is off: set TELEGRAM_BOT_TOKEN to turn it on."


def main() -> int:
    """Run the channel until told to stop.

    Returns:
        the exit code.
    """
    settings = Settings()
    if "--healthy" in sys.argv[1:]:
        return 0 if is_alive(heartbeat(settings)) else 1
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    if not settings.telegram_token:
        print(_OFF, file=sys.stderr)  # noqa: T201 - for the operator
        return 0
    return _talk(settings.model_copy(update={"telegram_webhook_secret": None}))


def heartbeat(settings: Settings) -> Path:
    """The file that tells whether a channel works.

    Args:
        settings: the operator's settings.
    """
    return settings.heartbeat or settings.cache_dir / "telegram.alive"


def is_alive(file: Path) -> bool:
    """Whether a channel has touched its heartbeat a short while ago.

    Args:
        file: the heartbeat.
    """
    try:
        return time.time() - file.stat().st_mtime < DEAD_AFTER
    except OSError:
        return False


class Heart:
    """Touches the heartbeat, though not more often than needed.

    Args:
        file: what to touch.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._last = 0.0

    def beat(self) -> None:
        """Show that we are alive."""
        if time.monotonic() - self._last < BEAT_EVERY:
            return
        self._last = time.monotonic()
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.touch()


def _talk(settings: Settings) -> int:
    from bot.catalogue.finding import CatalogueError  # noqa: PLC0415 - so that the health check does not pay for it
    from bot.telegram.ports import TokenError  # noqa: PLC0415 - likewise
    from service.errors import EncoderUnusable, LearningFailed  # noqa: PLC0415 - likewise
    from service.wiring import open_shelf  # noqa: PLC0415 - likewise: the matcher and the database

    try:
        return asyncio.run(_run(settings, open_shelf(settings)))
    except asyncio.CancelledError:
        return 0
    except KeyboardInterrupt:
        return 130
    except (TokenError, EncoderUnusable, LearningFailed, CatalogueError) as error:
        print(error, file=sys.stderr)  # noqa: T201 - for the operator
        return 2


async def _run(settings: Settings, shelf: "Shelf") -> int:
    from bot.telegram.run import run_telegram  # noqa: PLC0415 - so that the health check does not pay for aiogram
    from service.telegram.parts import telegram_parts  # noqa: PLC0415 - likewise
    from service.wiring import wired  # noqa: PLC0415 - likewise

    task = asyncio.current_task()
    assert task is not None  # noqa: S101 - we are in one
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    async with wired(settings, shelf=shelf) as parts:
        await run_telegram(telegram_parts(parts), settings, Heart(heartbeat(settings)).beat)
    return 0


if __name__ == "__main__":
    sys.exit(main())
