"""Which of the ages that an entry tells apart a person is of, as far as they have told."""

from bot.catalogue.model import Entry
from bot.eligibility.answers import AGES, OLDEST, Question, span


def ages_of(entry: Entry, youngest: int, oldest: int) -> str | None:
    """The name of the ages in the entry's `by_age` that a person is of; None where that is not known, or none of them.

    Of somebody who is "15 or older", the ages from 15 to 17 are the only ones that say anything.

    Args:
        entry: the entry.
        youngest: the youngest age that is possible.
        oldest: the oldest age that is possible.
    """
    possible = [
        (name, ages)
        for name, ages in entry.by_age.items()
        if youngest <= (OLDEST if ages.to is None else ages.to) and (ages.start or 0) <= oldest
    ]
    if len(possible) != 1 or (youngest, oldest) == (0, OLDEST):
        return None
    name, ages = possible[0]
    return name if (ages.start or 0) <= youngest else None


def question_by_age(entry: Entry) -> Question | None:
    """The question which of its ages a person is of; None where the entry says the same of every age.

    Args:
        entry: the entry.
    """
    if not entry.by_age:
        return None
    starts = {0}
    for ages in entry.by_age.values():
        starts.add(ages.start or 0)
        if ages.to is not None:
            starts.add(ages.to + 1)
    ordered = sorted(starts)
    ends = [*(start - 1 for start in ordered[1:]), OLDEST]
    return Question(AGES, tuple(span(low, high) for low, high in zip(ordered, ends, strict=True)))
