"""Staff and open cases for the tests of the queue."""

from datetime import datetime

from sqlalchemy import Connection

from bot.dialogue.state import Conversation
from bot.ports import Address, Channel, NewCase
from service.conversations.repository import SqlConversations
from service.handover.desk import SqlDesk, queue
from service.staff.accounts import Accounts, Staff
from tests.fakes import NOON


def hire(connection: Connection, name: str) -> Staff:
    """An account."""
    return Accounts(connection).insert(name, name, "hash", NOON)


def begin(connection: Connection, key: str) -> str:
    """A conversation; its id."""
    address = Address(Channel.WEB, key)
    return SqlConversations(connection).create(address, Conversation(), NOON).id


def new_case(conversation: str) -> NewCase:
    """A need, in the resident's words."""
    return NewCase(conversation, need="Mina egna ord", entry="anhorigstod", language="ar", visible_from=3)


def open_case(connection: Connection, key: str, now: datetime = NOON) -> str:
    """An open case of a new conversation; the case's id."""
    reference = SqlDesk(connection).open(new_case(begin(connection, key)), now)
    return next(one.id for one in queue(connection) if one.reference == reference)
