"""YAML that keeps every scalar as the text that was typed, and remembers the line of everything.

Ordinary YAML loaders turn `0200` into 128, `12:30` into 750 and the language code `no` into False, and let the last of
two equal keys win in silence. Editors' files must survive all of that, so only strings, lists and mappings come out;
the models (`model.py`) turn the strings into dates, numbers and yes or no.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

import yaml

from bot.catalogue.codes import Code
from bot.catalogue.finding import Finding, fault

Tree = str | list["Tree"] | dict[str, "Tree"]
Path = tuple[str | int, ...]

MAX_DEPTH = 20

_HINTS: Mapping[str, Code] = {
    "found a tab character": "yaml-tab",
    r"character '\t'": "yaml-tab",
    "cannot start any token": "yaml-tab",
    "mapping values are not allowed": "yaml-colon",
    "could not find expected ':'": "yaml-colon-missing",
    "unexpected end of stream": "yaml-quote",
    "did not find expected": "yaml-indent",
}
"""What the YAML parser says, and the fault that people mostly have made then."""
_SEEN_LATE: frozenset[Code] = frozenset({"yaml-quote", "yaml-colon-missing"})
"""What never ends, or never gets its colon, is pointed at where it begins."""


class _Mark(Protocol):
    """A position as either of the two parsers gives it, in Python or in C."""

    line: int


@dataclass(frozen=True)
class Parsed:
    """A YAML document: its tree, and the line (from 1) of every key and list item by its path.

    `faults` did not stop the reading, but the tree cannot be trusted where they are.
    """

    tree: Tree
    lines: dict[Path, int]
    faults: tuple[Finding, ...] = ()

    def line(self, path: Path) -> int:
        """The line of the deepest part of a path that exists, skipping parts that are not in the file.

        Args:
            path: keys and list positions; may hold names that a validator put in between.
        """
        here: Path = ()
        for part in path:
            if (*here, part) in self.lines:
                here = (*here, part)
        return self.lines.get(here, 1)


class _TroubleError(Exception):
    """What stops the reading; the line counts from 1 within the document."""

    def __init__(self, line: int, code: Code) -> None:
        super().__init__(code)
        self.line, self.code = line, code


def parse(text: str, file: str, first_line: int = 1) -> Parsed | Finding:
    """Read one YAML document.

    Args:
        text: the document.
        file: the file's name, for the finding.
        first_line: the line of the file on which the document begins.

    Returns:
        the parsed document, or the one fault that stopped the reading.
    """
    try:
        node = _compose(text)
    except _TroubleError as trouble:
        return Finding(file, trouble.line + first_line - 1, trouble.code)
    plain = _Plain(file, first_line)
    tree: Tree = {} if node is None else plain.tree(node, ())
    return Parsed(tree, plain.lines, tuple(plain.faults))


def _compose(text: str) -> yaml.Node | None:
    loader = yaml.CSafeLoader(text)
    try:
        _inspect(text)
        node: yaml.Node | None = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        raise _trouble(text, error) from error
    except yaml.YAMLError as error:
        raise _TroubleError(1, "yaml-syntax") from error
    finally:
        loader.dispose()
    return node


def _inspect(text: str) -> None:
    """Refuse what would make trouble later, on the event stream: composing a deep document would exhaust the stack."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise _TroubleError(_line(event.start_mark), "yaml-alias")
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag is not None:
            raise _TroubleError(_line(event.start_mark), "yaml-tag")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise _TroubleError(_line(event.start_mark), "yaml-too-deep")


def _line(mark: _Mark | None) -> int:
    return mark.line + 1 if mark else 1


def _trouble(text: str, error: yaml.MarkedYAMLError) -> _TroubleError:
    problem = str(error)
    code: Code = next((code for sign, code in _HINTS.items() if sign in problem), "yaml-syntax")
    marks = (error.problem_mark, error.context_mark)
    line = _line(next((mark for mark in (marks[::-1] if code in _SEEN_LATE else marks) if mark), None))
    return _TroubleError(min(line, text.rstrip().count("\n") + 1), code)


@dataclass
class _Plain:
    """Makes plain lists, mappings and strings of composed nodes."""

    file: str
    first_line: int
    lines: dict[Path, int] = field(default_factory=dict)
    faults: list[Finding] = field(default_factory=list)

    def tree(self, node: yaml.Node, path: Path) -> Tree:
        if isinstance(node, yaml.SequenceNode):
            return [self._item(child, (*path, index)) for index, child in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        return str(node.value)

    def _item(self, node: yaml.Node, path: Path) -> Tree:
        self.lines[path] = node.start_mark.line + self.first_line
        return self.tree(node, path)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> Tree:
        mapping: dict[str, Tree] = {}
        for key_node, child in node.value:
            line = key_node.start_mark.line + self.first_line
            if not isinstance(key_node, yaml.ScalarNode):
                self.faults.append(fault(self.file, line, "yaml-key"))
                continue
            key = str(key_node.value)
            if key in mapping:
                self.faults.append(fault(self.file, line, "yaml-duplicate", key=key))
                continue
            self.lines[(*path, key)] = line
            mapping[key] = self.tree(child, (*path, key))
        return mapping
