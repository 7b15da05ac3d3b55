"""What stands around a conversation: the fixed sentences in the resident's language, and the languages to choose."""

from dataclasses import dataclass

from bot.catalogue.model import Language
from bot.library import Library
from bot.wording.fill import spans
from bot.wording.screen import Span


@dataclass(frozen=True)
class Frame:
    """The sentences of a page in one language."""

    library: Library
    chosen: Language

    @property
    def title(self) -> str:
        """What the browser's tab and its history say: nothing that tells what the talk is about."""
        return self.text("web.title")

    @property
    def language(self) -> str:
        """The code of the language."""
        return self.chosen.code

    @property
    def direction(self) -> str:
        """The direction of the language."""
        return self.chosen.direction

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages that can be chosen."""
        return tuple(self.library.catalogue.languages.values())

    def text(self, message: str) -> str:
        """A sentence without placeholders.

        Args:
            message: its id.
        """
        return self.library.wording.catalogs.text(self.language, message)

    def spans(self, message: str, **values: str) -> tuple[Span, ...]:
        """A sentence with its placeholders filled, phone numbers as pieces of their own.

        Args:
            message: its id.
            values: what the placeholders stand for.
        """
        contacts = self.library.catalogue.contacts
        return spans(self.text(message), values, lambda contact: contacts[contact].number)
