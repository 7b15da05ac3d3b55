"""Opens handovers until it is killed, and prints those that are acknowledged: `python -m … <database url>`."""

import asyncio
import itertools
import os
import sys
from functools import partial

from bot.dialogue.state import Case, Conversation
from bot.ports import Address, Channel, NewCase, Work
from service.conversations.outbox import SqlOutbox
from service.conversations.repository import SqlConversations
from service.handover.desk import SqlDesk
from service.storage.engine import Database
from service.storage.unit_of_work import Parts, SqlRunner
from tests.fakes import NOON
from tests.ports.samples import SAID

AT_ONCE = 8


def turn(work: Work, key: str) -> str:
    """What one turn writes that opens a handover."""
    kept = work.conversations.create(Address(Channel.TELEGRAM, key), Conversation(), NOON)
    work.conversations.first_time(kept.id, key, NOON)
    reference = work.desk.open(NewCase(kept.id, "need", None, "sv", 1), NOON)
    work.outbox.put(kept, work.conversations.add(kept.id, SAID, NOON))
    work.conversations.save(kept, Conversation(case=Case.WAITING, reference=reference), NOON)
    return f"{kept.id} {reference}"


async def main(url: str) -> None:
    """Open handovers without end."""
    numbers = itertools.count()

    async def resident(runner: SqlRunner) -> None:
        while True:
            key = f"{os.getpid()}-{next(numbers)}"
            acknowledged = await runner.run(partial(turn, key=key))
            sys.stdout.write(acknowledged + "\n")
            sys.stdout.flush()

    async with Database(url) as database:
        runner = SqlRunner(database, Parts(SqlConversations, SqlDesk, SqlOutbox))
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        await asyncio.gather(*(resident(runner) for _ in range(AT_ONCE)))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
