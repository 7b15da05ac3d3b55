"""What staff do with a case: the case's part and the conversation's part, in one unit of work.

So a resident never reads that somebody is there who has not got the case, and a case is never closed whose resident
still waits.
"""

from collections.abc import Callable
from datetime import datetime

from bot.dialogue.events import PersonClosed, PersonReleased, PersonSaid, PersonTook
from bot.guide import Guide
from bot.incoming import Clean, Trouble, clean
from service.errors import CaseAlreadyTaken
from service.handover import desk
from service.handover.model import Outcome
from service.staff.accounts import Staff
from service.storage.engine import Connection, Database
from service.storage.unit_of_work import Parts, SqlWork


class Casework:
    """The steps of a case.

    Args:
        database: where units of work run.
        parts: what they are made of.
        guide: steps the conversation.
        clock: tells the time.
    """

    def __init__(self, database: Database, parts: Parts, guide: Guide, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._parts = parts
        self._guide = guide
        self._clock = clock

    async def take(self, case: str, staff: Staff) -> None:
        """Take a case and tell the resident; nothing happens where the same member of staff has it already.

        Args:
            case: its id.
            staff: who takes it.

        Raises:
            CaseAlreadyTaken: somebody else has it.
            CaseClosed: it is closed.
            NotFound: there is no such case.
        """
        now = self._clock()

        def unit(connection: Connection) -> None:
            taken = desk.take(connection, case, staff.id, now)
            self._guide.staff(self._work(connection), taken.conversation, PersonTook(staff.name))

        try:
            await self._database.run(unit)
        except CaseAlreadyTaken as error:
            if error.staff != staff.id:
                raise

    async def say(self, case: str, staff: Staff, message: str, text: str) -> Trouble | None:
        """Write to the resident; a message whose id was seen before changes nothing.

        Args:
            case: the case's id.
            staff: who writes; must have the case.
            message: the id of the message.
            text: what was written. Personal identity numbers are taken out, as they are for residents.

        Returns:
            why nothing was written, where the text is empty or too long.

        Raises:
            CaseNotHeld: somebody else has it, or nobody.
            CaseClosed: it is closed.
            NotFound: there is no such case.
        """
        now, cleaned = self._clock(), clean(text)

        def unit(connection: Connection) -> Trouble | None:
            held = desk.held_case(connection, case, staff.id)
            if not isinstance(cleaned, Clean):
                return cleaned
            work = self._work(connection)
            if work.conversations.first_time(held.conversation, f"staff:{message}", now):
                self._guide.staff(work, held.conversation, PersonSaid(cleaned.text, staff.name))
            return None

        return await self._database.run(unit)

    async def release(self, case: str, staff: Staff) -> None:
        """Put a case back in the queue and tell the resident.

        Args:
            case: its id.
            staff: who has it.

        Raises:
            CaseNotHeld: somebody else has it, or nobody.
            CaseClosed: it is closed.
            NotFound: there is no such case.
        """
        now = self._clock()

        def unit(connection: Connection) -> None:
            released = desk.release(connection, case, staff.id, now)
            self._guide.staff(self._work(connection), released.conversation, PersonReleased())

        await self._database.run(unit)

    async def close(self, case: str, staff: Staff, outcome: Outcome) -> None:
        """Close a case, tell the resident, and let the bot answer again.

        Args:
            case: its id.
            staff: who has it.
            outcome: how it ended.

        Raises:
            CaseNotHeld: somebody else has it, or nobody.
            CaseClosed: it is closed.
            NotFound: there is no such case.
        """
        now = self._clock()

        def unit(connection: Connection) -> None:
            closed = desk.close(connection, case, staff.id, outcome, now)
            self._guide.staff(self._work(connection), closed.conversation, PersonClosed())

        await self._database.run(unit)

    def _work(self, connection: Connection) -> SqlWork:
        return SqlWork(connection, self._parts)
