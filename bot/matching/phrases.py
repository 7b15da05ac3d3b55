"""The catalogue's example messages as labelled rows for learning."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.catalogue.model import NOT_CRISIS, Catalogue, CrisisType

ENTRY, SMALLTALK, ELSEWHERE, CRISIS = "entry", "smalltalk", "elsewhere", "crisis"


@dataclass(frozen=True)
class Phrase:
    """An example message: its words, what it is an example of (kind and label), and its language."""

    text: str
    kind: str
    label: str
    language: str
    tested: bool = True
    """Whether people ask like this, so that thresholds are set by it (not so for names and summaries of entries)."""


def phrases(catalogue: Catalogue) -> list[Phrase]:
    """Every example of every language, and the names and summaries of entries; in a fixed order.

    Args:
        catalogue: all that the guide knows.
    """
    return [phrase for language in sorted(catalogue.talk) for phrase in _of_language(catalogue, language)]


def _of_language(catalogue: Catalogue, language: str) -> Iterator[Phrase]:
    talk = catalogue.talk[language]
    allowed = {str(kind) for kind in CrisisType} | {NOT_CRISIS}
    crisis = {label: found for label, found in talk.crisis.items() if label in allowed}
    kinds = ((ENTRY, talk.entries), (SMALLTALK, talk.smalltalk), (ELSEWHERE, talk.elsewhere), (CRISIS, crisis))
    for kind, examples in kinds:
        for label in sorted(examples):
            for text in examples[label]:
                yield Phrase(text, kind, label, language)
    for entry, words in sorted(catalogue.words.get(language, {}).items()):
        front = words.front
        for text in dict.fromkeys((front.title, front.button, front.summary, *front.also_called)):
            yield Phrase(text, ENTRY, entry, language, tested=False)
