"""`insatsguiden knowledge learn`: what is learned is there for the next start, or the operator is told why not."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.matching import matcher as matching
from bot.matching.matcher import make_reader
from service.commands import learn as command
from service.commands.problem import ProblemError
from service.reader import reader_maker
from service.settings import Settings
from tests.matching.conftest import small


def _library(settings: Settings) -> SimpleNamespace:
    reader_maker(settings)(small())
    return SimpleNamespace(catalogue=small())


def test_next_start_finds_what_was_learned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("INSATSGUIDEN_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(command, "library", _library)
    assert command.learn() == 0
    assert str(tmp_path) in capsys.readouterr().err
    monkeypatch.delattr(matching, "compile_catalogue")
    make_reader(small(), tmp_path)


def test_folder_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("INSATSGUIDEN_CACHE_DIR", str(tmp_path / "file" / "cache"))
    monkeypatch.setattr(command, "library", _library)
    with pytest.raises(ProblemError, match=r"could not be kept in .*INSATSGUIDEN_CACHE_DIR"):
        command.learn()
