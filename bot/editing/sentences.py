"""The bot's own sentences (`locales/<lang>/LC_MESSAGES/guide.po`): which a language lacks, and which cannot be said."""

from collections.abc import Iterable, Iterator

from bot.catalogue.finding import Finding, fault
from bot.wording.catalogs import FALLBACK, Catalogs, file_of
from bot.wording.fill import placeholders
from bot.wording.messages import MESSAGES


def lacking(guide: Catalogs, language: str) -> tuple[str, ...]:
    """The ids of the sentences that a language lacks.

    Args:
        guide: what residents read.
        language: the code of a language.
    """
    return tuple(message for message in MESSAGES if not guide.has(language, message))


def check_sentences(guide: Catalogs, languages: Iterable[str]) -> Iterator[Finding]:
    """A fault for each file that cannot be read, and for each sentence that a language lacks or that cannot be filled.

    Args:
        guide: what residents read.
        languages: the codes of the languages that residents can choose.
    """
    yield from guide.findings
    unread = {finding.file for finding in guide.findings}
    source = file_of(guide.domain, FALLBACK)
    for language in languages:
        file = file_of(guide.domain, language)
        if file in unread:
            continue
        for message in lacking(guide, language):
            yield fault(file, 0, "sentence-missing", id=message, file=source)
        yield from _placeholders(guide, language)


def _placeholders(guide: Catalogs, language: str) -> Iterator[Finding]:
    """A fault for each sentence with other placeholders than the Swedish one: the bot could not fill them."""
    swedish = guide.texts.get(FALLBACK, {})
    for message, text in guide.texts.get(language, {}).items():
        if message in swedish and (here := placeholders(text)) != (there := placeholders(swedish[message])):
            yield fault(
                file_of(guide.domain, language),
                guide.lines.get(language, {}).get(message, 0),
                "sentence-placeholders",
                id=message,
                extra=_braced(here - there),
                lacking=_braced(there - here),
                file=file_of(guide.domain, FALLBACK),
            )


def _braced(names: Iterable[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))
