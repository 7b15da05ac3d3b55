"""Misspelt words, and the known word that each probably is.

RapidFuzz measures the distance (optimal string alignment: insert, delete, replace, swap neighbours). Only known words
of about the same length with the same first letter are compared, or with the same ending where the beginning is wrong,
so that a look-up stays far below a millisecond with tens of thousands of words.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

_DIGIT = re.compile(r"\d")
_SHORTEST = 4
_MEMORY = 4096
_LIKENESS = 0.28
_MOST_EDITS = 3
"""One mistake in four to seven letters, two in eight to ten, three in longer words (OSA likeness of at least 0.72)."""


class Speller:
    """Knows the words of the catalogue's phrases and the names of places."""

    def __init__(self, times: Mapping[str, int]) -> None:
        """Sort the words into groups.

        Args:
            times: folded words, and how often each is used.
        """
        self.times = dict(sorted(times.items()))
        self._by_start: dict[tuple[str, int], list[str]] = defaultdict(list)
        self._by_end: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in sorted(self.times, key=lambda w: (-self.times[w], w)):
            if len(word) >= _SHORTEST and not _DIGIT.search(word):
                self._by_start[word[0], len(word)].append(word)
                self._by_end[word[-3:], len(word)].append(word)
        self._found: dict[str, str | None] = {}

    def knows(self, word: str) -> bool:
        """Whether the word stands in the catalogue.

        Args:
            word: a folded word.
        """
        return word in self.times

    def correct(self, word: str) -> str | None:
        """The known word that a misspelt one is nearest to; None for a known word, or where none is near.

        Args:
            word: a folded word.
        """
        if word in self.times or len(word) < _SHORTEST or _DIGIT.search(word):
            return None
        if word not in self._found:
            if len(self._found) >= _MEMORY:
                self._found.clear()
            self._found[word] = self._nearest(word)
        return self._found[word]

    def _nearest(self, word: str) -> str | None:
        edits = min(_MOST_EDITS, int(_LIKENESS * len(word)))
        sizes = sorted(
            range(max(_SHORTEST, len(word) - edits), len(word) + edits + 1), key=lambda s: abs(s - len(word))
        )
        for groups, part in ((self._by_start, word[0]), (self._by_end, word[-3:])):
            best: tuple[float, int, str] | None = None
            for size in sizes:
                best = _better(best, word, groups.get((part, size), ()), edits)
            if best is not None:
                return best[2]
        return None


def _better(
    best: tuple[float, int, str] | None, word: str, candidates: Sequence[str], edits: int
) -> tuple[float, int, str] | None:
    if not candidates:
        return best
    limit = edits if best is None else int(best[0]) - 1
    if limit < 0:
        return best
    found = process.extractOne(word, candidates, scorer=OSA.distance, score_cutoff=limit)
    return best if found is None else (found[1], len(found[0]), found[0])
