"""The sentences of `locales/`, read once.

Messages are named by ids ("handover.opened"), not by their English text: the same id is what a transcript stores, so
that staff can read in Swedish what the resident read in another language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from types import MappingProxyType

from babel.messages.catalog import Message
from babel.messages.pofile import PoFileError, read_po

from bot.catalogue.finding import CatalogueError, Finding, fault

FALLBACK = "sv"


@dataclass(frozen=True)
class Catalogs:
    """The sentences of one domain, by language and then by message id.

    Attributes:
        domain: `guide` or `staff`.
        texts: the sentences; of a file that cannot be read, none.
        lines: the line of each sentence's id in its file.
        findings: a fault for each file that cannot be read.
    """

    domain: str
    texts: Mapping[str, Mapping[str, str]]
    lines: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

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


def file_of(domain: str, language: str) -> str:
    """Where the sentences of a language stand, as editors are told.

    Args:
        domain: `guide` or `staff`.
        language: the code of a language.
    """
    return f"locales/{language}/LC_MESSAGES/{domain}.po"


def read_catalogs(root: Path, domain: str) -> Catalogs:
    """Read the .po files of one domain.

    Args:
        root: the folder `locales/`, with `<lang>/LC_MESSAGES/<domain>.po` in it.
        domain: `guide` (what residents read) or `staff` (what staff and editors read).

    Raises:
        CatalogueError: where a file cannot be read.
    """
    found = look_at_catalogs(root, domain)
    if found.findings:
        raise CatalogueError(found.findings)
    return found


def look_at_catalogs(root: Path, domain: str) -> Catalogs:
    """Read the .po files of one domain as far as they can be read; the others are told in `findings`.

    Args:
        root: the folder `locales/`, with `<lang>/LC_MESSAGES/<domain>.po` in it.
        domain: `guide` or `staff`.
    """
    texts: dict[str, Mapping[str, str]] = {}
    lines: dict[str, Mapping[str, int]] = {}
    findings: list[Finding] = []
    for path in sorted(root.glob(f"*/LC_MESSAGES/{domain}.po")):
        language = path.parent.parent.name
        messages = _messages(path, file_of(domain, language))
        if isinstance(messages, Finding):
            findings.append(messages)
            continue
        texts[language] = MappingProxyType({str(message.id): str(message.string) for message in messages})
        lines[language] = MappingProxyType({str(message.id): message.lineno or 0 for message in messages})
    return Catalogs(domain, MappingProxyType(texts), MappingProxyType(lines), tuple(findings))


def _messages(path: Path, name: str) -> list[Message] | Finding:
    """The sentences of one file that are translated, or why it cannot be read."""
    data = path.read_bytes()
    try:
        catalog = read_po(StringIO(data.decode("utf-8-sig")), abort_invalid=True)
    except UnicodeDecodeError as error:
        return fault(name, data.count(b"\n", 0, error.start) + 1, "file-not-utf8")
    except PoFileError as error:
        return fault(name, error.lineno + 1, "sentences-unreadable")
    except ValueError:  # a date or a number in the head of the file that is none
        return fault(name, 0, "sentences-unreadable")
    return [message for message in catalog if message.id and message.string and not message.fuzzy]
