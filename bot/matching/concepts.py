"""What words mean: everyday concepts, by the editors' word lists of every language.

"Morsan", "mum" and "hooyo" are one concept. A message's concepts are features beside its letters, so that an example in
one language helps the others, and a word that no example has is still understood. Words are looked up in the list of
the message's language first, and then in those of the languages that people mix in.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.catalogue.model import Catalogue
from bot.matching.text import fold, folded_words

_MIXED_IN = ("sv", "en")
_SHORTEST_STEM = 2
_SHORTEST_BARE = 3
_MEMORY = 1 << 15

Lists = Mapping[str, Mapping[str, Sequence[str]]]


@dataclass(frozen=True)
class Found:
    """A concept in a message, and the number of the word where it begins."""

    concept: str
    place: int


_Expression = tuple[tuple[str, ...], str]
"""The folded words of an expression, and its concept."""


@dataclass
class _List:
    """The word list of one language.

    An expression lies under its first word; a first word with a star, under its beginning. What has been looked up is
    remembered, since people use few words often.
    """

    prefixes: tuple[str, ...] = ()
    whole: dict[str, list[_Expression]] = field(default_factory=lambda: defaultdict(list))
    beginnings: dict[str, list[_Expression]] = field(default_factory=lambda: defaultdict(list))
    _memory: dict[str, tuple[_Expression, ...]] = field(default_factory=dict)

    def add(self, concept: str, written: str) -> None:
        stems = tuple(written.split())
        if stems and stems[0].endswith("*"):
            self.beginnings[stems[0][:-1]].append((stems, concept))
        elif stems:
            self.whole[stems[0]].append((stems, concept))

    def of(self, words: Sequence[str], at: int) -> list[str]:
        """The concepts of the word at a place, and of the expressions that begin there."""
        return [
            concept
            for stems, concept in self._starting(words[at])
            if len(stems) == 1 or (at + len(stems) <= len(words) and all(map(self._fits, stems[1:], words[at + 1 :])))
        ]

    def _starting(self, word: str) -> tuple[_Expression, ...]:
        if word not in self._memory:
            if len(self._memory) >= _MEMORY:
                self._memory.clear()
            self._memory[word] = tuple(self._of_forms(word))
        return self._memory[word]

    def _of_forms(self, word: str) -> list[_Expression]:
        """What begins with a word, or else with what is left of it without a small word written together with it."""
        found: list[_Expression] = []
        for form in self._forms(word):
            found += self._looked_up(form)
            if any(len(stems) == 1 for stems, _ in found):
                break
        return found

    def _forms(self, word: str) -> Iterable[str]:
        yield word
        for prefix in self.prefixes:
            if word.startswith(prefix) and len(word) >= len(prefix) + _SHORTEST_BARE:
                yield word.removeprefix(prefix)

    def _fits(self, stem: str, word: str) -> bool:
        return any(form.startswith(stem[:-1]) if stem.endswith("*") else form == stem for form in self._forms(word))

    def _looked_up(self, word: str) -> list[_Expression]:
        """What begins with a word: of single words the word as it stands, or else its longest known beginning."""
        found = list(self.whole.get(word, ()))
        is_known = any(len(stems) == 1 for stems, _ in found)
        for end in range(len(word), _SHORTEST_STEM - 1, -1):
            begun = self.beginnings.get(word[:end], ())
            found += [one for one in begun if len(one[0]) > 1 or not is_known]
            is_known = is_known or any(len(stems) == 1 for stems, _ in begun)
        return found


def folded(lists: Lists) -> dict[str, dict[str, list[str]]]:
    """The word lists as messages are compared with them.

    Args:
        lists: by language and concept, words and expressions as editors write them.
    """
    return {
        language: {
            concept: sorted({" ".join(map(_folded, written.split())) for written in expressions})
            for concept, expressions in sorted(concepts.items())
        }
        for language, concepts in sorted(lists.items())
    }


def _folded(word: str) -> str:
    """A word of the list, folded; folding would cut "half-brother*" in two, which its parts are compared as."""
    star = "*" if word.endswith("*") else ""
    return " ".join(folded_words(word)) + star


class Concepts:
    """Finds concepts in messages."""

    def __init__(self, lists: Lists, prefixes: Mapping[str, Sequence[str]] | None = None) -> None:
        """Sort the word lists.

        Args:
            lists: by language and concept, folded words and expressions; `*` at the end stands for any ending.
            prefixes: by language, folded small words that are written together with the next one (Arabic و, ل, ال).
        """
        self.lists = lists
        self.prefixes = {code: sorted(small, key=lambda p: (-len(p), p)) for code, small in (prefixes or {}).items()}
        self._lists = {language: _List(tuple(self.prefixes.get(language, ()))) for language in sorted(lists)}
        for language, concepts in sorted(lists.items()):
            for concept, written in sorted(concepts.items()):
                for word in written:
                    self._lists[language].add(concept, word)

    def of(self, words: Sequence[str], language: str) -> list[Found]:
        """The concepts of a message.

        Args:
            words: its folded words.
            language: the language that it is most likely in.
        """
        lists = [self._lists[of] for of in dict.fromkeys((language, *_MIXED_IN)) if of in self._lists]
        found: dict[Found, None] = {}
        for at in range(len(words)):
            for one in lists:
                meant = one.of(words, at)
                if meant:
                    found.update(dict.fromkeys(Found(concept, at) for concept in meant))
                    break
        return list(found)


def concepts_of(catalogue: Catalogue) -> Concepts:
    """The concepts of a catalogue, ready to be found.

    Args:
        catalogue: all that the guide knows.
    """
    small = {code: [fold(prefix) for prefix in language.prefixes] for code, language in catalogue.languages.items()}
    return Concepts(folded(catalogue.concepts), {code: prefixes for code, prefixes in small.items() if prefixes})
