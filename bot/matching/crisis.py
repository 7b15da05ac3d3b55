"""Danger to life, looked for before anything else, in every language at once.

The index has one column for each type of danger and one for danger of any type. They are learned from how danger
sounds, against everything else that people write: needs, small talk, and what only sounds like danger. A long message
is looked at as a whole and piece by piece, so that one sentence of danger is not drowned by the rest.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bot.catalogue.model import CrisisType
from bot.matching.features import Floats, Message

TYPES = tuple(CrisisType)
_PIECE, _STRIDE = 14, 7
_LONG = 22


@dataclass(frozen=True)
class Alarm:
    """How high the columns of danger must be: for a whole message, and for a piece of a longer one."""

    whole: float
    piece: float


def pieces(words: Sequence[str]) -> Iterator[Message]:
    """Overlapping pieces of a long message; none for a short one.

    Args:
        words: folded words.
    """
    if len(words) > _LONG:
        for low in range(0, len(words) - _STRIDE, _STRIDE):
            yield Message(words[low : low + _PIECE])


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
