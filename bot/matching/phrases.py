"""The catalogue's example messages as labelled rows for learning."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.catalogue.latin import typist
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
    copied: bool = False
    """Whether it is the phrase before it once more, typed in Latin letters."""


def phrases(catalogue: Catalogue) -> list[Phrase]:
    """Every example of every language, and the names and summaries of entries; in a fixed order.

    What people also type in Latin letters follows once more in these, in one of the habits that they have by turns.

    Args:
        catalogue: all that the guide knows.
    """
    found: list[Phrase] = []
    for code in sorted(catalogue.talk):
        in_latin = typist(catalogue.languages[code]) if code in catalogue.languages else None
        for number, phrase in enumerate(_of_language(catalogue, code)):
            found.append(phrase)
            if in_latin and (typed := in_latin(phrase.text)):
                found.append(replace(phrase, text=typed[number % len(typed)], copied=True))
    return found


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
