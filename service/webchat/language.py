"""Which language a browser asks for."""

from collections.abc import Container

MAX_WISHES = 20


def preferred(accepts: str, available: Container[str]) -> str | None:
    """The best language that we have, by what a browser accepts; None where we have none of them.

    Args:
        accepts: the header `Accept-Language`; may be anything.
        available: the codes of our languages.
    """
    wishes = [_wish(part) for part in accepts.split(",")[:MAX_WISHES]]
    # Sorting is stable: of two with the same weight the first one counts.
    best = sorted((wish for wish in wishes if wish[1] > 0), key=lambda wish: -wish[1])
    return next((code for code, _ in best if code in available), None)


def _wish(part: str) -> tuple[str, float]:
    tag, _, rest = part.strip().partition(";")
    code = tag.strip().lower().partition("-")[0]
    name, _, weight = rest.strip().partition("=")
    if name.strip() != "q":
        return code, 1.0
    try:
        return code, float(weight)
    except ValueError:
        return code, 0.0
