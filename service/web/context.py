"""What the pages of every domain need."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from bot.guide import STOCKHOLM
from bot.library import Library, Shelf
from service.live.watch import Changes
from service.storage.engine import Database
from service.web.pages import Pages


@dataclass(frozen=True)
class Context:
    """The templates, the words, the database, what changes in it, and the time."""

    pages: Pages
    shelf: Shelf
    database: Database
    changes: Changes
    clock: Callable[[], datetime]
    secure_cookies: bool | None

    @property
    def library(self) -> Library:
        """The library in use now; ask once per answer, so that no answer mixes two versions."""
        return self.shelf.library

    @property
    def today(self) -> date:
        """The day in Stockholm."""
        return self.clock().astimezone(STOCKHOLM).date()
