"""What a person has told about themselves (or about the one they ask for), and how a condition is asked for.

An answer is kept by the name of its question, never by position. Each question is as narrow as the condition that it
is asked for: whether someone is under 65 or not, never how old they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.catalogue.model import (
    AgeCondition,
    AudienceCondition,
    Condition,
    DiagnosisCondition,
    DistrictCondition,
    ExclusionCondition,
    NeedCondition,
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


def known_ages(answers: Answers) -> tuple[int, int]:
    """The youngest and the oldest age that the answers leave possible.

    Args:
        answers: answers by question; those about age carry the bounds of their condition in their name.
    """
    youngest, oldest = 0, OLDEST
    for name, answer in answers.items():
        kind, _, bounds = name.partition("-")
        if kind != "age" or answer not in set(Band):
            continue
        start, _, to = bounds.partition("-")
        low, high = int(start or 0), int(to or OLDEST)
        ages = {Band.YOUNGER: (0, low - 1), Band.WITHIN: (low, high), Band.OLDER: (high + 1, OLDEST)}[Band(answer)]
        youngest, oldest = max(youngest, ages[0]), min(oldest, ages[1])
    return youngest, oldest


@dataclass(frozen=True)
class Question:
    """One question of the talk: its name, and the answers that can be pressed (none: it is typed)."""

    name: str
    condition: Condition
    options: tuple[str, ...] = (YES, NO)


def question(condition: Condition) -> Question | None:
    """The question that settles a condition; None where it is not about the person.

    Args:
        condition: a condition of an entry.
    """
    match condition:
        case AgeCondition(start=start, to=to):
            younger = (Band.YOUNGER,) if start is not None else ()
            older = (Band.OLDER,) if to is not None else ()
            return Question(f"age-{start or ''}-{to or ''}", condition, (*younger, Band.WITHIN, *older))
        case DistrictCondition():
            return Question("district", condition, ())
        case RelationCondition():
            return Question("relation", condition, ("self", "relative", "child", "professional"))
        case PlaceCondition():
            return None
    return Question(f"{condition.kind}-{subject(condition)}", condition)


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
