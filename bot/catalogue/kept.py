"""Catalogues that were read before, kept as JSON by their version, so that a start need not read and judge each file.

A kept catalogue is used only where the folder has the very same content, and was read by the same code with the same
libraries. A file that is missing or broken is not an error: the folder is then read again.
"""

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import IO

from pydantic import TypeAdapter, ValidationError

from bot.catalogue.model import Catalogue
from bot.kept_file import keep, made_by, open_whole

_CATALOGUE: TypeAdapter[Catalogue] = TypeAdapter(Catalogue)
_LIBRARIES = ("Babel", "markdown-it-py", "personnummer", "pydantic", "PyYAML")
"""What else has a say in how a folder is read and judged."""


def load(folder: Path, of: str) -> Catalogue | None:
    """Read a kept catalogue; None where there is none that can be used.

    Args:
        folder: the cache folder.
        of: the catalogue's version.
    """
    path = path_of(folder, of)
    file = open_whole(path) if path is not None else None
    if file is None:
        return None
    try:
        with file:
            found = _CATALOGUE.validate_json(file.read())
    except (OSError, ValidationError):
        return None
    return _frozen(found) if found.version == of else None


def save(folder: Path, catalogue: Catalogue) -> None:
    """Keep a catalogue; a folder that cannot be written is left alone.

    Args:
        folder: the cache folder.
        catalogue: all that was read.
    """

    def write(file: IO[bytes]) -> None:
        # The fallback is for mappings that cannot be changed, of which the warnings tell.
        file.write(_CATALOGUE.dump_json(catalogue, by_alias=True, exclude_unset=True, fallback=dict, warnings="none"))

    path = path_of(folder, catalogue.version)
    if path is not None:
        keep(path, "catalogue-*.json", write)


def path_of(folder: Path, of: str) -> Path | None:
    """The file that holds a catalogue; None where one cannot know which code reads catalogues.

    Args:
        folder: the cache folder.
        of: the catalogue's version.
    """
    reading = _reading()
    return folder / f"catalogue-{of}-{reading}.json" if reading else None


def _frozen(found: Catalogue) -> Catalogue:
    return replace(
        found,
        entries=MappingProxyType(found.entries),
        words=MappingProxyType(found.words),
        talk=MappingProxyType(found.talk),
        languages=MappingProxyType(found.languages),
        concepts=MappingProxyType(found.concepts),
    )


def _reading() -> str:
    return made_by((Path(__file__).parent,), _LIBRARIES)
