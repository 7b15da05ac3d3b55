"""Learning one weight for every feature and class from example phrases.

Multinomial logistic regression by stochastic gradient steps on small batches, in a fixed order. A batch touches few of
the features, so that a pass over all phrases costs little more than reading them. Steps get shorter from pass to pass,
and the last pass comes early: on phrases that were left out, a few passes are as good as learning to the end. A phrase
that is known well enough is not looked at again, which saves time and keeps the weights from growing on what is easy.

Danger is learned together with everything else, as classes of its own. Some phrases are known only to be no danger
("I could die laughing"): they teach that, and nothing about which other class they are.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from bot.matching.features import Floats, Ints

Matrix = csr_array
FIRST_STEP = 4.0
"""The length of the first steps; rows are of unit length, so this is how far one example can move its own score."""

_SHORTER = 1.0
_LARGEST_BATCH = 4096
_SMALLEST_BATCH = 32
_BATCHES = 24
_EXAMPLES_SEEN = 80_000
_MOST_PASSES, _FEWEST_PASSES = 20, 3
_LEARNED = 1.8
"""A phrase whose classes are all this near to what they should be (as a chance, divided by the square of the passes) is
not looked at again; where there are many passes, what seems learned early may be lost by the end."""


@dataclass(frozen=True)
class Task:
    """What rows teach.

    Attributes:
        right: the class of each row; -1 where none is.
        weight: how much each row counts (0: not at all).
        classes: how many classes there are.
        danger: the number of the first class that is danger; all after it are.
        harmless: which rows are known only to be no danger.
    """

    right: Ints
    weight: Floats
    classes: int
    danger: int
    harmless: NDArray[np.bool_]


@dataclass(frozen=True)
class _Batch:
    """Some rows: as they are, and with only those columns in which they have anything."""

    rows: Ints
    all: Matrix
    columns: NDArray[np.int32]
    touched: Matrix


def passes_for(rows: int) -> int:
    """How often to go through a number of rows: often where they are few.

    Args:
        rows: how many there are.
    """
    return int(np.clip(_EXAMPLES_SEEN // max(1, rows), _FEWEST_PASSES, _MOST_PASSES))


def learn(x: Matrix, task: Task, rows: Ints, passes: int, start: Floats | None = None) -> Floats:
    """Learn from some of the rows.

    Args:
        x: rows of unit length by features.
        task: what the rows teach.
        rows: the numbers of those to learn from.
        passes: how often to go through them.
        start: weights to go on from, which are changed in place; None begins with nothing.

    Returns:
        the weights, features by classes.
    """
    weights = np.zeros((x.shape[1], task.classes), np.float32) if start is None else start
    first = FIRST_STEP if start is None else FIRST_STEP / (1 + _SHORTER)
    is_open = np.ones(x.shape[0], bool)
    for number in range(passes):
        step = np.float32(first / (1 + _SHORTER * number * _FEWEST_PASSES / max(passes, _FEWEST_PASSES)))
        for batch in _batches(x, rows[is_open[rows]], number):
            push = _push(batch.all @ weights, task, batch.rows)
            is_open[batch.rows] = np.abs(push).max(axis=1) > _LEARNED / passes**2
            weights[batch.columns] += batch.touched.T @ (push * -step)
    return weights


def _batches(x: Matrix, rows: Ints, number: int) -> Iterator[_Batch]:
    """The rows in an order that differs from pass to pass, a batch at a time."""
    order = np.random.default_rng(number).permutation(rows)
    size = int(np.clip(len(rows) // _BATCHES, _SMALLEST_BATCH, _LARGEST_BATCH))
    for low in range(0, len(order), size):
        some = order[low : low + size]
        part = x[some]
        columns, at = np.unique(part.indices, return_inverse=True)
        touched = csr_array((part.data, at.astype(np.int32), part.indptr), shape=(len(some), len(columns)))
        yield _Batch(some, part, columns, touched)


def _push(scores: Floats, task: Task, rows: Ints) -> Floats:
    """The slope of the loss at the scores of some rows."""
    scores -= scores.max(axis=1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=1, keepdims=True)
    push, right, harmless = scores, task.right[rows], task.harmless[rows]
    known = np.flatnonzero(right >= 0)
    push[known, right[known]] -= 1
    if harmless.any():
        # The loss of these rows is -log(1 - P(danger)); of the other classes each keeps its share.
        chance = push[harmless]
        safe = np.maximum(1 - chance[:, task.danger :].sum(axis=1, keepdims=True), 1e-3)
        chance[:, : task.danger] -= chance[:, : task.danger] / safe
        push[harmless] = chance
    push[(right < 0) & ~harmless] = 0
    push *= task.weight[rows, None]
    return push
