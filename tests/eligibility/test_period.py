"""The time in which one can begin, over made-up entries: days, months, and what a person states."""

from datetime import date

import pytest

from bot.catalogue.condition import PeriodCondition
from bot.catalogue.model import Entry
from bot.eligibility.answers import NO, RATHER_NOT, YES
from bot.eligibility.judge import Truth, judge, next_question

TODAY = date(2026, 11, 22)
ASKED = "period-12-child-born"


def entry(**condition: object) -> Entry:
    conditions = [{"kind": "period", **condition}]
    facts = {"id": "made-up", "access": "open", "conditions": conditions, "sources": [{"document": "0"}]}
    return Entry.model_validate(facts)


@pytest.mark.parametrize(
    ("condition", "day", "truth"),
    [
        ({"from": "2026-09-01", "until": "2026-10-31"}, "2026-08-31", Truth.NOT_MET),
        ({"from": "2026-09-01", "until": "2026-10-31"}, "2026-09-01", Truth.MET),
        ({"from": "2026-09-01", "until": "2026-10-31"}, "2026-10-31", Truth.MET),
        ({"from": "2026-09-01", "until": "2026-10-31"}, "2026-11-01", Truth.NOT_MET),
        ({"from": "2026-09-01"}, "2030-01-01", Truth.MET),
        ({"until": "2026-10-31"}, "2020-01-01", Truth.MET),
        ({"months": {"from": "9", "to": "11"}}, "2027-08-31", Truth.NOT_MET),
        ({"months": {"from": "9", "to": "11"}}, "2027-11-30", Truth.MET),
        ({"months": {"from": "11", "to": "2"}}, "2027-01-15", Truth.MET),
        ({"months": {"from": "11", "to": "2"}}, "2027-03-01", Truth.NOT_MET),
        ({"months": {"from": "5", "to": "5"}}, "2027-05-31", Truth.MET),
    ],
)
def test_day_settles_it_and_nothing_is_asked(condition: dict[str, object], day: str, truth: Truth) -> None:
    when = date.fromisoformat(day)
    made = entry(**condition)
    judgement = judge(made, {}, when)
    assert judgement.truth is truth
    assert judgement.failed == (made.conditions if truth is Truth.NOT_MET else ())
    assert next_question(made, {}, when) is None


@pytest.mark.parametrize(
    ("answer", "truth"),
    [(None, Truth.NOT_KNOWN), (RATHER_NOT, Truth.NOT_KNOWN), (YES, Truth.MET), (NO, Truth.NOT_MET)],
)
def test_person_states_the_event(answer: str | None, truth: Truth) -> None:
    made = entry(within_months="12", since="child-born")
    asked = next_question(made, {}, TODAY)
    assert asked
    assert asked.name == ASKED
    assert judge(made, {ASKED: answer} if answer else {}, TODAY).truth is truth


def test_one_answer_does_not_settle_another_time() -> None:
    made = entry(within_months="6", since="child-born")
    assert judge(made, {ASKED: YES}, TODAY).truth is Truth.NOT_KNOWN


def test_the_condition_alone_knows_when_the_day_tells() -> None:
    assert PeriodCondition.model_validate({"kind": "period", "from": "2026-09-01"}).open_on(TODAY) is True
    stated = PeriodCondition.model_validate({"kind": "period", "within_months": "1", "since": "move"})
    assert stated.open_on(TODAY) is None
