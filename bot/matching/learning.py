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
from scipy.sparse._sparsetools import csc_matvecs

from bot.matching.features import Floats, Ints

Matrix = csr_array
FIRST_STEP = 4.0
"""The length of the first steps; rows are of unit length, so this is how far one example can move its own score."""

_SHORTER = 1.0
_LARGEST_BATCH = 4096
_SMALLEST_BATCH = 32
_BATCHES = 24
_EXAMPLES_SEEN = 70_000
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
        for batch in _batches(rows[is_open[rows]], number):
            part = x[batch]
            push = _push(part @ weights, task, batch)
            is_open[batch] = np.abs(push).max(axis=1) > _LEARNED / passes**2
            push *= -step
            add_product(weights, part, push)
    return weights


def _batches(rows: Ints, number: int) -> Iterator[Ints]:
    """The rows in an order that differs from pass to pass, a batch at a time."""
    order = np.random.default_rng(number).permutation(rows)
    size = int(np.clip(len(rows) // _BATCHES, _SMALLEST_BATCH, _LARGEST_BATCH))
    for low in range(0, len(order), size):
        yield order[low : low + size]


def add_product(weights: Floats, part: Matrix, push: Floats) -> None:
    """Add `part.T @ push` to the weights, in place.

    SciPy makes its products with this function, but has no public way to add one to what is there. A product apart
    would be as large as all the weights, and learning would take twice as long. A test compares it with the public one.

    Args:
        weights: features by classes, in the order of C; changed.
        part: rows by features.
        push: rows by classes.

    Raises:
        ValueError: the weights lie in another order.
    """
    if not weights.flags.c_contiguous:
        raise ValueError("weights in another order than that of C would be copied, and what is added lost")
    features, classes = weights.shape
    csc_matvecs(features, len(push), classes, part.indptr, part.indices, part.data, push.ravel(), weights.ravel())


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
