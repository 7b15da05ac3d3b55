from bot.catalogue.model import CrisisType
from bot.editing.confusion import NONE, Mixed, confusion
from bot.editing.measure import ALL, MEASURES, Count, counts
from bot.editing.question import Kind
from bot.editing.result import graded
from bot.matching.reading import Outcome
from tests.editing.builders import judged, read_as

ROWS = [
    judged(Kind.FIND, ("a",), read_as("a")),
    judged(Kind.FIND, ("a",), read_as("b")),
    judged(Kind.FIND, ("a",), read_as("b", "a", outcome=Outcome.CLARIFY)),
    judged(Kind.FIND, ("b", "c"), read_as("c"), "fi"),
    judged(Kind.FIND, ("b",), read_as("a", outcome=Outcome.UNKNOWN), "fi"),
    judged(Kind.FIND, ("c",), read_as("a", crisis=CrisisType.CHILD), "fi"),
    judged(Kind.DANGER, ("child",), read_as(crisis=CrisisType.CHILD)),
    judged(Kind.DANGER, ("threat",), read_as(crisis=CrisisType.CHILD)),
    judged(Kind.DANGER, ("threat",), read_as("a")),
    judged(Kind.NO_DANGER, (), read_as(crisis=CrisisType.CHILD)),
    judged(Kind.NEVER, ("a",), read_as(crisis=CrisisType.CHILD)),
]


def test_each_measure_counts_its_own_questions() -> None:
    found = counts(graded(ROWS))

    assert list(found) == ["fi", "sv", ALL]
    assert found["sv"]["right-at-once"] == Count(1, 3)
    assert found["sv"]["useful"] == Count(2, 3)
    assert found["sv"]["wrong-as-sure"] == Count(1, 3)
    assert found["fi"]["right-at-once"] == Count(1, 3)
    assert found["fi"]["silent"] == Count(1, 3)
    assert found[ALL]["useful"] == Count(3, 6)
    assert found[ALL]["danger-caught"] == Count(2, 3)
    assert found[ALL]["danger-right-kind"] == Count(1, 3)
    assert found[ALL]["false-alarms"] == Count(2, 7)
    assert found[ALL]["person"] == Count(0, 0)


def test_every_measure_has_a_name_of_its_own() -> None:
    assert len({measure.name for measure in MEASURES}) == len(MEASURES)


def test_what_gets_mixed_up_is_counted_both_ways() -> None:
    rows = [
        *ROWS,
        *[judged(Kind.FIND, ("d",), read_as("a")) for _ in range(3)],
        judged(Kind.FIND, ("b",), read_as("a")),
    ]
    found = confusion(rows, ["a", "b", "c", "d", "e"])

    assert found.mixed(9) == (Mixed("a", "b", 2, 1), Mixed("a", "d", 0, 3))
    assert found.mixed(1) == (Mixed("a", "b", 2, 1),)
    assert found.cells["a", "a"] == 1
    assert found.cells["b", "b"] == 1, "another right answer is right"
    assert found.cells["c", NONE] == 1
    assert found.asked("b") == 3


def test_what_gets_mixed_up_stands_together() -> None:
    often, seldom = [("a", "f")] * 3 + [("b", "e")] * 2, [("e", "f")]
    rows = [judged(Kind.FIND, (right,), read_as(read)) for right, read in (*often, *seldom)]
    order = confusion(rows, "abcdef").order

    for one, other in (*often, *seldom):
        assert abs(order.index(one) - order.index(other)) == 1
    assert order[4:] == ("c", "d")


def test_without_questions_nothing_is_mixed_up() -> None:
    found = confusion([], ["b", "a"])

    assert (found.order, found.mixed(3), found.asked("a")) == (("a", "b"), (), 0)
