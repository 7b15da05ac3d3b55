"""All that the editors' check looks at, beside the content itself."""

from pathlib import Path
from shutil import copytree

import pytest

from bot.catalogue.check import draw
from bot.catalogue.finding import Severity
from bot.catalogue.folder import QUESTIONS, questions, snapshot, stamp
from bot.catalogue.sentences import read_sentences
from bot.editing.inspection import inspect
from bot.editing.question_files import read_questions
from bot.editing.sentences import check_sentences, lacking
from bot.wording.catalogs import Catalogs, read_catalogs
from tests.catalogue.folder import TODAY, good_files, write_folder
from tests.editing.builders import QUESTIONS as TEXT

ROOT = Path(__file__).resolve().parents[2]
LOCALES, KNOWLEDGE = ROOT / "locales", ROOT / "knowledge"


def folder(root: Path, swedish: str = TEXT) -> Path:
    return write_folder(root, {**good_files(), "questions/sv.yaml": swedish, "questions/en.yaml": ""})


def test_todays_questions_are_well_formed() -> None:
    """Those that have become examples are told by the check: whoever adds an example may not know of the question."""
    found = read_questions(questions(KNOWLEDGE), snapshot(KNOWLEDGE).files).findings

    assert [f"{f.file}:{f.line} {f.code} {dict(f.values)}" for f in found if f.code != "question-is-example"] == []


def test_a_good_folder_with_questions_has_no_faults(tmp_path: Path) -> None:
    report = inspect(folder(tmp_path), LOCALES, TODAY)

    assert report.findings == ()
    assert report.files == len(good_files()) + 2


def test_a_fault_in_a_question_keeps_no_content_from_being_used(tmp_path: Path) -> None:
    report = inspect(folder(tmp_path, "find: {larmt: [hur gör jag]}"), LOCALES, TODAY)

    assert [(f.file, f.line, f.code) for f in report.findings] == [("questions/sv.yaml", 1, "entry-unknown")]
    assert (report.exit_code, report.usable) == (1, True)
    assert "Innehållet går att använda." in draw(report, read_sentences(LOCALES, "sv"))


def test_questions_that_are_not_saved_as_utf_8_are_told_once(tmp_path: Path) -> None:
    (folder(tmp_path) / QUESTIONS / "sv.yaml").write_text(TEXT, encoding="latin-1")

    report = inspect(tmp_path, LOCALES, TODAY)
    assert [(f.file, f.code) for f in report.findings] == [("questions/sv.yaml", "file-not-utf8")]


def test_questions_are_no_content(tmp_path: Path) -> None:
    version, mark = snapshot(folder(tmp_path)).version, stamp(tmp_path)
    (tmp_path / QUESTIONS / "sv.yaml").write_text("x: y", encoding="utf-8")

    assert snapshot(tmp_path).version == version
    assert stamp(tmp_path) == mark
    assert set(questions(tmp_path).files) == {"questions/sv.yaml", "questions/en.yaml"}


def test_a_link_in_place_of_the_questions_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / QUESTIONS).symlink_to(folder(tmp_path / "there") / QUESTIONS)

    assert [f.code for f in questions(tmp_path / "here").findings] == ["file-is-link"]
    assert questions(tmp_path / "nowhere").files == {}


def test_a_sentence_that_a_language_lacks_is_a_fault() -> None:
    guide = read_catalogs(LOCALES, "guide")
    finnish = {name: text for name, text in guide.texts["fi"].items() if name != "welcome"}
    guide = Catalogs("guide", {**guide.texts, "fi": finnish})

    assert lacking(guide, "fi") == ("welcome",)
    assert lacking(guide, "sv") == ()
    (finding,) = check_sentences(guide, ["fi", "sv"])
    assert (finding.file, finding.code) == ("locales/fi/LC_MESSAGES/guide.po", "sentence-missing")
    assert finding.severity is Severity.ERROR


def broken(root: Path, old: str, new: str) -> Path:
    """The real sentences, with one piece of the Finnish file changed."""
    copytree(LOCALES, root)
    path = root / "fi" / "LC_MESSAGES" / "guide.po"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    return root


def in_finnish(root: Path) -> Path:
    """A folder whose English files are Finnish as well, and which has faults in nothing but a question."""
    files = {name: text for name, text in good_files().items() if name.endswith(("en.md", "/en.yaml"))}
    other = {
        f"{n.rpartition('en.')[0]}fi.{n.rpartition('.')[2]}": t.replace("code: en", "code: fi")
        for n, t in files.items()
    }
    return write_folder(folder(root), {**other, "questions/fi.yaml": ""})


@pytest.mark.parametrize(
    ("new", "extra", "lacking"),
    [("{cont}", "{cont}", "{contact:nod-112}"), ("", "–", "{contact:nod-112}"), ("{contact:nod-112} {x}", "{x}", "–")],
)
def test_other_placeholders_than_in_swedish_are_a_fault(tmp_path: Path, new: str, extra: str, lacking: str) -> None:
    locales = broken(tmp_path / "locales", "{contact:nod-112}", new)
    text = (locales / "fi" / "LC_MESSAGES" / "guide.po").read_text(encoding="utf-8")

    report = inspect(in_finnish(tmp_path / "knowledge"), locales, TODAY)
    (finding,) = (f for f in report.findings if f.severity is Severity.ERROR)
    assert (finding.file, finding.code) == ("locales/fi/LC_MESSAGES/guide.po", "sentence-placeholders")
    assert text.split("\n")[finding.line - 1] == f'msgid "{finding.values["id"]}"'
    told = draw(report, read_sentences(LOCALES, "sv"))
    assert f"För många: {extra}. Saknas: {lacking}." in told


def test_sentences_that_cannot_be_read_hide_nothing_else(tmp_path: Path) -> None:
    locales = broken(tmp_path / "locales", 'msgid "welcome"', "<<<<\nmsgid")
    knowledge = in_finnish(tmp_path / "knowledge")
    (knowledge / "entries" / "larmet" / "en.md").unlink()

    report = inspect(knowledge, locales, TODAY)
    assert [(f.file, f.code) for f in report.findings] == [
        ("entries/larmet/en.md", "file-missing"),
        ("locales/fi/LC_MESSAGES/guide.po", "sentences-unreadable"),
    ]
    assert report.findings[1].line > 1


def test_the_content_cannot_be_used_without_the_sentences(tmp_path: Path) -> None:
    locales = broken(tmp_path / "locales", 'msgid "welcome"', "<<<<\nmsgid")

    assert not inspect(folder(tmp_path / "knowledge"), locales, TODAY).usable
