"""What words mean: everyday concepts, by the editors' word lists of every language.

"Morsan", "mum" and "hooyo" are one concept. A message's concepts are features beside its letters, so that an example in
one language helps the others, and a word that no example has is still understood. Words are looked up in the list of
the message's language first, and then in those of the languages that people mix in.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from bot.catalogue.latin import with_latin
from bot.catalogue.model import Catalogue
from bot.matching.text import fold, fold_all, forms

_STEM = re.compile(r"\w+\*?")
_MIXED_IN = ("sv", "en")
_SHORTEST_STEM = 2
_MEMORY = 1 << 13
"""How many words of each language are remembered with what they lead to."""

Lists = Mapping[str, Mapping[str, Sequence[str]]]
"""By language and concept, words and expressions; `*` at the end of a word stands for any ending."""

_Start = tuple[Sequence[str], tuple[str, ...]]
"""What a word means by itself, and the beginnings of longer expressions that it is."""


class Found(NamedTuple):
    """A concept in a message, and the number of the word where it begins."""

    concept: str
    place: int


@dataclass(frozen=True)
class WordList:
    """How one language says its concepts; made of plain strings, so that it is soon read from the cache.

    Attributes:
        prefixes: folded small words that are written together with the next one (Arabic و, ل, ال), the longest first.
        meant: by word or expression, the concepts that it means, with spaces between them.
        stems: the same by the beginning of a single word.
        goes_on: the beginnings of longer expressions, word by word, and how long the next word's own beginning is where
            only that is known, the longest first. "" is the beginning of all.
    """

    prefixes: Sequence[str] = ()
    meant: dict[str, str] = field(default_factory=dict)
    stems: dict[str, str] = field(default_factory=dict)
    goes_on: dict[str, list[int]] = field(default_factory=lambda: {"": []})

    @cached_property
    def _heads(self) -> dict[str, tuple[list[int], list[int]]]:
        """By the first letters of the list's words, how long the beginnings are that begin so, the longest first.

        First those of single words, then those that begin an expression. Most words of other languages are soon seen
        not to be in a list, and of the others few beginnings need to be tried.
        """
        found: dict[str, tuple[set[int], set[int]]] = {}
        for key in chain(self.meant, self.goes_on):
            begun = found.setdefault(key[:_SHORTEST_STEM], (set(), set()))[1]
            if key.endswith("*") and " " not in key:
                begun.add(len(key) - 1)
        for stem in self.stems:
            if len(stem) >= _SHORTEST_STEM:
                found.setdefault(stem[:_SHORTEST_STEM], (set(), set()))[0].add(len(stem))
        return {head: (sorted(one, reverse=True), sorted(other, reverse=True)) for head, (one, other) in found.items()}

    def add(self, concept: str, written: str) -> None:
        """Take up one way to say a concept; before the list is first asked.

        Args:
            concept: its id.
            written: a folded word or expression.
        """
        is_stem = written.endswith("*") and " " not in written
        known, key = (self.stems, written[:-1]) if is_stem else (self.meant, written)
        known[key] = f"{known[key]} {concept}" if key in known else concept
        if " " not in written:
            return
        before, *rest = written.split(" ")
        if before.endswith("*") and len(before) > _SHORTEST_STEM:
            self._add_length("", len(before) - 1)
        for word in rest:
            self.goes_on.setdefault(before, [])
            if word.endswith("*"):
                self._add_length(before, len(word) - 1)
            before = f"{before} {word}"

    def _add_length(self, before: str, length: int) -> None:
        lengths = self.goes_on[before]
        if length not in lengths:
            self.goes_on[before] = sorted((*lengths, length), reverse=True)

    def start(self, word: str) -> _Start:
        """What begins with a word, or else with what is left of it without a small word written together with it.

        Of single words the word as it stands counts, or else its longest known beginning.

        Args:
            word: a folded word.
        """
        meant: Sequence[str] = ()
        ahead: list[str] = []
        for form in forms(word, self.prefixes):
            lengths = self._heads.get(form[:_SHORTEST_STEM])
            if lengths is None:
                continue
            meant = (self.meant.get(form) or _longest(self.stems, form, lengths[0])).split()
            ahead += [one for one in _beginnings("", form, lengths[1]) if one in self.goes_on]
            if meant:
                break
        return meant, tuple(ahead)

    def after(self, start: _Start, words: Sequence[str], at: int) -> Iterable[str]:
        """The concepts of a word, and of the expressions that begin with it.

        Args:
            start: what begins with the word.
            words: the message.
            at: the number of the word.
        """
        found, ahead = [*start[0]], start[1]
        for word in words[at + 1 :]:
            if not ahead:
                break
            reached = [
                one
                for form in forms(word, self.prefixes)
                for before in ahead
                for one in _beginnings(f"{before} ", form, self.goes_on[before])
            ]
            for one in reached:
                if meant := self.meant.get(one):
                    found += meant.split()
            ahead = tuple(one for one in reached if one in self.goes_on)
        return dict.fromkeys(found)


def _longest(stems: Mapping[str, str], form: str, lengths: Sequence[int]) -> str:
    """What the longest known beginning of a word means."""
    for length in lengths:
        if meant := stems.get(form[:length]):
            return meant
    return ""


def _beginnings(before: str, form: str, lengths: Sequence[int]) -> list[str]:
    """Expressions that may go on with a word, or with a beginning of it, as the lists have them."""
    if not lengths:
        return [before + form]
    return [before + form, *(f"{before}{form[:length]}*" for length in lengths if length <= len(form))]


def word_lists(lists: Lists, prefixes: Mapping[str, Sequence[str]] | None = None) -> dict[str, WordList]:
    """The word lists as messages are compared with them.

    Args:
        lists: words and expressions as editors write them; "half-brother*" becomes two words, as in a message.
        prefixes: by language, small words that are written together with the next one.
    """
    return {language: _word_list(lists[language], (prefixes or {}).get(language, ())) for language in sorted(lists)}


def _word_list(concepts: Mapping[str, Sequence[str]], prefixes: Sequence[str]) -> WordList:
    small = sorted(map(fold, prefixes), key=lambda prefix: (-len(prefix), prefix))
    made = WordList(prefixes=small)
    named = [(concept, expressions) for concept, expressions in sorted(concepts.items()) if expressions]
    lines = iter(fold_all(written for _, expressions in named for written in expressions))
    for concept, expressions in named:
        for written in sorted({_words_of(next(lines)) for _ in expressions} - {""}):
            made.add(concept, written)
    return made


def _words_of(line: str) -> str:
    """A line as words with single spaces between them; most are one word, which need not be looked through."""
    return line if line.removesuffix("*").isalnum() else " ".join(_STEM.findall(line))


class Concepts:
    """Finds concepts in messages."""

    def __init__(self, lists: Mapping[str, WordList]) -> None:
        """Begin with nothing remembered.

        Args:
            lists: by language.
        """
        self.lists = lists
        self._memory: dict[str, dict[str, tuple[tuple[WordList, _Start], ...]]] = {}

    def of(self, words: Sequence[str], language: str) -> list[Found]:
        """The concepts of a message.

        Args:
            words: its folded words.
            language: the language that it is most likely in.
        """
        found: list[Found] = []
        memory = self._memory.setdefault(language, {})
        for at, word in enumerate(words):
            starts = memory.get(word)
            if starts is None:
                starts = self._remember(memory, word, language)
            for one, start in starts:
                if meant := one.after(start, words, at) if start[1] else start[0]:
                    found += [Found(concept, at) for concept in meant]
                    break
        return found

    def _remember(
        self, memory: dict[str, tuple[tuple[WordList, _Start], ...]], word: str, language: str
    ) -> tuple[tuple[WordList, _Start], ...]:
        """The lists that have something under a word; remembered, since people use few words often."""
        if len(memory) >= _MEMORY:
            memory.clear()
        lists = [self.lists[of] for of in dict.fromkeys((language, *_MIXED_IN)) if of in self.lists]
        starts = [(one, one.start(word)) for one in lists]
        memory[word] = known = tuple((one, start) for one, start in starts if any(start))
        return known


def concepts_of(catalogue: Catalogue) -> Concepts:
    """The concepts of a catalogue, ready to be found.

    Args:
        catalogue: all that the guide knows.
    """
    lists: dict[str, Mapping[str, Sequence[str]]] = dict(catalogue.concepts)
    for code in catalogue.concepts.keys() & catalogue.languages.keys():
        language = catalogue.languages[code]
        if language.latin:
            lists[code] = {concept: with_latin(said, language) for concept, said in catalogue.concepts[code].items()}
    return Concepts(word_lists(lists, {c: one.prefixes for c, one in catalogue.languages.items()}))
