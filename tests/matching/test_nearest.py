from dataclasses import replace

import numpy as np
import pytest

from bot.matching.compiled import compile_catalogue
from bot.matching.concepts import Found
from bot.matching.features import Message
from bot.matching.index import counted, encoded, vocabulary_of
from bot.matching.learning import Matrix
from bot.matching.matcher import Matcher
from bot.matching.nearest import Nearest, nearest
from tests.matching.conftest import small

DANGER = ("jag hoppar nu", "jag hoppar fran bron", "han hoppar i natt")
HARMLESS = ("jag hoppar till affaren", "hon hoppar till affaren", "jag hoppar av gladje")
LINES = [*DANGER, *HARMLESS]
VOCABULARY = vocabulary_of(counted([Message(line.split()) for line in LINES]), len(LINES), 1)


def rows_of(lines: list[str]) -> Matrix:
    x, _ = encoded(counted([Message(line.split()) for line in lines]), VOCABULARY)
    return x


ROWS = rows_of(LINES)
ALL = nearest(ROWS, VOCABULARY, np.arange(3), np.arange(3, 6))


def lean(found: Nearest, line: str) -> float:
    row = rows_of([line])
    return found.lean(row.indices, row.data)


def test_a_message_leans_to_what_it_is_nearer_to() -> None:
    assert lean(ALL, "jag hoppar fran bron nu") > 0.5
    assert lean(ALL, "han hoppar till affaren") < -0.5


def test_the_other_way_round_has_the_other_sign() -> None:
    turned = nearest(ROWS, VOCABULARY, np.arange(3, 6), np.arange(3))
    for line in ("jag hoppar nu", "hon hoppar till affaren", "jag hoppar"):
        assert lean(turned, line) == pytest.approx(-lean(ALL, line), abs=1e-5)


def test_likeness_is_the_cosine_of_what_are_no_letters() -> None:
    words = ROWS.toarray()
    words[:, : ALL.first] = 0
    words /= np.linalg.norm(words, axis=1, keepdims=True)
    alike = words @ words[0]
    expected = 15 * (alike[:3].mean() - alike[3:].mean())
    assert lean(ALL, LINES[0]) == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize("line", ["", "xyzzy"])
def test_nothing_known_leans_nowhere(line: str) -> None:
    assert lean(ALL, line) == 0


def test_one_side_alone_leans_nowhere() -> None:
    nobody = np.zeros(0, np.int64)
    assert lean(nearest(ROWS, VOCABULARY, np.arange(3), nobody), LINES[0]) == 0
    assert lean(nearest(ROWS, VOCABULARY, nobody, np.arange(3)), LINES[0]) == 0


def test_concepts_make_messages_of_two_languages_alike() -> None:
    said = [Message(["jag", "dor"], concepts=[Found("die", 1)]), Message(["jag", "ater"], concepts=[Found("eat", 1)])]
    vocabulary = vocabulary_of(counted(said), len(said), 1)
    x, _ = encoded(counted(said), vocabulary)
    asked, _ = encoded(counted([Message(["i", "perish"], concepts=[Found("die", 1)])]), vocabulary)
    assert nearest(x, vocabulary, np.array([0]), np.array([1])).lean(asked.indices, asked.data) > 1


@pytest.mark.parametrize(("text", "nearer"), [("jag vill dö", True), ("jag dör av skratt", False)])
def test_second_look_decides_near_the_level(text: str, nearer: bool) -> None:
    compiled = compile_catalogue(small())

    def looked(again: float, level: float = 0.0) -> Matcher:
        return Matcher(replace(compiled, alarm=replace(compiled.alarm, again=again, levels={"sv": level})))

    never, always = float("inf"), float("-inf")
    (once, _), (twice, _) = (looked(again).explain(text).danger for again in (never, always))
    assert (twice > once) is nearer
    between = (once + twice) / 2
    assert (looked(never, between).read(text).crisis is None) is nearer
    assert (looked(always, between).read(text).crisis is not None) is nearer
