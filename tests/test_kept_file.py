from pathlib import Path
from typing import IO

import pytest

from bot.kept_file import keep, made_by, open_whole


def content(path: Path) -> bytes | None:
    file = open_whole(path)
    if file is None:
        return None
    with file:
        return file.read()


def test_what_was_written_is_read(tmp_path: Path) -> None:
    keep(tmp_path / "a" / "one.bin", "*.bin", lambda file: file.write(b"words"))
    assert content(tmp_path / "a" / "one.bin") == b"words"


def test_every_damaged_bit_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "one.bin"
    keep(path, "*.bin", lambda file: file.write(b"call 112"))
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        assert content(path) is None
    path.write_bytes(whole[:-1])
    assert content(path) is None


@pytest.mark.parametrize("short", [b"", b"x"])
def test_file_that_is_too_short_is_not_used(tmp_path: Path, short: bytes) -> None:
    (tmp_path / "one.bin").write_bytes(short)
    assert content(tmp_path / "one.bin") is None
    assert content(tmp_path / "none.bin") is None
    assert content(tmp_path) is None


def test_only_the_newest_few_stay(tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("stays")
    for number in range(7):
        keep(tmp_path / f"{number}.bin", "*.bin", lambda file: file.write(b"x"))
    assert len(list(tmp_path.glob("*.bin"))) == 4
    assert (tmp_path / "6.bin").exists()
    assert (tmp_path / "other.txt").exists()


@pytest.mark.parametrize("error", [OSError, KeyboardInterrupt])
def test_nothing_is_left_of_what_was_not_finished(tmp_path: Path, error: type[BaseException]) -> None:
    def broken(file: IO[bytes]) -> None:
        file.write(b"half")
        raise error

    if error is OSError:
        keep(tmp_path / "one.bin", "*.bin", broken)
    else:
        with pytest.raises(error):
            keep(tmp_path / "one.bin", "*.bin", broken)
    assert list(tmp_path.iterdir()) == []


def _code(folder: Path, *libraries: str) -> str:
    return made_by.__wrapped__((folder,), libraries)


def test_other_code_or_libraries_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("1", encoding="utf-8")
    first = _code(tmp_path)
    assert _code(tmp_path) == first != ""
    assert _code(tmp_path, "numpy") != first
    (tmp_path / "one.py").write_text("2", encoding="utf-8")
    assert _code(tmp_path) != first


def test_lock_of_an_editor_beside_the_code_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("", encoding="utf-8")
    without = _code(tmp_path)
    (tmp_path / ".#one.py").symlink_to(tmp_path / "nowhere")
    assert _code(tmp_path) == without != ""


def test_sources_that_cannot_be_read_give_nothing(tmp_path: Path) -> None:
    assert _code(tmp_path) == ""
    (tmp_path / "gone.py").symlink_to(tmp_path / "nowhere")
    assert _code(tmp_path) == ""
