"""The Markdown of the knowledge folder: a YAML head, second-level headings, paragraphs and lists; nothing else.

The text is kept as blocks of plain text, never as HTML, so that every channel can draw it in its own way and nothing
that an editor pastes can run in a resident's browser.
"""

from dataclasses import dataclass, field
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.catalogue.finding import Finding, fault
from bot.catalogue.model import Block
from bot.catalogue.placeholders import for_ages
from bot.catalogue.yaml_lines import Parsed, parse

# References and underlined headings are off because they make text vanish, or turn into a heading, unnoticed.
_MARKDOWN = MarkdownIt("commonmark").disable(
    ["html_block", "html_inline", "entity", "autolink", "reference", "lheading"]
)
_FENCE = "---\n"
_LINK = "]("
"""What is left in the text of a link to somewhere that the parser finds dangerous."""
_FORBIDDEN = frozenset({"fence", "code_block", "blockquote_open", "hr", "ordered_list_open"})


@dataclass(frozen=True)
class Part:
    """What stands under one heading: its blocks, and the line on which each begins."""

    heading: str
    line: int
    blocks: tuple[Block, ...]
    lines: tuple[int, ...]


@dataclass(frozen=True)
class Document:
    """One Markdown file, read. `head` is None where the file has no YAML head that can be read."""

    head: Parsed | None
    parts: tuple[Part, ...]
    faults: tuple[Finding, ...] = ()


def read(text: str, file: str) -> Document:
    """Read one Markdown file.

    Args:
        text: the whole file.
        file: its name, for the findings.
    """
    if not text.startswith(_FENCE):
        return _body(text, file, 1, Document(None, (), (fault(file, 1, "head-missing"),)))
    front, fence, body = text[len(_FENCE) - 1 :].partition("\n" + _FENCE)
    if not fence:
        return Document(None, (), (fault(file, 1, "head-not-closed"),))
    head = parse(front[1:], file, first_line=2)
    first_line = front.count("\n") + 3
    if isinstance(head, Finding):
        return _body(body, file, first_line, Document(None, (), (head,)))
    return _body(body, file, first_line, Document(head, (), head.faults))


def _body(text: str, file: str, first_line: int, so_far: Document) -> Document:
    reader = _Body(file, first_line)
    for token in _MARKDOWN.parse(text):
        reader.take(token)
    return Document(so_far.head, reader.done(), (*so_far.faults, *reader.faults))


@dataclass
class _Growing:
    """A part while its blocks are being read."""

    heading: str
    line: int
    blocks: list[Block] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


class _Body:
    """Takes the tokens of a Markdown text one by one and keeps the few kinds that we allow."""

    def __init__(self, file: str, first_line: int) -> None:
        self.faults: list[Finding] = []
        self._file = file
        self._first_line = first_line
        self._parts = [_Growing("", first_line)]
        self._depth = 0
        self._what: Literal["heading", "item", "paragraph"] = "paragraph"

    def take(self, token: Token) -> None:
        line = (token.map[0] if token.map else 0) + self._first_line
        if token.type in _FORBIDDEN:
            self.faults.append(fault(self._file, line, "markdown-not-allowed"))
        elif token.type == "heading_open":
            self._what = "heading"
            if token.tag != "h2":
                self.faults.append(fault(self._file, line, "heading-level"))
        elif token.type in {"list_item_open", "list_item_close"}:
            self._depth += token.nesting
        elif token.type == "paragraph_open":
            self._what = "item" if self._depth else "paragraph"
        elif token.type == "inline":
            self._add(_inline(token), line)

    def _add(self, text: str | None, line: int) -> None:
        if text is None:
            self.faults.append(fault(self._file, line, "markdown-not-allowed"))
        elif self._what == "heading":
            self._parts.append(_Growing(text, line))
        else:
            ages, rest = for_ages(text)
            self._parts[-1].blocks.append(Block(self._what, rest, ages))
            self._parts[-1].lines.append(line)

    def done(self) -> tuple[Part, ...]:
        return tuple(
            Part(part.heading, part.line, tuple(part.blocks), tuple(part.lines))
            for part in self._parts
            if part.blocks or part is not self._parts[0]
        )


def _inline(token: Token) -> str | None:
    """The plain text of a paragraph or heading; None where it holds a link, a picture or emphasis."""
    texts: list[str] = []
    for child in token.children or []:
        if child.type in {"text", "text_special"}:
            texts.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            texts.append(" ")
        else:
            return None
    text = "".join(texts).strip()
    return None if _LINK in text else text


@dataclass(frozen=True)
class Example:
    """One line of an example file, and the heading that it stands under ("" before the first)."""

    label: str
    line: int
    text: str


@dataclass(frozen=True)
class Examples:
    """An example file, read. `labels` are the headings with their lines, in the order of the file."""

    lines: tuple[Example, ...]
    labels: tuple[tuple[str, int], ...]
    faults: tuple[Finding, ...]


def bullets(text: str, file: str) -> Examples:
    """Read an example file.

    These are residents' own sentences, so nothing in them is read as Markdown.

    Args:
        text: the whole file, with lines such as `- var finns anhöriggrupper?` and headings such as `## suicide`.
        file: its name, for the findings.
    """
    lines: list[Example] = []
    labels: list[tuple[str, int]] = []
    faults: list[Finding] = []
    for number, line in enumerate(text.split("\n"), start=1):
        stripped = line.strip()
        if stripped.startswith("## "):
            labels.append((stripped[3:].strip(), number))
        elif stripped.startswith("- "):
            lines.append(Example(labels[-1][0] if labels else "", number, stripped[2:].strip()))
        elif stripped and not stripped.startswith("# "):
            faults.append(fault(file, number, "dash-missing", text=stripped[:40]))
    return Examples(tuple(lines), tuple(labels), tuple(faults))
