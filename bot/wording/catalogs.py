"""The sentences of `locales/`, read once.

Messages are named by ids ("handover.opened"), not by their English text: the same id is what a transcript stores, so
that staff can read in Swedish what the resident read in another language.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

from babel.messages.pofile import read_po

FALLBACK = "sv"


@dataclass(frozen=True)
class Catalogs:
    """The sentences of one domain, by language and then by message id."""

    domain: str
    texts: Mapping[str, Mapping[str, str]]

    def text(self, language: str, message: str) -> str:
        """The sentence with this id, in Swedish where the language lacks it.

        Args:
            language: the code of a language.
            message: the id.

        Raises:
            KeyError: where not even Swedish has it.
        """
        return self.texts.get(language, {}).get(message) or self.texts[FALLBACK][message]

    def has(self, language: str, message: str) -> bool:
        """Whether the language has the sentence itself."""
        return bool(self.texts.get(language, {}).get(message))


def read_catalogs(root: Path, domain: str) -> Catalogs:
    """Read the .po files of one domain.

    Args:
        root: the folder `locales/`, with `<lang>/LC_MESSAGES/<domain>.po` in it.
        domain: `guide` (what residents read) or `staff` (what staff and editors read).
    """
    texts = {path.parent.parent.name: _texts(path) for path in sorted(root.glob(f"*/LC_MESSAGES/{domain}.po"))}
    return Catalogs(domain, MappingProxyType(texts))


def _texts(path: Path) -> Mapping[str, str]:
    catalog = read_po(BytesIO(path.read_bytes()), abort_invalid=True)
    return MappingProxyType(
        {
            str(message.id): str(message.string)
            for message in catalog
            if message.id and message.string and not message.fuzzy
        }
    )
