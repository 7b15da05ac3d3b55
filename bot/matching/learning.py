"""Learning one linear score per column (class) from example phrases: a squared-hinge support vector machine.

All columns share one Gram matrix of the phrases, so that an iteration is one dense product, which numpy does at full
speed. Phrases that a fold leaves out get no weight, and the very same products then give their held-out scores.

Accelerated gradient steps in the space of functions (Nesterov, "A method of solving a convex programming problem with
convergence rate O(1/k2)", 1983) on the squared hinge (Chang, Hsieh and Lin, JMLR 9, 2008). The few directions in which
all phrases are alike (words that everybody uses) would force tiny steps; they are found first and damped, which saves
three quarters of the steps. On our own catalogue the result is one to two points better than ridge regression, and equal
to multinomial logistic regression, which needs many times the steps.
"""

from dataclasses import dataclass

import numpy as np

from bot.matching.features import Floats

STEPS = 14
SOFTNESS = 0.5
"""The C of the support vector machine: how dear an example on the wrong side is."""

_DAMPED = 12
_POWER_STEPS = 5


@dataclass(frozen=True)
class Task:
    """What to learn: for each row and column, which side it belongs on (+1 or -1), and how much it counts."""

    side: Floats
    weight: Floats


@dataclass(frozen=True)
class _Directions:
    """The strongest directions of a Gram matrix, how strong each is, and a bound for all others."""

    vectors: Floats
    strengths: Floats
    rest: float


def _strongest(gram: Floats) -> _Directions:
    """Find the strongest directions by subspace iteration from a fixed start."""
    size = len(gram)
    wanted = min(_DAMPED, size)
    start = np.cos(np.outer(np.arange(1, size + 1), np.arange(wanted))).astype(np.float32)
    vectors = np.linalg.qr(start)[0].astype(np.float32)
    for _ in range(_POWER_STEPS):
        vectors = np.linalg.qr(gram @ vectors)[0].astype(np.float32)
    small = vectors.T @ (gram @ vectors)
    strengths, turn = np.linalg.eigh((small + small.T) / 2)
    vectors = vectors @ turn.astype(np.float32)
    return _Directions(vectors, np.maximum(strengths, 0).astype(np.float32), 1.3 * float(max(strengths[0], 1e-6)))


def learn(gram: Floats, task: Task, offset: Floats, steps: int = STEPS) -> tuple[Floats, Floats]:
    """Find the weight of every row in every column's score.

    Args:
        gram: inner products between rows.
        task: sides and weights, rows by columns.
        offset: what other blocks of phrases already give to each row and column.
        steps: the number of accelerated steps.

    Returns:
        the weights of the rows, and the scores of the rows (without the offset), both rows by columns.
    """
    strong = _strongest(gram)
    heaviest = np.maximum(task.weight.max(axis=0, initial=0), np.float32(1e-6))
    pull = np.float32(1 / SOFTNESS)
    step = (1 / (2 * heaviest * np.float32(strong.rest) + pull)).astype(np.float32)
    bound = np.maximum(strong.strengths, np.float32(strong.rest))[:, None]
    damping = 1 - (2 * heaviest * np.float32(strong.rest) + pull) / (2 * heaviest * bound * np.float32(1.05) + pull)
    push = -2 * task.weight * task.side
    weights = np.zeros_like(task.side)
    scores = np.zeros_like(task.side)
    ahead, ahead_scores, pace = weights, scores, 1.0
    for _ in range(steps):
        slope = push * np.maximum(0, 1 - task.side * (ahead_scores + offset)) + ahead * pull
        slope -= strong.vectors @ (damping * (strong.vectors.T @ slope))
        moved = ahead - step * slope
        moved_scores = gram @ moved
        faster = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        drift = np.float32((pace - 1) / faster)
        ahead = moved + drift * (moved - weights)
        ahead_scores = moved_scores + drift * (moved_scores - scores)
        weights, scores, pace = moved, moved_scores, faster
    return weights, scores
