"""The word lists of everyday concepts: Swedish has one, and no other language has concepts that the Swedish lacks."""

from collections.abc import Iterator

from bot.catalogue.finding import Finding, fault
from bot.catalogue.inspected import Inspected
from bot.catalogue.meant import meant
from bot.catalogue.translation import SOURCE


def check(seen: Inspected) -> Iterator[Finding]:
    """The Swedish list names concepts; one that it does not have is most likely misspelt, and would help nobody.

    Args:
        seen: the folder as it was read.
    """
    lists = seen.catalogue.concepts
    if SOURCE in lists and not lists[SOURCE]:
        yield fault(f"concepts/{SOURCE}.yaml", 0, "concepts-empty")
    known = frozenset(lists.get(SOURCE, ()))
    for language, concepts in lists.items():
        file = f"concepts/{language}.yaml"
        for concept in concepts:
            if known and concept not in known:
                line = seen.where.yaml(file, concept)
                yield fault(file, line, "concept-unknown", id=concept, **meant(concept, known))
