"""`insatsguiden serve`: everything in one process."""

import asyncio
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from socket import socket

import uvicorn
from fastapi import FastAPI
from typing_extensions import override

from service.app import Hook, create_app
from service.commands.demo import demo as put_demo_in_place
from service.commands.problem import ProblemError
from service.commands.slow import telling_when_slow
from service.settings import Settings
from service.wiring import Wired, open_shelf, wired

GRACE_SECONDS = 5
"""How long open streams may take to end when the server stops."""


def serve(*, host: str | None = None, port: int | None = None, demo: bool = False, telegram: bool = True) -> int:
    """Serve the web chat and the staff's pages, and Telegram where TELEGRAM_BOT_TOKEN is set.

    Args:
        host: the address to listen on.
        port: the port to listen on; 0 takes a free one.
        demo: also make one staff account, print its password once, and put a few handovers in the queue.
        telegram: leave Telegram to a process of its own with --no-telegram.
    """
    given = {"host": host, "port": port}
    settings = Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s", stream=sys.stderr)
    logging.getLogger("httpx").setLevel(logging.WARNING)  # its lines hold addresses with the token in them
    hooks: list[Hook] = [_demo] if demo else []
    machines: tuple[str, ...] = ()
    if telegram and settings.telegram_token:
        # Imported here: aiogram takes seconds, and most servers run without it.
        from service.telegram.hook import telegram as telegram_hook  # noqa: PLC0415

        hooks.append(telegram_hook)
        machines = ("/telegram/",)
    # Here, and not when the server starts: what is wrong is told in one line, and Ctrl-C ends it at once.
    with telling_when_slow():
        shelf = open_shelf(settings)
    app = create_app(settings, partial(wired, shelf=shelf), hooks=hooks, machines=machines)
    return asyncio.run(_serve(app, settings))


async def _serve(app: FastAPI, settings: Settings) -> int:
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        access_log=False,
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    server = _Announced(config)
    await server.serve()
    if not server.started:
        raise ProblemError("The server could not start; the lines above say why.")
    return 0


class _Announced(uvicorn.Server):
    """A server that tells where to go when it is ready."""

    @override
    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        for listening in self.servers if self.started else ():
            host, port = listening.sockets[0].getsockname()[:2]
            address = f"http://{host}:{port}"
            print(f"\nResidents   {address}/\nStaff       {address}/staff\nStop with Ctrl-C.\n", flush=True)


@asynccontextmanager
async def _demo(parts: Wired, _app: FastAPI) -> AsyncIterator[None]:
    account = await put_demo_in_place(parts)
    print(f"\nSign in at /staff as {account.login} with the password {account.password}", flush=True)
    print("It is shown this once.", flush=True)
    yield
