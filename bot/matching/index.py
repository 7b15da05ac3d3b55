"""The joint index of all languages: from labelled phrases to one weight per feature and column.

Languages are learned one after the other (blocks), each on top of what the others already give: block coordinate
descent over the joint problem, in two rounds, the first a rough one. That keeps the Gram matrices small, and a language
gains two points from the others (names, loan words, knowing what everybody's words do not mean). Weights are kept as
small integers with one scale per feature, a quarter of the size of floats and too fine to change a ranking.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.matching.features import RARITY_POWERS, Bags, Floats, Ints, Message, Rows, Vocabulary, bags, feature_key, rows
from bot.matching.learning import FIRST_STEPS, STEPS, Choice, Ground, Sides, choose, ground, part
from bot.matching.sparse import Matrix, add_transposed, gram, matrix, times

FOLDS = 4
"""Into how many parts the examples are dealt for checking scores on what was left out."""

CHECKED = (0, 1)
"""The parts that are checked when a catalogue is loaded; half of the examples are enough to set thresholds by."""

_BATCH = 1024
_LARGEST_BLOCK = 7000
_FEW_FEATURES = 150_000


@dataclass(frozen=True)
class Lesson:
    """What is to be learned from one phrase.

    Attributes:
        message: its words.
        block: the number of the block (language) that it is learned in.
        fold: the fold that leaves it out when scores are checked; -1 for none.
    """

    message: Message
    block: int
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
        return rows(bags(messages, places), self.vocabulary, len(messages))


@dataclass(frozen=True)
class Learned:
    """The index, and for each lesson with a fold the scores and the known share that it gets when left out."""

    index: Index
    held_out: Floats
    known: Floats


def _batches(messages: Sequence[Message]) -> Iterator[tuple[int, Bags]]:
    for low in range(0, len(messages), _BATCH):
        yield low, bags(messages[low : low + _BATCH])


def vocabulary_of(messages: Sequence[Message], languages: int) -> Vocabulary:
    """The features of the phrases, with their rarity.

    Features of a single phrase help a little where phrases are few; where they are many they cost two thirds of the
    memory for nothing, and are left out. Rarity counts as if there were one language only, since a word of one
    language is absent from the others.

    Args:
        messages: all phrases.
        languages: how many languages they are in.
    """
    keys = np.zeros(0, np.uint64)
    counts = np.zeros(0, np.int64)
    waiting: list[NDArray[np.uint64]] = []
    for low, found in _batches(messages):
        waiting.append(feature_key(found.block, found.hash))
        if sum(map(len, waiting)) > 1 << 21 or low + _BATCH >= len(messages):
            new, times_new = np.unique(np.concatenate(waiting), return_counts=True)
            waiting = []
            keys, where = np.unique(np.concatenate([keys, new]), return_inverse=True)
            counts = np.bincount(where, weights=np.concatenate([counts, times_new])).astype(np.int64)
    kept = counts >= (1 if len(keys) <= _FEW_FEATURES else 2)
    size = len(messages) / max(1, languages)
    powers = np.array(RARITY_POWERS)
    block = (keys[kept] >> np.uint64(32)).astype(np.int64)
    rarity = np.maximum(1.0, np.log((1 + size) / (1 + counts[kept])) + 1) ** powers[block]
    unseen = (np.log((1 + size) / 2) + 1) ** powers
    shared: NDArray[np.bool_] = counts[kept] >= 2
    return Vocabulary(keys[kept], rarity.astype(np.float32), unseen.astype(np.float32), shared)


def _encoded(lessons: Sequence[Lesson], vocabulary: Vocabulary) -> tuple[Matrix, Floats]:
    row: list[Ints] = []
    number: list[Ints] = []
    value: list[Floats] = []
    known: list[Floats] = []
    messages = [lesson.message for lesson in lessons]
    for low, found in _batches(messages):
        part = rows(found, vocabulary, min(_BATCH, len(messages) - low))
        kept = part.number >= 0
        row.append(part.message[kept] + low)
        number.append(part.number[kept])
        value.append(part.value[kept])
        known.append(part.known(vocabulary.shared))
    x = matrix(np.concatenate(row), np.concatenate(number), np.concatenate(value), len(messages))
    return x, np.concatenate(known)


def blocks_of(lessons: Sequence[Lesson]) -> list[Ints]:
    """The numbers of the lessons of each block; a large one is dealt out into several.

    Args:
        lessons: all of them.
    """
    found: list[Ints] = []
    number = np.array([lesson.block for lesson in lessons])
    for block in np.unique(number):
        members = np.flatnonzero(number == block)
        parts = -(-len(members) // _LARGEST_BLOCK)
        found.extend(members[part::parts] for part in range(parts))
    return found


@dataclass(frozen=True)
class Task:
    """What lessons teach.

    Attributes:
        right: the class of each lesson; -1 where it is none of them.
        weight: how much each lesson counts among the classes (0: not at all).
        classes: how many there are.
        side: for each lesson and kind of danger +1 or -1.
        danger_weight: how much each lesson counts for each kind of danger.
    """

    right: Ints
    weight: Floats
    classes: int
    side: Floats
    danger_weight: Floats


def balance(right: Ints, weight: Floats, classes: int) -> Floats:
    """How much more the examples of rare classes count: the square root of what would make all classes equal.

    Args:
        right: the class of each lesson; -1 for none.
        weight: how much each counts otherwise.
        classes: how many classes there are.
    """
    sizes = np.bincount(right[right >= 0], weights=weight[right >= 0], minlength=classes)
    factor = np.sqrt(sizes.sum() / max(1, classes) / np.maximum(sizes, 1e-6))
    result: Floats = np.where(right >= 0, np.clip(factor, 0.5, 2)[right], 0).astype(np.float32)
    return result


def build(lessons: Sequence[Lesson], task: Task, checked: Sequence[int] = CHECKED) -> Learned:
    """Learn the index: first the columns of the classes, then those of danger.

    Args:
        lessons: what to learn from.
        task: what they teach.
        checked: the folds whose lessons get held-out scores; the scores of the others are training scores.
    """
    blocks = blocks_of(lessons)
    vocabulary = vocabulary_of([lesson.message for lesson in lessons], len({lesson.block for lesson in lessons}))
    columns = task.classes + task.side.shape[1]
    weights = np.zeros((len(vocabulary.keys), columns), np.float32)
    given = np.zeros((len(lessons), columns), np.float32)
    held_out = np.zeros((len(lessons), columns), np.float32)
    known = np.zeros(len(lessons), np.float32)
    folds = np.array([lesson.fold if lesson.fold in checked else -1 for lesson in lessons])
    for first in (True, False) if len(blocks) > 1 else (False,):
        for members in blocks:
            x, known[members] = _encoded([lessons[i] for i in members], vocabulary)
            on = ground(gram(x))
            offset = times(x, weights) - on.gram @ given[members]
            left_out = np.full(len(members), -1) if first else folds[members]
            steps = FIRST_STEPS if first else STEPS
            learned, held_out[members] = _learned(on, _part_of(task, members), offset, left_out, steps)
            del on  # the Gram matrix is by far the largest thing here; two of them must not be alive at once
            add_transposed(x, learned - given[members], weights)
            given[members] = learned
    return Learned(_packed(vocabulary, weights), held_out, known)


def _part_of(task: Task, members: Ints) -> Task:
    return Task(
        task.right[members], task.weight[members], task.classes, task.side[members], task.danger_weight[members]
    )


def _learned(on: Ground, task: Task, offset: Floats, folds: Ints, steps: int) -> tuple[Floats, Floats]:
    """The rows' weights when all are learned from, and the rows' scores when each is left out."""
    used = [fold for fold in range(FOLDS) if (folds == fold).any()]
    copies = [np.ones(len(folds), bool), *(folds != fold for fold in used)]
    choice = Choice(task.right, np.stack([task.weight * kept for kept in copies], axis=1), task.classes)
    nothing = np.zeros((len(folds), task.classes * len(copies)), np.float32)
    chosen = choose(on, choice, offset[:, : task.classes], nothing, steps)
    danger_offset = np.tile(offset[:, task.classes :], (1, len(copies)))
    danger_weight = np.concatenate([task.danger_weight * kept[:, None] for kept in copies], axis=1)
    sides = Sides(np.tile(task.side, (1, len(copies))), danger_weight)
    danger = part(on, sides, danger_offset, np.zeros_like(danger_weight))
    weights = np.empty(offset.shape, np.float32)
    scores = offset.copy()
    for group, fit in ((slice(0, task.classes), chosen), (slice(task.classes, None), danger)):
        width = offset[:, group].shape[1]
        weights[:, group] = fit.weights[:, :width]
        scores[:, group] += _left_out(fit.scores, width, [folds == fold for fold in used])
    return weights, scores


def _left_out(scores: Floats, width: int, left_out: Sequence[NDArray[np.bool_]]) -> Floats:
    """The scores of the first copy, and for rows that a later copy left out, those of that copy."""
    result = scores[:, :width].copy()
    for copy, rows_out in enumerate(left_out, start=1):
        result[rows_out] = scores[rows_out, copy * width : (copy + 1) * width]
    return result


def _packed(vocabulary: Vocabulary, weights: Floats) -> Index:
    scale = np.maximum(np.abs(weights).max(axis=1, initial=0), 1e-9) / 127
    small = np.empty(weights.shape, np.int8)
    for low in range(0, len(weights), 1 << 14):
        part = slice(low, low + (1 << 14))
        small[part] = np.rint(weights[part] / scale[part, None]).astype(np.int8)
    return Index(vocabulary, small, scale.astype(np.float32))
