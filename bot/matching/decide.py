"""From scores to probabilities, and from probabilities to what is done.

One softmax over entries, small talk, what others answer for, and "none of these". Its few numbers are fitted to scores
that the examples get when they are left out of learning, never to training scores, which always look sure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bot.matching.features import Floats, Ints
from bot.matching.phrases import CRISIS, ELSEWHERE, ENTRY, SMALLTALK
from bot.matching.reading import Outcome

KINDS = (ENTRY, SMALLTALK, ELSEWHERE)
"""The kinds of classes that a decision is made between."""

CLASSES = (*KINDS, CRISIS)
"""The kinds of all classes, in the order of their columns; danger is looked for before (`crisis.py`)."""

PERSON = "person"
SHOWN = 3


@dataclass(frozen=True)
class Scale:
    """How scores become probabilities.

    Attributes:
        sharpness: how much a difference in scores means.
        bias: what each kind (in the order of `KINDS`) gets on top, natural logarithm.
        none: the score at which "none of these" stands.
        unknown: how much "none of these" gains when nothing in the message is known, natural logarithm.
    """

    sharpness: float = 5.0
    bias: tuple[float, float, float] = (0.0, 0.0, 0.0)
    none: float = -0.6
    unknown: float = 2.0


@dataclass(frozen=True)
class Thresholds:
    """From which probability on something is done.

    Attributes:
        answer: of the best entry, to give it at once.
        clarify: that the right entry is among those shown, to show choices.
        smalltalk: of small talk of any kind, to answer it as that.
        elsewhere: of a topic, to name whose matter it is.
        choice: of an entry, as a share of the best one's, to be among the choices.
    """

    answer: float = 0.35
    clarify: float = 0.5
    smalltalk: float = 0.4
    elsewhere: float = 0.4
    choice: float = 0.02


@dataclass(frozen=True)
class Classes:
    """The classes in the order of the columns: kind and label of each."""

    kinds: tuple[str, ...]
    labels: tuple[str, ...]

    def of(self, kind: str) -> Ints:
        """The numbers of the classes of a kind.

        Args:
            kind: one of `CLASSES`.
        """
        return self._numbers[kind]

    @cached_property
    def _numbers(self) -> dict[str, Ints]:
        return {kind: np.array([i for i, k in enumerate(self.kinds) if k == kind], np.int64) for kind in CLASSES}


@dataclass(frozen=True)
class Decision:
    """What is done: the outcome, how many entries are shown, and the label of small talk or of others' matter."""

    outcome: Outcome
    shown: int = 0
    smalltalk: str | None = None
    elsewhere: str | None = None


def probabilities(scores: Floats, known: Floats, classes: Classes, scale: Scale) -> Floats:
    """The probability of every class, and in the last column of none; for messages that are no alarm.

    Args:
        scores: messages by classes.
        known: for each message, the known share of its features (0 to 1).
        classes: what the columns are.
        scale: how scores become probabilities.
    """
    bias = np.full(len(classes.kinds), -np.inf, np.float32)
    for kind, extra in zip(KINDS, scale.bias, strict=True):
        bias[classes.of(kind)] = extra
    none = scale.sharpness * scale.none + scale.unknown * (1 - known)
    logits = np.concatenate([scale.sharpness * scores + bias, none[:, None]], axis=1)
    logits -= logits.max(axis=1, keepdims=True)
    parts = np.exp(logits)
    result: Floats = (parts / parts.sum(axis=1, keepdims=True)).astype(np.float32)
    return result


def decide(chances: Floats, classes: Classes, entries: Sequence[int], at: Thresholds) -> Decision:
    """What is done with one message.

    Args:
        chances: its probabilities (last: none).
        classes: what they are of.
        entries: the numbers of the entries, the most likely first.
        at: the thresholds.
    """
    small, others = classes.of(SMALLTALK), classes.of(ELSEWHERE)
    small_chance, entry_chance = float(chances[small].sum()), float(chances[classes.of(ENTRY)].sum())
    if small_chance >= at.smalltalk and small_chance > entry_chance:
        return _as_smalltalk(chances, classes, small)
    best = float(chances[entries[0]]) if entries else 0.0
    if best >= at.answer:
        return Decision(Outcome.ANSWER, shown=1)
    shown = [float(chances[i]) for i in entries[:SHOWN] if chances[i] >= at.choice * best]
    if shown and sum(shown) >= at.clarify:
        return Decision(Outcome.CLARIFY, shown=len(shown))
    other_chance = float(chances[others].sum()) + float(chances[-1])
    if small_chance >= at.smalltalk / 2 and small_chance > max(other_chance, entry_chance):
        return _as_smalltalk(chances, classes, small)
    if len(others):
        top = others[int(np.argmax(chances[others]))]
        if chances[top] >= at.elsewhere:
            return Decision(Outcome.UNKNOWN, elsewhere=classes.labels[top])
    return Decision(Outcome.UNKNOWN)


def _as_smalltalk(chances: Floats, classes: Classes, small: Ints) -> Decision:
    label = classes.labels[small[int(np.argmax(chances[small]))]]
    return Decision(Outcome.HANDOVER if label == PERSON else Outcome.SMALLTALK, smalltalk=label)
