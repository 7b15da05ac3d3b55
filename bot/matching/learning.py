"""Learning linear scores per class from example phrases.

Two learners share the work. Ordinary classes exclude each other: multinomial logistic regression. Kinds of danger are
each "this or not": support vector machines with a squared hinge. Both are learned in the space of functions that the
phrases span, where all that is needed of the phrases is their Gram matrix, so that an iteration is one dense product.
Phrases that a fold leaves out get no weight, and the very same products then give their held-out scores.

The steps are accelerated gradient steps (Nesterov, "A method of solving a convex programming problem with convergence
rate O(1/k2)", 1983) under a fixed bound of the curvature (logistic: Boehning, "Multinomial logistic regression
algorithm", 1992; squared hinge: Chang, Hsieh and Lin, JMLR 9, 2008). The few directions in which all phrases are alike
(words that everybody uses) would force tiny steps; they are found first and damped, which saves three quarters of the
steps.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from bot.matching.features import Floats, Ints

STEPS = 24
FIRST_STEPS = 10
DANGER_STEPS = 12
SOFTNESS = 10.0
DANGER_SOFTNESS = 0.5
"""How dear a mistake is beside the length of the weights (the C of both learners)."""

_DAMPED = 12
_POWER_STEPS = 5


@dataclass(frozen=True)
class Ground:
    """A Gram matrix, its strongest directions, how strong each is, and a bound for all others."""

    gram: Floats
    vectors: Floats
    strengths: Floats
    rest: float


@dataclass(frozen=True)
class Fit:
    """What was learned: the weight of every row in every column, and the scores of the rows."""

    weights: Floats
    scores: Floats


@dataclass(frozen=True)
class _Problem:
    """A loss by its slope (at given scores), the bound of its curvature per column, and the pull towards zero."""

    slope: Callable[[Floats], Floats]
    bend: Floats
    pull: float


def ground(gram: Floats) -> Ground:
    """Find the strongest directions of a Gram matrix, by subspace iteration from a fixed start.

    Args:
        gram: inner products between rows.
    """
    size = len(gram)
    start = np.cos(np.outer(np.arange(1, size + 1), np.arange(min(_DAMPED, size)))).astype(np.float32)
    vectors = np.linalg.qr(start)[0].astype(np.float32)
    for _ in range(_POWER_STEPS):
        vectors = np.linalg.qr(gram @ vectors)[0].astype(np.float32)
    small = vectors.T @ (gram @ vectors)
    strengths, turn = np.linalg.eigh((small + small.T) / 2)
    vectors = vectors @ turn.astype(np.float32)
    rest = 1.3 * float(max(strengths[0], 1e-6))
    return Ground(gram, vectors, np.maximum(strengths, 0).astype(np.float32), rest)


def _descend(on: Ground, problem: _Problem, start: Floats, steps: int) -> Fit:
    pull, rest = np.float32(problem.pull), np.float32(on.rest)
    step = 1 / (problem.bend * rest + pull)
    bound = np.maximum(on.strengths, rest)[:, None] * np.float32(1.05)
    damping = 1 - (problem.bend * rest + pull) / (problem.bend * bound + pull)
    weights, scores, pace = start, on.gram @ start, 1.0
    ahead, ahead_scores = weights, scores
    for _ in range(steps):
        slope = problem.slope(ahead_scores) + ahead * pull
        slope -= on.vectors @ (damping * (on.vectors.T @ slope))
        moved = (ahead - step * slope).astype(np.float32, copy=False)
        moved_scores = on.gram @ moved
        faster = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        drift = np.float32((pace - 1) / faster)
        ahead = (moved + drift * (moved - weights)).astype(np.float32, copy=False)
        ahead_scores = (moved_scores + drift * (moved_scores - scores)).astype(np.float32, copy=False)
        weights, scores, pace = moved, moved_scores, faster
    return Fit(weights, scores)


@dataclass(frozen=True)
class Choice:
    """Rows that belong to one of several classes: the class of each (-1: none), and how much it counts in each copy.

    Copies are the same problem with other rows left out; their columns stand one after the other.
    """

    right: Ints
    weight: Floats
    classes: int


def choose(on: Ground, task: Choice, offset: Floats, start: Floats, steps: int = STEPS) -> Fit:
    """Learn classes that exclude each other.

    Args:
        on: inner products between rows.
        task: classes and weights.
        offset: what other blocks already give to each row and class (the same for every copy).
        start: weights to begin from, rows by copies times classes.
        steps: the number of accelerated steps.
    """
    rows, copies = task.weight.shape
    target = np.zeros((rows, 1, task.classes), np.float32)
    known = np.flatnonzero(task.right >= 0)
    target[known, 0, task.right[known]] = 1
    weight = task.weight[:, :, None]

    def slope(scores: Floats) -> Floats:
        logits = scores.reshape(rows, copies, task.classes) + offset[:, None, :]
        logits -= logits.max(axis=2, keepdims=True)
        np.exp(logits, out=logits)
        logits /= logits.sum(axis=2, keepdims=True)
        return (weight * (logits - target)).reshape(rows, -1)

    bend = np.repeat(np.maximum(task.weight.max(axis=0, initial=0), 1e-6) / 2, task.classes).astype(np.float32)
    return _descend(on, _Problem(slope, bend, 1 / SOFTNESS), start, steps)


@dataclass(frozen=True)
class Sides:
    """For each row and column, the side that the row belongs on (+1 or -1), and how much it counts."""

    side: Floats
    weight: Floats


def part(on: Ground, task: Sides, offset: Floats, start: Floats) -> Fit:
    """Learn columns that each tell rows of one kind from all others.

    Args:
        on: inner products between rows.
        task: sides and weights.
        offset: what other blocks already give to each row and column.
        start: weights to begin from, rows by columns.
    """
    push = -2 * task.weight * task.side

    def slope(scores: Floats) -> Floats:
        result: Floats = push * np.maximum(0, 1 - task.side * (scores + offset))
        return result

    bend = 2 * np.maximum(task.weight.max(axis=0, initial=0), 1e-6).astype(np.float32)
    return _descend(on, _Problem(slope, bend, 1 / DANGER_SOFTNESS), start, DANGER_STEPS)
