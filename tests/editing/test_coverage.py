from pathlib import Path

import pytest

from bot.catalogue.reading import FolderReader
from bot.catalogue.sentences import Sentences, read_sentences
from bot.editing.coverage import FIELDS, Coverage, Mark, coverage
from bot.editing.coverage_text import draw
from bot.wording.catalogs import Catalogs, read_catalogs
from tests.catalogue.folder import Folder

LOCALES = Path(__file__).resolve().parents[2] / "locales"
GUIDE = read_catalogs(LOCALES, "guide")


@pytest.fixture(scope="module")
def tell() -> Sentences:
    return read_sentences(LOCALES, "sv", "coverage.")


def covered(folder: Folder, guide: Catalogs = GUIDE) -> Coverage:
    catalogue = FolderReader(folder.files).catalogue("test")
    return coverage(catalogue, guide, catalogue.languages)


def lacking(found: Coverage) -> list[str]:
    return [part.name for part in found.parts["en"] if part.mandatory]


def test_a_whole_folder_is_covered() -> None:
    found = covered(Folder())

    assert found.complete
    assert found.languages == ("en", "sv")
    one = found.entries["larmet"]["en"]
    assert list(one.marks) == list(FIELDS)
    assert [one.marks[field] for field in ("title", "how", "cost")] == [Mark.THERE, Mark.THERE, Mark.NOT_NEEDED]
    assert (one.examples, one.state, one.older, one.complete) == (25, "reviewed", False, True)
    assert found.entries["larmet"]["sv"].state == "source"
    assert {(part.name, part.there, part.of) for part in found.parts["en"]} >= {
        ("crisis", 5, 5),
        ("crisis-examples", 6, 6),
        ("smalltalk", 5, 5),
        ("elsewhere", 1, 1),
        ("language-file", 11, 11),
    }


def test_a_missing_section_is_missing() -> None:
    found = covered(Folder().edit("entries/larmet/en.md", "## How it works\n\nCall", "Call"))

    assert found.entries["larmet"]["en"].marks["how"] is Mark.MISSING
    assert not found.complete


def test_a_section_that_the_swedish_text_has_is_needed() -> None:
    folder = Folder().edit("entries/larmet/sv.md", "## Så går", "## Vad det kostar\n\nInget.\n\n## Så går")
    found = covered(folder)

    assert found.entries["larmet"]["sv"].marks["cost"] is Mark.THERE
    assert found.entries["larmet"]["en"].marks["cost"] is Mark.MISSING
    assert found.entries["larmet"]["en"].older


def test_a_missing_file_is_missing_in_every_field() -> None:
    found = covered(Folder().drop("entries/larmet/en.md", "entries/larmet/examples.en.md"))

    one = found.entries["larmet"]["en"]
    assert [field for field in FIELDS if one.marks[field] is Mark.MISSING] == [*FIELDS[:5]]
    assert (one.examples, one.state, one.complete) == (0, "", False)


@pytest.mark.parametrize(
    ("name", "old", "new", "part"),
    [
        ("crisis/en.md", "## overdose\n\nCall {contact:nod-112} now.\n", "", "crisis"),
        ("crisis/examples.en.md", "- dad hits me\n", "", "crisis-examples"),
        ("smalltalk/examples.en.md", "## person\n\n- talk to a human\n", "", "smalltalk"),
        ("elsewhere/en.md", "## transport\n\nAsk SL about the bus.\n", "", "elsewhere"),
        ("languages/en.yaml", "  bris: Bris\n", "", "language-file"),
    ],
)
def test_what_stands_beside_the_entries_may_be_missing(name: str, old: str, new: str, part: str) -> None:
    found = covered(Folder().edit(name, old, new))

    assert lacking(found) == [part]
    assert not found.complete


def test_a_term_that_no_entry_uses_is_not_missing() -> None:
    folder = Folder().edit("languages/sv.yaml", "terms:\n", "terms:\n  a-bike: en cykel\n")

    assert folder.loaded().errors == ()
    assert covered(folder).complete


def test_a_term_that_an_entry_uses_is_missing_in_every_language() -> None:
    folder = Folder()
    for code in ("sv", "en"):
        name = f"languages/{code}.yaml"
        line = next(line for line in folder.files[name].split("\n") if "practical-support" in line)
        folder.edit(name, f"{line}\n", "  something-else: x\n")
    found = covered(folder)

    assert [part.name for parts in found.parts.values() for part in parts if part.mandatory] == ["language-file"] * 2
    assert not found.complete


def test_others_need_not_answer_for_anything() -> None:
    folder = Folder()
    for code in ("sv", "en"):
        head = folder.files[f"elsewhere/{code}.md"].partition("## ")[0]
        folder.put(f"elsewhere/{code}.md", head).put(f"elsewhere/examples.{code}.md", "")

    assert folder.loaded().errors == ()
    assert covered(folder).complete


def test_a_new_language_may_lack_examples() -> None:
    folder = Folder()
    for name in [name for name in folder.files if name.endswith(("en.md", "/en.yaml"))]:
        stem, _, ending = name.rpartition("en.")
        folder.put(f"{stem}fi.{ending}", folder.files[name].replace("code: en", "code: fi"))
    folder.put("entries/larmet/examples.fi.md", "").put("entries/larmet/examples.en.md", "")
    found = covered(folder)

    assert {f.file for f in folder.loaded().errors} == {"entries/larmet/examples.en.md"}
    assert {code: one.complete for code, one in found.entries["larmet"].items()} == {
        "en": False,
        "fi": True,
        "sv": True,
    }


def test_small_talk_that_only_swedish_has_is_not_mandatory() -> None:
    found = covered(Folder().edit("smalltalk/examples.en.md", "## thanks\n\n- thanks\n", ""))

    assert ("smalltalk", 4, 5) in {(part.name, part.there, part.of) for part in found.parts["en"]}
    assert found.complete


def test_sentences_may_be_missing() -> None:
    english = {name: text for name, text in GUIDE.texts["en"].items() if name != "welcome"}

    assert lacking(covered(Folder(), Catalogs("guide", {**GUIDE.texts, "en": english}))) == ["sentences"]


def test_the_matrix_is_drawn(tell: Sentences) -> None:
    lines = draw(covered(Folder().edit("entries/larmet/sv.md", "ett larm", "två larm")), tell, 120).splitlines()

    assert lines[0].split() == ["en", "sv"]
    assert lines[1].split() == ["larmet", "●●●●●··", "25r!", "●●●●●··", "25s"]
    assert lines[-1] == "Inget som måste finnas saknas."


def test_as_many_languages_stand_side_by_side_as_there_is_room_for(tell: Sentences) -> None:
    lines = draw(covered(Folder()), tell, 50).splitlines()

    assert [line.strip() for line in lines if line.strip() in {"en", "sv", "en sv"}] == ["en", "sv"]
    assert max(len(line) for line in lines[:20]) <= 50


def test_what_is_missing_is_drawn(tell: Sentences) -> None:
    folder = Folder().drop("entries/larmet/en.md").edit("crisis/examples.en.md", "- dad hits me\n", "")
    drawn = draw(covered(folder.put("entries/larmet/examples.en.md", "- one\n")), tell, 120)

    assert "larmet" in drawn
    assert "✗✗✗✗✗··  ✗1" in drawn
    assert "✗5/6" in drawn
    assert "knowledge check" in drawn
