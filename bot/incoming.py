"""Making an incoming message fit to be read and kept.

Whatever a channel hands over is cut to a length that people write, freed of characters that no keyboard makes, and of
Swedish personal identity numbers: they are removed here, before anything is stored, logged or matched
(`docs/decisions/`). Finding them is `bot.catalogue.identity_numbers`.
"""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from bot.catalogue.identity_numbers import identity_numbers_in

MAX_LENGTH = 4000
"""Characters of one message; the longest that Telegram lets through is 4,096."""

REMOVED = "[…]"
"""What stands where a number was removed; the same in every language."""


class Trouble(StrEnum):
    """Why a message cannot be read; the id of the sentence that says so is `trouble.<value>`."""

    EMPTY = "empty"
    TOO_LONG = "too-long"


@dataclass(frozen=True)
class Clean:
    """A message that may be kept; `removed` says that an identity number was taken out."""

    text: str
    removed: bool = False


def clean(raw: str) -> Clean | Trouble:
    """Make a message fit to be read and kept.

    Args:
        raw: what the channel handed over.

    Returns:
        the cleaned message, or why there is none.
    """
    if len(raw) > 4 * MAX_LENGTH:
        return Trouble.TOO_LONG
    text = "".join(map(_kept, unicodedata.normalize("NFC", raw))).strip()
    if not any(character.isprintable() and not character.isspace() for character in text):
        return Trouble.EMPTY
    if len(text) > MAX_LENGTH:
        return Trouble.TOO_LONG
    safe = without_numbers(text)
    return Clean(safe, removed=safe != text)


def _kept(character: str) -> str:
    """The character itself, a space for what only controls a machine, or nothing for what hides text."""
    if character in "\n\u200c\u200d":  # joiners are part of how Persian and emoji are written
        return character
    match unicodedata.category(character):
        case "Cc":
            return " "
        case "Cf" | "Cs" | "Co" | "Cn":
            return ""
        case _:
            return character


def without_numbers(text: str) -> str:
    """The text with Swedish personal identity numbers and coordination numbers taken out.

    A number with the right shape but a wrong check digit is taken out as well where words beside it say what it is.

    Args:
        text: a message.
    """
    parts: list[str] = []
    end = 0
    for found in identity_numbers_in(text):
        parts += [text[end : found.start], REMOVED]
        end = found.end
    return "".join([*parts, text[end:]])
