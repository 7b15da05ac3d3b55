"""From a snapshot of the knowledge folder to a catalogue, with every fault found on the way.

`load` reads the folder (`folder.py`), or takes what was kept of the same content (`kept.py`). `build` touches no disk:
each file is read by itself (`reading.py`), then every rule looks at the whole (`rules/`); only a folder without faults
becomes a catalogue.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.catalogue import kept
from bot.catalogue.finding import CatalogueError, Finding, Severity
from bot.catalogue.folder import Snapshot, snapshot
from bot.catalogue.inspected import Inspected
from bot.catalogue.model import Catalogue
from bot.catalogue.reading import FolderReader
from bot.catalogue.rules import RULES
from bot.collector import waiting


@dataclass(frozen=True)
class Loaded:
    """What a reading of the folder gave: all that could be read, and all findings."""

    seen: Catalogue
    findings: tuple[Finding, ...]

    @property
    def catalogue(self) -> Catalogue | None:
        """The catalogue, where nothing stands in its way."""
        return None if self.errors else self.seen

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that keep the folder from being used."""
        return tuple(f for f in self.findings if f.severity is Severity.ERROR)


def load(root: Path, cache_dir: Path | None = None) -> Catalogue:
    """Read the knowledge folder into a catalogue.

    Args:
        root: the folder.
        cache_dir: where catalogues that were read before are kept (`kept.py`); None keeps none.

    Raises:
        CatalogueError: with every fault, where there is any.
    """
    files = snapshot(root)
    if cache_dir is not None and not files.findings:
        with waiting():
            known = kept.load(cache_dir, files.version)
        if known is not None:
            return known
    loaded = build_and_keep(files, cache_dir)
    if loaded.catalogue is None:
        raise CatalogueError(loaded.errors)
    return loaded.catalogue


def build_and_keep(files: Snapshot, cache_dir: Path | None) -> Loaded:
    """Make a catalogue of a snapshot, and keep it for the next start.

    Args:
        files: the folder as it was read.
        cache_dir: where to keep it; None keeps nothing.
    """
    with waiting():
        loaded = build(files)
    if loaded.catalogue is not None and cache_dir is not None:
        kept.save(cache_dir, loaded.catalogue)
    return loaded


def build(files: Snapshot, today: date | None = None) -> Loaded:
    """Make a catalogue of a snapshot and run every rule over it.

    Args:
        files: the folder as it was read.
        today: the day in Stockholm, for warnings of what ends soon; without it there are none. Whether the catalogue
            can be used never hangs on the day.
    """
    reader = FolderReader(files.files, files.unreadable)
    catalogue = reader.catalogue(files.version)
    seen = Inspected(catalogue, reader.where, files.files, frozenset(reader.unread), today)
    findings = [*files.findings, *reader.findings]
    for rule in RULES:
        findings.extend(rule(seen))
    return Loaded(catalogue, tuple(sorted(findings)))
