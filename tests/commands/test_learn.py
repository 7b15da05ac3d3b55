"""`insatsguiden knowledge learn`: what is learned is there for the next start, or the operator is told why not."""

from pathlib import Path

import pytest

from bot.catalogue.load import load
from bot.matching import matcher as matching
from service.commands import learn as command
from service.commands.problem import ProblemError
from service.reader import reader_maker
from service.settings import Settings
from tests.catalogue.folder import write_folder


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    (tmp_path / "knowledge").mkdir()
    write_folder(tmp_path / "knowledge")
    monkeypatch.setenv("INSATSGUIDEN_KNOWLEDGE_DIR", str(tmp_path / "knowledge"))
    monkeypatch.setenv("INSATSGUIDEN_CACHE_DIR", str(tmp_path / "cache"))
    return Settings()


def test_next_start_finds_what_was_learned(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.learn() == 0
    assert str(settings.cache_dir) in capsys.readouterr().err
    monkeypatch.delattr(matching, "compile_catalogue")
    monkeypatch.delattr("bot.catalogue.load.build")
    reader_maker(settings)(load(settings.knowledge_dir, settings.cache_dir))


def test_folder_that_cannot_be_written_is_told(settings: Settings) -> None:
    settings.cache_dir.touch()
    with pytest.raises(ProblemError, match=r"could not be kept in .*INSATSGUIDEN_CACHE_DIR"):
        command.learn()


def test_damaged_file_is_written_anew(settings: Settings) -> None:
    command.learn()
    for file in settings.cache_dir.iterdir():
        damaged = bytearray(file.read_bytes())
        damaged[-40] ^= 1
        file.write_bytes(damaged)
    assert command.learn() == 0
