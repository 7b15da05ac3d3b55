"""The guide's library: one catalogue with its matcher and its words, and the shelf that swaps it whole.

A faulty edit never takes the bot down: the shelf keeps the last good library in place, and remembers what is wrong and
since when, for staff to see.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.catalogue.finding import CatalogueError, Finding, fault
from bot.catalogue.folder import Stamp, snapshot, stamp
from bot.catalogue.load import build_and_keep, load
from bot.catalogue.model import Catalogue
from bot.matching.reading import Reader
from bot.places.finder import PlaceFinder
from bot.wording.catalogs import read_catalogs
from bot.wording.drawing import Wording

RETRY = timedelta(minutes=5)
"""How long after a failure to learn it is tried again: the machine may have been short of memory for a while."""

MakeReader = Callable[[Catalogue], Reader]
"""Compiles a catalogue into a matcher (`bot.matching.matcher.make_reader`, with its cache folder filled in)."""


@dataclass(frozen=True)
class Library:
    """All that answers are made of, in one version; replaced as a whole, never in part.

    The catalogue is without the examples and word lists, which the matcher has learned.
    """

    catalogue: Catalogue
    reader: Reader
    wording: Wording
    places: PlaceFinder


@dataclass(frozen=True)
class Trouble:
    """Why the folder as it is now cannot be used, and since when."""

    findings: tuple[Finding, ...]
    since: datetime


@dataclass(frozen=True)
class Folders:
    """Where the content lies, and where what was read of it is kept (None: nowhere)."""

    knowledge: Path
    locales: Path
    cache: Path | None = None


def open_library(folders: Folders, make_reader: MakeReader) -> Library:
    """Read the folders into a library.

    Args:
        folders: where the content lies.
        make_reader: compiles the catalogue into a matcher.

    Raises:
        CatalogueError: where the knowledge folder has faults, or the bot's own sentences cannot be read.
    """
    catalogue = load(folders.knowledge, folders.cache)
    told = catalogue.without_lessons()
    wording = Wording(read_catalogs(folders.locales, "guide"), told)
    return Library(told, make_reader(catalogue), wording, PlaceFinder(catalogue))


class Shelf:
    """Holds the library in use, and puts a new one in its place when an edit is whole and right.

    `refresh` may run in a thread beside readers of `library`: the swap is one assignment.
    """

    def __init__(self, library: Library, folders: Folders, make_reader: MakeReader, seen: Stamp | None = None) -> None:
        """Put a library on the shelf.

        Args:
            library: all that answers are made of.
            folders: where its content lies.
            make_reader: compiles a catalogue into a matcher.
            seen: the folder's stamp before the library was read; None makes the first look read all of it again.
        """
        self.library = library
        self.trouble: Trouble | None = None
        self.folders = folders
        self._make_reader = make_reader
        self._stamp = seen
        self._learned = library.catalogue.version
        """What the matcher in use has learned."""
        self._again: datetime | None = None
        """When to try once more to learn what could not be learned."""

    def refresh(self, now: datetime) -> bool:
        """Take in an edit of the knowledge folder, if there is one.

        Args:
            now: the time, to tell since when there is trouble.

        Returns:
            whether another library is in use than before.

        Raises:
            Exception: what kept the matcher from learning; it is tried again some minutes later. Until then the new
                words are in use, where the old matcher can answer with them, and `trouble` tells.
        """
        mark = stamp(self.folders.knowledge)
        is_due = self._again is not None and now >= self._again
        if mark == self._stamp and not is_due:
            return False
        files = snapshot(self.folders.knowledge)
        if stamp(self.folders.knowledge) != mark:
            return False  # somebody is still writing: the next look takes it in whole
        self._stamp, self._again = mark, None
        if files.version == self._learned == self.library.catalogue.version and not files.findings:
            self.trouble = None
            return False
        loaded = build_and_keep(files, self.folders.cache)
        if loaded.catalogue is None:
            self.trouble = Trouble(loaded.errors, self.trouble.since if self.trouble else now)
            return False
        since = self.trouble.since if self.trouble else now
        if not is_due:
            self.trouble = None
        try:
            self._take_in(loaded.catalogue)
        except CatalogueError as error:  # the bot's own sentences; an edit of them is not seen by the folder's stamp
            self.trouble, self._again = Trouble(error.findings, since), now + RETRY
            return False
        except Exception:
            self.trouble, self._again = Trouble((fault("knowledge", 0, "not-learned"),), since), now + RETRY
            raise
        self.trouble, self._learned = None, files.version
        return True

    def _take_in(self, catalogue: Catalogue) -> None:
        """Put a new catalogue in place: its words and facts at once, the matcher when it has learned."""
        old, told = self.library, catalogue.without_lessons()
        wording = Wording(read_catalogs(self.folders.locales, "guide"), told)
        if set(old.catalogue.entries) <= set(told.entries):
            # Learning takes a while. Until then the old matcher answers with the new words: it knows no other entries.
            self.library = Library(told, old.reader, wording, old.places)
        self.library = Library(told, self._make_reader(catalogue), wording, PlaceFinder(catalogue))
