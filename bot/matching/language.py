"""Which language a message is in, learned from the catalogue's own examples.

The script decides first; among the languages of one script, naive Bayes on groups of two to five letters does. As good
as the libraries for this (`matching.md`, section 7), and it knows every language that the catalogue knows.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from bot.matching.features import Floats, letter_groups
from bot.matching.text import plain

_BUCKETS = 1 << 16
_SMOOTHING = 0.2
_LONGEST = 5
_MARGIN = 6.0
_READ = 400
_HEARD = 0.7
"""The least share of a message's groups of letters that examples of its language have; gibberish has few."""
_ABOVE = 0.5
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Guess:
    """The most likely language, and whether it is clear enough to change the language of a talk.

    `readable` is false where the letters are of a script that no language here has.
    """

    language: str
    sure: bool
    readable: bool = True


@dataclass(frozen=True)
class LanguageModel:
    """How likely each group of letters is in each language (natural logarithms), and the scripts of each language."""

    languages: tuple[str, ...]
    likely: Floats
    scripts: tuple[frozenset[str], ...]
    names: frozenset[str]
    """Words that say nothing about the language: places, and words that many languages share."""

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
        enough = len(set(telling)) >= 2 and heard >= _HEARD
        return Guess(self.languages[ranked[0]], bool(enough and margin >= _MARGIN))

    @cached_property
    def _least(self) -> Floats:
        """How likely a group of letters is in each language that no example of it has."""
        return np.asarray(self.likely.min(axis=0), np.float32)

    def _fallback(self) -> str:
        return "sv" if "sv" in self.languages or not self.languages else self.languages[0]


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
    for at, language in enumerate(languages):
        found = Counter(_WORD.findall(plain("\n".join(text[:_READ] for text in examples[language]))))
        letters: Counter[str] = Counter()
        for letter, times in Counter("".join(found)).items():
            letters[script_of(letter)] += times
        most = max(letters.values(), default=0)
        scripts.append(frozenset(script for script, times in letters.items() if times * 5 >= most))
        hashes, of_word = letter_groups(list(found), _LONGEST)
        said = np.array(list(found.values()), np.float64)[of_word]
        counts = np.bincount(hashes % _BUCKETS, said, minlength=_BUCKETS) + _SMOOTHING
        likely[:, at] = np.log(counts / counts.sum())
    return LanguageModel(languages, likely, tuple(scripts), frozenset(w for name in names for w in _words(name)))
