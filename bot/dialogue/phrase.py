"""Phrases of the language files, looked for in what people write.

A phrase is words as they are said ("min mamma"). A word that ends with `*` is the beginning of one: "annem*" is also
"anneme" and "annemin". Where a language writes small words together with the next one (Arabic و, ل, ال), its `prefixes`
may stand before the first word of a phrase.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from bot.matching.text import folded_words, forms

Part = tuple[str, bool]
"""A folded word of a phrase, and whether it is only the beginning of one."""

Phrase = tuple[Part, ...]


@dataclass(frozen=True)
class Phrases:
    """Phrases that mean one thing in one language; those with a whole first word lie under it."""

    whole: Mapping[str, tuple[Phrase, ...]]
    beginnings: tuple[Phrase, ...]
    prefixes: tuple[str, ...]

    def stand_in(self, said: Sequence[str]) -> bool:
        """Whether one of the phrases stands in a text.

        Args:
            said: the folded words of the text.
        """
        return any(self._length(said, place) for place in range(len(said)))

    def left_of(self, said: Sequence[str]) -> list[str]:
        """What is left of a text without the phrases.

        Args:
            said: the folded words of the text.
        """
        left: list[str] = []
        place = 0
        while place < len(said):
            length = self._length(said, place)
            left += () if length else (said[place],)
            place += length or 1
        return left

    def _length(self, said: Sequence[str], place: int) -> int:
        """How many words the longest phrase takes that begins at a place; 0 where none does."""
        rest = said[place + 1 :]
        return max(
            (
                len(phrase)
                for form in self._forms(said[place])
                for phrase in (*self.whole.get(form, ()), *self.beginnings)
                if fits((form, *rest), phrase)
            ),
            default=0,
        )

    def _forms(self, word: str) -> tuple[str, ...]:
        """The word, and what is left of it without a prefix; a word that begins a phrase as it stands is left whole."""
        if word in self.whole:
            return (word,)
        return forms(word, self.prefixes)


def fits(said: Sequence[str], phrase: Sequence[Part]) -> bool:
    """Whether a text begins with a phrase.

    Args:
        said: folded words.
        phrase: the words of the phrase.
    """
    if len(said) < len(phrase):
        return False
    return all(
        word.startswith(part) if beginning else word == part
        for word, (part, beginning) in zip(said, phrase, strict=False)
    )


@lru_cache(maxsize=256)
def compiled(phrases: tuple[str, ...], prefixes: tuple[str, ...] = ()) -> Phrases:
    """Phrases as a language file holds them, ready to look for.

    Args:
        phrases: as they are written there ("min mamma", "annem*").
        prefixes: what the language writes together with the next word.
    """
    whole: dict[str, tuple[Phrase, ...]] = {}
    beginnings: list[Phrase] = []
    for phrase in filter(None, map(parts, phrases)):
        first, beginning = phrase[0]
        if beginning:
            beginnings.append(phrase)
        else:
            whole[first] = (*whole.get(first, ()), phrase)
    small = (word for prefix in prefixes for word in folded_words(prefix))
    return Phrases(MappingProxyType(whole), tuple(beginnings), tuple(small))


def parts(phrase: str) -> Phrase:
    """The folded words of a phrase.

    Args:
        phrase: as it is written in a language file.
    """
    found: list[Part] = []
    for typed in phrase.split():
        words = folded_words(typed)
        found += [(word, False) for word in words[:-1]]
        found += [(word, typed.endswith("*")) for word in words[-1:]]
    return tuple(found)
