"""The shelf: edits come in whole, faulty ones change nothing, and words do not wait for the matcher."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copytree

import pytest

from bot.catalogue import kept
from bot.catalogue.finding import CatalogueError
from bot.catalogue.folder import stamp
from bot.catalogue.model import Catalogue
from bot.dialogue.actions import Action, ActionName
from bot.dialogue.replies import EntryCard, Shown
from bot.library import Folders, Library, Shelf, open_library
from bot.matching.reading import Outcome, Reading
from tests.catalogue.folder import write_folder

ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class Silent:
    """A matcher that knows nothing, and which catalogue it was made of."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.version = catalogue.version

    def read(self, text: str) -> Reading:
        return Reading(Outcome.UNKNOWN)


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    write_folder(tmp_path)
    return Folders(tmp_path, ROOT / "locales")


@pytest.fixture
def shelf(folders: Folders) -> Shelf:
    return Shelf(open_library(folders, Silent), folders, Silent)


def edit(folders: Folders, old: str, new: str) -> Path:
    """Change a text in the first Swedish words that have it."""
    for path in sorted(folders.knowledge.glob("entries/*/sv.md")):
        text = path.read_text(encoding="utf-8")
        if old in text:
            path.write_text(text.replace(old, new, 1), encoding="utf-8")
            return path
    raise AssertionError(old)


def test_nothing_changed(shelf: Shelf) -> None:
    assert not shelf.refresh(NOW)
    assert shelf.trouble is None


def test_edit_is_taken_in(shelf: Shelf, folders: Folders) -> None:
    before = shelf.library
    edit(folders, "summary: ", "summary: Nytt. ")
    assert shelf.refresh(NOW)
    assert shelf.library.catalogue.version != before.catalogue.version
    assert any("Nytt." in words.front.summary for words in shelf.library.catalogue.words["sv"].values())


def test_faulty_edit_changes_nothing_and_tells_since_when(shelf: Shelf, folders: Folders) -> None:
    before = shelf.library
    path = edit(folders, "summary: ", "sumary: ")
    assert not shelf.refresh(NOW)
    edit(folders, "title: ", "titel: ")
    assert not shelf.refresh(NOW + timedelta(minutes=5))
    assert shelf.library is before
    assert shelf.trouble
    assert shelf.trouble.since == NOW
    assert any(finding.file.endswith(f"{path.parent.name}/sv.md") for finding in shelf.trouble.findings)


def test_mended_edit_ends_the_trouble(shelf: Shelf, folders: Folders) -> None:
    edit(folders, "summary: ", "sumary: ")
    shelf.refresh(NOW)
    edit(folders, "sumary: ", "summary: ")
    assert not shelf.refresh(NOW)
    assert shelf.trouble is None


def test_words_do_not_wait_for_the_matcher(folders: Folders) -> None:
    seen: list[Library] = []

    def slow(catalogue: Catalogue) -> Silent:
        if shelves:
            seen.append(shelves[0].library)
        return Silent(catalogue)

    shelves: list[Shelf] = []
    shelves.append(Shelf(open_library(folders, slow), folders, slow))
    first = shelves[0].library
    edit(folders, "summary: ", "summary: Nytt. ")
    shelves[0].refresh(NOW)
    (meanwhile,) = seen
    assert meanwhile.catalogue.version == shelves[0].library.catalogue.version
    assert meanwhile.reader is first.reader
    assert shelves[0].library.reader is not first.reader


@pytest.mark.parametrize("is_known", [True, False])
def test_edit_while_the_library_opens_is_not_missed(folders: Folders, is_known: bool) -> None:
    seen = stamp(folders.knowledge) if is_known else None
    library = open_library(folders, Silent)
    edit(folders, "summary: ", "summary: Nytt. ")
    assert Shelf(library, folders, Silent, seen).refresh(NOW)


