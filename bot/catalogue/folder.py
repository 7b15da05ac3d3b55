"""Reading the knowledge folder from disk, all of it in one go, into a snapshot that the rest works on.

This is the only module that reads content files from disk. A snapshot is taken whole before anything is
judged, so that an edit in the middle of a reading cannot mix two versions. Nothing outside the folder is ever read:
links are not followed, neither to files nor to folders.
"""

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.catalogue.finding import Finding, fault

MAX_BYTES = 512 * 1024
QUESTIONS = "questions"
"""The folder of the editors' test questions: they are no content, and are read by themselves."""
_KEPT = {".yaml", ".md"}
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


Stamp = frozenset[tuple[str, int, int]]
"""What tells one state of the folder from another at a glance: the name, size and time of change of each file."""


@dataclass(frozen=True)
class Snapshot:
    """The texts of a knowledge folder by their path within it, and a hash of them all."""

    files: Mapping[str, str]
    version: str
    findings: tuple[Finding, ...] = ()

    @property
    def unreadable(self) -> frozenset[str]:
        """The paths of files that are there but could not be read."""
        return frozenset(finding.file for finding in self.findings if finding.code != "folder-empty")


def snapshot(root: Path) -> Snapshot:
    """Read every YAML and Markdown file below a folder, but for the test questions.

    Files that are too large, are links, or are not plain UTF-8 text are left out and reported in `findings`.

    Args:
        root: the knowledge folder.
    """
    found = _snapshot(root, _content(root))
    if found.files:
        return found
    empty = fault(".", 0, "folder-empty", folder=root.name)
    return Snapshot(found.files, found.version, (*found.findings, empty))


def questions(root: Path) -> Snapshot:
    """Read the editors' test questions, in the same way as the content.

    Args:
        root: the knowledge folder.
    """
    folder = root / QUESTIONS
    return _snapshot(root, [folder] if folder.is_symlink() else _walk(folder))


def _snapshot(root: Path, paths: Iterable[Path]) -> Snapshot:
    files: dict[str, str] = {}
    findings: list[Finding] = []
    for path in paths:
        name = path.relative_to(root).as_posix()
        text = _text(path, name)
        if isinstance(text, Finding):
            findings.append(text)
        elif text is not None:
            files[name] = text
    return Snapshot(files, _hash(files), tuple(findings))


def _content(root: Path) -> Iterator[Path]:
    for path in _walk(root):
        name = path.relative_to(root)
        if name.parts[0] != QUESTIONS and name.as_posix() != "README.md":
            yield path


def _walk(folder: Path) -> Iterator[Path]:
    """Content files and links below a folder.

    Hidden files are passed over: text editors put their locks and copies there.
    """
    try:
        paths = sorted(folder.iterdir())
    except OSError:  # removed, or closed to us, while we looked
        return
    for path in paths:
        if path.name.startswith("."):
            continue
        if path.is_symlink() or path.suffix in _KEPT:
            yield path
        elif path.is_dir():
            yield from _walk(path)


def _text(path: Path, name: str) -> str | Finding | None:
    """The text of one file; None where the name belongs to something that is no file."""
    if not name.isprintable():
        return fault(ascii(name).strip("'"), 0, "file-name")
    if path.is_symlink():
        return fault(name, 0, "file-is-link")
    try:
        data = _bytes(path)
    except OSError:
        return fault(name, 0, "file-unreadable")
    return None if data is None else _decoded(data, name)


def _bytes(path: Path) -> bytes | None:
    """The start of a file, one byte more than we allow; a link put there since we looked is not followed."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        return None
    with os.fdopen(descriptor, "rb") as file:
        return file.read(MAX_BYTES + 1)


def _decoded(data: bytes, name: str) -> str | Finding:
    if len(data) > MAX_BYTES:
        return fault(name, 0, "file-too-large", kib=str(MAX_BYTES // 1024))
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        return fault(name, data.count(b"\n", 0, error.start) + 1, "file-not-utf8")
    if found := _CONTROL.search(text):
        return fault(name, text.count("\n", 0, found.start()) + 1, "file-control-character")
    return text


def _hash(files: Mapping[str, str]) -> str:
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{len(files[name])}\0{files[name]}".encode())
    return digest.hexdigest()[:16]


def stamp(root: Path) -> Stamp:
    """A cheap fingerprint of the folder (names, sizes, times of change), to notice that something was edited.

    Args:
        root: the knowledge folder.
    """
    marks = set()
    for path in _content(root):
        try:
            status = path.lstat()
        except OSError:  # removed while we looked: the next look sees the rest
            continue
        marks.add((path.relative_to(root).as_posix(), status.st_size, status.st_mtime_ns))
    return frozenset(marks)
