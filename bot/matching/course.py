"""What is to be learned from a catalogue: its phrases as lessons, with the class that each belongs to."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.catalogue.model import NOT_CRISIS
from bot.matching import index as indexing
from bot.matching.calibration import Checked
from bot.matching.concepts import Concepts
from bot.matching.decide import CLASSES, Classes
from bot.matching.features import Ints
from bot.matching.index import FOLDS, Learned, Lesson
from bot.matching.learning import Task
from bot.matching.nearest import Nearest, nearest
from bot.matching.phrases import CRISIS, ELSEWHERE, Phrase
from bot.matching.said import message
from bot.matching.text import fold_all, words_of

_MANY = 8000


@dataclass(frozen=True)
class Course:
    """Phrases, the classes that they belong to, and what they teach.

    Attributes:
        phrases: the examples.
        classes: all that they may belong to.
        lessons: what is to be learned from each phrase.
        task: what they teach.
        urgent: the entries for which an alarm is right too.
    """

    phrases: tuple[Phrase, ...]
    classes: Classes
    lessons: tuple[Lesson, ...]
    task: Task
    urgent: frozenset[str]

    @property
    def checked(self) -> tuple[int, ...]:
        """The folds to check scores on: all of the examples, or a quarter where that is enough."""
        return (0,) if len(self.phrases) > _MANY else tuple(range(FOLDS))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the phrases."""
        return tuple(sorted({phrase.language for phrase in self.phrases}))

    def ordinary(self, learned: Learned) -> Checked:
        """The left-out examples of the classes (not of danger), to set thresholds by.

        Args:
            learned: what was learned.
        """
        kept = [i for i, p in enumerate(self.phrases) if p.kind != CRISIS and self.lessons[i].fold in self.checked]
        return Checked(learned.held_out[kept], learned.known[kept], self.task.right[kept])

    def safe(self) -> dict[str, Ints]:
        """The rows of each language's left-out examples that are no danger."""
        found: dict[str, list[int]] = {language: [] for language in self.languages}
        for row, phrase in enumerate(self.phrases):
            safe = phrase.label not in self.urgent and (phrase.kind != CRISIS or phrase.label == NOT_CRISIS)
            if safe and self.lessons[row].fold in self.checked:
                found[phrase.language].append(row)
        return {language: np.array(rows, np.int64) for language, rows in found.items()}

    def compared(self, learned: Learned, without: int | None = None) -> Nearest:
        """The examples of danger and of what only sounds like it, to compare messages with.

        Args:
            learned: what was learned.
            without: a fold to leave out; None leaves out nothing.
        """
        in_use = np.array([lesson.fold != without for lesson in self.lessons], bool)
        dangerous = self.task.right >= self.task.danger
        rows = np.flatnonzero(dangerous & in_use), np.flatnonzero(self.task.harmless & in_use)
        return nearest(learned.rows, learned.index.vocabulary, *rows)


def course(phrases: Sequence[Phrase], concepts: Concepts, urgent: frozenset[str]) -> Course:
    """Plan what to learn.

    Args:
        phrases: the catalogue's examples, in a fixed order.
        concepts: finds what their words mean.
        urgent: the entries for which an alarm is right too.
    """
    pairs = sorted({(CLASSES.index(p.kind), p.label) for p in phrases if p.label != NOT_CRISIS})
    classes = Classes(tuple(CLASSES[kind] for kind, _ in pairs), tuple(label for _, label in pairs))
    return Course(tuple(phrases), classes, tuple(_lessons(phrases, concepts)), _task(phrases, classes), urgent)


def _lessons(phrases: Sequence[Phrase], concepts: Concepts) -> list[Lesson]:
    topics = sorted({phrase.label for phrase in phrases if phrase.kind == ELSEWHERE})
    seen: Counter[tuple[str, str, str]] = Counter()
    lessons = []
    fold = 0
    for phrase, folded in zip(phrases, fold_all(phrase.text for phrase in phrases), strict=True):
        if not phrase.copied:  # what is the same phrase is left out together with it
            key = (phrase.kind, phrase.label, phrase.language)
            fold = seen[key] % FOLDS
            if phrase.kind == ELSEWHERE and topics.index(phrase.label) % 2 == 0:
                # Half of the topics are left out whole, so that scores are also checked on topics never heard of.
                fold = topics.index(phrase.label) // 2 % FOLDS
            seen[key] += 1
        said = message(words_of(folded), {}, concepts, phrase.language)
        lessons.append(Lesson(said, fold if phrase.tested else -1))
    return lessons


def _task(phrases: Sequence[Phrase], classes: Classes) -> Task:
    place = {pair: at for at, pair in enumerate(zip(classes.kinds, classes.labels, strict=True))}
    right = np.array([place.get((p.kind, p.label), -1) for p in phrases], dtype=np.int64)
    harmless = np.array([p.label == NOT_CRISIS for p in phrases], dtype=bool)
    weight = np.where(harmless, np.float32(1), indexing.balance(right, len(place)))
    first_danger = sum(1 for kind in classes.kinds if kind != CRISIS)
    return Task(right, weight.astype(np.float32), len(place), first_danger, harmless)
