"""From a snapshot of the knowledge folder to a catalogue, with every fault found on the way.

Nothing here touches the disk (`folder.py` does). A fault in one file never hides the faults in the others: each
file is read on its own, faults are collected, and only a folder without faults becomes a catalogue.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from bot.catalogue.files import (
    ContactsFile,
    DecisionsFile,
    DistrictsFile,
    NeighbourhoodsFile,
    SourcesFile,
)
from bot.catalogue.finding import CatalogueError, Finding, Severity
from bot.catalogue.folder import Snapshot, snapshot
from bot.catalogue.markdown_lines import Document, bullets, read
from bot.catalogue.model import (
    Block,
    Catalogue,
    CrisisType,
    Entry,
    Front,
    Geography,
    Language,
    Section,
    Talk,
    Words,
)
from bot.catalogue.rules import RULES
from bot.catalogue.where import Where
from bot.catalogue.yaml_lines import Parsed, parse
from bot.catalogue.yaml_lines import Path as TreePath

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Loaded:
    """What a reading of the folder gave: the catalogue where nothing stands in its way, and all findings."""

    catalogue: Catalogue | None
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that keep the folder from being used."""
        return tuple(f for f in self.findings if f.severity is Severity.ERROR)


def load(root: Path) -> Catalogue:
    """Read the knowledge folder into a catalogue.

    Args:
        root: the folder.

    Raises:
        CatalogueError: with every fault, where there is any.
    """
    loaded = build(snapshot(root))
    if loaded.catalogue is None:
        raise CatalogueError(loaded.errors)
    return loaded.catalogue


def build(files: Snapshot) -> Loaded:
    """Make a catalogue of a snapshot and run every rule over it.

    Args:
        files: the folder as it was read.
    """
    reader = _Reader(files.files)
    catalogue = reader.catalogue(files.version)
    findings = [*files.findings, *reader.findings]
    if catalogue is not None:
        for rule in RULES:
            findings.extend(rule(catalogue, reader.where))
    ordered = tuple(sorted(findings))
    usable = not any(f.severity is Severity.ERROR for f in ordered)
    return Loaded(catalogue if usable else None, ordered)


