"""The boards' decisions: each has a source, and what replaces what comes to an end."""

from collections.abc import Iterator

from bot.catalogue.finding import Finding, fault, warning
from bot.catalogue.inspected import Inspected

_FILE = "decisions.yaml"


def check(seen: Inspected) -> Iterator[Finding]:
    """No decision replaces itself in a circle, or the same one as another; each stands in a document.

    Args:
        seen: the folder as it was read.
    """
    replaced: dict[str, str] = {}
    for id_, decision in seen.catalogue.decisions.items():
        line = seen.where.yaml(_FILE, "decisions", id_)
        if not decision.sources:
            yield fault(_FILE, line, "decision-without-source", id=id_)
        if not decision.replaces:
            continue
        line = seen.where.yaml(_FILE, "decisions", id_, "replaces")
        if _in_a_circle(seen, id_):
            yield fault(_FILE, line, "decision-cycle", id=id_)
        if decision.replaces in replaced:
            other = replaced[decision.replaces]
            yield warning(_FILE, line, "decision-replaced-twice", id=decision.replaces, other=other)
        replaced.setdefault(decision.replaces, id_)


def _in_a_circle(seen: Inspected, start: str) -> bool:
    passed: set[str] = set()
    here: str | None = start
    while here is not None and here not in passed:
        passed.add(here)
        decision = seen.catalogue.decisions.get(here)
        here = decision.replaces if decision else None
    return here == start
