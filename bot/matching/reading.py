"""What the matcher makes of one message: a reading, the same for every channel."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.catalogue.model import CrisisType


class Outcome(StrEnum):
    """What kind of message this is, and so what kind of answer it gets."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    UNKNOWN = "unknown"
    SMALLTALK = "smalltalk"
    HANDOVER = "handover"
    CRISIS = "crisis"


@dataclass(frozen=True)
class Scored:
    """An entry, how likely it is to be right (0 to 1), and, where that was asked for, the words that speak for it."""

    entry: str
    score: float
    because: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """One message, understood.

    `entries` are best first and at most five, whatever the outcome. `needs` are the two or three entries that the
    message asks for, where it asks for more than one thing; the one that is answered comes first. `language` is the
    most likely language of the message; `language_sure` says that it is clear enough to change the language of the
    talk. `foreign` says that it is most likely in a language that the catalogue does not have.
    """

    outcome: Outcome
    entries: tuple[Scored, ...] = ()
    needs: tuple[Scored, ...] = ()
    crisis: CrisisType | None = None
    smalltalk: str | None = None
    elsewhere: str | None = None
    language: str = "sv"
    language_sure: bool = False
    foreign: bool = False


class Reader(Protocol):
    """Understands messages; the same message and catalogue always give the same reading."""

    def read(self, text: str) -> Reading:
        """Read one message in any of the catalogue's languages.

        Args:
            text: what a resident wrote; any text at all, the empty one included.
        """
