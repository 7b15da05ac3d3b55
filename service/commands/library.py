"""Opening the library for commands that need no database."""

from bot.library import Library, open_library
from service.commands.slow import telling_when_slow
from service.folders import folders_of
from service.reader import reader_maker
from service.settings import Settings


def library(settings: Settings) -> Library:
    """Open the content that the settings name, with a compiled index from the cache where there is one.

    Args:
        settings: the operator's settings.

    Raises:
        CatalogueError: where the knowledge folder has faults.
        EncoderUnusable: the settings name a semantic encoder that cannot be used.
    """
    with telling_when_slow():
        return open_library(folders_of(settings), reader_maker(settings))
