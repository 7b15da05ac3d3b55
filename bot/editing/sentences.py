"""The bot's own sentences (`locales/<lang>/LC_MESSAGES/guide.po`): which of them a language lacks."""

from collections.abc import Iterable, Iterator

from bot.catalogue.finding import Finding, fault
from bot.wording.catalogs import FALLBACK, Catalogs
from bot.wording.messages import MESSAGES


def lacking(guide: Catalogs, language: str) -> tuple[str, ...]:
    """The ids of the sentences that a language lacks.

    Args:
        guide: what residents read.
        language: the code of a language.
    """
    return tuple(message for message in MESSAGES if not guide.has(language, message))


def check_sentences(guide: Catalogs, languages: Iterable[str]) -> Iterator[Finding]:
    """A fault for each sentence that a language of the knowledge folder lacks.

    Args:
        guide: what residents read.
        languages: the codes of the languages that residents can choose.
    """
    for language in languages:
        for message in lacking(guide, language):
            yield fault(_file(language), 0, "sentence-missing", id=message, file=_file(FALLBACK))


def _file(language: str) -> str:
    return f"locales/{language}/LC_MESSAGES/guide.po"
