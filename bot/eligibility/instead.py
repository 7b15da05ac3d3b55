"""What a person can have instead of an entry that is not for them, or not offered."""

from collections import deque
from collections.abc import Iterator
from datetime import date

from bot.catalogue.model import Access, Catalogue, Entry
from bot.catalogue.status import status_on
from bot.eligibility.answers import Answers
from bot.eligibility.judge import Truth, judge

MOST = 2


def instead(
    entry: Entry, catalogue: Catalogue, answers: Answers, day: date, *, applied_for: bool = False
) -> tuple[str, ...]:
    """Entries that are offered on the day and that the person, as far as is known, may have.

    Those that the entry itself names come first; where none of them will do, the nearest one does, going from entry to
    related entry.

    Args:
        entry: the entry that they cannot have.
        catalogue: all entries.
        answers: what the person told.
        day: the day in Stockholm.
        applied_for: also what the entry names that can only be applied for, after what is open.
    """

    def will_do(other: str) -> bool:
        facts = catalogue.entries[other]
        offered = status_on(facts, catalogue, day).state.offered
        return offered and judge(facts, answers, day).truth is not Truth.NOT_MET

    named = tuple(other for other in entry.alternatives if will_do(other))[:MOST]
    if applied_for:
        named += tuple(o for o in entry.alternatives if catalogue.entries[o].access is Access.APPLICATION)[:1]
    if named:
        return named
    return next(((other,) for other in _nearest(entry, catalogue) if will_do(other)), ())


def _nearest(entry: Entry, catalogue: Catalogue) -> Iterator[str]:
    """Every other entry, by the number of steps over `alternatives` and `related`; in the end those without a way."""
    seen = {entry.id}
    waiting = deque([entry])
    while waiting:
        here = waiting.popleft()
        for other in (*here.alternatives, *here.related):
            if other not in seen:
                seen.add(other)
                waiting.append(catalogue.entries[other])
                yield other
    yield from (other for other in catalogue.entries if other not in seen)
