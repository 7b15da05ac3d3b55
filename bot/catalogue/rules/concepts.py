"""The word lists of everyday concepts: every language has the concepts of the Swedish list, and no others."""

from collections.abc import Iterator

from bot.catalogue.finding import Finding, fault
from bot.catalogue.inspected import Inspected
from bot.catalogue.meant import meant
from bot.catalogue.translation import SOURCE


def check(seen: Inspected) -> Iterator[Finding]:
    """A concept that the Swedish list does not have is most likely misspelt, and would help nobody.

    Args:
        seen: the folder as it was read.
    """
    lists = seen.catalogue.concepts
    known = frozenset(lists.get(SOURCE, ()))
    for language, concepts in lists.items():
        file = f"concepts/{language}.yaml"
        for concept in concepts:
            if known and concept not in known:
                line = seen.where.yaml(file, concept)
                yield fault(file, line, "concept-unknown", id=concept, **meant(concept, known))
