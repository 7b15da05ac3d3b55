"""Which of an entry's ages a person is of, over made-up entries."""

import pytest

from bot.catalogue.model import Entry
from bot.eligibility.answers import ages_told, known_ages
from bot.eligibility.by_age import ages_of, question_by_age


def entry(**by_age: dict[str, str]) -> Entry:
    facts = {"id": "made-up", "access": "info", "by_age": by_age, "sources": [{"document": "000"}]}
    return Entry.model_validate(facts)


TWO = entry(child={"to": "14"}, teenager={"from": "15", "to": "17"})
ONE = entry(old={"from": "65"})


@pytest.mark.parametrize(
    ("made", "possible", "name"),
    [
        (TWO, (14, 14), "child"),
        (TWO, (15, 15), "teenager"),
        (TWO, (0, 14), "child"),
        (TWO, (15, 150), "teenager"),
        (TWO, (18, 18), None),
        (TWO, (13, 16), None),
        (TWO, (0, 20), None),
        (TWO, (0, 150), None),
        (ONE, (70, 70), "old"),
        (ONE, (65, 150), "old"),
        (ONE, (60, 70), None),
        (ONE, (0, 150), None),
        (entry(), (14, 14), None),
    ],
)
def test_ages_of_a_person(made: Entry, possible: tuple[int, int], name: str | None) -> None:
    assert ages_of(made, *possible) == name


def test_question_leaves_no_age_out() -> None:
    asked = question_by_age(TWO)
    assert asked
    assert asked.options == ("-14", "15-17", "18-")
    last = question_by_age(ONE)
    assert last
    assert last.options == ("-64", "65-")
    assert question_by_age(entry()) is None


def test_answers_are_ages() -> None:
    assert [ages_told("ages", answer) for answer in ("-14", "15-17", "18-")] == [(0, 14), (15, 17), (18, 150)]
    assert ages_told("ages", "rather-not") is None
    assert ages_told("district", "farsta") is None
    assert known_ages({"ages": "15-17", "age-16-": "within", "district": "farsta"}) == (16, 17)
