import os
from pathlib import Path

import pytest

from bot.catalogue.finding import Finding
from bot.catalogue.folder import MAX_BYTES, snapshot, stamp
from tests.catalogue.folder import good_files, write_folder


def place(findings: tuple[Finding, ...]) -> list[tuple[str, int, str]]:
    return [(f.file, f.line, f.code) for f in findings]


def test_a_snapshot_holds_every_file(tmp_path: Path) -> None:
    taken = snapshot(write_folder(tmp_path))

    assert dict(taken.files) == good_files()
    assert taken.findings == ()


def test_the_readme_and_other_kinds_of_files_are_not_content(tmp_path: Path) -> None:
    write_folder(tmp_path, {"README.md": "x", "schema/entry.json": "{}", "notes.txt": "x", "sources.yaml": "x"})

    assert list(snapshot(tmp_path).files) == ["sources.yaml"]


def test_hidden_files_of_text_editors_are_passed_over(tmp_path: Path) -> None:
    write_folder(tmp_path, {"sources.yaml": "x", ".git/a.yaml": "x", "entries/.sv.md": "x"})
    (tmp_path / "entries" / ".#sv.md").symlink_to("somebody@host.1234")

    taken = snapshot(tmp_path)
    assert list(taken.files) == ["sources.yaml"]
    assert taken.findings == ()


@pytest.mark.parametrize("root", ["missing", "empty"])
def test_a_folder_without_files_is_told(tmp_path: Path, root: str) -> None:
    (tmp_path / "empty").mkdir()

    taken = snapshot(tmp_path / root)
    assert place(taken.findings) == [(".", 0, "folder-empty")]
    assert stamp(tmp_path / root) == frozenset()


def test_the_version_changes_with_any_file(tmp_path: Path) -> None:
    first = snapshot(write_folder(tmp_path)).version
    assert snapshot(tmp_path).version == first

    (tmp_path / "sources.yaml").write_text("sources: {}\n")
    assert snapshot(tmp_path).version != first


def test_the_stamp_changes_with_any_file(tmp_path: Path) -> None:
    before = stamp(write_folder(tmp_path))
    assert stamp(tmp_path) == before

    (tmp_path / "sources.yaml").unlink()
    assert stamp(tmp_path) != before


def test_line_ends_of_other_systems_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\rc: 3\n")

    assert snapshot(tmp_path).files == {"a.yaml": "a: 1\nb: 2\nc: 3\n"}


@pytest.mark.parametrize(
    ("data", "line", "code"),
    [
        (b"a: 1\nb: \xe5\n", 2, "file-not-utf8"),
        ("a: å\n".encode("utf-16"), 1, "file-not-utf8"),
        (b"a: 1\nb: 2\nc: \x00\n", 3, "file-control-character"),
        (b"a: \x1b[31m\n", 1, "file-control-character"),
        ("a: \x85\n".encode(), 1, "file-control-character"),
        (b"x" * (MAX_BYTES + 1), 0, "file-too-large"),
    ],
)
def test_what_is_no_plain_text_is_refused(tmp_path: Path, data: bytes, line: int, code: str) -> None:
    (tmp_path / "a.yaml").write_bytes(data)
    (tmp_path / "b.yaml").write_text("x")

    taken = snapshot(tmp_path)
    assert list(taken.files) == ["b.yaml"]
    assert place(taken.findings) == [("a.yaml", line, code)]


def test_the_largest_file_allowed_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"x" * MAX_BYTES)

    assert len(snapshot(tmp_path).files["a.yaml"]) == MAX_BYTES


@pytest.mark.parametrize("target", ["/etc/passwd", "../secret.yaml", "b.yaml", "/dev/zero", "nowhere", "a.yaml"])
def test_links_are_never_followed(tmp_path: Path, target: str) -> None:
    root = tmp_path / "knowledge"
    write_folder(root, {"b.yaml": "x"})
    (tmp_path / "secret.yaml").write_text("secret")
    (root / "a.yaml").symlink_to(target)

    taken = snapshot(root)
    assert dict(taken.files) == {"b.yaml": "x"}
    assert place(taken.findings) == [("a.yaml", 0, "file-is-link")]


@pytest.mark.parametrize("target", ["/etc", "..", ".", "../other"])
def test_links_to_folders_are_never_followed(tmp_path: Path, target: str) -> None:
    root = tmp_path / "knowledge"
    write_folder(root, {"b.yaml": "x"})
    write_folder(tmp_path / "other", {"secret.yaml": "secret"})
    (root / "entries").symlink_to(target, target_is_directory=True)

    taken = snapshot(root)
    assert dict(taken.files) == {"b.yaml": "x"}
    assert place(taken.findings) == [("entries", 0, "file-is-link")]


def test_the_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    write_folder(tmp_path / "real", {"b.yaml": "x"})
    (tmp_path / "knowledge").symlink_to("real", target_is_directory=True)

    assert dict(snapshot(tmp_path / "knowledge").files) == {"b.yaml": "x"}


def test_pipes_and_folders_with_the_name_of_a_file_are_passed_over(tmp_path: Path) -> None:
    write_folder(tmp_path, {"b.yaml": "x", "c.yaml/d.yaml": "y"})
    os.mkfifo(tmp_path / "a.yaml")

    assert dict(snapshot(tmp_path).files) == {"b.yaml": "x"}


def test_names_that_cannot_be_shown_are_refused(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("x")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.yaml")).write_text("x")
    (tmp_path / "new\nline.yaml").write_text("x")

    taken = snapshot(tmp_path)
    assert dict(taken.files) == {"b.yaml": "x"}
    assert [f.code for f in taken.findings] == ["file-name", "file-name"]
    assert all(f.file.isprintable() and f.file.isascii() for f in taken.findings)
    assert len(stamp(tmp_path)) == 3


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_folder(tmp_path, {"a.yaml": "x"})

    def refusing(_path: Path, _flags: int) -> int:
        raise PermissionError

    monkeypatch.setattr(os, "open", refusing)
    assert place(snapshot(tmp_path).findings)[0] == ("a.yaml", 0, "file-unreadable")


def test_a_file_that_vanishes_while_we_look_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_folder(tmp_path, {"a.yaml": "x", "b.yaml": "x"})
    opened = os.open

    def vanishing(path: Path, flags: int) -> int:
        if path.name == "a.yaml":
            path.unlink()
        return opened(path, flags)

    monkeypatch.setattr(os, "open", vanishing)
    taken = snapshot(tmp_path)
    assert dict(taken.files) == {"b.yaml": "x"}
    assert place(taken.findings) == [("a.yaml", 0, "file-unreadable")]


def test_a_file_that_vanishes_has_no_stamp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_folder(tmp_path, {"a.yaml": "x", "b.yaml": "x"})
    looked = Path.lstat

    def vanishing(path: Path) -> os.stat_result:
        if path.name == "a.yaml" and path.exists():
            path.unlink()
            raise FileNotFoundError
        return looked(path)

    before = stamp(tmp_path)
    monkeypatch.setattr(Path, "is_symlink", lambda _path: False)
    monkeypatch.setattr(Path, "lstat", vanishing)
    assert stamp(tmp_path) < before


def test_a_file_that_becomes_a_link_while_we_look_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_folder(tmp_path, {"a.yaml": "x", "b.yaml": "x"})
    opened = os.open

    def swapping(path: Path, flags: int) -> int:
        if path.name == "a.yaml":
            path.unlink()
            path.symlink_to("/etc/passwd")
        return opened(path, flags)

    monkeypatch.setattr(os, "open", swapping)
    assert dict(snapshot(tmp_path).files) == {"b.yaml": "x"}
