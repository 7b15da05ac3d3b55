"""Which language a message is in, learned from the catalogue's own examples.

The script decides first; among the languages of one script, naive Bayes on groups of two to five letters does. As good
as the libraries for this (`matching.md`, section 7), and it knows every language that the catalogue knows. It knows no
other, though: to a model of ten languages Vietnamese is Ukrainian in Latin letters. What tells that a message is in
none of them is that few of its words are words of the language that it looks like.
"""

import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from bot.matching.features import Floats, letter_groups
from bot.matching.text import fold, plain

_BUCKETS = 1 << 16
_SMOOTHING = 0.2
_LONGEST = 5
_MARGIN = 6.0
_READ = 400
_HEARD = 0.7
"""The least share of a message's groups of letters that examples of its language have; gibberish has few."""
_ABOVE = 0.5
_SPOKEN = 0.51
"""The least share of words that examples of its language have, for a message to change the language of a talk."""
_MIXED_IN = ("sv", "en")
_SHORTEST = 2
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Guess:
    """The most likely language, and whether it is clear enough to change the language of a talk.

    `readable` is false where the letters are of a script that no language here has. `known` is the share of the words
    (0 to 1) that examples of the language have, or of those that people mix in; None without a word to judge by.
    """

    language: str
    sure: bool
    readable: bool = True
    known: float | None = None


@dataclass(frozen=True)
class LanguageModel:
    """How likely each group of letters is in each language (natural logarithms), and the scripts of each language."""

    languages: tuple[str, ...]
    likely: Floats
    scripts: tuple[frozenset[str], ...]
    names: frozenset[str]
    """Words that say nothing about the language: places, and words that many languages share."""
    words: NDArray[np.uint32]
    """All words of the examples, by a hash of the folded word, in rising order."""
    spoken: NDArray[np.uint64]
    """Which languages have each word: one bit for each, the first language's the lowest."""

    def guess(self, text: str) -> Guess:
        """The language of a message.

        Args:
            text: what a resident wrote.
        """
        found = _words(text)
        if not found or not self.languages:
            return Guess(self._fallback(), sure=False)
        script = Counter(script_of(c) for word in found for c in word).most_common(1)[0][0]
        fitting = [i for i, scripts in enumerate(self.scripts) if script in scripts]
        if not fitting:
            return Guess(self._fallback(), sure=False, readable=False)
        telling = [word for word in found if word not in self.names]
        likely = self.likely[letter_groups(telling or found, _LONGEST)[0] % _BUCKETS]
        sums: NDArray[np.float64] = likely.sum(axis=0, dtype=np.float64)
        ranked = sorted(fitting, key=lambda i: (-sums[i], i))
        margin = sums[ranked[0]] - sums[ranked[1]] if len(ranked) > 1 else np.inf
        heard = float((likely[:, ranked[0]] > self._least[ranked[0]] + _ABOVE).mean())
        own, known = self._share(telling, ranked[0])
        enough = len(set(telling)) >= 2 and heard >= _HEARD and (own is None or own >= _SPOKEN)
        return Guess(self.languages[ranked[0]], bool(enough and margin >= _MARGIN), known=known)

    def _share(self, said: Sequence[str], language: int) -> tuple[float | None, float | None]:
        """The share of the words that a language has, and that it has or people mix into it; None without words."""
        keys = np.array([_known_key(word) for word in said if len(word) >= _SHORTEST], np.uint32)
        if not len(keys) or not len(self.words):
            return None, None
        place = np.searchsorted(self.words, keys).clip(max=len(self.words) - 1)
        bits = np.where(self.words[place] == keys, self.spoken[place], np.uint64(0))
        own = np.uint64(1 << language)
        mixed = own | np.uint64(sum(1 << self.languages.index(code) for code in _MIXED_IN if code in self.languages))
        return float((bits & own > 0).mean()), float((bits & mixed > 0).mean())

    @cached_property
    def _least(self) -> Floats:
        """How likely a group of letters is in each language that no example of it has."""
        return np.asarray(self.likely.min(axis=0), np.float32)

    def _fallback(self) -> str:
        return "sv" if "sv" in self.languages or not self.languages else self.languages[0]


def _key(word: str) -> int:
    return zlib.crc32(fold(word).encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=4096)
def _known_key(word: str) -> int:
    return _key(word)


def _words(text: str) -> list[str]:
    return _WORD.findall(plain(text[:_READ]))


@lru_cache(maxsize=4096)
def script_of(letter: str) -> str:
    """The script of a letter, by the first word of its Unicode name.

    Args:
        letter: one character.
    """
    return unicodedata.name(letter, "OTHER").split()[0]


def learn_languages(examples: Mapping[str, Sequence[str]], names: Sequence[str]) -> LanguageModel:
    """Learn the languages from examples.

    Args:
        examples: texts by language.
        names: names of places and the like, which say nothing about a language.
    """
    languages = tuple(sorted(examples))
    likely = np.zeros((_BUCKETS, len(languages)), np.float32)
    scripts: list[frozenset[str]] = []
    spoken: dict[int, int] = {}
    for at, language in enumerate(languages):
        found = Counter(_WORD.findall(plain("\n".join(text[:_READ] for text in examples[language]))))
        letters: Counter[str] = Counter()
        for letter, times in Counter("".join(found)).items():
            letters[script_of(letter)] += times
        most = max(letters.values(), default=0)
        scripts.append(frozenset(script for script, times in letters.items() if times * 5 >= most))
        for key in {_key(word) for word in found if len(word) >= _SHORTEST}:
            spoken[key] = spoken.get(key, 0) | 1 << at
        hashes, of_word = letter_groups(list(found), _LONGEST)
        said = np.array(list(found.values()), np.float64)[of_word]
        counts = np.bincount(hashes % _BUCKETS, said, minlength=_BUCKETS) + _SMOOTHING
        likely[:, at] = np.log(counts / counts.sum())
    kept = sorted(spoken)
    return LanguageModel(
        languages,
        likely,
        tuple(scripts),
        frozenset(word for name in names for word in _words(name)),
        np.array(kept, np.uint32),
        np.array([spoken[key] for key in kept], np.uint64),
    )
