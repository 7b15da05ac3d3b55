"""Making visible what could make a text read as something else than it is."""

from dataclasses import dataclass

MARKS = {
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u061c": "ALM",
}
"""Characters that turn the direction of what follows, by their names in Unicode."""


@dataclass(frozen=True)
class Piece:
    """A stretch of text, or the name of a mark that stood between two of them."""

    text: str
    mark: bool = False


def pieces(text: str) -> tuple[Piece, ...]:
    """A text with its direction marks as pieces of their own, to be shown by name and to turn nothing.

    Args:
        text: what somebody wrote.
    """
    found: list[Piece] = []
    start = 0
    for place, char in enumerate(text):
        if char in MARKS:
            found += [Piece(text[start:place]), Piece(MARKS[char], mark=True)]
            start = place + 1
    return tuple(piece for piece in [*found, Piece(text[start:])] if piece.text)
