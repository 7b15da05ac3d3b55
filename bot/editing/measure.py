"""What is counted over many test questions, by language and in all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.editing.judging import Grade
from bot.editing.question import Kind

ALL = "all"
"""Stands for every language together."""

Graded = tuple[str, Kind, Grade]
"""A question's language and kind, and how good its reading is."""

_NO_ALARM = frozenset(set(Kind) - {Kind.DANGER, Kind.NEVER})


@dataclass(frozen=True)
class Measure:
    """One column of the table: of the questions of some kinds, how many got one of some grades.

    Attributes:
        name: as it stands in results, and in the ids of sentences.
        kinds: the questions that it is about.
        grades: what is counted.
        wanted: whether more is better.
        strict: whether not a single one may be lost.
    """

    name: str
    kinds: frozenset[Kind]
    grades: frozenset[Grade]
    wanted: bool = True
    strict: bool = False


@dataclass(frozen=True)
class Count:
    """How many of how many."""

    hit: int = 0
    of: int = 0


MEASURES = (
    Measure("right-at-once", frozenset({Kind.FIND}), frozenset({Grade.RIGHT})),
    Measure("useful", frozenset({Kind.FIND}), frozenset({Grade.RIGHT, Grade.CHOICE})),
    Measure("wrong-as-sure", frozenset({Kind.FIND}), frozenset({Grade.WRONG}), wanted=False),
    Measure("silent", frozenset({Kind.FIND}), frozenset({Grade.SILENT}), wanted=False),
    Measure("nothing-quiet", frozenset({Kind.NOTHING}), frozenset({Grade.RIGHT})),
    Measure("danger-caught", frozenset({Kind.DANGER}), frozenset({Grade.RIGHT, Grade.OTHER_KIND}), strict=True),
    Measure("danger-right-kind", frozenset({Kind.DANGER}), frozenset({Grade.RIGHT})),
    Measure("false-alarms", _NO_ALARM, frozenset({Grade.ALARM}), wanted=False),
    Measure("smalltalk", frozenset({Kind.SMALLTALK}), frozenset({Grade.RIGHT})),
    Measure("person", frozenset({Kind.PERSON}), frozenset({Grade.RIGHT})),
    Measure("never-respected", frozenset({Kind.NEVER}), frozenset({Grade.RIGHT})),
    Measure("several-found", frozenset({Kind.SEVERAL}), frozenset({Grade.RIGHT})),
)
"""Every measure, in the order of the table."""

Counts = Mapping[str, Mapping[str, Count]]
"""By language (and `ALL`), then by the name of the measure."""


def counts(graded: Iterable[Graded]) -> Counts:
    """What each measure comes to, in each language and in all.

    Args:
        graded: language, kind and grade of each question.
    """
    rows = list(graded)
    languages = [*sorted({language for language, _, _ in rows}), ALL]
    return {language: {measure.name: _count(rows, measure, language) for measure in MEASURES} for language in languages}


def _count(rows: Iterable[Graded], measure: Measure, language: str) -> Count:
    grades = [g for spoken, kind, g in rows if language in {spoken, ALL} and kind in measure.kinds]
    return Count(sum(grade in measure.grades for grade in grades), len(grades))
