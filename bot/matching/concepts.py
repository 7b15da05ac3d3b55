"""What words mean: everyday concepts, by the editors' word lists of every language.

"Morsan", "mum" and "hooyo" are one concept. A message's concepts are features beside its letters, so that an example in
one language helps the others, and a word that no example has is still understood. Words are looked up in the list of
the message's language first, and then in those of the languages that people mix in.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.catalogue.model import Catalogue
from bot.matching.text import fold, forms

_STEM = re.compile(r"\w+\*?")
_MIXED_IN = ("sv", "en")
_SHORTEST_STEM = 2
_MEMORY = 1 << 15

Lists = Mapping[str, Mapping[str, Sequence[str]]]


class Found(NamedTuple):
    """A concept in a message, and the number of the word where it begins."""

    concept: str
    place: int


@dataclass(slots=True)
class _Node:
    """Where one has come to in the expressions of a language, word by word.

    Attributes:
        concepts: what the expressions mean that end here.
        whole: where a word leads to.
        beginnings: where any word with a beginning leads to.
        lengths: how long these beginnings are, the longest first.
    """

    concepts: tuple[str, ...] = ()
    whole: "dict[str, _Node] | None" = None
    beginnings: "dict[str, _Node] | None" = None
    lengths: tuple[int, ...] = ()

    @property
    def goes_on(self) -> bool:
        """Whether there are longer expressions."""
        return bool(self.whole or self.beginnings)

    def next(self, stem: str) -> "_Node":
        """Where a word of the list leads to; made where nothing does yet."""
        if stem.endswith("*"):
            stem = stem[:-1]
            if self.beginnings is None:
                self.beginnings = {}
            if len(stem) not in self.lengths:
                self.lengths = tuple(sorted((*self.lengths, len(stem)), reverse=True))
            nodes = self.beginnings
        else:
            if self.whole is None:
                self.whole = {}
            nodes = self.whole
        node = nodes.get(stem)
        if node is None:
            node = nodes[stem] = _Node()
        return node

    def all_after(self, form: str, shortest: int = 0) -> "list[_Node]":
        """Where a word of a message leads to: as it stands, then by its beginnings, the longest first."""
        found = [self.whole[form]] if self.whole and form in self.whole else []
        if self.beginnings:
            size = len(form)
            for length in self.lengths:
                if shortest <= length <= size and (begun := self.beginnings.get(form[:length])):
                    found += (begun,)
        return found


_Start = tuple[tuple[str, ...], tuple[_Node, ...]]
"""What a word means by itself, and where expressions go on that begin with it."""


@dataclass
class _List:
    """The word list of one language."""

    prefixes: tuple[str, ...] = ()
    root: _Node = field(default_factory=_Node)

    def add(self, concept: str, written: str) -> None:
        node = self.root
        for stem in written.split():
            node = node.next(stem)
        if node is not self.root:
            node.concepts = (*node.concepts, concept)

    def after(self, start: _Start, words: Sequence[str], at: int) -> Iterable[str]:
        """The concepts of a word, and of the expressions that begin with it.

        Args:
            start: what begins with the word.
            words: the message.
            at: the number of the word.
        """
        meant, ahead = start
        if not ahead:
            return meant
        found = [*meant]
        for word in words[at + 1 :]:
            if not ahead:
                break
            spoken = forms(word, self.prefixes)
            ahead = tuple(after for form in spoken for node in ahead for after in node.all_after(form))
            found += [concept for node in ahead for concept in node.concepts]
        return dict.fromkeys(found)

    def start(self, word: str) -> _Start:
        """What begins with a word, or else with what is left of it without a small word written together with it.

        Of single words the word as it stands counts, or else its longest known beginning.
        """
        meant: tuple[str, ...] = ()
        ahead: list[_Node] = []
        for form in forms(word, self.prefixes):
            nodes = self.root.all_after(form, _SHORTEST_STEM)
            meant = next((node.concepts for node in nodes if node.concepts), ())
            ahead += [node for node in nodes if node.goes_on]
            if meant:
                break
        return meant, tuple(ahead)


def folded(lists: Lists) -> dict[str, dict[str, list[str]]]:
    """The word lists as messages are compared with them.

    Args:
        lists: by language and concept, words and expressions as editors write them.
    """
    return {
        language: {concept: sorted(_folded(expressions)) for concept, expressions in sorted(concepts.items())}
        for language, concepts in sorted(lists.items())
    }


def _folded(expressions: Sequence[str]) -> set[str]:
    """The expressions of one concept, folded all at once; "half-brother*" becomes two words, as in a message."""
    return {" ".join(_STEM.findall(line)) for line in fold("\n".join(expressions)).split("\n")}


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
        self._memory: dict[tuple[str, str], tuple[tuple[_List, _Start], ...]] = {}
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
        found: list[Found] = []
        for at, word in enumerate(words):
            for one, start in self._starts(word, language):
                if meant := one.after(start, words, at):
                    found += [Found(concept, at) for concept in meant]
                    break
        return found

    def _starts(self, word: str, language: str) -> tuple[tuple[_List, _Start], ...]:
        """The lists that have something under a word; remembered, since people use few words often."""
        if (known := self._memory.get((word, language))) is not None:
            return known
        if len(self._memory) >= _MEMORY:
            self._memory.clear()
        lists = [self._lists[of] for of in dict.fromkeys((language, *_MIXED_IN)) if of in self._lists]
        starts = [(one, one.start(word)) for one in lists]
        self._memory[word, language] = known = tuple((one, start) for one, start in starts if any(start))
        return known


def concepts_of(catalogue: Catalogue) -> Concepts:
    """The concepts of a catalogue, ready to be found.

    Args:
        catalogue: all that the guide knows.
    """
    small = {code: [fold(prefix) for prefix in language.prefixes] for code, language in catalogue.languages.items()}
    return Concepts(folded(catalogue.concepts), {code: prefixes for code, prefixes in small.items() if prefixes})