class _Reader:
    """Reads each file of the folder, notes every fault, and remembers where things stand for the rules."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self.files = files
        self.findings: list[Finding] = []
        self.where = Where({}, {}, {})

    def catalogue(self, version: str) -> Catalogue | None:
        """The whole catalogue; None where a file that everything rests on could not be read."""
        sources = self._facts("sources.yaml", SourcesFile)
        decisions = self._facts("decisions.yaml", DecisionsFile)
        contacts = self._facts("contacts.yaml", ContactsFile)
        districts = self._facts("districts.yaml", DistrictsFile)
        places = self._facts("neighbourhoods.yaml", NeighbourhoodsFile)
        languages = {
            language.code: language
            for name in self._below("languages/", ".yaml")
            if (language := self._facts(name, Language))
        }
        entries = {
            entry.id: entry for name in self._below("entries/", "/entry.yaml") if (entry := self._facts(name, Entry))
        }
        words = {code: self._words(entries, language) for code, language in languages.items()}
        talk = {code: self._talk(entries, code) for code in languages}
        if not (sources and decisions and contacts and districts and places):
            return None
        return Catalogue(
            version=version,
            entries=MappingProxyType(entries),
            words=MappingProxyType(words),
            talk=MappingProxyType(talk),
            languages=MappingProxyType(languages),
            decisions=decisions.decisions,
            geography=Geography(districts.districts, places.neighbourhoods, places.ambiguous, places.outside),
            contacts=contacts.contacts,
            never_shown=contacts.never_show,
            sources=sources.sources,
        )

    def _below(self, folder: str, ending: str) -> list[str]:
        return [name for name in self.files if name.startswith(folder) and name.endswith(ending)]

    def _missing(self, name: str) -> bool:
        if name in self.files:
            return False
        self.findings.append(Finding(name, 0, "file-missing"))
        return True

    def _facts(self, name: str, model: type[M]) -> M | None:
        if self._missing(name):
            return None
        parsed = parse(self.files[name], name)
        if isinstance(parsed, Finding):
            self.findings.append(parsed)
            return None
        self.where.trees[name] = parsed
        return self._validated(name, parsed, model)

    def _validated(self, name: str, parsed: Parsed, model: type[M]) -> M | None:
        try:
            return TypeAdapter(model).validate_python(parsed.tree)
        except ValidationError as error:
            self.findings.extend(faults(name, parsed, error))
            return None

    def _words(self, entries: Mapping[str, Entry], language: Language) -> Mapping[str, Words]:
        found: dict[str, Words] = {}
        for entry in entries:
            name = f"entries/{entry}/{language.code}.md"
            document = self._document(name)
            if document is None:
                continue
            if document.head is None:
                self.findings.append(Finding(name, 1, "head-missing"))
                continue
            front = self._validated(name, document.head, Front)
            sections = self._sections(name, document, language)
            if front is not None:
                found[entry] = Words(front, MappingProxyType(sections))
        return MappingProxyType(found)

    def _document(self, name: str) -> Document | None:
        if self._missing(name):
            return None
        document = read(self.files[name], name)
        if isinstance(document, Finding):
            self.findings.append(document)
            return None
        self.where.documents[name] = document
        return document

    def _sections(self, name: str, document: Document, language: Language) -> dict[Section, tuple[Block, ...]]:
        by_heading = {heading.casefold(): part for part, heading in language.headings.items()}
        sections: dict[Section, tuple[Block, ...]] = {}
        for part in document.parts:
            section = by_heading.get(part.heading.casefold())
            if section is None or section in sections:
                code = "heading-unknown" if section is None else "heading-twice"
                allowed = ", ".join(language.headings.values())
                values = {"heading": part.heading, "allowed": allowed}
                self.findings.append(Finding(name, part.line, code, values))
            elif not part.blocks:
                values = {"heading": part.heading}
                self.findings.append(Finding(name, part.line, "section-empty", values))
            else:
                sections[section] = part.blocks
        return sections

    def _talk(self, entries: Mapping[str, Entry], code: str) -> Talk:
        return Talk(
            entries=MappingProxyType(
                {e: self._examples(f"entries/{e}/examples.{code}.md").get("", ()) for e in entries}
            ),
            crisis=self._examples(f"crisis/examples.{code}.md"),
            smalltalk=self._examples(f"smalltalk/examples.{code}.md"),
            elsewhere=self._examples(f"elsewhere/examples.{code}.md"),
            crisis_texts=MappingProxyType(
                {CrisisType(heading): blocks for heading, blocks in self._texts(f"crisis/{code}.md", set(CrisisType))}
            ),
            elsewhere_texts=MappingProxyType(dict(self._texts(f"elsewhere/{code}.md", None))),
        )

    def _examples(self, name: str) -> Mapping[str, tuple[str, ...]]:
        if self._missing(name):
            return MappingProxyType({})
        found: dict[str, tuple[str, ...]] = {}
        for heading, items in bullets(self.files[name]):
            for number, text in items:
                if number < 0:
                    self.findings.append(Finding(name, -number, "dash-missing", {"text": text[:40]}))
                else:
                    self.where.examples[name, text] = number
            found[heading] = tuple(text for number, text in items if number > 0)
        return MappingProxyType(found)

    def _texts(self, name: str, allowed: set[CrisisType] | None) -> Iterator[tuple[str, tuple[Block, ...]]]:
        document = self._document(name)
        for part in document.parts if document else ():
            if allowed is not None and part.heading not in set(map(str, allowed)):
                values = {"heading": part.heading, "allowed": ", ".join(sorted(allowed))}
                self.findings.append(Finding(name, part.line, "heading-unknown", values))
            else:
                yield part.heading, part.blocks


_CODES = {
    "missing": "field-missing",
    "extra_forbidden": "field-unknown",
    "enum": "value-not-allowed",
    "literal_error": "value-not-allowed",
    "string_too_long": "text-too-long",
    "string_too_short": "text-empty",
    "union_tag_invalid": "condition-unknown",
    "union_tag_not_found": "condition-without-kind",
    "string_pattern_mismatch": "id-malformed",
    "date_from_datetime_parsing": "date-malformed",
    "date_parsing": "date-malformed",
    "int_parsing": "number-malformed",
    "bool_parsing": "yes-or-no",
    "value_error": "value-wrong",
}


def faults(name: str, parsed: Parsed, error: ValidationError) -> Iterator[Finding]:
    """The findings of a failed validation, each with the line of the YAML that it is about.

    Args:
        name: the file.
        parsed: the document that was validated.
        error: what the model said.
    """
    for detail in error.errors(include_url=False, include_context=True):
        path: TreePath = tuple(detail["loc"])
        context = detail.get("ctx", {})
        values = {
            "field": str(path[-1]) if path else "",
            "value": _short(detail["input"]),
            "allowed": str(context.get("expected") or context.get("expected_tags") or ""),
            "limit": str(context.get("max_length", "")),
            "problem": str(context.get("error", detail["msg"])),
        }
        code = _CODES.get(detail["type"], "value-wrong")
        yield Finding(name, parsed.line(path), code, values)


def _short(value: object) -> str:
    text = value if isinstance(value, str) else type(value).__name__
    return text if len(text) <= 60 else text[:57] + "…"
