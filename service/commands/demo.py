"""What `serve --demo` puts in place: one staff account, and a few handovers to look at."""

import hashlib
import secrets
from dataclasses import dataclass

from bot.guide import Arrived, Inbound, Opened, Pushed, Typed
from bot.ports import Address, Channel
from service.handover.desk import queue
from service.staff.accounts import NewStaff, add
from service.staff.passwords import Passwords
from service.wiring import Wired

RESIDENTS: tuple[tuple[Arrived, ...], ...] = (
    (
        Opened("sv"),
        Typed("Pappa glömmer allt och jag orkar snart inte mer. Finns det stöd för mig?"),
        Pushed("person:anhorigstod"),
        Typed("Jag vill prata med någon som kan det här med demens. Helst på kvällen."),
        Pushed("share"),
    ),
    (
        Opened("en"),
        Typed("I can't pay my rent and I have debts everywhere"),
        Pushed("person:budget-och-skuldradgivning"),
        Typed("I would like help to go through my bills."),
        Pushed("private"),
    ),
    (Opened("sv"), Pushed("person"), Pushed("skip"), Pushed("private")),
)


@dataclass(frozen=True)
class DemoAccount:
    """The demo's way in, to be printed once."""

    login: str
    password: str


async def demo(parts: Wired) -> DemoAccount:
    """Make a staff account with a fresh password, and handovers where the queue is empty.

    Args:
        parts: everything that runs.
    """
    account = DemoAccount(f"demo-{secrets.token_hex(2)}", secrets.token_urlsafe(15))
    new = NewStaff(account.login, "Demo", account.password)
    await add(parts.database, Passwords(), new, parts.clock())
    if not await parts.database.read(queue):
        for turns in RESIDENTS:
            address = Address(Channel.WEB, hashlib.sha256(secrets.token_bytes(32)).hexdigest())
            for arrived in turns:
                await parts.guide.receive(Inbound(address, secrets.token_urlsafe(12), arrived))
    return account
