"""Danger to life, looked for before anything else, in every language at once.

The index has one column for each type of danger and one for danger of any type. They are learned from how danger
sounds, against everything else that people write: needs, small talk, and what only sounds like danger. A long message
is looked at as a whole and sentence by sentence, so that one sentence of danger is not drowned by the rest.
"""

import re
from dataclasses import dataclass

import numpy as np

from bot.catalogue.model import CrisisType
from bot.matching.features import Floats
from bot.matching.text import folded_words

TYPES = tuple(CrisisType)
_SENTENCE_END = re.compile(r"[.!?…؟。\n]+")
_FEWEST, _PIECE, _STRIDE = 4, 14, 7


@dataclass(frozen=True)
class Alarm:
    """How high the columns of danger must be: for a whole message, and for a piece of a longer one."""

    whole: float
    piece: float


def pieces(text: str) -> list[list[str]]:
    """The sentences of a text in folded words; long ones cut into overlapping pieces, very short ones joined.

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
    parts: list[list[str]] = []
    for words in found:
        last = max(1, len(words) - _STRIDE) if len(words) > _PIECE else 1
        parts.extend(words[low : low + _PIECE] for low in range(0, last, _STRIDE))
    return parts


def danger(columns: Floats) -> Floats:
    """How much each message sounds like danger.

    Args:
        columns: the scores of the types and of any danger, messages by columns.
    """
    highest: Floats = columns.max(axis=1)
    return highest


def kind_of(columns: Floats) -> CrisisType:
    """The most likely type of danger.

    Args:
        columns: the scores of the types (and of any danger) for one message.
    """
    return TYPES[int(np.argmax(columns[: len(TYPES)]))]
