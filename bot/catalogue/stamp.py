"""The stamp on a translation: the one line of its head that says which Swedish text it was made from."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.catalogue.folder import Snapshot
from bot.catalogue.markdown_lines import Document, read
from bot.catalogue.translation import HASH, Translation, source_hash, translations

_FENCE = "---"
_STATE = "state"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


class StampError(Exception):
    """The head of the file is not written as one field a line, so the stamp has to be set by hand."""


class Refusal(StrEnum):
    """Why a translation cannot be stamped; the id of the sentence that says so is `stamp.<value>`."""

    UNREADABLE = "unreadable"
    SOURCE_UNREADABLE = "source-unreadable"
    SOURCE_FAULTY = "source-faulty"


@dataclass(frozen=True)
class Due:
    """A translation, and the hash that it carries when it is made from today's Swedish text, or why it gets none."""

    found: Translation
    hash: str | Refusal


def stamps(content: Snapshot, faulty: Collection[str]) -> Iterator[Due]:
    """Each translation of the folder, with its hash.

    From a Swedish file with faults there is none: part of its words would be left out of it, or has to be changed.

    Args:
        content: the knowledge folder as it was read.
        faulty: the paths of the files with faults (`Loaded.errors`).
    """
    for found in translations((*content.files, *content.unreadable)):
        yield Due(found, _hash(found, content, faulty))


def _hash(found: Translation, content: Snapshot, faulty: Collection[str]) -> str | Refusal:
    if found.source in content.unreadable:
        return Refusal.SOURCE_UNREADABLE
    if found.source in faulty:
        return Refusal.SOURCE_FAULTY
    if found.file in content.unreadable:
        return Refusal.UNREADABLE
    return source_hash(read(content.files[found.source], found.source))


def stamped(text: str, hash_: str) -> str:
    """The file with the hash in its head, and all else as it was, with its own line ends.

    Args:
        text: the translation as it stands on disk.
        hash_: the hash of the Swedish text (`translation.source_hash`).

    Raises:
        StampError: where the line cannot be set without touching others.
    """
    changed = "".join(_with_stamp(_LINE.findall(text), hash_))
    before, after = _read(text), _read(changed)
    if _head(after) != {**_head(before), HASH: hash_} or _body(after) != _body(before):
        raise StampError
    return changed


def _with_stamp(lines: Sequence[str], hash_: str) -> Iterator[str]:
    """The lines of the file; the hash takes the place of an older one, or else stands after the state."""
    end = next((at for at, line in enumerate(lines) if at and line.rstrip() == _FENCE), 0)
    keys = [line.partition(":")[0] for line in lines[:end]]
    place = next((keys.index(key) for key in (HASH, _STATE) if key in keys), None)
    for at, line in enumerate(lines):
        if at != place or keys[at] != HASH:
            yield line
        if at == place:
            yield f"{HASH}: {hash_}{_ending(line)}"


def _ending(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]


def _read(text: str) -> Document:
    return read(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), "")


def _head(document: Document) -> dict[str, object]:
    tree = document.head.tree if document.head else None
    if not isinstance(tree, dict):
        raise StampError
    return dict(tree)


def _body(document: Document) -> list[object]:
    return [(part.heading, part.blocks) for part in document.parts]
