"""Servers have a process of its own learn for them, and are no worse off where that goes wrong."""

import os
import signal
from pathlib import Path

import pytest

from bot.catalogue import kept
from bot.catalogue.model import Catalogue
from bot.matching import matcher as matching
from bot.matching.matcher import make_reader
from bot.matching.reading import Reading
from service import reader
from service.errors import LearningEnded
from service.reader import reader_maker
from service.settings import Settings
from tests.matching.conftest import small

QUESTIONS = ("hjälp med skulder", "where do I renew my passport", "hej", "")


def _learned_here() -> list[Reading]:
    plain = make_reader(small())
    return [plain.read(text) for text in QUESTIONS]


def never(*_: object) -> None:
    raise AssertionError("this process was to be spared")


def ends(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    kept.save(tmp_path, small())
    return small()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(cache_dir=tmp_path)


def test_what_is_learned_apart_is_the_same(
    settings: Settings, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = _learned_here()
    monkeypatch.setattr(matching, "compile_catalogue", never)
    learned = reader_maker(settings, apart=True)(catalogue)
    assert [learned.read(text) for text in QUESTIONS] == expected


def test_nothing_is_learned_twice(settings: Settings, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    reader_maker(settings)(catalogue)
    monkeypatch.setattr(reader, "get_context", never)
    again = reader_maker(settings, apart=True)(catalogue)
    assert [again.read(text) for text in QUESTIONS] == _learned_here()


def test_this_process_learns_where_nothing_can_be_kept(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    learned = reader_maker(Settings(cache_dir=file / "cache"), apart=True)(small())
    assert [learned.read(text) for text in QUESTIONS] == _learned_here()


def test_an_end_from_outside_is_told(settings: Settings, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_learn", ends)
    with pytest.raises(LearningEnded, match="want of memory"):
        reader_maker(settings, apart=True)(catalogue)
