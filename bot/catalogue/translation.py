"""Translations: the Swedish text that each was made from, and whether that text has changed since.

A translation records a short hash of the Swedish words (`source_hash`). Only words count, and the ages that a
text is for: white space, the order of the fields in the head, marks of lists and the names of headings may change
without making a translation old. A translation without the hash counts as older: nobody can say what it was made from.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.catalogue.markdown_lines import Document
from bot.catalogue.model import Block
from bot.catalogue.yaml_lines import Tree

SOURCE = "sv"
"""The language that all others are translated from."""

HASH = "source_hash"
_NOT_WORDS = frozenset({"state", HASH})
_FILE = re.compile(r"(?P<folder>(?:entries/)?(?P<text>[^/]+))/(?P<language>[a-z]+)\.md")
_LENGTH = 12


@dataclass(frozen=True)
class Translation:
    """One text in one language other than Swedish.

    Attributes:
        file: its path in the knowledge folder.
        source: the path of the Swedish file.
        text: what editors call it: the id of an entry, `crisis` or `elsewhere`.
        language: its language code.
    """

    file: str
    source: str
    text: str
    language: str


def translations(names: Iterable[str]) -> Iterator[Translation]:
    """The translations among the files of the folder, where the Swedish file is there too; sorted by path.

    Args:
        names: paths in the knowledge folder.
    """
    there = frozenset(names)
    for name in sorted(there):
        found = _FILE.fullmatch(name)
        source = f"{found['folder']}/{SOURCE}.md" if found else ""
        if found and source in there and found["language"] != SOURCE:
            yield Translation(name, source, found["text"], found["language"])


def source_hash(document: Document) -> str:
    """The hash of a Swedish text: twelve hexadecimal digits that change with its words, and with nothing else.

    Args:
        document: the Swedish file, read.
    """
    tree = document.head.tree if document.head else {}
    head = tree if isinstance(tree, dict) else {}
    parts = [[key, *_texts(head[key])] for key in sorted(set(head) - _NOT_WORDS)]
    parts += [["##", *(_marked(block) for block in part.blocks)] for part in document.parts]
    words = "\n".join(" ".join(" ".join(part).split()) for part in parts)
    return hashlib.sha256(unicodedata.normalize("NFC", words).encode()).hexdigest()[:_LENGTH]


def _texts(tree: Tree) -> list[str]:
    if isinstance(tree, list):
        return [text for item in tree for text in ["|", *_texts(item)]]
    return [tree] if isinstance(tree, str) else [f"{key} {text}" for key in tree for text in _texts(tree[key])]


def _marked(block: Block) -> str:
    """The words of a block, with the ages that they are for: other ages make another text."""
    return f"{{{block.ages}}} {block.text}" if block.ages else block.text


def made_from(document: Document) -> str | None:
    """The hash that a translation carries; None where it carries none.

    Args:
        document: the translation, read.
    """
    tree = document.head.tree if document.head else None
    value = tree.get(HASH) if isinstance(tree, dict) else None
    return value if isinstance(value, str) and value else None


def older(documents: Mapping[str, Document]) -> frozenset[str]:
    """The files of all translations that were made from other Swedish words than today's.

    Args:
        documents: the Markdown files, read, by their path in the knowledge folder; one without a head is passed over.
    """
    return frozenset(
        found.file
        for found in translations(name for name, document in documents.items() if document.head)
        if made_from(documents[found.file]) != source_hash(documents[found.source])
    )
