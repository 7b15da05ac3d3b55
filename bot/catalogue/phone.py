"""Phone numbers in running text: what looks like one, and when two are the same."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

_SPACE = r"[ \u00a0\u2009\u202f]"
_HYPHEN = r"[-\u2010-\u2014]"
_RUN = re.compile(rf"\+?\(?\d(?:(?:{_SPACE}|{_HYPHEN}|[()./]){{0,3}}\d)*")
_ALONE = rf"(?<![\d+])(?<!\d{_SPACE})(?<!\d{_HYPHEN})"
_YEAR = r"(?:19|20)\d\d"
_DAY = re.compile(rf"{_ALONE}{_YEAR}{_HYPHEN}\d\d{_HYPHEN}\d\d(?!\d)")
_YEARS = re.compile(rf"{_ALONE}{_YEAR}(?:{_SPACE}?{_HYPHEN}{_SPACE}?{_YEAR})?(?!\d|{_SPACE}?\d|{_HYPHEN}\d)")
_AMOUNT = re.compile(rf"{_ALONE}[1-9]\d{{0,2}}(?:[. \u00a0]\d{{3}})+(?={_SPACE}*(?:kr|kronor|SEK|euro|personer)\b)")
_LONG = 5
_EUROPEAN = "116"
"""116 000, 116 111, 116 117: the same help at the same number in all of Europe."""


def digits_of(number: str) -> str:
    """A number as it is dialled within Sweden, digits only; digits of any script become 0-9.

    Args:
        number: as it is typed, such as "+46 (0)20-50 50 50".
    """
    plain = "".join(str(int(character)) for character in number if character.isdecimal())
    abroad = number.lstrip(" (").startswith("+46") or plain.startswith("0046")
    if not abroad:
        return plain
    return "0" + plain.removeprefix("00").removeprefix("46").removeprefix("0")


def numbers_in(text: str) -> Iterator[str]:
    """Everything in a text that might be dialled: runs of digits with what people put between them.

    Args:
        text: any text.
    """
    for match in _RUN.finditer(text):
        yield match[0]


def phones_in(text: str, short: Iterable[str]) -> Iterator[str]:
    """What looks like a phone number; years, days and sums of money do not.

    Args:
        text: a text without placeholders.
        short: numbers of a few digits that are known to be phone numbers, digits only.
    """
    known = set(short)
    rest = text
    for pattern in (_DAY, _AMOUNT, _YEARS):
        rest = pattern.sub("…", rest)
    for typed in numbers_in(rest):
        if digits_of(typed) in known or _dialled(typed) or _holds(typed, known):
            yield typed


def _dialled(typed: str) -> bool:
    digits = digits_of(typed)
    starts = typed.startswith("+") or digits.startswith(("0", _EUROPEAN))
    return len(digits) > _LONG or (len(digits) == _LONG and (starts or typed.isdecimal()))


def _holds(typed: str, known: set[str]) -> bool:
    """Whether neighbouring groups make up a known number, as the last two of "klockan 8 113 13"."""
    groups = re.findall(r"\d+", typed)
    return any(digits_of(a + b) in known or digits_of(a) in known for a, b in pairwise([*groups, ""]))
