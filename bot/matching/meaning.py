"""What a sentence encoder adds to the lexical index: a second linear head, over what messages mean.

The vectors of all examples lie near each other, so what they have in common is taken away first. The head is learned
from the same examples in the same way as the index, and the same folds are left out. How much its scores count beside
the lexical ones is one number, chosen on the examples that both had not seen; where the encoder does not help, it is 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array

from bot.matching.course import Course
from bot.matching.crisis import Alarm
from bot.matching.decide import Scale
from bot.matching.encoder import Encoder
from bot.matching.features import Floats, Ints
from bot.matching.index import Learned
from bot.matching.learning import learn, passes_for
from bot.matching.phrases import ELSEWHERE

_LENGTH = 0.4
"""The length of the rows that are learned from. Each shares all its features with all others, so that steps must be
shorter than those of the index; from here on learning came as far as exact steps do."""

_WEIGHTS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1.0, 1.5, 2.0, 3.0)
_SHARPNESS = (0.25, 0.35, 0.5, 0.7, 1.0, 1.4, 2.0, 2.8, 4.0, 5.6, 8.0)
_LEAST_GAIN = 0.005
"""What the encoder must gain at least to take part: mean natural logarithm of the right class's probability."""

_MOST = 6000


@dataclass(frozen=True)
class Head:
    """Scores of classes by meaning.

    Attributes:
        encoder: the identity of the encoder whose vectors these are.
        mean: what the vectors of all examples have in common.
        weights: dimensions by classes.
        weight: how much the scores count beside the lexical ones; 0 where the encoder takes no part.
    """

    encoder: str
    mean: Floats
    weights: Floats
    weight: float

    def scores(self, vectors: Floats) -> Floats:
        """The score of every text in every class.

        Args:
            vectors: texts by dimensions.
        """
        result: Floats = _rows(vectors, self.mean) @ self.weights
        return result


@dataclass(frozen=True)
class Meaning:
    """The head, and what parts of messages are judged by: those get no vectors, as each would cost as much as a whole.

    Attributes:
        head: scores by meaning.
        scale: how lexical scores alone become probabilities.
        alarm: how much lexical scores alone must sound like danger.
    """

    head: Head
    scale: Scale
    alarm: Alarm


def learn_head(encoder: Encoder, plan: Course, lexical: Learned) -> tuple[Head, Learned]:
    """Learn the head, and how much it counts.

    Args:
        encoder: gives the vectors.
        plan: what is to be learned.
        lexical: what the index learned from the same.

    Returns:
        the head, and what was learned with the left-out scores of both together.
    """
    vectors = encoder.encode([phrase.text for phrase in plan.phrases])
    mean: Floats = (vectors.sum(axis=0) / max(1, len(vectors))).astype(np.float32)
    x = csr_array(_rows(vectors, mean))
    task = plan.task
    taught = (task.right >= 0) | task.harmless
    folds = np.array([lesson.fold for lesson in plan.lessons])
    held_out = np.zeros((len(plan.lessons), task.classes), np.float32)
    for fold in plan.checked:
        others = np.flatnonzero(taught & (folds != fold))
        held_out[folds == fold] = x[folds == fold] @ learn(x, task, others, passes_for(len(others)))
    everything = np.flatnonzero(taught)
    weights = learn(x, task, everything, passes_for(len(everything)))
    sure = [
        row
        for row, phrase in enumerate(plan.phrases)
        if phrase.kind != ELSEWHERE and task.right[row] >= 0 and plan.lessons[row].fold in plan.checked
    ]
    weight = fit_weight(lexical.held_out, held_out, task.right, sure)
    together = lexical.held_out + np.float32(weight) * held_out
    return Head(encoder.identity, mean, weights, weight), replace(lexical, held_out=together)


def fit_weight(lexical: Floats, meant: Floats, right: Ints, rows: Sequence[int]) -> float:
    """How much scores by meaning count beside lexical ones, so that the right classes of left-out examples are likely.

    Args:
        lexical: examples by classes, left out.
        meant: the same by meaning.
        right: the class of each.
        rows: the examples to choose by.

    Returns:
        the weight; 0 where meaning helps next to nothing.
    """
    some = np.array(rows[:: -(-len(rows) // _MOST) or 1], dtype=np.int64)
    if not len(some):
        return 0.0
    found = {by: _surprise(lexical[some] + np.float32(by) * meant[some], right[some]) for by in _WEIGHTS}
    best = min(found, key=lambda by: found[by])
    return best if found[best] < found[0.0] - _LEAST_GAIN else 0.0


def _surprise(scores: Floats, right: Ints) -> float:
    """How unlikely the right classes are at best, under any sharpness: mean natural logarithm."""
    scores = scores - scores.max(axis=1, keepdims=True)
    of_right = scores[np.arange(len(right)), right]
    return min(
        float((np.log(np.exp(sharpness * scores).sum(axis=1)) - sharpness * of_right).mean())
        for sharpness in _SHARPNESS
    )


def _rows(vectors: Floats, mean: Floats) -> Floats:
    """Vectors without what all have in common, all of one length."""
    apart = vectors - mean
    length = np.maximum(np.linalg.norm(apart, axis=1, keepdims=True), 1e-6)
    result: Floats = (apart * (_LENGTH / length)).astype(np.float32)
    return result
