"""`insatsguiden knowledge …`: tools for editors."""

import sys

from bot.catalogue.check import main_check
from bot.catalogue.load import load
from bot.editing.inspection import inspect
from bot.wording.catalogs import read_catalogs
from bot.wording.drawing import Wording
from bot.wording.table import table as draw_table
from service.commands.day import stockholm_day
from service.settings import Settings


def check(*, on: str | None = None, language: str = "sv") -> int:
    """List every fault in the knowledge folder and in the bot's sentences, with file, line and what to do.

    Args:
        on: the day to check for (YYYY-MM-DD); today where it is left out.
        language: the language of the list: sv or en.
    """
    settings = Settings()
    report = inspect(settings.knowledge_dir, settings.locales_dir, stockholm_day(on))
    return main_check(report, settings.locales_dir, language, sys.stdout)


def table(*, on: str | None = None, language: str = "en") -> int:
    """Print every entry with its status on a day, its ground, its conditions and what is written down, as Markdown.

    Args:
        on: the day (YYYY-MM-DD); today where it is left out.
        language: the language of titles and conditions.
    """
    settings = Settings()
    wording = Wording(read_catalogs(settings.locales_dir, "guide"), load(settings.knowledge_dir))
    print(draw_table(wording, language, stockholm_day(on)), end="")
    return 0
