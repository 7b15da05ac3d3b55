"""The judgement: three-valued, the same whatever the order of the answers.

A condition is met, not met, or not known (not asked, or the person would rather not say). An entry's conditions taken
together are not met as soon as one is not, met when all are, and otherwise not known (Kleene's strong logic of three
values, 1938).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.catalogue.condition import (
    AgeCondition,
    Condition,
    DistrictCondition,
    ExclusionCondition,
    PeriodCondition,
    RelationCondition,
)
from bot.catalogue.model import Entry
from bot.eligibility.answers import (
    NO,
    OLDEST,
    OUTSIDE,
    RATHER_NOT,
    YES,
    Answers,
    Question,
    known_ages,
    question,
)

MAX_QUESTIONS = 3
"""How many questions one talk may ask; what is still not known then is left to staff."""


class Truth(StrEnum):
    """Whether something holds, as far as is known."""

    MET = "met"
    NOT_MET = "not-met"
    NOT_KNOWN = "not-known"


@dataclass(frozen=True)
class Judgement:
    """What is known of an entry's conditions for one person; `failed` are the reasons of a *not met*."""

    truth: Truth
    failed: tuple[Condition, ...] = ()
    unknown: tuple[Condition, ...] = ()


def holds(condition: Condition, answers: Answers, day: date) -> Truth:
    """Whether one condition is met.

    Args:
        condition: a condition of an entry; one that is about neither the person nor the day counts as met.
        answers: what the person told.
        day: the day in Stockholm.
    """
    if isinstance(condition, PeriodCondition) and condition.open_on(day) is False:
        return Truth.NOT_MET
    asked = question(condition)
    if asked is None:
        return Truth.MET
    if isinstance(condition, AgeCondition):
        return _by_age(condition, answers)
    answer = answers.get(asked.name, RATHER_NOT)
    if answer == RATHER_NOT:
        return Truth.NOT_KNOWN
    return Truth.MET if _fits(condition, answer) else Truth.NOT_MET


def _by_age(condition: AgeCondition, answers: Answers) -> Truth:
    """What all that was told about age says of one condition: to be 65 or older is also to be 15 or older."""
    youngest, oldest = known_ages(answers)
    start = condition.start or 0
    to = OLDEST if condition.to is None else condition.to
    if oldest < start or youngest > to:
        return Truth.NOT_MET
    return Truth.MET if start <= youngest and oldest <= to else Truth.NOT_KNOWN


def _fits(condition: Condition, answer: str) -> bool:
    match condition:
        case DistrictCondition(any_of=districts):
            return answer != OUTSIDE and answer in districts
        case RelationCondition(any_of=relations):
            return answer in relations
        case ExclusionCondition():
            return answer == NO
    return answer == YES


def judge(entry: Entry, answers: Answers, day: date) -> Judgement:
    """What is known of whether an entry is for a person.

    Args:
        entry: the entry.
        answers: what the person told, in any order.
        day: the day in Stockholm.
    """
    truths = [(condition, holds(condition, answers, day)) for condition in entry.conditions]
    failed = tuple(condition for condition, truth in truths if truth is Truth.NOT_MET)
    unknown = tuple(condition for condition, truth in truths if truth is Truth.NOT_KNOWN)
    if failed:
        return Judgement(Truth.NOT_MET, failed, unknown)
    return Judgement(Truth.NOT_KNOWN if unknown else Truth.MET, (), unknown)


def next_question(entry: Entry, answers: Answers, day: date) -> Question | None:
    """The next question that can still change the judgement; None where there is none, or enough were asked.

    Args:
        entry: the entry.
        answers: what was asked so far, RATHER_NOT included.
        day: the day in Stockholm.
    """
    if judge(entry, answers, day).truth is Truth.NOT_MET:
        return None
    questions = [(condition, asked) for condition in _in_order(entry) if (asked := question(condition))]
    if sum(asked.name in answers for _, asked in questions) >= MAX_QUESTIONS:
        return None
    return next(
        (
            asked
            for condition, asked in questions
            if asked.name not in answers and holds(condition, answers, day) is Truth.NOT_KNOWN
        ),
        None,
    )


def _in_order(entry: Entry) -> Iterable[Condition]:
    # Age and place settle most entries and are easiest to answer; what is more personal is asked last, if at all.
    order = {"age": 0, "district": 1, "relation": 2}
    return sorted(entry.conditions, key=lambda one: order.get(one.kind, 3))
