"""The sentences for editors, of the `staff` locale: `check.*`, and those of other tools by their own beginning.

They are read here, and not through `bot.wording`, because the catalogue stands below the wording and must be checked
without it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

from babel.messages.pofile import read_po

from bot.catalogue.finding import Finding, Severity

FALLBACK = "sv"
CHECK = "check."
"""How the ids of the check's sentences begin."""
_PLACEHOLDER = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True)
class Sentences:
    """What editors are told, in one language, by the id without its beginning (`check.`)."""

    texts: Mapping[str, str]

    def text(self, id_: str, values: Mapping[str, str] | None = None) -> str:
        """A sentence with its placeholders filled; "–" stands where there is no value.

        Args:
            id_: the id without its beginning.
            values: what fills the placeholders.

        Raises:
            KeyError: where there is no such sentence.
        """
        known = values or {}
        return _PLACEHOLDER.sub(lambda match: known.get(match[1]) or "–", self.texts[id_])

    def finding(self, finding: Finding) -> str:
        """What is wrong, and what to do.

        Args:
            finding: a fault or a warning.
        """
        parts = [self.text(finding.code, finding.values), self.text(f"{finding.code}.advice", finding.values)]
        if "meant" in finding.values:
            parts.insert(1, self.text("report.meant", finding.values))
        if finding.severity is Severity.WARNING:
            parts.insert(0, self.text("report.warning"))
        return " ".join(parts)


def read_sentences(locales: Path, language: str, beginning: str = CHECK) -> Sentences:
    """Read the editors' sentences in a language, in Swedish where the language lacks one.

    Args:
        locales: the folder `locales/`.
        language: the code of a language.
        beginning: how the ids of the wanted sentences begin; it is cut off.
    """
    return Sentences(MappingProxyType({**_read(locales, FALLBACK, beginning), **_read(locales, language, beginning)}))


def _read(locales: Path, language: str, beginning: str) -> dict[str, str]:
    path = locales / language / "LC_MESSAGES" / "staff.po"
    if not path.is_file():
        return {}
    messages = read_po(BytesIO(path.read_bytes()), abort_invalid=True)
    return {
        str(message.id).removeprefix(beginning): str(message.string)
        for message in messages
        if str(message.id).startswith(beginning) and message.string and not message.fuzzy
    }
