"""`insatsguiden knowledge …`: tools for editors."""

import sys

from bot.catalogue.check import main_check

from service.commands.day import stockholm_day
from service.settings import Settings


def check(*, on: str | None = None, language: str = "sv") -> int:
    """List every fault in the knowledge folder, with file, line and what to do.

    Args:
        on: the day to check for (YYYY-MM-DD); today where it is left out.
        language: the language of the list: sv or en.
    """
    settings = Settings()
    return main_check(settings.knowledge_dir, settings.locales_dir, language, stockholm_day(on), sys.stdout)
