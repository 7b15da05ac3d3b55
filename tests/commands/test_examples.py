"""Judging the examples of a small folder from the command line."""

from pathlib import Path

import pytest

from service.commands.examples import examples
from service.commands.problem import ProblemError
from tests.catalogue.folder import good_files, write_folder


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("INSATSGUIDEN_KNOWLEDGE_DIR", str(tmp_path / "knowledge"))
    return write_folder(tmp_path / "knowledge", good_files())


def test_examples_of_all_languages_or_of_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert examples() == 0
    every, told = capsys.readouterr()
    assert every.splitlines()[0].split() == ["en", "sv", "alla"]
    assert "tre fjärdedelar" in told
    assert examples(lang=["sv"], language="en") == 0
    assert capsys.readouterr().out.splitlines()[0].split() == ["sv", "all"]


def test_unknown_language_is_refused() -> None:
    with pytest.raises(ProblemError, match="xx"):
        examples(lang=["xx"])
