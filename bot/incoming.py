"""Making an incoming message fit to be read and kept.

Whatever a channel hands over is cut to a length that people write, freed of characters that no keyboard makes, and of
Swedish personal identity numbers: they are removed here, before anything is stored, logged or matched
(`docs/decisions/`). The checksum of a number is judged by the library `personnummer`; finding candidates in free text
is ours.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from personnummer import personnummer

MAX_LENGTH = 4000
"""Characters of one message; the longest that Telegram lets through is 4,096."""

REMOVED = "[…]"
"""What stands where a number was removed; the same in every language."""

# Ten or twelve digits, with the signs and spaces that people put in them. No unbounded repetition: linear in the text.
_CANDIDATE = re.compile(
    r"(?<!\d)(?P<date>(?:(?:18|19|20)[ ]?)?\d{2}[ ./-]?[01]\d[ ./-]?\d\d)"
    r"[ ]?[-+–—/.]?[ ]?(?P<last>\d{3}[ ]?\d)(?!\d)"
)
_NEAR = re.compile(r"(?:person|sam)(?:\s|-)?(?:ordnings)?(?:nummer|nr)|\bpnr\b|\bpersnr\b|\bssn\b|född", re.IGNORECASE)
_NEAR_REACH = 40


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
    digits = "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in text)
    parts: list[str] = []
    end = 0
    for match in _CANDIDATE.finditer(digits):
        if _is_identity(match, digits):
            parts += [text[end : match.start()], REMOVED]
            end = match.end()
    return "".join([*parts, text[end:]])


def _is_identity(match: re.Match[str], text: str) -> bool:
    if personnummer.valid(re.sub(r"\D", "", match["date"] + match["last"])):
        return True
    around = text[max(0, match.start() - _NEAR_REACH) : match.end() + _NEAR_REACH]
    return bool(_NEAR.search(around))
