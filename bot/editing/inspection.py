"""Everything that `insatsguiden knowledge check` looks at: the content, the test questions, the bot's own sentences."""

from datetime import date
from pathlib import Path

from bot.catalogue.check import Report
from bot.catalogue.folder import questions, snapshot
from bot.catalogue.load import build
from bot.editing.question_files import languages_of, read_questions
from bot.editing.sentences import check_sentences
from bot.wording.catalogs import look_at_catalogs


def inspect(root: Path, locales: Path, today: date) -> Report:
    """Read the content and all that stands beside it, and list every fault.

    Args:
        root: the knowledge folder.
        locales: the folder `locales/`.
        today: the day in Stockholm that the warnings of what ends soon count from.
    """
    content, asked = snapshot(root), questions(root)
    beside = read_questions(asked, content.files).findings
    sentences = check_sentences(look_at_catalogs(locales, "guide"), languages_of(content.files))
    found = sorted((*build(content, today).findings, *beside, *sentences))
    return Report(tuple(found), len(content.files) + len(asked.files))
