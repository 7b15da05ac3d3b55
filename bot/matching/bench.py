"""The matcher on public benchmarks: `python -m bot.matching.bench --stdio` answers JSON lines.

The protocol is that of `benchmarks/bench.py`: `train` names a file of intents and their phrases, `query` gets the
intents ranked. It is the very same engine as for residents (features, learning, spelling, scale); only the classes come
from the file. The surest thing that can be learned without examples from outside is how intents look that are left
out as a whole: these stand in for what is out of scope.
"""

import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bot.matching import index as indexing
from bot.matching.features import Floats, Message
from bot.matching.index import Index, Lesson
from bot.matching.learning import Task
from bot.matching.spelling import Speller
from bot.matching.text import folded_words

_TOLD = 5


@dataclass(frozen=True)
class Engine:
    """Ranks the intents of a benchmark."""

    intents: tuple[str, ...]
    index: Index
    speller: Speller

    def scores(self, text: str) -> tuple[Floats, float]:
        """The score of every intent, and the known share of the text.

        Args:
            text: the query.
        """
        words = folded_words(text)
        meant = [better for word in words if (better := self.speller.correct(word)) is not None]
        found = self.index.encode([Message(words, meant)])
        scores: Floats = self.index.scores(found)[0]
        return scores, float(found.known()[0])

    def query(self, text: str) -> dict[str, Any]:
        """The intents ranked, and how sure it is that the query is in scope.

        Args:
            text: the query.
        """
        scores, known = self.scores(text)
        order = np.argsort(-scores, kind="stable")[:_TOLD]
        parts = np.exp(scores - scores.max())
        chance = min(float(parts.max() / parts.sum()), 1 - 1e-6)
        # The height of the best score tells "nothing like it" from "one of several", which the chance does not.
        sure = float(np.log(chance / (1 - chance))) + float(scores[order[0]]) + known
        return {"ranked": [[self.intents[i], round(float(scores[i]), 5)] for i in order], "score": round(sure, 5)}


def train(intents: Mapping[str, Sequence[str]]) -> Engine:
    """Learn the intents.

    Args:
        intents: the phrases of each.
    """
    names = tuple(sorted(intents))
    texts = [(text, at) for at, name in enumerate(names) for text in intents[name]]
    lessons = [Lesson(Message(folded_words(text)), -1) for text, _ in texts]
    right = np.array([at for _, at in texts], dtype=np.int64)
    harmless = np.zeros(len(texts), bool)
    task = Task(right, indexing.balance(right, len(names)), len(names), len(names), harmless)
    learned = indexing.build(lessons, task)
    words = Counter(word for text, _ in texts for word in folded_words(text))
    return Engine(names, learned.index, Speller(words))


def main() -> None:
    """Answer JSON lines until `quit` or the end of the input."""
    engine: Engine | None = None
    for line in sys.stdin:
        asked = json.loads(line)
        if asked["op"] == "train":
            with Path(asked["file"]).open(encoding="utf-8") as file:
                engine = train(json.load(file)["intents"])
            answer: dict[str, Any] = {"ok": True}
        elif asked["op"] == "query" and engine is not None:
            answer = {"id": asked["id"], **engine.query(asked["text"])}
        elif asked["op"] == "quit":
            return
        else:
            answer = {"ok": False}
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
