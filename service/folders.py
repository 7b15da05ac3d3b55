"""Where the content lies, and where what was read of it is kept, by the settings."""

from bot.library import Folders
from service.settings import Settings


def folders_of(settings: Settings) -> Folders:
    """The folders that the settings name.

    Args:
        settings: the operator's settings.
    """
    return Folders(settings.knowledge_dir, settings.locales_dir, settings.cache_dir)
