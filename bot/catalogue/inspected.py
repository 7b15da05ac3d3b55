"""What a rule looks at: the folder as it was read, and where everything in it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bot.catalogue.model import Catalogue, Entry
from bot.catalogue.texts import Text, texts_of
from bot.catalogue.where import Where


@dataclass(frozen=True)
class Inspected:
    """One reading of the folder.

    The catalogue may have holes here: `unread` names the files that are missing or could not be read, and whose
    faults are already told.
    """

    catalogue: Catalogue
    where: Where
    files: Mapping[str, str]
    unread: frozenset[str]
    today: date | None

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Every text that residents read, with its line."""
        return tuple(texts_of(self.catalogue, self.where))

    @cached_property
    def entry_ids(self) -> frozenset[str]:
        """The ids of all entries, also of those whose facts could not be read."""
        broken = (name.split("/")[1] for name in self.unread if name.startswith("entries/"))
        return frozenset((*self.catalogue.entries, *broken))

    def line(self, entry: Entry, *path: str | int) -> tuple[str, int]:
        """The file of an entry's facts, and the line of a key or list item in it.

        Args:
            entry: an entry of the catalogue.
            path: keys and list positions that lead there.
        """
        name = f"entries/{entry.id}/entry.yaml"
        return name, self.where.yaml(name, *path)
