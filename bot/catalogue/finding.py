"""One fault or warning in the knowledge folder: where it is, and which sentence tells the editor what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.catalogue.codes import Code

_TOLD = 10
"""How many faults the text of an error names."""


class Severity(StrEnum):
    """Whether the catalogue can be used with this finding in it."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Finding:
    """A fault in one place.

    `code` names the sentences that tell it (`codes.py`); `values` fill their placeholders. A value `meant` is an id
    that the editor may have meant. `line` counts from 1; 0 is the file as a whole.
    """

    file: str
    line: int
    code: Code
    values: Mapping[str, str] = field(default_factory=dict, compare=False)
    severity: Severity = field(default=Severity.ERROR, compare=False)


class CatalogueError(Exception):
    """The knowledge folder cannot be used; `findings` holds every fault that was found, and the text the first few."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        first = [f"{one.file}:{one.line}  {one.code}" for one in findings[:_TOLD]]
        super().__init__("\n".join([*first, "The knowledge folder has faults. Run: insatsguiden knowledge check"]))
        self.findings = findings


def warning(file: str, line: int, code: Code, /, **values: str) -> Finding:
    """A finding that does not keep the catalogue from being used.

    Args:
        file: the file's path in the knowledge folder.
        line: the line, counted from 1.
        code: the name of the sentences that tell it.
        values: what fills their placeholders.
    """
    return Finding(file, line, code, values, Severity.WARNING)


def fault(file: str, line: int, code: Code, /, **values: str) -> Finding:
    """A finding that keeps the catalogue from being used.

    Args:
        file: the file's path in the knowledge folder.
        line: the line, counted from 1.
        code: the name of the sentences that tell it.
        values: what fills their placeholders.
    """
    return Finding(file, line, code, values)
