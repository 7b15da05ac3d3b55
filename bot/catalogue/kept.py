"""Catalogues that were read before, kept as JSON by their version, so that a start need not read and judge each file.

A kept catalogue is used only where the folder has the very same content, and was read by the very same code. A file
that is missing or broken is not an error: the folder is then read again.
"""

import hashlib
from functools import cache
from pathlib import Path
from typing import IO

from pydantic import TypeAdapter, ValidationError

from bot.catalogue.model import Catalogue
from bot.kept_file import keep

_CATALOGUE: TypeAdapter[Catalogue] = TypeAdapter(Catalogue)
_DIGEST = 64


def path_of(folder: Path, version: str) -> Path:
    """The file that holds a catalogue.

    Args:
        folder: the cache folder.
        version: the catalogue's version.
    """
    return folder / f"catalogue-{version}-{_reading()}.json"


def load(path: Path) -> Catalogue | None:
    """Read a kept catalogue; None where there is none that can be used.

    Args:
        path: its file.
    """
    try:
        content = path.read_bytes()
        if content[:_DIGEST] != _digest(content[_DIGEST:]):
            return None
        return _CATALOGUE.validate_json(content[_DIGEST:])
    except (OSError, ValidationError):
        return None


def save(path: Path, catalogue: Catalogue) -> None:
    """Keep a catalogue; a folder that cannot be written is left alone.

    Args:
        path: its file.
        catalogue: all that was read.
    """

    def write(file: IO[bytes]) -> None:
        content = _CATALOGUE.dump_json(catalogue, by_alias=True, fallback=dict, warnings="none")
        file.write(_digest(content) + content)

    keep(path, "catalogue-*.json", write)


def _digest(content: bytes) -> bytes:
    """A hash that a file damaged on the disk does not have: a wrong digit in a phone number must not go unseen."""
    return hashlib.sha256(content).hexdigest().encode()


@cache
def _reading() -> str:
    """What tells one version of the code that reads folders from another."""
    digest = hashlib.sha256()
    for source in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:12]
