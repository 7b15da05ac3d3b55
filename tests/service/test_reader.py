"""Servers have a process of its own learn for them, and are no worse off where that goes wrong."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.catalogue import kept
from bot.catalogue.model import Catalogue
from bot.matching import matcher as matching
from bot.matching.matcher import make_reader
from bot.matching.reading import Reading
from service import apart, reader
from service.apart import run as run_apart
from service.errors import LearningFailed
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


def fails(*_: object) -> None:
    raise MemoryError


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
    monkeypatch.setattr(apart, "run", never)
    again = reader_maker(settings, apart=True)(catalogue)
    assert [again.read(text) for text in QUESTIONS] == _learned_here()


def test_this_process_learns_where_nothing_can_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    expected = _learned_here()
    file = tmp_path / "file"
    file.touch()
    tried: list[object] = []

    def run(task: Callable[..., object], *given: object) -> int:
        tried.append(task)
        return run_apart(task, *given)

    monkeypatch.setattr(apart, "run", run)
    learned = reader_maker(Settings(cache_dir=file / "cache"), apart=True)(small())
    assert [learned.read(text) for text in QUESTIONS] == expected
    assert tried
    assert "this process learns by itself" in caplog.text


def test_damaged_file_is_learned_anew_apart(
    settings: Settings, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = _learned_here()
    reader_maker(settings)(catalogue)
    (file,) = settings.cache_dir.glob("matcher-*")
    damaged = bytearray(file.read_bytes())
    damaged[-40] ^= 1
    file.write_bytes(damaged)
    monkeypatch.setattr(matching, "compile_catalogue", never)
    learned = reader_maker(settings, apart=True)(catalogue)
    assert [learned.read(text) for text in QUESTIONS] == expected


@pytest.mark.parametrize(("task", "told"), [(ends, "want of memory"), (fails, "failed, as told above")])
def test_learning_that_does_not_come_to_its_end_is_told(
    settings: Settings, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch, task: Callable[..., None], told: str
) -> None:
    monkeypatch.setattr(reader, "_learn", task)
    monkeypatch.setattr(matching, "compile_catalogue", never)
    with pytest.raises(LearningFailed, match=told):
        reader_maker(settings, apart=True)(catalogue)
