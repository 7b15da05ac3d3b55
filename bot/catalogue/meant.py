"""Which id somebody may have meant."""

from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process

_LIKE_ENOUGH = 70


def meant(typed: str, known: Iterable[str]) -> Mapping[str, str]:
    """The nearest known id as the value `meant` of a finding; nothing where none is near.

    Args:
        typed: what stands there.
        known: what could have stood there.
    """
    best = process.extractOne(typed, sorted(known), scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH)
    return {"meant": best[0]} if best else {}
