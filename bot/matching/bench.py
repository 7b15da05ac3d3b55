"""The matcher on public benchmarks: any intents with their phrases, ranked by the very same engine as for residents.

Features, word lists, learning and spelling are those of the product; only the classes come from outside. How sure a
ranking is tells what is in scope from what is not.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.matching import index as indexing
from bot.matching.concepts import Concepts
from bot.matching.features import Floats
from bot.matching.index import Index, Lesson
from bot.matching.learning import Task
from bot.matching.said import corrections, message
from bot.matching.spelling import Speller
from bot.matching.text import folded_words

_TOLD = 5


@dataclass(frozen=True)
class Ranked:
    """The most likely intents with their scores, best first, and how sure it is that the text is in scope at all."""

    intents: tuple[tuple[str, float], ...]
    sure: float


@dataclass(frozen=True)
class Engine:
    """Ranks the intents of a benchmark."""

    intents: tuple[str, ...]
    language: str
    concepts: Concepts
    index: Index
    speller: Speller

    def rank(self, text: str) -> Ranked:
        """Rank the intents for one text.

        Args:
            text: the query.
        """
        scores, known = self._scores(text)
        order = np.argsort(-scores, kind="stable")[:_TOLD]
        parts = np.exp(scores - scores.max())
        chance = min(float(parts.max() / parts.sum()), 1 - 1e-6)
        # The height of the best score tells "nothing like it" from "one of several", which the chance does not; and
        # a text of unknown words is out of scope whatever the few known ones resemble.
        sure = 0.3 * float(np.log(chance / (1 - chance))) + float(scores[order[0]]) + 9 * known
        return Ranked(tuple((self.intents[i], float(scores[i])) for i in order), sure)

    def _scores(self, text: str) -> tuple[Floats, float]:
        said = folded_words(text)
        found = self.index.encode([message(said, corrections(said, self.speller), self.concepts, self.language)])
        scores: Floats = self.index.scores(found)[0]
        return scores, float(found.known()[0])


def train(intents: Mapping[str, Sequence[str]], language: str, concepts: Concepts) -> Engine:
    """Learn the intents; their names are phrases too, as the titles of entries are in the catalogue.

    Args:
        intents: by name, the phrases of each.
        language: the code of the language that they are in.
        concepts: finds what their words mean.
    """
    names = tuple(sorted(intents))
    phrases = [(folded_words(text), at) for at, name in enumerate(names) for text in (*intents[name], _called(name))]
    lessons = [Lesson(message(words, {}, concepts, language), -1) for words, _ in phrases]
    right = np.array([at for _, at in phrases], dtype=np.int64)
    harmless = np.zeros(len(phrases), bool)
    task = Task(right, indexing.balance(right, len(names)), len(names), len(names), harmless)
    speller = Speller(Counter(word for words, _ in phrases for word in words))
    return Engine(names, language, concepts, indexing.build(lessons, task).index, speller)


def _called(name: str) -> str:
    return name.replace("_", " ").replace("-", " ")
