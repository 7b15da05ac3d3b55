"""A real server on a free port, and a real browser to look at it with."""

import asyncio
import os
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, Playwright

from service.app import Wire, create_app
from service.staff.accounts import NewStaff, add
from service.staff.passwords import Passwords
from service.storage.engine import Database
from service.wiring import now
from tests.service.pages import PASSWORD, make_settings, wire

CHROMIUM = os.environ.get("INSATSGUIDEN_CHROMIUM", "/usr/bin/chromium")


@contextmanager
def running(folder: Path, wire: Wire = wire) -> Iterator[str]:
    """The server, on a database in a folder; gives its address."""
    settings = make_settings(folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = create_app(settings, wire)
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    for _ in range(1200):
        if server.started:
            break
        time.sleep(0.05)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(15)
    assert not thread.is_alive(), "the server does not stop while streams are open"


def add_staff(folder: Path, *people: tuple[str, str]) -> None:
    """Accounts, by login and name, all with `PASSWORD`."""

    async def add_all() -> None:
        async with Database(make_settings(folder).database_url) as database, Passwords() as passwords:
            for login, name in people:
                await add(database, passwords, NewStaff(login, name, PASSWORD), now())

    # In a thread of its own: the browser's library has an event loop in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(add_all())).result()


def launch(playwright: Playwright) -> Browser:
    """Debian's Chromium."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
