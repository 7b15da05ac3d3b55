"""Where things stand in the knowledge folder, for rules that have to point at a line."""

from dataclasses import dataclass, field

from bot.catalogue.markdown_lines import Document, Examples
from bot.catalogue.yaml_lines import Parsed


@dataclass(frozen=True)
class Where:
    """What was read, by file and with its lines."""

    trees: dict[str, Parsed] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    examples: dict[str, Examples] = field(default_factory=dict)

    def yaml(self, file: str, *path: str | int) -> int:
        """The line of a key or list item in a YAML file.

        Args:
            file: the file's path in the knowledge folder.
            path: keys and list positions that lead there.
        """
        tree = self.trees.get(file)
        return tree.line(path) if tree else 0

    def head(self, file: str, *path: str | int) -> int:
        """The line of a key in the head of a Markdown file."""
        document = self.documents.get(file)
        return document.head.line(path) if document and document.head else 0

    def heading(self, file: str, heading: str) -> int:
        """The line of a heading in a Markdown file; 0 where it is not there."""
        document = self.documents.get(file)
        parts = document.parts if document else ()
        return next((p.line for p in parts if p.heading.casefold() == heading.casefold()), 0)
