"""What the guide needs from the outside, as protocols: one unit of work with its parts, and who runs it.

All parts of a `Work` are one database transaction: either everything that one turn wrote is kept, or nothing is.
They are plain, not async: `Runner.run` calls a function with a `Work`, and commits when it returns.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeVar

from bot.catalogue.model import CrisisType, Documentation
from bot.dialogue.actions import Action
from bot.dialogue.replies import Shown
from bot.dialogue.state import Conversation
from bot.wording.screen import Screen

T = TypeVar("T")


class Channel(StrEnum):
    """Where a resident writes."""

    WEB = "web"
    TELEGRAM = "telegram"
    TERMINAL = "terminal"


@dataclass(frozen=True)
class Address:
    """Where a conversation is reached: the channel, and the channel's own key (never a name or a number of a person).

    For the web and the terminal the key is the hash of a secret that only the resident's device holds; for Telegram
    it is the chat's id.
    """

    channel: Channel
    key: str


@dataclass(frozen=True)
class Kept:
    """A stored conversation. `version` grows with each save, so that two writers notice each other."""

    id: str
    address: Address
    conversation: Conversation
    version: int


class Author(StrEnum):
    """Who a line of the transcript is from."""

    RESIDENT = "resident"
    GUIDE = "guide"
    PERSON = "person"


@dataclass(frozen=True)
class NewLine:
    """One line to add to a transcript: exactly one of `text` (as written), `pressed` or `shown` is set.

    `shown` is without words (staff read it in Swedish); `screen` is what the resident saw of it, in their language.
    """

    author: Author
    text: str | None = None
    pressed: Action | None = None
    shown: Shown | None = None
    screen: Screen | None = None


@dataclass(frozen=True)
class Line:
    """A stored line of a transcript; `seq` counts from 1 within the conversation."""

    seq: int
    at: datetime
    content: NewLine


@dataclass(frozen=True)
class NewCase:
    """A need to put in the staff's queue.

    `visible_from` is the first line that staff may read: 1 where the resident shares the talk so far, otherwise the
    line after the last one. `documentation` is what was said to be written down when the resident agreed; `told` is
    what they answered about the entry just before, by question name, where they share it.
    """

    conversation: str
    need: str
    entry: str | None
    language: str
    visible_from: int
    documentation: Documentation = Documentation.UNKNOWN
    told: Mapping[str, str] = field(default_factory=dict)


class StaleConversation(Exception):  # noqa: N818 - named after what happened
    """Somebody else saved the conversation in the meantime; run the whole unit of work again."""


class Conversations(Protocol):
    """The conversations and their transcripts."""

    def find(self, address: Address) -> Kept | None:
        """The conversation at an address, or None."""

    def get(self, conversation: str) -> Kept:
        """The conversation with this id; raises LookupError where there is none."""

    def create(self, address: Address, conversation: Conversation, now: datetime) -> Kept:
        """Begin a conversation at an address that has none."""

    def save(self, kept: Kept, conversation: Conversation, now: datetime) -> Kept:
        """Store the next state; raises StaleConversation where the stored version is not `kept.version`."""

    def add(self, conversation: str, line: NewLine, now: datetime) -> Line:
        """Add a line at the end of the transcript, and tell those who watch the conversation."""

    def lines(self, conversation: str, after: int = 0) -> Sequence[Line]:
        """The lines after a sequence number, oldest first."""

    def forget(self, conversation: str) -> None:
        """Erase every line of the transcript, and what still waits to be sent of it."""

    def first_time(self, conversation: str, message: str, now: datetime) -> bool:
        """Note the id of an incoming message; False where it was noted before."""


class Desk(Protocol):
    """The guide's side of the staff's queue."""

    def open(self, case: NewCase, now: datetime) -> str:
        """Put a case in the queue; returns the reference code for the resident.

        Where the conversation already has an open case, that case is kept and its reference returned.
        """

    def alarm(self, conversation: str, crisis: CrisisType, now: datetime) -> None:
        """Mark the conversation's open case, if any, with the danger that was heard."""


class Outbox(Protocol):
    """What still has to be sent, for channels that are pushed to (Telegram)."""

    def put(self, kept: Kept, line: Line) -> None:
        """Queue a line of the transcript for sending; does nothing for channels that read the transcript."""


class Work(Protocol):
    """One unit of work: all or nothing."""

    @property
    def conversations(self) -> Conversations:
        """The conversations."""

    @property
    def desk(self) -> Desk:
        """The staff's queue."""

    @property
    def outbox(self) -> Outbox:
        """The outgoing messages."""


class Runner(Protocol):
    """Runs units of work, each in one transaction, again from the start where the database asks for it."""

    async def run(self, unit: Callable[[Work], T]) -> T:
        """Call `unit` with a fresh Work and commit what it did; nothing is kept where it raises.

        The unit may be called more than once, so it must have no effect but through its Work.
        """
