"""Which entries get mixed up with each other."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.editing.judging import Grade, Judged, shown
from bot.editing.question import Kind

NONE = ""
"""Stands for no entry: nothing was shown."""


@dataclass(frozen=True)
class Mixed:
    """Two entries, how often the first was read as the second, and how often the other way round."""

    one: str
    other: str
    there: int
    back: int


@dataclass(frozen=True)
class Confusion:
    """How often questions for one entry were read as each other entry.

    Attributes:
        order: the entries, so that those that get mixed up stand together.
        cells: by the right entry and the one shown first (`NONE` for none), how many questions.
    """

    order: tuple[str, ...]
    cells: Mapping[tuple[str, str], int]

    def asked(self, entry: str) -> int:
        """How many questions there were for an entry.

        Args:
            entry: its id.
        """
        return sum(count for (right, _), count in self.cells.items() if right == entry)

    def mixed(self, most: int) -> tuple[Mixed, ...]:
        """The pairs that get mixed up most, the worst first.

        Args:
            most: how many pairs at most.
        """
        pairs = {tuple(sorted(pair)) for pair in self.cells if NONE not in pair and pair[0] != pair[1]}
        found = [Mixed(a, b, self.cells.get((a, b), 0), self.cells.get((b, a), 0)) for a, b in pairs]
        return tuple(sorted(found, key=lambda pair: (-pair.there - pair.back, pair.one, pair.other))[:most])


def confusion(judged: Iterable[Judged], entries: Iterable[str]) -> Confusion:
    """Count what each question for an entry was read as; another right answer counts as the entry itself.

    Args:
        judged: the judged questions; only those that must find an entry count.
        entries: the ids of all entries.
    """
    cells: Counter[tuple[str, str]] = Counter()
    for one in judged:
        if one.question.kind is Kind.FIND and one.question.names:
            right = one.question.names[0]
            first = next(iter(shown(one.reading)), NONE)
            good = one.grade is Grade.RIGHT or first in one.question.names
            cells[right, right if good else first] += 1
    return Confusion(_together(sorted(entries), cells), dict(cells))


def _together(entries: Sequence[str], cells: Mapping[tuple[str, str], int]) -> tuple[str, ...]:
    """The entries in a row in which those that get mixed up are neighbours.

    Chains are joined end to end, those that are mixed up most first; what is never mixed up keeps its place last.
    """
    ties: Counter[tuple[str, str]] = Counter()
    for (right, read), count in cells.items():
        if right != read and right in entries and read in entries:
            first, second = sorted((right, read))
            ties[first, second] += count
    chains = {entry: [entry] for entry in entries}
    for (one, other), _ in sorted(ties.items(), key=lambda tie: (-tie[1], tie[0])):
        if chains[one] is not chains[other]:
            joined = _joined(chains[one], chains[other], one, other)
            chains.update(dict.fromkeys(joined, joined))
    distinct = {id(chain): chain for chain in chains.values()}
    return tuple(entry for chain in sorted(distinct.values(), key=lambda c: (-len(c), c)) for entry in chain)


def _joined(left: list[str], right: list[str], one: str, other: str) -> list[str]:
    """Two chains as one, turned so that these two entries stand as near to each other as they can."""
    turn_left = left.index(one) < len(left) / 2
    turn_right = right.index(other) >= len(right) / 2
    return [*(reversed(left) if turn_left else left), *(reversed(right) if turn_right else right)]
