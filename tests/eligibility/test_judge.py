"""The judgement, over made-up entries and over the whole catalogue."""

from datetime import date
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.model import Catalogue, Entry
from bot.eligibility.answers import NO, RATHER_NOT, YES, Band, Question
from bot.eligibility.judge import MAX_QUESTIONS, Truth, judge, next_question

TODAY = date(2026, 11, 22)
ENTRY = Entry.model_validate(
    {
        "id": "made-up",
        "access": "open",
        "conditions": [
            {"kind": "need", "need": "practical-support"},
            {"kind": "age", "from": "13", "to": "26"},
            {"kind": "district", "any_of": ["farsta"]},
            {"kind": "exclusion", "excludes": "home-care"},
        ],
        "sources": [{"document": "000"}],
    }
)


def _options(asked: Question) -> tuple[str, ...]:
    return (*(asked.options or ("farsta", "bromma", "outside")), RATHER_NOT)


def test_asks_for_the_easiest_first_and_no_more_than_three() -> None:
    answers: dict[str, str] = {}
    names = []
    while asked := next_question(ENTRY, answers, TODAY):
        names.append(asked.name)
        answers[asked.name] = RATHER_NOT
    assert names == ["age-13-26", "district", "need-practical-support"]
    assert judge(ENTRY, answers, TODAY).truth is Truth.NOT_KNOWN


def test_stops_as_soon_as_one_is_not_met() -> None:
    answers = {"age-13-26": str(Band.OLDER)}
    assert next_question(ENTRY, answers, TODAY) is None
    judgement = judge(ENTRY, answers, TODAY)
    assert judgement.truth is Truth.NOT_MET
    assert [condition.kind for condition in judgement.failed] == ["age"]


def test_met_when_all_are() -> None:
    answers = {
        "age-13-26": "within",
        "district": "farsta",
        "need-practical-support": YES,
        "exclusion-home-care": NO,
    }
    assert judge(ENTRY, answers, TODAY).truth is Truth.MET


@given(data=st.data())
def test_order_of_answers_does_not_matter(data: st.DataObject) -> None:
    answers: dict[str, str] = {}
    while asked := next_question(ENTRY, answers, TODAY):
        answers[asked.name] = data.draw(st.sampled_from(_options(asked)))
    expected = judge(ENTRY, answers, TODAY)
    for order in permutations(answers.items()):
        assert judge(ENTRY, dict(order), TODAY) == expected


def test_every_entry_is_settled_in_three_questions(catalogue: Catalogue) -> None:
    for entry in catalogue.entries.values():
        _all_ways(entry, {})


def _all_ways(entry: Entry, answers: dict[str, str]) -> None:
    asked = next_question(entry, answers, TODAY)
    if asked is None:
        judgement = judge(entry, answers, TODAY)
        assert len(answers) <= MAX_QUESTIONS
        assert bool(judgement.failed) == (judgement.truth is Truth.NOT_MET)
        return
    for option in _options(asked):
        _all_ways(entry, {**answers, asked.name: option})
