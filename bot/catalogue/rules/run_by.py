"""Who runs a support: one after the other, without a day on which nobody or two would."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from bot.catalogue.finding import Finding, fault
from bot.catalogue.inspected import Inspected
from bot.catalogue.model import Entry, RunBy

_DAY = timedelta(days=1)


def check(seen: Inspected) -> Iterator[Finding]:
    """The times follow each other from day to day, and only the first and the last may have an open end.

    Args:
        seen: the folder as it was read.
    """
    for entry in seen.catalogue.entries.values():
        for index, (before, after) in enumerate(pairwise(entry.run_by)):
            yield from _change(seen, entry, index + 1, before, after)


def _change(seen: Inspected, entry: Entry, index: int, before: RunBy, after: RunBy) -> Iterator[Finding]:
    if before.until is None:
        yield fault(*seen.line(entry, "run_by", index - 1), "run-by-open-end", who=before.who)
    elif after.start is None:
        yield fault(*seen.line(entry, "run_by", index), "run-by-open-start", who=after.who)
    elif after.start != before.until + _DAY:
        place = seen.line(entry, "run_by", index)
        last, first = before.until.isoformat(), after.start.isoformat()
        yield fault(*place, "run-by-overlap" if first <= last else "run-by-gap", last=last, first=first)
