"""What the matcher asks of a sentence encoder; it does without one, and knows nothing of how one is made."""

from collections.abc import Sequence
from typing import Protocol

from bot.matching.features import Floats


class Encoder(Protocol):
    """Turns texts into vectors, near each other where the texts mean the same; safe to use from several threads.

    The same text always gets the same vector.
    """

    @property
    def identity(self) -> str:
        """Letters and digits, others for every other encoder: what was learned with one serves that one only."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """The vectors of some texts, each of unit length (or nothing but zeros, where the encoder sees nothing).

        Args:
            texts: any texts, the empty one included.

        Returns:
            texts by dimensions.
        """
