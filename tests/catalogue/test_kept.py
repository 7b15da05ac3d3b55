"""Kept catalogues: the same as those that are read from the files, or not used at all."""

from pathlib import Path

import pytest

from bot.catalogue import kept, load
from bot.catalogue.finding import CatalogueError
from tests.catalogue.folder import write_folder

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_folder(tmp_path / "knowledge")
    return tmp_path / "knowledge"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def kept_file(cache: Path) -> Path:
    (path,) = cache.glob("catalogue-*.json")
    return path


def test_all_that_is_known_is_kept(cache: Path) -> None:
    read = load.load(ROOT / "knowledge", cache)
    again = kept.load(cache, read.version)
    assert again is not None
    assert again == read
    assert [entry.model_fields_set for entry in again.entries.values()] == [
        entry.model_fields_set for entry in read.entries.values()
    ]


def test_what_was_kept_cannot_be_changed(folder: Path, cache: Path) -> None:
    load.load(folder, cache)
    again = load.load(folder, cache)
    for kept_by_name in (again.entries, again.words, again.talk, again.languages, again.concepts):
        with pytest.raises(TypeError):
            kept_by_name["x"] = None  # type: ignore[index] # what must fail


def test_second_start_reads_no_file_again(folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load.load(folder, cache)
    monkeypatch.setattr(load, "build", lambda _: pytest.fail("read again"))
    assert load.load(folder, cache) == first


def test_edit_is_read(folder: Path, cache: Path) -> None:
    load.load(folder, cache)
    path = next(iter(sorted(folder.glob("entries/*/sv.md"))))
    path.write_text(path.read_text(encoding="utf-8").replace("summary: ", "summary: Nytt. ", 1), encoding="utf-8")
    assert load.load(folder, cache).words["sv"][path.parent.name].front.summary.startswith("Nytt. ")


def test_fault_is_never_kept(folder: Path, cache: Path) -> None:
    load.load(folder, cache)
    (folder / "contacts.yaml").write_text("a: [", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(CatalogueError):
            load.load(folder, cache)


def test_file_that_cannot_be_read_is_a_fault_though_the_rest_is_kept(folder: Path, cache: Path) -> None:
    load.load(folder, cache)
    (folder / "entries" / "link.yaml").symlink_to(folder / "contacts.yaml")
    with pytest.raises(CatalogueError):
        load.load(folder, cache)


@pytest.mark.parametrize("at", [3, 200, -3])
def test_damaged_file_is_not_used(folder: Path, cache: Path, at: int) -> None:
    version = load.load(folder, cache).version
    path = kept_file(cache)
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)
    assert kept.load(cache, version) is None
    assert load.load(folder, cache).version == version
    assert kept.load(cache, version) is not None


def test_file_of_another_version_is_not_used(folder: Path, cache: Path) -> None:
    version = load.load(folder, cache).version
    kept_file(cache).rename(cache / kept_file(cache).name.replace(version, "other"))
    assert kept.load(cache, "other") is None


def test_other_code_reads_again(folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    version = load.load(folder, cache).version
    monkeypatch.setattr(kept, "_reading", lambda: "other")
    assert kept.load(cache, version) is None


def test_code_that_cannot_be_known_keeps_nothing(folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_reading", lambda: "")
    assert load.load(folder, cache) == load.load(folder)
    assert not cache.exists()


def test_folder_that_cannot_be_written_is_no_error(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert load.load(folder, tmp_path / "file") == load.load(folder)
