"""A process that opens handovers is killed at random moments: what it acknowledged is there, once, and whole."""

import asyncio
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import Connection, Table, func, select, text

from bot.dialogue.state import Case
from service.conversations.tables import CONVERSATIONS, LINES, OUTBOX, SEEN_MESSAGES
from service.handover.tables import HANDOVER_TRAIL, HANDOVERS
from service.storage.engine import Database

ROOT = Path(__file__).parents[3]
KILLS = int(os.environ.get("INSATSGUIDEN_KILLS", "10"))
LONGEST = 0.25


def open_and_kill(url: str) -> list[str]:
    """Let a process open handovers for a moment; the lines that it printed whole."""
    command = [sys.executable, "-m", "tests.service.handover.opener", url]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        time.sleep(random.uniform(0, LONGEST))  # noqa: S311 - nothing secret
        process.send_signal(signal.SIGKILL)
        printed = process.stdout.read().decode()
    whole, _, _half = printed.rpartition("\n")
    return whole.splitlines()


def kept(connection: Connection) -> list[str]:
    rows = connection.execute(select(CONVERSATIONS.c.id, CONVERSATIONS.c.state))
    references = {row.id: row.state.reference for row in rows if row.state.case is Case.WAITING}
    cases = connection.execute(select(HANDOVERS.c.conversation_id, HANDOVERS.c.reference))
    found = [f"{row.conversation_id} {row.reference}" for row in cases]
    assert sorted(found) == sorted(f"{one} {reference}" for one, reference in references.items())
    return found


def counts(connection: Connection) -> set[int]:
    tables: list[Table] = [CONVERSATIONS, SEEN_MESSAGES, HANDOVERS, HANDOVER_TRAIL, OUTBOX, LINES]
    return {connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


@pytest.mark.kill
def test_killed_process_keeps_its_word(database_url: str) -> None:
    acknowledged: list[str] = []
    for _ in range(KILLS):
        acknowledged += open_and_kill(database_url)

    async def look() -> None:
        async with Database(database_url) as database:
            found = await database.read(kept)
            assert len(set(found)) == len(found)
            assert set(acknowledged) <= set(found)
            assert await database.read(counts) == {len(found)}
            # At most what was under way at a kill is there without having been acknowledged.
            assert len(found) - len(acknowledged) <= 8 * KILLS
            if database_url.startswith("sqlite"):
                check = await database.read(lambda connection: connection.scalar(text("PRAGMA integrity_check")))
                assert check == "ok"

    assert acknowledged
    asyncio.run(look())
