"""Several needs in one message, up to three.

A message is cut in two where people pause or join two thoughts, if both halves are clear by themselves, each about
another entry; and once more where a half can be cut again. All cuts are judged at once: scores are sums over features,
and each feature comes from a word, so that the score of a half is a difference of running sums, brought to the length
that the half would have as a message of its own.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.matching.decide import Classes, Scale, probabilities
from bot.matching.features import BLOCKS, EVENNESS, Floats, Ints, Rows
from bot.matching.index import Index
from bot.matching.phrases import ENTRY

MOST = 3
_SHORTEST = 4
"""Words in the shortest part that may be a need by itself."""


@dataclass(frozen=True)
class Cuttable:
    """A message, and where it may be cut.

    Attributes:
        found: its features, with their places.
        words: the number of the word that each place stands for.
        joints: the numbers of the words that a part may begin with.
        count: how many words there are.
    """

    found: Rows
    words: Ints
    joints: Ints
    count: int


class Parts:
    """The parts of one message, judged as if each were a message of its own."""

    def __init__(self, message: Cuttable, index: Index, classes: Classes, scale: Scale) -> None:
        """Lay out the running sums.

        Args:
            message: what to cut.
            index: what was learned.
            classes: what the columns of the index are.
            scale: how scores become probabilities.
        """
        self._entries, self._classes, self._scale = classes.of(ENTRY), classes, scale
        self._count, self._joints, found, count = message.count, message.joints, message.found, message.count
        cell = message.words[found.place] * len(BLOCKS) + found.block
        size = count * len(BLOCKS)
        is_known = found.number >= 0
        values = found.value.astype(np.float64)
        squares = values**2
        # What the values of a block were before they were evened out, up to a factor.
        self._uneven = _running(np.bincount(cell, weights=values ** (2 / EVENNESS), minlength=size), count)
        self._squares = _running(np.bincount(cell, weights=squares, minlength=size), count)
        known = np.bincount(cell[is_known], weights=squares[is_known], minlength=size)
        self._known = _running(known, count)
        number = found.number[is_known]
        lines = index.weights[number] * (found.value[is_known] * index.scale[number])[:, None]
        scores = np.zeros((size, index.weights.shape[1]))
        order = np.argsort(cell[is_known], kind="stable")
        cells, begins = np.unique(cell[is_known][order], return_index=True)
        if len(cells):
            scores[cells] = np.add.reduceat(lines[order], begins, axis=0)
        self._scores = _running(scores, count)

    def needs(self, least: float) -> list[int]:
        """The numbers of the entries needed, in the order in which the message tells of them; empty for one need only.

        Args:
            least: how likely an entry must be in its part (0 to 1).
        """
        cut = self._cut(0, self._count, least)
        if not cut:
            return []
        at, first, second = cut
        again = self._cut(0, at, least), self._cut(at, self._count, least)
        parts = [half[1:] if half else (whole,) for half, whole in zip(again, (first, second), strict=True)]
        return list(dict.fromkeys(need for part in parts for need in part))[:MOST]

    def _cut(self, low: int, high: int, least: float) -> tuple[int, int, int] | None:
        """The best place to cut a part in two, and the entry that each half needs."""
        cuts = self._joints[(self._joints >= low + _SHORTEST) & (self._joints <= high - _SHORTEST)]
        if not len(cuts):
            return None
        first, first_chance = self._best(np.full(len(cuts), low), cuts)
        second, second_chance = self._best(cuts, np.full(len(cuts), high))
        both = np.where(first == second, 0, np.minimum(first_chance, second_chance))
        best = int(np.argmax(both))
        return (int(cuts[best]), int(first[best]), int(second[best])) if both[best] >= least else None

    def _best(self, low: Ints, high: Ints) -> tuple[Ints, Floats]:
        """The most likely entry of each part, and how likely it is."""
        uneven = self._uneven[high] - self._uneven[low]
        stretch = np.where(uneven > 1e-12, self._uneven[-1] / np.maximum(uneven, 1e-12), 0) ** (EVENNESS / 2)
        square = ((self._squares[high] - self._squares[low]) * stretch**2).sum(axis=1).clip(1e-9)
        scores = ((self._scores[high] - self._scores[low]) * stretch[:, :, None]).sum(axis=1) / np.sqrt(square)[:, None]
        known = ((self._known[high] - self._known[low]) * stretch**2).sum(axis=1) / square
        chances = probabilities(scores.astype(np.float32), known.astype(np.float32), self._classes, self._scale)
        of_entries = chances[:, self._entries]
        best = np.argmax(of_entries, axis=1)
        return self._entries[best], of_entries[np.arange(len(best)), best]


def _running(values: NDArray[np.number], count: int) -> NDArray[np.float64]:
    """Running sums over words, of values by word and block; a zero comes first."""
    shaped = values.reshape(count, len(BLOCKS), *values.shape[1:])
    return np.concatenate([np.zeros((1, *shaped.shape[1:])), np.cumsum(shaped, axis=0)], dtype=np.float64)
