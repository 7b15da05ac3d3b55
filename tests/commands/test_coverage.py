"""What is translated, from the command line."""

from pathlib import Path

import pytest

from service.commands.coverage import show_coverage
from service.commands.problem import ProblemError
from tests.catalogue.folder import write_folder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("INSATSGUIDEN_KNOWLEDGE_DIR", str(tmp_path / "knowledge"))
    monkeypatch.setenv("COLUMNS", "120")
    return write_folder(tmp_path / "knowledge")


def test_a_whole_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert show_coverage() == 0
    out = capsys.readouterr().out
    assert out.splitlines()[0].split() == ["en", "sv"]
    assert out.splitlines()[-1] == "Inget som måste finnas saknas."


def test_a_folder_with_faults_is_shown_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "entries" / "larmet" / "en.md").unlink()

    assert show_coverage(lang=["en"]) == 1
    assert "✗✗✗✗✗··" in capsys.readouterr().out
    assert show_coverage(lang=["sv"]) == 0


def test_faults_that_leave_nothing_missing_are_told(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "entries" / "larmet" / "entry.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("related: [lotsen]", "related: [lotsn]"), "utf-8")

    assert show_coverage(html=tmp_path / "page.html") == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if "knowledge check" in line]
    assert lines == ['Mappen har fel. Kör "insatsguiden knowledge check" för att se vilka.']
    assert "Mappen har fel." in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_a_swedish_text_that_cannot_be_read_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "entries" / "larmet" / "sv.md"
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1"))

    assert show_coverage(lang=["en"]) == 0
    out = capsys.readouterr().out
    assert "entries/larmet/sv.md går inte att läsa, så inget är jämfört med den svenska texten." in out
    assert "Mappen har fel." in out


def test_nothing_is_not_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSATSGUIDEN_KNOWLEDGE_DIR", str(tmp_path))

    assert show_coverage() == 1


def test_an_unknown_language_is_told(folder: Path) -> None:
    with pytest.raises(ProblemError, match="xx"):
        show_coverage(lang=["xx"])


def test_a_page_that_cannot_be_written_is_told(folder: Path, tmp_path: Path) -> None:
    page = tmp_path / "nowhere" / "page.html"

    with pytest.raises(ProblemError, match=f"{page}: No such file or directory"):
        show_coverage(html=page)


def test_the_page_says_the_same(folder: Path, tmp_path: Path) -> None:
    (folder / "entries" / "larmet" / "en.md").unlink()
    page = tmp_path / "page.html"

    assert show_coverage(html=page, language="en") == 1
    text = page.read_text(encoding="utf-8")
    assert '<html lang="en">' in text
    assert text.count('<span class="told">missing</span>') == 5
    assert "<script" not in text
