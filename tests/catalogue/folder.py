"""A small knowledge folder that is whole and right, for tests to use as it is or to break in one place.

Three entries in Swedish and English: a pilot with a decision, districts, an age and occasions (`lotsen`); an open
service with an age and a contact (`larmet`); an answer (`om-hjalpen`).
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Self

from bot.catalogue.codes import Code
from bot.catalogue.finding import Finding, Severity
from bot.catalogue.folder import Snapshot
from bot.catalogue.load import Loaded, build
from bot.catalogue.markdown_lines import read
from bot.catalogue.stamp import StampError, stamped
from bot.catalogue.translation import HASH, source_hash, translations
from tests.catalogue import small_texts as texts

TODAY = date(2026, 6, 1)


def good_files() -> dict[str, str]:
    """The files of the folder by their path; a fresh dictionary each time."""
    files = {
        "sources.yaml": texts.SOURCES,
        "decisions.yaml": texts.DECISIONS,
        "contacts.yaml": texts.CONTACTS,
        "districts.yaml": texts.DISTRICTS,
        "neighbourhoods.yaml": texts.NEIGHBOURHOODS,
        "concepts/sv.yaml": texts.CONCEPTS,
        "entries/lotsen/entry.yaml": texts.LOTSEN,
        "entries/larmet/entry.yaml": texts.LARMET,
        "entries/om-hjalpen/entry.yaml": texts.OM_HJALPEN,
    }
    for place, words in texts.WORDS.items():
        entry, _, code = place.partition("/")
        files[f"entries/{place}.md"] = words
        lines = (f"- {opening} {thing}\n" for opening in texts.OPENINGS[code] for thing in texts.THINGS[place])
        files[f"entries/{entry}/examples.{code}.md"] = "".join(lines)
    for code in ("sv", "en"):
        files[f"languages/{code}.yaml"] = texts.LANGUAGES[code]
        files[f"crisis/{code}.md"] = texts.CRISIS[code]
        files[f"elsewhere/{code}.md"] = texts.ELSEWHERE[code]
        files[f"crisis/examples.{code}.md"] = _labelled(texts.CRISIS_EXAMPLES[code])
        files[f"smalltalk/examples.{code}.md"] = _labelled(texts.SMALLTALK[code])
        files[f"elsewhere/examples.{code}.md"] = _labelled(texts.ELSEWHERE_EXAMPLES[code])
    return stamped_anew(files)


def stamped_anew(files: Mapping[str, str], *, unless_without: bool = False) -> dict[str, str]:
    """The files, each translation with the hash of the Swedish text as it is now.

    Args:
        files: the files of a folder.
        unless_without: leave translations without a hash as they are.
    """
    anew = dict(files)
    for found in translations(files):
        if not unless_without or f"\n{HASH}:" in anew[found.file]:
            with suppress(StampError):
                anew[found.file] = stamped(anew[found.file], source_hash(read(files[found.source], found.source)))
    return anew


def _labelled(examples: Mapping[str, list[str]]) -> str:
    return "\n".join(f"## {label}\n\n" + "".join(f"- {line}\n" for line in lines) for label, lines in examples.items())


def write_folder(root: Path, files: Mapping[str, str] | None = None) -> Path:
    """Write a knowledge folder to disk.

    Args:
        root: where; made if it is not there.
        files: its files by path; the good ones unless told otherwise.
    """
    for name, text in (files if files is not None else good_files()).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


class Folder:
    """A folder in memory to break in one place, and look at what the check says.

    Edits can be chained: `Folder().edit(...).drop(...)`.
    """

    def __init__(self) -> None:
        self.files = good_files()

    def edit(self, name: str, old: str, new: str) -> Self:
        """Replace one piece of a file, which must be there exactly once."""
        assert self.files[name].count(old) == 1, f"{old!r} is {self.files[name].count(old)} times in {name}"
        self.files[name] = self.files[name].replace(old, new)
        return self

    def put(self, name: str, text: str) -> Self:
        """Set the whole text of a file."""
        self.files[name] = text
        return self

    def drop(self, *names: str) -> Self:
        """Remove files."""
        for name in names:
            del self.files[name]
        return self

    def drop_below(self, start: str) -> Self:
        """Remove every file whose path starts so."""
        return self.drop(*[name for name in self.files if name.startswith(start)])

    def line(self, name: str, text: str) -> int:
        """The number of the first line that holds a text; 0 for no text."""
        if not text:
            return 0
        lines = self.files[name].split("\n")
        return next(number for number, line in enumerate(lines, start=1) if text in line)

    def loaded(self, today: date | None = TODAY) -> Loaded:
        """What a reading of the folder gives; translations are taken to follow every edit of the Swedish text."""
        return build(Snapshot(stamped_anew(self.files, unless_without=True), "test"), today)

    def as_it_is(self) -> Loaded:
        """What a reading of the folder gives when no translation has followed the edits."""
        return build(Snapshot(self.files, "test"), TODAY)

    def told(self, today: date | None = TODAY) -> list[tuple[str, int, str]]:
        """The place and code of each finding."""
        return [(f.file, f.line, f.code) for f in self.loaded(today).findings]

    def only(self, name: str, on: str, code: Code, severity: Severity = Severity.ERROR) -> Finding:
        """The one finding of the folder, which must be this one, on the first line that holds a text."""
        assert self.told() == [(name, self.line(name, on), code)]
        (finding,) = self.loaded().findings
        assert finding.severity is severity
        return finding