def test_what_was_seen_is_not_read_again(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = stamp(folders.knowledge)
    shelf = Shelf(open_library(folders, Silent), folders, Silent, seen)
    monkeypatch.delattr("bot.library.snapshot")
    assert not shelf.refresh(NOW)


def test_library_goes_without_what_is_only_learned_from(folders: Folders) -> None:
    learned_from: list[Catalogue] = []

    def reader(catalogue: Catalogue) -> Silent:
        learned_from.append(catalogue)
        return Silent(catalogue)

    told = open_library(folders, reader).catalogue
    assert any(talk.entries and talk.crisis for talk in learned_from[0].talk.values())
    assert not any(talk.entries or talk.crisis or talk.smalltalk or talk.elsewhere for talk in told.talk.values())
    assert not told.concepts
    assert told == learned_from[0].without_lessons()
    assert told.talk["sv"].crisis_texts == learned_from[0].talk["sv"].crisis_texts


def _failing(times: int) -> Callable[[Catalogue], Silent]:
    """Learns once, then fails some times, then learns again."""
    left = [0, *[1] * times, *[0] * 9]

    def make(catalogue: Catalogue) -> Silent:
        if left.pop(0):
            raise MemoryError
        return Silent(catalogue)

    return make


def test_what_could_not_be_learned_is_told_and_tried_again(folders: Folders) -> None:
    make = _failing(2)
    shelf = Shelf(open_library(folders, make), folders, make, stamp(folders.knowledge))
    before = shelf.library
    edit(folders, "summary: ", "summary: Nytt. ")
    for minutes in (0, 5):
        with pytest.raises(MemoryError):
            shelf.refresh(NOW + timedelta(minutes=minutes))
        assert shelf.trouble is not None
        assert [one.code for one in shelf.trouble.findings] == ["not-learned"]
        assert shelf.trouble.since == NOW
        assert shelf.library.reader is before.reader
        assert shelf.library.catalogue.version != before.catalogue.version  # its words are right already
        assert not shelf.refresh(NOW + timedelta(minutes=minutes, seconds=299))
    assert shelf.refresh(NOW + timedelta(minutes=10))
    assert shelf.trouble is None
    assert isinstance(shelf.library.reader, Silent)
    assert shelf.library.reader.version == shelf.library.catalogue.version
    assert not shelf.refresh(NOW + timedelta(minutes=20))


def test_edit_that_could_not_be_learned_can_be_taken_back(folders: Folders) -> None:
    make = _failing(1)
    shelf = Shelf(open_library(folders, make), folders, make, stamp(folders.knowledge))
    before = shelf.library.catalogue.version
    path = edit(folders, "summary: ", "summary: Nytt. ")
    with pytest.raises(MemoryError):
        shelf.refresh(NOW)
    path.write_text(path.read_text(encoding="utf-8").replace("Nytt. ", "", 1), encoding="utf-8")
    assert shelf.refresh(NOW)
    assert shelf.library.catalogue.version == before
    assert shelf.trouble is None


def test_edit_is_kept_for_the_next_start(folders: Folders, tmp_path: Path) -> None:
    keeping = replace(folders, cache=tmp_path / "cache")
    shelf = Shelf(open_library(keeping, Silent), keeping, Silent)
    edit(folders, "summary: ", "summary: Nytt. ")
    shelf.refresh(NOW)
    known = kept.load(tmp_path / "cache", shelf.library.catalogue.version)
    assert known is not None
    assert known.without_lessons() == shelf.library.catalogue


def test_faulty_folder_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError):
        open_library(Folders(tmp_path, ROOT / "locales"), Silent)


def test_sentences_that_cannot_be_read_keep_the_last_good_library(folders: Folders, tmp_path: Path) -> None:
    own = replace(folders, locales=tmp_path / "locales")
    copytree(folders.locales, own.locales)
    shelf = Shelf(open_library(own, Silent), own, Silent, stamp(own.knowledge))
    before, path = shelf.library, own.locales / "fi" / "LC_MESSAGES" / "guide.po"
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole + "<<<<<<< HEAD\n", encoding="utf-8")
    edit(own, "summary: ", "summary: Nytt. ")
    assert not shelf.refresh(NOW)
    assert shelf.library is before
    assert shelf.trouble is not None
    assert [finding.code for finding in shelf.trouble.findings] == ["sentences-unreadable"]
    with pytest.raises(CatalogueError):
        open_library(own, Silent)
    path.write_text(whole, encoding="utf-8")
    assert shelf.refresh(NOW + timedelta(minutes=5))
    assert shelf.trouble is None


def test_a_language_is_added_by_files_alone(folders: Folders) -> None:
    """A new language is a copy of every English file under its own code; no code knows which languages there are."""
    for path in sorted(folders.knowledge.rglob("*en.*")):
        name = path.name.replace("en.", "nb.")
        text = path.read_text(encoding="utf-8").replace("code: en", "code: nb").replace("name: English", "name: Norsk")
        path.with_name(name).write_text(text, encoding="utf-8")
    library = open_library(folders, Silent)
    assert library.catalogue.languages["nb"].name == "Norsk"
    entry = next(iter(library.catalogue.entries))
    shown = Shown(replies=(EntryCard(entry=entry),), buttons=(Action(name=ActionName.LANGUAGE, value="nb"),))
    screen = library.wording.screen(shown, "nb", NOW.date())
    assert screen.bubbles[0].language == "nb"
    assert screen.buttons[0].label == "Norsk"
