"""What a person has told about themselves (or about the one they ask for), and how a condition is asked for.

An answer is kept by the name of its question, never by position. Each question is as narrow as the condition that it
is asked for: whether someone is under 65 or not, never how old they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.catalogue.condition import (
    AgeCondition,
    AudienceCondition,
    Condition,
    DiagnosisCondition,
    DistrictCondition,
    ExclusionCondition,
    NeedCondition,
    PeriodCondition,
    PlaceCondition,
    PrerequisiteCondition,
    RelationCondition,
)

Answers = Mapping[str, str]
"""Answers by the name of the question; RATHER_NOT where the person does not want to say."""

RATHER_NOT = "rather-not"
YES = "yes"
NO = "no"
OUTSIDE = "outside"
"""The answer to "where do you live" from somebody who lives outside the city."""


class Band(StrEnum):
    """The answers to a question about age, seen from one condition."""

    YOUNGER = "younger"
    WITHIN = "within"
    OLDER = "older"


OLDEST = 150
"""An age that nobody reaches: the end of "or older"."""


AGES = "ages"
"""The question which of several ages a person is of; its answers are spans such as "15-17"."""


def span(youngest: int, oldest: int) -> str:
    """Some ages as one word: "-14", "15-17", "18-".

    Args:
        youngest: the youngest of them; 0 is left out.
        oldest: the oldest of them; OLDEST is left out.
    """
    return f"{youngest or ''}-{'' if oldest == OLDEST else oldest}"


def ages_told(name: str, answer: str) -> tuple[int, int] | None:
    """The youngest and the oldest age that one answer leaves possible; None where it tells nothing of age.

    Args:
        name: the question's name; "age-15-17" carries the bounds of its condition.
        answer: the answer.
    """
    kind, _, bounds = name.partition("-")
    if name == AGES and answer != RATHER_NOT:
        bounds, answer = answer, Band.WITHIN
    elif kind != "age" or answer not in set(Band):
        return None
    start, _, to = bounds.partition("-")
    low, high = int(start or 0), int(to or OLDEST)
    return {Band.YOUNGER: (0, low - 1), Band.WITHIN: (low, high), Band.OLDER: (high + 1, OLDEST)}[Band(answer)]


def known_ages(answers: Answers) -> tuple[int, int]:
    """The youngest and the oldest age that the answers leave possible.

    Args:
        answers: answers by question.
    """
    told = [ages for ages in (ages_told(name, answer) for name, answer in answers.items()) if ages]
    return max((low for low, _ in told), default=0), min((high for _, high in told), default=OLDEST)


@dataclass(frozen=True)
class Question:
    """One question of the talk: its name, and the answers that can be pressed (none: it is typed)."""

    name: str
    options: tuple[str, ...] = (YES, NO)


def question(condition: Condition) -> Question | None:
    """The question that settles a condition; None where the person has nothing to tell.

    Args:
        condition: a condition of an entry.
    """
    match condition:
        case AgeCondition(start=start, to=to):
            younger = (Band.YOUNGER,) if start is not None else ()
            older = (Band.OLDER,) if to is not None else ()
            return Question(f"age-{start or ''}-{to or ''}", (*younger, Band.WITHIN, *older))
        case DistrictCondition():
            return Question("district", ())
        case RelationCondition():
            return Question("relation", ("self", "relative", "child", "professional"))
        case PeriodCondition(within_months=int(months), since=str(event)):
            return Question(f"period-{months}-{event}")
        case PlaceCondition() | PeriodCondition():
            return None
    return Question(f"{condition.kind}-{subject(condition)}")


def subject(
    condition: AudienceCondition | DiagnosisCondition | NeedCondition | PrerequisiteCondition | ExclusionCondition,
) -> str:
    """The id of what a condition is about: a group, a diagnosis, a need, or something that one has.

    Args:
        condition: a condition with a term of its own.
    """
    match condition:
        case AudienceCondition():
            return condition.audience
        case DiagnosisCondition():
            return condition.diagnosis
        case NeedCondition():
            return condition.need
        case PrerequisiteCondition():
            return condition.requires
        case ExclusionCondition():
            return condition.excludes
