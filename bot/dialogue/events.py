"""What may happen to a conversation. Events come in from a channel, from staff, or as the answer to an effect."""

from dataclasses import dataclass

from bot.dialogue.actions import Action
from bot.matching.reading import Reading


@dataclass(frozen=True)
class Started:
    """The resident opened the chat.

    `language` is what the browser or Telegram says that they read, where it does; `notice` is the id of a sentence
    that this channel must show before anything else.
    """

    language: str | None = None
    notice: str | None = None


@dataclass(frozen=True)
class Said:
    """The resident wrote something; identifying numbers are already taken out of `text`."""

    text: str
    reading: Reading


@dataclass(frozen=True)
class Pressed:
    """The resident pressed a button or typed a command; None is a button that does not exist."""

    action: Action | None


@dataclass(frozen=True)
class HandoverOpened:
    """The answer to the effect `OpenHandover`: the case lies in the queue under this reference."""

    reference: str


@dataclass(frozen=True)
class PersonTook:
    """A member of staff took the case."""

    alias: str


@dataclass(frozen=True)
class PersonSaid:
    """A member of staff wrote to the resident."""

    text: str
    alias: str


@dataclass(frozen=True)
class PersonReleased:
    """The member of staff put the case back in the queue."""


@dataclass(frozen=True)
class PersonClosed:
    """The case is closed, and the bot answers again."""


ResidentEvent = Started | Said | Pressed
StaffEvent = PersonTook | PersonSaid | PersonReleased | PersonClosed
Event = ResidentEvent | StaffEvent | HandoverOpened
