"""Danger to life, looked for before anything else, in every language at once.

Each type of danger is a class beside all others, learned from how danger sounds, against everything else that people
write: needs, small talk, and what only sounds like danger. A long message
is looked at as a whole and sentence by sentence, so that one sentence of danger is not drowned by the rest. Whatever
sounds at all like danger is then compared with examples (`nearest.py`).
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from bot.catalogue.model import CrisisType
from bot.matching.decide import Classes
from bot.matching.features import Floats
from bot.matching.phrases import CRISIS
from bot.matching.text import folded_words

_SENTENCE_END = re.compile(r"[.!?…؟。\n]+")
_FEWEST, _PIECE, _STRIDE = 2, 14, 7


@dataclass(frozen=True)
class Alarm:
    """From where on messages are an alarm.

    Attributes:
        levels: by language, how much a message must sound like danger (see `danger`).
        sentence: how much more a whole sentence of a message must, before it gets a second look by itself.
        part: how much more a part of a message must in the end, with the second look where it gets one; twice as much
            where a sentence did not sound like `sentence` before.
        again: from where on a message gets a second look (see `nearest`).
    """

    levels: dict[str, float]
    sentence: float
    part: float
    again: float

    def level(self, language: str) -> float:
        """From where on a message in a language is an alarm.

        Args:
            language: the most likely language of the message.
        """
        return self.levels.get(language, max(self.levels.values(), default=float("inf")))


class Piece(NamedTuple):
    """A part of a message in folded words, and whether it was cut out of a sentence."""

    words: list[str]
    cut: bool


def pieces(text: str) -> list[Piece]:
    """The sentences of a text; long ones cut into overlapping pieces, very short ones joined.

    Args:
        text: what a resident wrote.
    """
    found: list[list[str]] = [[]]
    for sentence in _SENTENCE_END.split(text):
        words = folded_words(sentence)
        if len(found[-1]) < _FEWEST:
            found[-1] += words
        elif words:
            found.append(words)
    parts: list[Piece] = []
    for words in found:
        cut = len(words) > _PIECE
        last = max(1, len(words) - _STRIDE) if cut else 1
        parts.extend(Piece(words[low : low + _PIECE], cut) for low in range(0, last, _STRIDE))
    return parts


def danger(scores: Floats, classes: Classes) -> Floats:
    """How much each message sounds like danger: the logarithm of how much more likely that is than all else.

    Args:
        scores: messages by classes.
        classes: what the columns are.
    """
    first = len(classes.kinds) - len(classes.of(CRISIS))
    if first in {0, len(classes.kinds)}:
        return np.full(len(scores), -np.inf, np.float32)
    result: Floats = _together(scores[:, first:]) - _together(scores[:, :first])
    return result


def _together(scores: Floats) -> Floats:
    highest: Floats = scores.max(axis=1)
    result: Floats = highest + np.log(np.exp(scores - highest[:, None]).sum(axis=1))
    return result


def kind_of(scores: Floats, classes: Classes) -> CrisisType:
    """The most likely type of danger.

    Args:
        scores: of one message, by class.
        classes: what they are of.
    """
    of = classes.of(CRISIS)
    return CrisisType(classes.labels[int(of[np.argmax(scores[of])])])
