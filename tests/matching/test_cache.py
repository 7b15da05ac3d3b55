from pathlib import Path

import numpy as np
import pytest

from bot.kept_file import keep, open_whole
from bot.matching import cache, matcher
from bot.matching.compiled import compile_catalogue
from bot.matching.matcher import Matcher, make_reader
from tests.matching.conftest import small


def path_of(folder: Path, version: str) -> Path:
    path = cache.path_of(folder, version)
    assert path is not None
    return path


TEXTS = ("mina skulder", "hej", "I want to die", "när går bussen", "stadning at mamma", "")


def test_cached_matcher_reads_the_same(tmp_path: Path) -> None:
    fresh, cached = (make_reader(small(), tmp_path / "new" / "folder") for _ in range(2))
    assert [cached.read(t) for t in TEXTS] == [fresh.read(t) for t in TEXTS]
    assert [cached.explain(t) for t in TEXTS] == [fresh.explain(t) for t in TEXTS]


def test_second_start_does_not_learn_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_reader(small(), tmp_path)
    monkeypatch.setattr(matcher, "compile_catalogue", lambda _: pytest.fail("learned again"))
    make_reader(small(), tmp_path)


def test_other_content_is_learned_again(tmp_path: Path) -> None:
    make_reader(small("one"), tmp_path)
    make_reader(small("two"), tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def test_other_code_learns_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_reader(small(), tmp_path)
    monkeypatch.setattr(cache, "made_by", lambda *_: "other")
    make_reader(small(), tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def test_code_that_cannot_be_known_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "made_by", lambda *_: "")
    assert isinstance(make_reader(small(), tmp_path), Matcher)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 broken"])
def test_broken_cache_is_rebuilt(tmp_path: Path, content: bytes) -> None:
    path = path_of(tmp_path, "small")
    path.write_bytes(content)
    assert isinstance(make_reader(small(), tmp_path), Matcher)
    assert cache.load(path) is not None


def test_half_a_cache_is_not_used(tmp_path: Path) -> None:
    path = path_of(tmp_path, "small")
    make_reader(small(), tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert cache.load(path) is None
    path.write_bytes(whole)
    file = open_whole(path)
    assert file is not None
    with file, np.load(file) as arrays:
        some = {name: arrays[name] for name in arrays.files if name != "rarity"}
    keep(path, path.name, lambda file: np.savez(file, allow_pickle=False, **some))
    assert cache.load(path) is None


@pytest.mark.parametrize("at", [5, 40, 300, 2000, -40, -300])
def test_one_damaged_bit_is_seen(tmp_path: Path, at: int) -> None:
    """Some bits of the file change numbers, and nothing else tells."""
    make_reader(small(), tmp_path)
    path = path_of(tmp_path, "small")
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)
    assert cache.load(path) is None


def test_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache.save(tmp_path / "file" / "x.npz", compile_catalogue(small()))
    assert isinstance(make_reader(small(), tmp_path / "file"), Matcher)


def test_old_files_are_removed(tmp_path: Path) -> None:
    compiled = compile_catalogue(small())
    for number in range(8):
        cache.save(path_of(tmp_path, f"v{number}"), compiled)
    assert len(list(tmp_path.iterdir())) == 4
    assert path_of(tmp_path, "v7").exists()
