"""The real server is killed at random moments while residents ask for a person through its pages.

An independent client keeps its own list of the codes that residents were shown. After the last kill every one of them
stands in the queue that staff see, once. INSATSGUIDEN_SERVER_KILLS sets the number of kills.
"""

import asyncio
import html
import os
import random
import re
import secrets
import subprocess
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import httpx2
import pytest
from sqlalchemy import Connection, func, select

from service.conversations.tables import LINES
from service.handover.desk import queue
from service.handover.tables import HANDOVER_TRAIL, HANDOVERS
from service.staff.accounts import NewStaff, add
from service.staff.passwords import Passwords
from service.storage.engine import Database
from service.wiring import now
from tests.emulator.client import free_port
from tests.service.pages import hidden

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("INSATSGUIDEN_SERVER_KILLS", "3"))
RESIDENTS = 6
LONGEST = 1.5
PATIENCE = 12
PASSWORD = secrets.token_urlsafe(16)

_CODE = re.compile(r"\b[A-Z]{3}-[0-9A-Z]{3}\b")


@asynccontextmanager
async def serving(url: str) -> AsyncIterator[tuple[str, subprocess.Popen[bytes]]]:
    """A server process; killed at the end, whatever it is doing."""
    port = free_port()
    process = start(url, port)
    address = f"http://127.0.0.1:{port}"
    try:
        await ready(address)
        yield address, process
    finally:
        process.kill()
        process.wait()


def start(url: str, port: int) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "DATABASE_URL": url}
    command = [sys.executable, "-c", "from service.commands import main; main()", "serve", "--port", str(port)]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=quiet, stderr=quiet)


async def ready(address: str) -> None:
    end = time.monotonic() + 90
    async with httpx2.AsyncClient() as client:
        while time.monotonic() < end:
            with suppress(httpx2.TransportError):
                if (await client.get(f"{address}/health")).status_code == 200:
                    return
            await asyncio.sleep(0.1)
    raise TimeoutError("the server did not start")


async def hand_over(address: str, acknowledged: list[str]) -> None:
    """Ask for a person, again and again as a new resident, and note each code that the page shows."""
    headers = {"origin": address, "accept-language": "sv"}
    while True:
        async with httpx2.AsyncClient(base_url=address, headers=headers, follow_redirects=True) as resident:
            await resident.get("/")
            await resident.post("/", data={"code": "person"})
            await resident.post("/", data={"text": "Jag behöver hjälp"})
            page = await resident.post("/", data={"code": "share"})
            acknowledged += set(_CODE.findall(html.unescape(page.text)))


async def make_trouble(url: str, acknowledged: list[str]) -> None:
    async with serving(url) as (address, process):
        residents = [asyncio.create_task(hand_over(address, acknowledged)) for _ in range(RESIDENTS)]
        await asyncio.sleep(random.uniform(0.1, LONGEST))  # noqa: S311 - nothing secret
        process.kill()
        for resident in residents:
            resident.cancel()
        await asyncio.gather(*residents, return_exceptions=True)


def whole(connection: Connection) -> list[str]:
    """The codes of all cases; each has its opening in the trail, and the line that told the resident."""
    codes = list(connection.scalars(select(HANDOVERS.c.reference)))
    opened = connection.scalar(select(func.count()).select_from(HANDOVER_TRAIL))
    told = [
        code
        for shown in connection.scalars(select(LINES.c.screen).where(LINES.c.screen.is_not(None)))
        for code in _CODE.findall(shown.model_dump_json())
    ]
    assert opened == len(codes)
    assert Counter(told) == Counter(codes)
    return codes


@pytest.mark.kill
async def test_every_code_that_was_shown_is_in_the_queue(database_url: str) -> None:
    acknowledged: list[str] = []
    kills = 0
    # On a busy machine the first kills may come before anybody was shown a code: some more, then.
    while kills < KILLS or (not acknowledged and kills < KILLS + PATIENCE):
        await make_trouble(database_url, acknowledged)
        kills += 1
    assert acknowledged
    async with Database(database_url) as database, Passwords() as passwords:
        codes = await database.read(whole)
        assert len(codes) == len(set(codes))
        assert set(acknowledged) <= set(codes)
        assert {waiting.reference for waiting in await database.read(queue)} == set(codes)
        await add(database, passwords, NewStaff("anna", "Anna", PASSWORD), now())
    print(f"{kills} kills, {len(acknowledged)} acknowledged, {len(codes)} kept")  # noqa: T201 - a measured figure
    async with serving(database_url) as (address, _):
        headers = {"origin": address}
        async with httpx2.AsyncClient(base_url=address, headers=headers, follow_redirects=True, timeout=60) as staff:
            await staff.post("/staff/sign-in", data={"login": "anna", "password": PASSWORD})
            page = (await staff.get("/staff")).text
            assert hidden(page, "csrf")
            assert set(acknowledged) <= set(_CODE.findall(page))
