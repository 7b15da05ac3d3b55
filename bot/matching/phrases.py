"""The catalogue's example messages as labelled rows for learning."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.catalogue.model import Catalogue, CrisisType

ENTRY, SMALLTALK, ELSEWHERE, CRISIS = "entry", "smalltalk", "elsewhere", "crisis"
NOT_CRISIS = "not-crisis"
_TEXTS_WEIGH = 0.3


@dataclass(frozen=True)
class Phrase:
    """An example message: its words, what it is an example of (kind and label), language, and weight (0 to 1)."""

    text: str
    kind: str
    label: str
    language: str
    weight: float = 1.0
    tested: bool = True
    """Whether people ask like this, so that thresholds are set by it (not so for names and texts of entries)."""


def phrases(catalogue: Catalogue) -> list[Phrase]:
    """Every example of every language, then the names, summaries and (weaker) texts of entries; in a fixed order.

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
        for section in sorted(words.sections):
            for block in words.sections[section]:
                yield Phrase(block.text, ENTRY, entry, language, _TEXTS_WEIGH, tested=False)
