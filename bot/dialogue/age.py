"""The age that a message tells of the one it is about, in the words of any language.

What is told is kept as the youngest and the oldest age that it leaves possible: "I am 14" is 14 to 14, "under 15" is
0 to 14. Where a message tells of more than one person, all their ages stay possible.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, assert_never

from bot.catalogue.model import Catalogue, Language
from bot.dialogue.phrase import Phrase, fits, parts
from bot.dialogue.state import Conversation
from bot.dialogue.told import told
from bot.eligibility.answers import OLDEST, known_ages
from bot.matching.text import folded_words, forms

Ages = tuple[int, int]
"""The youngest and the oldest age that are possible."""

_Kind = Literal["other", "below", "from", "is"]
_KINDS: tuple[_Kind, ...] = ("is", "from", "below", "other")
"""Of two phrases that are as long as each other, the later kind is meant: "under 15 år" is no "15 år"."""

_HIGHEST = 120
_ONLY_AN_AGE = 3
"""The most words of an answer to the question for an age in which a bare number is one."""
_SAYS_NOTHING = 2
"""The longest words that may stand beside an age without asking for anything ("hi", "mä")."""
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True)
class _Pattern:
    """The words before and after the number; small words may be written together with the first one."""

    kind: _Kind
    before: Phrase
    after: Phrase
    prefixes: tuple[str, ...]

    @property
    def weight(self) -> tuple[bool, int, int]:
        """What qualifies a number is meant ("under 15"), however long the phrase that tells it; then the longer one."""
        return self.kind != "is", len(self.before) + len(self.after), _KINDS.index(self.kind)

    def stands_at(self, said: Sequence[str], place: int) -> bool:
        start = place - len(self.before)
        if start < 0 or not fits(said[place + 1 :], self.after):
            return False
        if start == place:
            return True
        first, *rest = said[start:place]
        return any(fits((form, *rest), self.before) for form in forms(first, self.prefixes))


def ages_in(text: str, catalogue: Catalogue, language: str | None = None, *, asked: bool = False) -> Ages | None:
    """The ages that a message leaves possible; None where it tells none.

    Args:
        text: the message.
        catalogue: where the words of each language stand.
        language: the code of the language that the message is in, where that is sure; else all languages are tried.
        asked: the message answers the question for an age, so that a number by itself is one.
    """
    languages = catalogue.languages
    spoken = [languages[language]] if language and language in languages else list(languages.values())
    said = folded_words(_DIGITS.sub(r" \1 ", text))
    told_in = [list(_told(_in_digits(said, one.numbers), one)) for one in spoken]
    best = max(told_in, key=lambda found: [pattern.weight for _, pattern, _ in found])
    ages = [bounds for bounds in (_bounds(pattern.kind, age) for _, pattern, age in best) if bounds]
    if not best and asked and len(said) <= _ONLY_AN_AGE:
        ages = [(age, age) for age in map(_number, said) if age is not None]
    return (min(low for low, _ in ages), max(high for _, high in ages)) if ages else None


def only_an_age(text: str, catalogue: Catalogue, *, asked: bool = False) -> Ages | None:
    """The ages that a message leaves possible which tells nothing else ("hon är 45"); None for any other message.

    Args:
        text: the message.
        catalogue: where the words of each language stand.
        asked: a number by itself is an age too, where it has two digits or more.
    """
    said = folded_words(_DIGITS.sub(r" \1 ", text))
    alone = asked and len(said) == 1 and len(said[0]) > 1
    if not alone and not any(_nothing_else(said, language) for language in catalogue.languages.values()):
        return None
    return ages_in(text, catalogue, asked=alone)


def _nothing_else(said: Sequence[str], language: Language) -> bool:
    words = _in_digits(said, language.numbers)
    telling = {
        number
        for place, pattern, _ in _told(words, language)
        for number in range(place - len(pattern.before), place + 1 + len(pattern.after))
    }
    return bool(telling) and all(at in telling or len(word) <= _SAYS_NOTHING for at, word in enumerate(words))


def known(conversation: Conversation) -> Ages:
    """The ages that are possible after all that was told; every age where nothing was, or where it does not fit.

    Args:
        conversation: where the talk stands.
    """
    youngest, oldest = known_ages(told(conversation))
    if conversation.ages:
        youngest, oldest = max(youngest, conversation.ages[0]), min(oldest, conversation.ages[1])
    return (youngest, oldest) if youngest <= oldest else (0, OLDEST)


def _told(said: Sequence[str], language: Language) -> Iterator[tuple[int, _Pattern, int]]:
    """Each number that a language tells as one of the kinds: its place, the phrase that weighs most, and the number."""
    for place, word in enumerate(said):
        age = _number(word)
        if age is None:
            continue
        patterns = (pattern for pattern in _patterns(language) if pattern.stands_at(said, place))
        if best := max(patterns, key=lambda pattern: pattern.weight, default=None):
            yield place, best, age


def _bounds(kind: _Kind, age: int) -> Ages | None:
    match kind:
        case "is":
            return age, age
        case "below":
            return 0, age - 1
        case "from":
            return age, OLDEST
        case "other":
            return None
    assert_never(kind)


def _number(word: str) -> int | None:
    return int(word) if word.isdecimal() and len(word) <= 3 and 0 < int(word) <= _HIGHEST else None


def _in_digits(said: Sequence[str], numbers: Mapping[str, int]) -> list[str]:
    """The words with the numbers among them in digits."""
    written = [(folded_words(number), age) for number, age in numbers.items()]
    found: list[str] = []
    place = 0
    while place < len(said):
        fitting = [(words, age) for words, age in written if said[place : place + len(words)] == words]
        words, age = max(fitting, key=lambda one: len(one[0]), default=(None, 0))
        found.append(str(age) if words else said[place])
        place += len(words) if words else 1
    return found


def _patterns(language: Language) -> Iterator[_Pattern]:
    for kind, phrases in language.ages.items():
        yield from _compiled(kind, phrases, language.prefixes)


@lru_cache(maxsize=256)
def _compiled(kind: _Kind, phrases: tuple[str, ...], prefixes: tuple[str, ...]) -> tuple[_Pattern, ...]:
    halves = (phrase.partition("#") for phrase in phrases)
    small = tuple(word for prefix in prefixes for word in folded_words(prefix))
    return tuple(_Pattern(kind, parts(before), parts(after), small) for before, _, after in halves)
