"""The short code that a resident gets for a case, to say on the phone: `KRB-4T7`."""

import secrets

LETTERS = "BCDFGHJKMNPQRTVWX"
"""No vowels, so that no word comes out; of each pair that looks alike at most one (no I, L, O, S, Z, U, Y)."""

DIGITS = "34679"
"""Without 0, 1, 2, 5 and 8, which look like O, I, Z, S and B."""


def new_reference() -> str:
    """A fresh code, one of some twelve million; that it is free is for the database to say."""
    both = LETTERS + DIGITS
    first = "".join(secrets.choice(LETTERS) for _ in range(3))
    # One sign is surely a digit, so that the code does not read like a word in any language.
    rest = secrets.choice(DIGITS) + secrets.choice(both) + secrets.choice(both)
    return f"{first}-{rest}"
