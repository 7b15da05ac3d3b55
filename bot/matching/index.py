"""The joint index of all languages: from labelled phrases to one weight per feature and class.

All languages are learned at once: a language gains two points from the others (names, loan words, knowing what
everybody's words do not mean), and a message may mix them. Part of the examples is left out at first; the scores that
it gets then are what decisions are set by, and then it is learned from as well. Weights are kept as small integers with
one scale per feature, a quarter of the size of floats and too fine to change a ranking.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from bot.matching.features import RARITY_POWERS, Bags, Floats, Ints, Message, Rows, Vocabulary, bags, block_of, rows
from bot.matching.learning import Matrix, Task, learn, passes_for

FOLDS = 4
"""Into how many parts the examples are dealt for checking scores on what was left out."""

_BATCH = 1024
_FEW_FEATURES = 150_000
_SHARED_BY = 3


@dataclass(frozen=True)
class Lesson:
    """What is to be learned from one phrase.

    Attributes:
        message: its words.
        fold: the fold that leaves it out when scores are checked; -1 for none.
    """

    message: Message
    fold: int


@dataclass(frozen=True)
class Index:
    """Weights of features in columns: `weights[f] * scale[f]` is feature f's row."""

    vocabulary: Vocabulary
    weights: NDArray[np.int8]
    scale: Floats

    def scores(self, found: Rows) -> Floats:
        """The score of every message in every column.

        Args:
            found: the features of the messages.
        """
        out = np.zeros((found.count, self.weights.shape[1]), np.float32)
        known = found.number >= 0
        number, message = found.number[known], found.message[known]
        factor = found.value[known] * self.scale[number]
        if found.count == 1:
            out[0] = factor @ self.weights[number].astype(np.float32)
            return out
        for low in range(0, len(number), 1 << 16):
            part = slice(low, low + (1 << 16))
            lines = self.weights[number[part]] * factor[part, None]
            of = message[part]
            first = np.flatnonzero(np.concatenate([[True], of[1:] != of[:-1]]))
            out[of[first]] += np.add.reduceat(lines, first, axis=0)
        return out

    def encode(self, messages: Sequence[Message], places: bool = False) -> Rows:
        """The features of messages, as this index weighs them.

        Args:
            messages: the words of each.
            places: whether to tell which word each feature comes from.
        """
        return rows(bags(messages, places), self.vocabulary)


@dataclass(frozen=True)
class Learned:
    """The index, and all lessons as it knows them.

    Attributes:
        index: what was learned.
        rows: the lessons, rows of unit length by features.
        held_out: the scores that each lesson of a checked fold gets when it is left out.
        known: the known share of each if it had not been counted itself.
    """

    index: Index
    rows: Matrix
    held_out: Floats
    known: Floats


def counted(messages: Sequence[Message]) -> list[Bags]:
    """The features of many messages, some at a time.

    Args:
        messages: the words of each.
    """
    return [bags(messages[low : low + _BATCH]) for low in range(0, max(1, len(messages)), _BATCH)]


def vocabulary_of(found: Sequence[Bags], messages: int, languages: int) -> Vocabulary:
    """The features of the phrases, with their rarity.

    Features of one or two phrases help a little where phrases are few; where they are many they cost most of the memory
    and the time for next to nothing, and are left out. Rarity counts as if there were one language only, since a word
    of one language is absent from the others.

    Args:
        found: the features of all phrases.
        messages: how many phrases there are.
        languages: how many languages they are in.
    """
    keys, counts = np.unique(np.concatenate([part.key for part in found]), return_counts=True)
    kept = counts >= (1 if len(keys) <= _FEW_FEATURES else _SHARED_BY)
    keys, counts = keys[kept], counts[kept]
    size = messages / max(1, languages)
    powers = np.array(RARITY_POWERS)
    rarity = np.maximum(1.0, np.log((1 + size) / (1 + counts)) + 1) ** powers[block_of(keys)]
    unseen = (np.log((1 + size) / 2) + 1) ** powers
    return Vocabulary(keys, rarity.astype(np.float32), unseen.astype(np.float32), counts >= 2)


def encoded(found: Sequence[Bags], vocabulary: Vocabulary) -> tuple[Matrix, Floats]:
    """All messages as one matrix, and the known share of each if it had not been counted itself.

    Args:
        found: the features of the messages.
        vocabulary: what the catalogue has.
    """
    column: list[Ints] = []
    value: list[Floats] = []
    sizes: list[Ints] = []
    known: list[Floats] = []
    for bag in found:
        part = rows(bag, vocabulary)
        kept = part.number >= 0
        column.append(part.number[kept].astype(np.int32))
        value.append(part.value[kept])
        sizes.append(np.bincount(part.message[kept], minlength=part.count))
        known.append(part.known(vocabulary.shared))
    begins = np.concatenate([[0], np.cumsum(np.concatenate(sizes))]).astype(np.int32)
    shape = (len(begins) - 1, len(vocabulary.keys))
    return csr_array((np.concatenate(value), np.concatenate(column), begins), shape=shape), np.concatenate(known)


def balance(right: Ints, classes: int) -> Floats:
    """How much more the examples of rare classes count: the square root of what would make all classes equal.

    Args:
        right: the class of each lesson; -1 for none.
        classes: how many classes there are.
    """
    known = right >= 0
    sizes = np.bincount(right[known], minlength=classes)
    factor = np.sqrt(sizes.sum() / max(1, classes) / np.maximum(sizes, 1e-6))
    result: Floats = np.where(known, np.clip(factor, 0.5, 2)[right], 0).astype(np.float32)
    return result


def build(lessons: Sequence[Lesson], task: Task, languages: int = 1, checked: Sequence[int] = ()) -> Learned:
    """Learn the index.

    Args:
        lessons: what to learn from.
        task: what they teach.
        languages: how many languages they are in.
        checked: the folds whose lessons get held-out scores; those of all others stay zero.
    """
    found = counted([lesson.message for lesson in lessons])
    vocabulary = vocabulary_of(found, len(lessons), languages)
    x, known = encoded(found, vocabulary)
    del found
    taught = (task.right >= 0) | task.harmless
    folds = np.array([lesson.fold for lesson in lessons])
    held_out = np.zeros((len(lessons), task.classes), np.float32)
    weights: Floats | None = None
    for fold in checked:
        others = np.flatnonzero(taught & (folds != fold))
        weights = learn(x, task, others, passes_for(len(others)))
        held_out[folds == fold] = x[folds == fold] @ weights
    everything = np.flatnonzero(taught)
    if weights is None:
        return Learned(_packed(vocabulary, learn(x, task, everything, passes_for(len(everything)))), x, held_out, known)
    # What was learned without the last fold is a good beginning: what was left out comes first, then all once more.
    weights = learn(x, task, np.flatnonzero(taught & (folds == checked[-1])), 1, weights)
    passes = -(-passes_for(len(everything)) // 3)
    return Learned(_packed(vocabulary, learn(x, task, everything, passes, weights)), x, held_out, known)


def _packed(vocabulary: Vocabulary, weights: Floats) -> Index:
    scale = np.maximum(np.abs(weights).max(axis=1, initial=0), 1e-9) / 127
    small = np.empty(weights.shape, np.int8)
    for low in range(0, len(weights), 1 << 14):
        part = slice(low, low + (1 << 14))
        small[part] = np.rint(weights[part] / scale[part, None]).astype(np.int8)
    return Index(vocabulary, small, scale.astype(np.float32))
