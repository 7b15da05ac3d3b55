import pytest

from bot.catalogue.model import CrisisType
from bot.editing.judging import Judged
from bot.editing.measure import MEASURES
from bot.editing.question import Kind
from bot.editing.result import ResultError, allowed, drops, read_result, result, write_result
from bot.matching.reading import Outcome
from tests.editing.builders import judged, read_as

CAUGHT = read_as(crisis=CrisisType.CHILD)
WRONG = read_as("b")
UNKNOWN = read_as(outcome=Outcome.UNKNOWN)


def found(right: int, of: int, language: str = "sv") -> list[Judged]:
    """Questions for an entry, the first ones read right and the others not at all."""
    readings = [read_as("a") if at < right else UNKNOWN for at in range(of)]
    return [judged(Kind.FIND, ("a",), reading, language, f"q{at}") for at, reading in enumerate(readings)]


def test_a_result_survives_its_file() -> None:
    one = result([*found(3, 4), *found(1, 2, "fi"), judged(Kind.DANGER, ("child",), WRONG)])
    text = write_result(one)

    assert read_result(text) == one
    assert write_result(read_result(text)) == text
    assert one.measures["sv"]["right-at-once"] == (3, 4)
    assert one.measures["all"]["right-at-once"] == (4, 6)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"measures": {}, "questions": {"sv": {"find": {"a": "good"}}}}'])
def test_what_is_no_result_is_refused(text: str) -> None:
    with pytest.raises(ResultError):
        read_result(text)


@pytest.mark.parametrize(("of", "lost"), [(10, 1), (49, 1), (50, 1), (99, 1), (100, 2), (245, 4)])
def test_a_measure_may_lose_a_little(of: int, lost: int) -> None:
    useful = next(measure for measure in MEASURES if measure.name == "useful")
    before = result(found(of, of))

    assert allowed(useful, of) == lost
    assert list(drops(before, result(found(of - lost, of)))) == []
    names = {drop.measure for drop in drops(before, result(found(of - lost - 1, of)))}
    assert names == {"right-at-once", "useful", "silent"}


def test_a_drop_names_the_questions_that_fell() -> None:
    before = result(found(8, 10))
    drop = next(drop for drop in drops(before, result(found(5, 10))) if drop.measure == "useful")

    assert (drop.language, drop.before, drop.after, drop.fell) == ("sv", 8, 5, ("q5", "q6", "q7"))


def test_what_has_become_more_and_should_not_names_them_too() -> None:
    before, after = result(found(8, 10)), result([*found(8, 8), *_wrong(8, 10)])
    (drop,) = drops(before, after)

    assert (drop.measure, drop.before, drop.after, drop.fell) == ("wrong-as-sure", 0, 2, ("q8", "q9"))


def _wrong(first: int, last: int) -> list[Judged]:
    return [judged(Kind.FIND, ("a",), WRONG, "sv", f"q{at}") for at in range(first, last)]


def test_not_one_danger_may_be_lost() -> None:
    caught, missed = (result([judged(Kind.DANGER, ("threat",), reading, text="d")]) for reading in (CAUGHT, WRONG))

    assert [(drop.measure, drop.fell) for drop in drops(caught, missed)] == [("danger-caught", ("d",))]
    assert list(drops(missed, caught)) == []


def test_a_danger_that_is_caught_makes_up_for_none_that_is_missed() -> None:
    before, after = (
        result([judged(Kind.DANGER, ("child",), one, text="a"), judged(Kind.DANGER, ("child",), other, text="b")])
        for one, other in ((CAUGHT, WRONG), (WRONG, CAUGHT))
    )

    (drop,) = drops(before, after)
    assert (drop.measure, drop.before, drop.after, drop.fell) == ("danger-caught", 1, 1, ("a",))


def test_only_questions_and_languages_of_both_are_compared() -> None:
    before = result([*found(10, 10), *found(10, 10, "fi")])

    assert list(drops(before, result(found(5, 5)))) == []
    assert list(drops(before, result([*found(10, 10), *_wrong(10, 30)]))) == []
    assert list(drops(before, result(found(0, 5, "pl")))) == []
