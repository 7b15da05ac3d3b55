"""Judging the test questions of a small folder from the command line."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from typing_extensions import override

from service.commands.evaluate import RESULT, evaluate
from service.commands.problem import ProblemError
from tests.catalogue.folder import good_files, write_folder

SV = """\
find:
  larmet: [vill ha ett larm hemma till mamma, hur får jag ett trygghetslarm]
  lotsen: [hjälp med papper och blanketter, "<b>hjälp</b> att ringa nu"]
nothing: [kvantfysik för nybörjare]
danger: {suicide: [jag vill ta mitt liv nu]}
"""
EN = "find: {larmet: [where do I get a safety alarm]}\nnever: {larmet: [help with forms]}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "knowledge"
    monkeypatch.setenv("INSATSGUIDEN_KNOWLEDGE_DIR", str(root))
    monkeypatch.setenv("INSATSGUIDEN_CACHE_DIR", str(tmp_path / "cache"))
    return write_folder(root, {**good_files(), "questions/sv.yaml": SV, "questions/en.yaml": EN})


def questions(folder: Path, text: str) -> None:
    (folder / "questions" / "sv.yaml").write_text(text, encoding="utf-8")


def test_the_table_has_every_language(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate() == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["en", "sv", "alla"]
    assert lines[1].split()[-3:] == ["2", "6", "8"]
    assert re.search(r"rätt direkt +100\.0 +100\.0 +100\.0", "\n".join(lines))


def test_one_language_by_itself(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate(lang=["en"], language="en") == 0
    assert capsys.readouterr().out.splitlines()[0].split() == ["en", "all"]


def test_what_cannot_be_judged_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ProblemError, match="xx"):
        evaluate(lang=["xx"])
    questions(folder, f"{SV}smalltalk: [hej]\n")
    assert evaluate() == 0
    assert "knowledge check" in capsys.readouterr().out
    for name in ("sv", "en"):
        (folder / "questions" / f"{name}.yaml").unlink()
    with pytest.raises(ProblemError):
        evaluate()


def test_a_result_is_compared_with(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = folder / RESULT
    assert evaluate(compare=True) == 0
    assert f"--json {kept}" in capsys.readouterr().out

    assert evaluate(json=kept) == 0
    assert evaluate(compare=True) == 0
    assert "Inget mått har blivit sämre" in capsys.readouterr().out

    grades = json.loads(kept.read_text(encoding="utf-8"))
    grades["questions"]["sv"]["danger"] = {"jag vill ta mitt liv nu": "missed"}
    kept.write_text(json.dumps(grades), encoding="utf-8")
    assert evaluate(compare=True) == 0, "better than before"

    questions(folder, SV.replace("larmet:", "x:").replace("lotsen:", "larmet:").replace("x:", "lotsen:"))
    assert evaluate(compare=True) == 1
    told = capsys.readouterr().out
    assert "Sämre: sv, rätt direkt: 4 förut, 0 nu." in told
    assert "  hur får jag ett trygghetslarm" in told


def test_the_kept_result_is_compared_with_before_it_is_written(folder: Path) -> None:
    kept = folder / RESULT
    assert evaluate(json=kept) == 0
    before = kept.read_bytes()
    questions(folder, SV.replace("larmet:", "x:").replace("lotsen:", "larmet:").replace("x:", "lotsen:"))

    assert evaluate(json=kept, compare=True) == 1
    assert kept.read_bytes() != before


def test_the_kept_result_is_of_all_languages(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    kept = folder / RESULT
    assert evaluate(json=kept) == 0
    before = kept.read_bytes()
    monkeypatch.chdir(folder)

    for name in (kept, RESULT, folder / "entries" / ".." / RESULT):
        with pytest.raises(ProblemError, match="--lang") as problem:
            evaluate(lang=["en"], json=name)
        assert problem.value.code == 2
    assert kept.read_bytes() == before
    assert evaluate(lang=["en"], json=tmp_path / "other.json") == 0


def test_questions_that_cannot_be_read_are_counted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "questions" / "sv.yaml").write_text(SV, encoding="latin-1")

    assert evaluate() == 0
    told = capsys.readouterr().out
    assert "fel: 1." in told
    assert told.splitlines()[2].split() == ["en", "alla"]


@pytest.mark.parametrize("option", ["html", "json"])
def test_a_report_that_cannot_be_written_is_told(folder: Path, tmp_path: Path, option: str) -> None:
    file = tmp_path / "nowhere" / "report"
    named = {option: file}

    with pytest.raises(ProblemError, match=f"{file}: No such file or directory"):
        evaluate(html=named.get("html"), json=named.get("json"))


def test_a_broken_result_is_told(folder: Path) -> None:
    (folder / RESULT).write_text("{", encoding="utf-8")

    with pytest.raises(ProblemError, match=r"result\.json"):
        evaluate(compare=True)


class Seen(HTMLParser):
    """The tags of a page, and what is written between them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.text = ""

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [name for name, _ in attrs if name in {"src", "href"} or name.startswith("on")]

    @override
    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_tells_why_of_what_was_read(folder: Path, tmp_path: Path) -> None:
    questions(folder, 'find: {lotsen: ["trygghetslarm 19850709-9805"]}\n')
    page = tmp_path / "page.html"

    assert evaluate(lang=["sv"], html=page) == 0
    seen = Seen()
    seen.feed(page.read_text(encoding="utf-8"))
    assert "trygghetslarm 19850709-9805" in seen.text
    assert "known words 100%" in seen.text, "the number is taken out before anything is read"


def test_the_page_stands_alone_and_shows_what_went_wrong(folder: Path, tmp_path: Path) -> None:
    questions(folder, SV.replace("larmet:", "x:").replace("lotsen:", "larmet:").replace("x:", "lotsen:"))
    page = tmp_path / "page.html"

    assert evaluate(html=page) == 0
    seen = Seen()
    seen.feed(page.read_text(encoding="utf-8"))
    assert {"script", "link", "img", "b"}.isdisjoint(seen.tags)
    assert seen.links == []
    assert seen.tags.count("rect") == len({("larmet", "lotsen"), ("lotsen", "larmet"), ("larmet", "larmet")})
    assert "Larmet lästes som Lotsen: 2" in seen.text
    assert "<b>hjälp</b> att ringa nu" in seen.text
    assert "questions/sv.yaml:2" in seen.text
    assert "because of:" in seen.text
