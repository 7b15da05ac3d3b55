"""One test question, and what must come of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.catalogue.yaml_lines import Parsed, Path, Tree


class Kind(StrEnum):
    """What must come of a test question; the names are the keys of the files."""

    FIND = "find"
    NEVER = "never"
    SEVERAL = "several"
    NOTHING = "nothing"
    DANGER = "danger"
    NO_DANGER = "no_danger"
    SMALLTALK = "smalltalk"
    PERSON = "person"


OF_ENTRIES = frozenset({Kind.FIND, Kind.NEVER, Kind.SEVERAL})
"""The kinds whose questions name entries."""


@dataclass(frozen=True)
class Question:
    """A test question in one language, and where it stands.

    Attributes:
        language: the code of the file's language.
        kind: what must come of it.
        text: what a resident might write.
        names: for `find` the entry and others that are right as well; for `never` the entry that must not be the
            answer; for `several` all that must be found; for `danger` the type of danger; else nothing.
        file: the path in the knowledge folder.
        line: the line of the question, counted from 1.
    """

    language: str
    kind: Kind
    text: str
    names: tuple[str, ...] = ()
    file: str = ""
    line: int = 0


@dataclass(frozen=True)
class Named:
    """An id that stands in a file of questions, and where."""

    id: str
    line: int


def questions_in(parsed: Parsed, language: str, file: str) -> Iterator[Question]:
    """The questions of a file, as far as it has the right form.

    Args:
        parsed: the file, read.
        language: the code of its language.
        file: its path in the knowledge folder.
    """
    for kind, path, item, key in _items(parsed.tree):
        text, others = _text(item)
        if text:
            names = (key, *others) if key else tuple(others)
            yield Question(language, kind, text, names, file, parsed.line(path))


def entries_in(parsed: Parsed) -> Iterator[Named]:
    """The ids of entries that a file names, each place by itself.

    Args:
        parsed: the file, read.
    """
    keys = dict.fromkeys((path[:2]) for kind, path, _, key in _items(parsed.tree) if key and kind in OF_ENTRIES)
    for path in keys:
        yield Named(str(path[1]), parsed.line(path))
    for _, path, item, _ in _items(parsed.tree):
        for id_ in _text(item)[1]:
            yield Named(id_, parsed.line(path))


def _items(tree: Tree) -> Iterator[tuple[Kind, Path, Tree, str]]:
    """Each question with its kind, its place in the file, and the key that it stands under ("" for none)."""
    for kind in Kind:
        node = tree.get(kind.value) if isinstance(tree, dict) else None
        lists: Mapping[str, Tree] = node if isinstance(node, dict) else {"": node or []}
        for key, items in lists.items():
            for at, item in enumerate(items if isinstance(items, list) else []):
                yield kind, (kind.value, *((key, at) if key else (at,))), item, key


def _text(item: Tree) -> tuple[str, list[str]]:
    """What is asked, and the entries that stand beside it."""
    if not isinstance(item, dict):
        return (item, []) if isinstance(item, str) else ("", [])
    ask = item.get("ask", "")
    beside = item.get("or", item.get("find", []))
    ids = [id_ for id_ in beside if isinstance(id_, str)] if isinstance(beside, list) else []
    return (ask, ids) if isinstance(ask, str) else ("", ids)
