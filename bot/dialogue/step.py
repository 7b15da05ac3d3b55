"""The result of one step of a conversation."""

from dataclasses import dataclass, field
from datetime import date

from bot.catalogue.model import Catalogue
from bot.dialogue.replies import Effect, Shown
from bot.dialogue.state import Conversation
from bot.places.finder import PlaceFinder


@dataclass(frozen=True)
class Step:
    """The next state, what to show, and what to carry out. An empty `shown` is silence.

    `keep` is False where what the resident wrote or pressed must not be kept in the transcript: it was an answer about
    themselves in the talk about an entry.
    """

    conversation: Conversation
    shown: Shown = field(default_factory=Shown)
    effects: tuple[Effect, ...] = ()
    keep: bool = True


@dataclass(frozen=True)
class World:
    """What a step may look at besides the conversation: the catalogue, its places, and the day in Stockholm."""

    catalogue: Catalogue
    places: PlaceFinder
    today: date
    web_instead: str | None = None
    """Where the web chat is, on a channel that may keep who writes; None on one that does not."""
