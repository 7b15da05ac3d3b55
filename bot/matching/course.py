"""What is to be learned from a catalogue: its phrases as lessons, with the class that each belongs to."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.matching import index as indexing
from bot.matching.calibration import Checked
from bot.matching.crisis import TYPES
from bot.matching.decide import KINDS, Classes
from bot.matching.features import Floats, Message
from bot.matching.index import FOLDS, Learned, Lesson, Task
from bot.matching.phrases import CRISIS, ELSEWHERE, NOT_CRISIS, Phrase
from bot.matching.text import folded_words

URGENT = "akut-fara"
"""The entry about danger itself: an alarm is right for it too."""

_DANGER_WEIGHS = 2.0
_MANY = 8000


@dataclass(frozen=True)
class Course:
    """Phrases, the classes that they belong to, and what they teach."""

    phrases: tuple[Phrase, ...]
    classes: Classes
    lessons: tuple[Lesson, ...]
    task: Task

    @property
    def checked(self) -> tuple[int, ...]:
        """The folds to check scores on: half of the examples, or a quarter where that is enough."""
        return (0,) if len(self.phrases) > _MANY else (0, 1)

    def ordinary(self, learned: Learned, folds: Sequence[int]) -> Checked:
        """The left-out examples of the classes (not of danger), to set thresholds by.

        Args:
            learned: what was learned.
            folds: the folds that were left out.
        """
        kept = [i for i, p in enumerate(self.phrases) if p.kind != CRISIS and self.lessons[i].fold in folds]
        scores = learned.held_out[kept, : self.task.classes]
        return Checked(scores, learned.known[kept], self.task.right[kept])

    def dangerous(self, learned: Learned, folds: Sequence[int]) -> tuple[Floats, Floats]:
        """The danger columns of left-out examples: of those that sound like danger, and of all others.

        Args:
            learned: what was learned.
            folds: the folds that were left out.
        """
        columns = learned.held_out[:, self.task.classes :]
        kept = np.array([lesson.fold in folds for lesson in self.lessons], dtype=bool)
        danger = np.array([p.kind == CRISIS and p.label != NOT_CRISIS for p in self.phrases], dtype=bool)
        urgent = np.array([p.label == URGENT for p in self.phrases], dtype=bool)
        return columns[kept & danger], columns[kept & ~danger & ~urgent]


def course(phrases: Sequence[Phrase]) -> Course:
    """Plan what to learn.

    Args:
        phrases: the catalogue's examples, in a fixed order.
    """
    pairs = sorted({(KINDS.index(p.kind), p.label) for p in phrases if p.kind in KINDS})
    classes = Classes(tuple(KINDS[kind] for kind, _ in pairs), tuple(label for _, label in pairs))
    return Course(tuple(phrases), classes, tuple(_lessons(phrases)), _task(phrases, classes))


def _lessons(phrases: Sequence[Phrase]) -> list[Lesson]:
    languages = sorted({phrase.language for phrase in phrases})
    topics = sorted({phrase.label for phrase in phrases if phrase.kind == ELSEWHERE})
    seen: Counter[tuple[str, str, str]] = Counter()
    lessons = []
    for phrase in phrases:
        key = (phrase.kind, phrase.label, phrase.language)
        fold = seen[key] % FOLDS
        if phrase.kind == ELSEWHERE and topics.index(phrase.label) % 2 == 0:
            # Half of the topics are left out whole, so that scores are also checked on topics never heard of.
            fold = topics.index(phrase.label) // 2 % FOLDS
        seen[key] += 1
        message = Message(folded_words(phrase.text))
        lessons.append(Lesson(message, languages.index(phrase.language), fold if phrase.tested else -1))
    return lessons


def _task(phrases: Sequence[Phrase], classes: Classes) -> Task:
    place = {pair: at for at, pair in enumerate(zip(classes.kinds, classes.labels, strict=True))}
    # Danger is answered before entries are looked at: its examples are neither for nor against a class.
    right = np.array([place.get((p.kind, p.label), -1) for p in phrases], dtype=np.int64)
    weight = np.array([p.weight if p.kind != CRISIS else 0.0 for p in phrases], np.float32)
    side = np.full((len(phrases), len(TYPES) + 1), -1, np.float32)
    danger_weight = np.ones_like(side) * np.array([p.weight for p in phrases], np.float32)[:, None]
    for row, phrase in enumerate(phrases):
        if phrase.kind == CRISIS and phrase.label != NOT_CRISIS:
            own = [[str(t) for t in TYPES].index(phrase.label), len(TYPES)]
            side[row, own] = 1
            danger_weight[row, own] = _DANGER_WEIGHS * phrase.weight
    return Task(right, weight * indexing.balance(right, weight, len(place)), len(place), side, danger_weight)
