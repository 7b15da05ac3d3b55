"""Reading each file of the knowledge folder by itself: its form and its fields, before the rules look at the whole.

A fault in one file never hides the faults in the others. What could not be read is left out of the catalogue and
remembered in `unread`, so that the rules do not complain of what only seems to be missing.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from bot.catalogue.faults import faults
from bot.catalogue.files import (
    ConceptsFile,
    ContactsFile,
    DecisionsFile,
    DistrictsFile,
    NeighbourhoodsFile,
    SourcesFile,
)
from bot.catalogue.finding import Finding, fault, warning
from bot.catalogue.markdown_lines import Document, Examples, bullets, read
from bot.catalogue.model import (
    NOT_CRISIS,
    Block,
    Catalogue,
    CrisisType,
    Entry,
    FixedFront,
    Front,
    Geography,
    Language,
    Section,
    Talk,
    Words,
)
from bot.catalogue.translation import SOURCE, older
from bot.catalogue.where import Where
from bot.catalogue.yaml_lines import Parsed, parse

M = TypeVar("M", bound=BaseModel)

CRISIS_LABELS = (*CrisisType, NOT_CRISIS)


class FolderReader:
    """Reads each file of the folder, notes every fault, and remembers where things stand for the rules.

    Args:
        files: the texts of the folder by their path in it.
        unreadable: the paths of files that are there but are no text; their faults are told already.
    """

    def __init__(self, files: Mapping[str, str], unreadable: Collection[str] = ()) -> None:
        self.files = files
        self.unreadable = frozenset(unreadable)
        self.findings: list[Finding] = []
        self.where = Where()
        self.unread: set[str] = set()
        self._expected: set[str] = set()

    def catalogue(self, version: str) -> Catalogue:
        """The catalogue of all that could be read.

        Args:
            version: the hash of the folder.
        """
        sources = self._facts("sources.yaml", SourcesFile)
        decisions = self._facts("decisions.yaml", DecisionsFile)
        contacts = self._facts("contacts.yaml", ContactsFile)
        districts = self._facts("districts.yaml", DistrictsFile)
        places = self._facts("neighbourhoods.yaml", NeighbourhoodsFile)
        languages = self._languages()
        folders = sorted({n.split("/")[1] for n in self._names() if n.startswith("entries/") and n.count("/") > 1})
        catalogue = Catalogue(
            version=version,
            entries=MappingProxyType(self._entries(folders)),
            words=MappingProxyType({code: self._words(folders, language) for code, language in languages.items()}),
            talk=MappingProxyType({code: self._talk(folders, code) for code in languages}),
            languages=MappingProxyType(languages),
            decisions=decisions.decisions if decisions else MappingProxyType({}),
            geography=Geography(
                districts.districts if districts else MappingProxyType({}),
                places.neighbourhoods if places else (),
                places.ambiguous if places else (),
                places.outside if places else (),
                places.common_words if places else (),
            ),
            contacts=contacts.contacts if contacts else MappingProxyType({}),
            never_shown=contacts.never_show if contacts else (),
            sources=sources.sources if sources else MappingProxyType({}),
            concepts=MappingProxyType(self._concepts(languages)),
        )
        catalogue = replace(catalogue, older=older(self.where.documents))
        self._report_unexpected()
        return catalogue

    def _languages(self) -> dict[str, Language]:
        languages: dict[str, Language] = {}
        for code in sorted({SOURCE, *self._codes()}):
            name = f"languages/{code}.yaml"
            language = self._facts(name, Language)
            if language is None:
                continue
            if language.code == code:
                languages[code] = language
            else:
                self._refuse(fault(name, self.where.yaml(name, "code"), "code-not-file", code=language.code))
        return languages

    def _concepts(self, languages: Iterable[str]) -> dict[str, Mapping[str, tuple[str, ...]]]:
        """The word lists of everyday concepts; a language other than Swedish can do without."""
        lists: dict[str, Mapping[str, tuple[str, ...]]] = {}
        for code in languages:
            name = f"concepts/{code}.yaml"
            is_wanted = code == SOURCE or name in self._names()
            read_in = self._facts(name, ConceptsFile) if is_wanted else None
            if read_in is not None:
                lists[code] = MappingProxyType(read_in.expressions())
        return lists

    def _names(self) -> frozenset[str]:
        """The paths of all files, also of those that are no text."""
        return self.unreadable.union(self.files)

    def _codes(self) -> Iterator[str]:
        """The languages in use: a crisis text whose language is missing means that somebody took the language away."""
        for name in self._names():
            folder, _, file = name.partition("/")
            code, _, ending = file.rpartition(".")
            if code.isalpha() and (folder, ending) in {("languages", "yaml"), ("crisis", "md")}:
                yield code

    def _entries(self, folders: Iterable[str]) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        for folder in folders:
            name = f"entries/{folder}/entry.yaml"
            entry = self._facts(name, Entry)
            if entry is None:
                continue
            if entry.id == folder:
                entries[folder] = entry
            else:
                line = self.where.yaml(name, "id")
                self._refuse(fault(name, line, "id-not-folder", id=entry.id, folder=folder))
        return entries

    def _refuse(self, finding: Finding) -> None:
        self.findings.append(finding)
        self.unread.add(finding.file)

    def _missing(self, name: str) -> bool:
        self._expected.add(name)
        if name in self.files:
            return False
        if name in self.unreadable:
            self.unread.add(name)
        else:
            self._refuse(fault(name, 0, "file-missing"))
        return True

    def _facts(self, name: str, model: type[M]) -> M | None:
        if self._missing(name):
            return None
        parsed = parse(self.files[name], name)
        if isinstance(parsed, Finding):
            self._refuse(parsed)
            return None
        self.where.trees[name] = parsed
        self.findings.extend(parsed.faults)
        return self._validated(name, parsed, model)

    def _validated(self, name: str, parsed: Parsed, model: type[M]) -> M | None:
        try:
            return TypeAdapter(model).validate_python(parsed.tree)
        except ValidationError as error:
            self.findings.extend(faults(name, parsed, error))
            self.unread.add(name)
            return None

    def _words(self, folders: Iterable[str], language: Language) -> Mapping[str, Words]:
        found: dict[str, Words] = {}
        for folder in folders:
            name = f"entries/{folder}/{language.code}.md"
            document = self._document(name)
            if document is None:
                continue
            front = self._validated(name, document.head, Front) if document.head else None
            sections = self._sections(name, document, language)
            if front is not None:
                found[folder] = Words(front, MappingProxyType(sections))
        return MappingProxyType(found)

    def _document(self, name: str) -> Document | None:
        if self._missing(name):
            return None
        document = read(self.files[name], name)
        self.where.documents[name] = document
        self.findings.extend(document.faults)
        if document.head is None:
            self.unread.add(name)
        return document

    def _sections(self, name: str, document: Document, language: Language) -> dict[Section, tuple[Block, ...]]:
        by_heading = {heading.casefold(): section for section, heading in language.headings.items()}
        texts = self._texts(name, document, tuple(language.headings.values()))
        return {by_heading[heading.casefold()]: blocks for heading, blocks in texts.items()}

    def _texts(self, name: str, document: Document, allowed: tuple[str, ...]) -> dict[str, tuple[Block, ...]]:
        """What stands under each heading of a Markdown file; no heading may come twice, or be another than these."""
        folded = {heading.casefold() for heading in allowed}
        found: dict[str, tuple[Block, ...]] = {}
        seen: set[str] = set()
        for part in document.parts:
            heading = part.heading.casefold()
            values = {"heading": part.heading, "allowed": ", ".join(allowed)}
            if not heading:
                self.findings.append(Finding(name, part.line, "text-before-heading", values))
            elif allowed and heading not in folded:
                self.findings.append(Finding(name, part.line, "heading-unknown", values))
            elif heading in seen:
                self.findings.append(Finding(name, part.line, "heading-twice", values))
            elif not part.blocks:
                self.findings.append(Finding(name, part.line, "section-empty", values))
            else:
                found[part.heading] = part.blocks
            seen.add(heading)
        return found

    def _talk(self, folders: Iterable[str], code: str) -> Talk:
        crisis = self._fixed(f"crisis/{code}.md", tuple(CrisisType))
        return Talk(
            entries=MappingProxyType({folder: self._entry_examples(folder, code) for folder in folders}),
            crisis=self._labelled(f"crisis/examples.{code}.md", CRISIS_LABELS),
            smalltalk=self._labelled(f"smalltalk/examples.{code}.md", ()),
            elsewhere=self._labelled(f"elsewhere/examples.{code}.md", ()),
            crisis_texts=MappingProxyType({CrisisType(h.casefold()): blocks for h, blocks in crisis.items()}),
            elsewhere_texts=MappingProxyType(self._fixed(f"elsewhere/{code}.md", ())),
        )

    def _fixed(self, name: str, allowed: tuple[str, ...]) -> dict[str, tuple[Block, ...]]:
        document = self._document(name)
        if document is None:
            return {}
        if document.head:
            self._validated(name, document.head, FixedFront)
        return self._texts(name, document, allowed)

    def _entry_examples(self, folder: str, code: str) -> tuple[str, ...]:
        name = f"entries/{folder}/examples.{code}.md"
        examples = self._examples(name)
        for label, line in examples.labels:
            self.findings.append(fault(name, line, "heading-not-here", heading=label))
        return tuple(example.text for example in examples.lines)

    def _labelled(self, name: str, allowed: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
        examples = self._examples(name)
        seen: set[str] = set()
        for label, line in examples.labels:
            values = {"heading": label, "allowed": ", ".join(allowed)}
            if allowed and label not in allowed:
                self.findings.append(Finding(name, line, "heading-unknown", values))
            elif label in seen:
                self.findings.append(Finding(name, line, "heading-twice", values))
            seen.add(label)
        found: dict[str, tuple[str, ...]] = {label: () for label, _ in examples.labels}
        for example in examples.lines:
            if example.label:
                found[example.label] += (example.text,)
            else:
                self.findings.append(fault(name, example.line, "text-before-heading"))
        return MappingProxyType(found)

    def _examples(self, name: str) -> Examples:
        if self._missing(name):
            return Examples((), (), ())
        examples = bullets(self.files[name], name)
        self.where.examples[name] = examples
        self.findings.extend(examples.faults)
        return examples

    def _report_unexpected(self) -> None:
        """Files that nothing reads: a misspelt name, or a translation whose language is not there yet."""
        broken = {n.removeprefix("languages/").removesuffix(".yaml") for n in self.unread if n.startswith("languages/")}
        for name in sorted(set(self.files) - self._expected):
            stem = name.removesuffix(".md").removesuffix(".yaml").rpartition("/")[2]
            if stem.removeprefix("examples.") not in broken:
                self.findings.append(warning(name, 0, "file-unexpected"))
