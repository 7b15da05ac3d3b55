from dataclasses import replace
from types import MappingProxyType

import pytest

from bot.catalogue.model import Catalogue
from bot.editing.crossed import crossed
from bot.editing.judging import Grade, Judged
from bot.editing.question import Kind
from bot.matching.matcher import make_reader
from bot.matching.phrases import phrases
from tests.matching.conftest import small

LONE = "xyzzy plugh frotz"
"""Words that one example has, and no other."""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    plain = small()
    swedish = plain.talk["sv"]
    entries = {**swedish.entries, "boskola": (*swedish.entries["boskola"], LONE)}
    return replace(plain, talk=MappingProxyType({**plain.talk, "sv": replace(swedish, entries=entries)}))


@pytest.fixture(scope="module")
def judged(catalogue: Catalogue) -> list[Judged]:
    return list(crossed(catalogue, catalogue.talk))


def test_every_example_is_judged_once(catalogue: Catalogue, judged: list[Judged]) -> None:
    asked = sorted((one.question.language, one.question.text) for one in judged)
    assert asked == sorted((one.language, one.text) for one in phrases(catalogue) if one.tested)


def test_no_example_is_judged_by_itself(catalogue: Catalogue, judged: list[Judged]) -> None:
    assert make_reader(catalogue).read(LONE).entries[0].entry == "boskola"
    (lone,) = (one for one in judged if one.question.text == LONE)
    assert lone.grade is not Grade.RIGHT


def test_what_others_teach_is_known(judged: list[Judged]) -> None:
    found = [one.grade for one in judged if one.question.kind is Kind.FIND]
    assert sum(grade in {Grade.RIGHT, Grade.CHOICE} for grade in found) > len(found) / 3
    assert {one.question.kind for one in judged} >= {Kind.FIND, Kind.DANGER, Kind.NO_DANGER, Kind.SMALLTALK}


def test_one_language_alone(catalogue: Catalogue) -> None:
    assert {one.question.language for one in crossed(catalogue, ["sv"])} == {"sv"}
