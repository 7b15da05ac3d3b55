"""Swedish personal identity numbers and coordination numbers in running text.

The checksum of a number is judged by the library `personnummer`; finding candidates in free text is ours.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from personnummer import personnummer

# Ten or twelve digits, with the signs and spaces that people put in them. No unbounded repetition: linear in the text.
_CANDIDATE = re.compile(
    r"(?<!\d)(?P<date>(?:(?:18|19|20)[ ]?)?\d{2}[ ./-]?[01]\d[ ./-]?\d\d)"
    r"[ ]?[-+–—/.]?[ ]?(?P<last>\d{3}[ ]?\d)(?!\d)"
)
_NEAR = re.compile(r"(?:person|sam)(?:\s|-)?(?:ordnings)?(?:nummer|nr)|\bpnr\b|\bpersnr\b|\bssn\b|född", re.IGNORECASE)
_NEAR_REACH = 40


@dataclass(frozen=True)
class Found:
    """Where in a text a number stands: its first character, and the one after its last."""

    start: int
    end: int


def identity_numbers_in(text: str) -> Iterator[Found]:
    """The identity numbers of a text, in order.

    A number with the right shape but a wrong check digit counts as well where words beside it say what it is.

    Args:
        text: any text.
    """
    digits = "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in text)
    for match in _CANDIDATE.finditer(digits):
        if _is_identity(match, digits):
            yield Found(match.start(), match.end())


def _is_identity(match: re.Match[str], text: str) -> bool:
    if personnummer.valid(re.sub(r"\D", "", match["date"] + match["last"])):
        return True
    around = text[max(0, match.start() - _NEAR_REACH) : match.end() + _NEAR_REACH]
    return bool(_NEAR.search(around))
