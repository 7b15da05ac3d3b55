"""A small world for the Telegram channel: two entries, two languages, and words that tell their own ids.

The words are `<language> <message id>`, so that tests assert the route and not the copy.
"""

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from typing_extensions import override

from bot.catalogue.model import (
    Block,
    Catalogue,
    Citation,
    CrisisType,
    Entry,
    Front,
    Geography,
    Language,
    Section,
    Talk,
    Words,
)
from bot.guide import Guide
from bot.library import Folders, Library, Shelf
from bot.matching.reading import Outcome, Reading, Scored
from bot.places.finder import PlaceFinder
from bot.wording.catalogs import Catalogs
from bot.wording.drawing import Wording
from service.live.watch import Changes
from service.settings import Settings
from service.storage.engine import Database
from service.storage.unit_of_work import SqlRunner
from service.wiring import WORK, Wired, now

ENTRIES = ("kast", "familjecentral")


class _Telling(Mapping[str, str]):
    """Sentences that are their own ids, with the placeholders that the guide fills."""

    def __init__(self, language: str) -> None:
        self._language = language

    @override
    def __getitem__(self, message: str) -> str:
        more = {"handover.opened": " {reference}", "handover.taken": " {alias}"}
        return f"{self._language} {message}{more.get(message, '')}"

    @override
    def __iter__(self) -> Iterator[str]:
        return iter(())

    @override
    def __len__(self) -> int:
        return 0


@dataclass(frozen=True)
class _KeyReader:
    """Understands a few fixed words."""

    def read(self, text: str) -> Reading:
        words = text.lower()
        language, sure = ("en", True) if "please" in words else ("sv", False)
        if "ta mitt liv" in words:
            return Reading(Outcome.CRISIS, crisis=CrisisType.SUICIDE)
        if "frihet" in words:
            found = (Scored("kast", 0.9),)
            return Reading(Outcome.ANSWER, found, language=language, language_sure=sure)
        if words in {"ja", "nej"}:
            return Reading(Outcome.SMALLTALK, smalltalk="yes" if words == "ja" else "no")
        return Reading(Outcome.UNKNOWN, language=language, language_sure=sure)


def library() -> Library:
    """Two entries in two languages."""
    languages = {
        code: Language(code=code, name=name, headings={section: f"{code} {section}" for section in Section})
        for code, name in (("sv", "Svenska"), ("en", "English"))
    }
    catalogue = Catalogue(
        version="small",
        entries={name: Entry.model_validate(_facts(name)) for name in ENTRIES},
        words={code: {name: _words(code, name) for name in ENTRIES} for code in languages},
        talk={code: _talk(code) for code in languages},
        languages=languages,
        decisions={},
        geography=Geography({}, (), (), ()),
        contacts={},
        never_shown=(),
        sources={},
    )
    catalogs = Catalogs("guide", {code: _Telling(code) for code in languages})
    return Library(catalogue, _KeyReader(), Wording(catalogs, catalogue), PlaceFinder(catalogue))


def _facts(name: str) -> dict[str, object]:
    return {"id": name, "access": "open", "sources": [Citation(document="source")]}


def _words(code: str, name: str) -> Words:
    front = Front(
        title=f"{code} title {name}", button=f"{code} {name}", summary=f"{code} summary {name}", state="source"
    )
    return Words(front, {section: (Block("paragraph", f"{code} {section} {name}"),) for section in Section})


def _talk(code: str) -> Talk:
    crisis = {kind: (Block("paragraph", f"{code} crisis {kind}"),) for kind in CrisisType}
    return Talk({}, {}, {}, {}, crisis)


def shelf(folder: Path) -> Shelf:
    """A shelf with the small library, which never changes."""
    return Shelf(library(), Folders(folder, folder), lambda _: _KeyReader())


@asynccontextmanager
async def small_world(
    url: str, settings: Settings, content: Shelf | None = None, clock: Callable[[], datetime] = now
) -> AsyncIterator[Wired]:
    """Everything that runs, on a database that is there already; with other content where it is given."""
    async with Database(url) as database, Changes(database) as changes:
        runner = SqlRunner(database, WORK)
        library_shelf = content or shelf(settings.cache_dir)
        yield Wired(
            settings=settings,
            database=database,
            runner=runner,
            guide=Guide(runner, library_shelf, clock),
            shelf=library_shelf,
            staff_texts=Catalogs("staff", {}),
            changes=changes,
            clock=clock,
        )
