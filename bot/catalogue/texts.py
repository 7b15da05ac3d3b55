"""Every text that residents read, one by one, with the place where it stands: what most rules walk through.

The texts are taken from the files as they were read, not from the catalogue, so that a fault in the head of a file does
not hide the faults further down.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.catalogue.markdown_lines import Document
from bot.catalogue.model import Catalogue, Entry
from bot.catalogue.where import Where

Kind = Literal["title", "button", "name", "summary", "section", "crisis", "elsewhere"]


@dataclass(frozen=True)
class Text:
    """One text: a field of a head, or a paragraph or list item.

    `part` is the heading that a paragraph stands under, `ages` are those that it is for, where it is not for all.
    `entry` is None for fixed texts, and where the entry's facts could not be read.
    """

    file: str
    line: int
    language: str
    kind: Kind
    text: str
    part: str = ""
    entry: Entry | None = None
    ages: str | None = None


def texts_of(catalogue: Catalogue, where: Where) -> Iterator[Text]:
    """All texts of the Markdown files.

    Args:
        catalogue: where the entries stand.
        where: the files as they were read.
    """
    for file, document in where.documents.items():
        folder, *rest = file.removesuffix(".md").split("/")
        if folder == "entries":
            yield from head_texts(file, rest[-1], document, catalogue.entries.get(rest[0]))
            yield from _parts(file, rest[-1], "section", document, catalogue.entries.get(rest[0]))
        else:
            yield from _parts(file, rest[-1], "crisis" if folder == "crisis" else "elsewhere", document, None)


def head_texts(file: str, language: str, document: Document, entry: Entry | None) -> Iterator[Text]:
    """The texts in the head of an entry's words: its title, its button, its summary and what else it is called.

    Args:
        file: the path of the file in the knowledge folder.
        language: the code of its language.
        document: the file, read.
        entry: the entry, where its facts could be read.
    """
    head = document.head
    if head is None or not isinstance(head.tree, dict):
        return
    kinds: tuple[Kind, ...] = ("title", "button", "summary")
    for kind in kinds:
        if isinstance(text := head.tree.get(kind), str):
            yield Text(file, head.line((kind,)), language, kind, text, entry=entry)
    names = head.tree.get("also_called", [])
    for index, name in enumerate(names if isinstance(names, list) else []):
        if isinstance(name, str):
            yield Text(file, head.line(("also_called", index)), language, "name", name, entry=entry)


def _parts(file: str, language: str, kind: Kind, document: Document, entry: Entry | None) -> Iterator[Text]:
    for part in document.parts:
        for block, line in zip(part.blocks, part.lines, strict=True):
            yield Text(file, line, language, kind, block.text, part.heading, entry, block.ages)
